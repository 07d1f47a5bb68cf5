#include "ui/devices/midi_form.h"

#include <QComboBox>
#include <QFormLayout>

#include "ui/common/form.h"
#include "ui/common/labels.h"

namespace partimento::ui {
namespace {

constexpr int kFieldWidth = 320;
constexpr int kTextWidth = 400;

}  // namespace

QComboBox* choiceBox(const QString& name, const QString& tooltip, QWidget* parent) {
  QComboBox* box = field(new QComboBox(parent), name, tooltip);
  box->setMinimumWidth(kFieldWidth);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  return box;
}

QFormLayout* formOf(QWidget* page) {
  auto* form = new QFormLayout(page);
  form->setContentsMargins(space::kPanel, space::kPanel, space::kPanel, space::kPanel);
  form->setSpacing(space::kGrid);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

QLabel* changingText(QWidget* parent) {
  QLabel* label = secondLabel(QString(), parent);
  label->setMinimumWidth(kTextWidth);
  return label;
}

}  // namespace partimento::ui
