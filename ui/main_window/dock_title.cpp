#include "ui/main_window/dock_title.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/common/theme.h"

namespace partimento::ui {

DockTitle::DockTitle(QDockWidget* dock) : QWidget(dock) {
  auto* name = new QLabel(dock->windowTitle(), this);
  QFont font = name->font();
  font.setWeight(QFont::DemiBold);
  name->setFont(font);
  auto* hide = new QToolButton(this);
  hide->setIcon(icon(QStringLiteral("close")));
  hide->setIconSize(QSize(14, 14));
  hide->setAutoRaise(true);
  hide->setToolTip(tr("Hide this panel; the View menu brings it back"));
  hide->setAccessibleName(tr("Hide the panel “%1”").arg(dock->windowTitle()));
  connect(hide, &QToolButton::clicked, dock, &QDockWidget::close);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kPanel, space::kInner, space::kInner, space::kInner);
  row->addWidget(name, 1);
  row->addWidget(hide);
}

}  // namespace partimento::ui
