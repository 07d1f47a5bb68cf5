#include "ui/training/form_grid.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kFieldWidth = 190;

}  // namespace

FormGrid::FormGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(space::kPanel);
  m_grid->setVerticalSpacing(space::kInner + 2);
  m_grid->setColumnStretch(0, 1);
}

void FormGrid::add(const Row& row, QWidget* field) {
  auto* name = new QLabel(row.name, this);
  name->setBuddy(field);
  name->setToolTip(row.tooltip);
  field->setToolTip(row.tooltip);
  field->setAccessibleName(row.name);
  field->setMinimumHeight(space::kControlHeight);
  field->setFixedWidth(kFieldWidth);
  const int place = m_grid->rowCount();
  m_grid->addWidget(name, place, 0);
  m_grid->addWidget(field, place, 1);
}

QComboBox* FormGrid::addList(const Row& row, const std::vector<std::pair<QString, QString>>& entries) {
  auto* list = new QComboBox(this);
  for (const auto& [text, value] : entries) list->addItem(text, value);
  connect(list, &QComboBox::activated, this, &FormGrid::edited);
  add(row, list);
  return list;
}

QDoubleSpinBox* FormGrid::addNumber(const Row& row, const Range& range) {
  auto* number = new QDoubleSpinBox(this);
  number->setDecimals(range.decimals);
  number->setRange(range.minimum, range.maximum);
  number->setSpecialValueText(range.special);
  number->setSuffix(range.suffix);
  number->setSingleStep(range.step);
  number->setKeyboardTracking(false);
  number->setAlignment(Qt::AlignRight);
  connect(number, &QDoubleSpinBox::valueChanged, this, &FormGrid::edited);
  add(row, number);
  return number;
}

void FormGrid::setRowShown(QWidget* field, Qt::CheckState shown) {
  const int index = m_grid->indexOf(field);
  if (index < 0) return;
  int row = 0;
  int column = 0;
  int rows = 0;
  int columns = 0;
  m_grid->getItemPosition(index, &row, &column, &rows, &columns);
  field->setVisible(shown == Qt::Checked);
  if (QLayoutItem* name = m_grid->itemAtPosition(row, 0)) name->widget()->setVisible(shown == Qt::Checked);
}

void FormGrid::showRow(QWidget* field) {
  setRowShown(field, Qt::Checked);
}

void FormGrid::hideRow(QWidget* field) {
  setRowShown(field, Qt::Unchecked);
}

void chooseValue(QComboBox& list, const QString& value) {
  const QSignalBlocker quiet(&list);
  list.setCurrentIndex(std::max(0, list.findData(value)));
}

std::string chosenValue(const QComboBox& list) {
  return list.currentData().toString().toStdString();
}

}  // namespace partimento::ui
