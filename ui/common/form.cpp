#include "ui/common/form.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/labels.h"

namespace partimento::ui {

QToolButton* signButton(const QString& sign, const QString& name, QWidget* parent) {
  auto* made = field(new QToolButton(parent), name, name);
  made->setText(sign);
  return made;
}

QWidget* captioned(const QString& caption, std::initializer_list<QWidget*> controls, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  QLabel* label = secondLabel(caption, box);
  label->setWordWrap(false);
  label->setBuddy(*controls.begin());
  column->addWidget(label);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kInner);
  for (QWidget* control : controls) row->addWidget(control);
  column->addLayout(row);
  return box;
}

}  // namespace partimento::ui
