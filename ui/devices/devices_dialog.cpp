#include "ui/devices/devices_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/devices/keyboard_page.h"
#include "ui/devices/out_page.h"
#include "ui/devices/recording_page.h"

namespace partimento::ui {
namespace {

/// As high as the page asks for at its width; scrolls where the screen has less.
class PageScroll : public PanelScroll {
 public:
  using PanelScroll::PanelScroll;
  QSize sizeHint() const override {
    const QSize page = widget()->sizeHint();
    const int height = widget()->heightForWidth(page.width());
    return PanelScroll::sizeHint().expandedTo({page.width(), std::max(height, page.height())});
  }
};

}  // namespace

DevicesDialog::DevicesDialog(MidiDesk& desk, Session& session, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("MIDI and recording"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  auto* pages = new QTabWidget(this);
  pages->setUsesScrollButtons(false);
  pages->setFocusPolicy(Qt::NoFocus);  // its tabs have it
  pages->tabBar()->setAccessibleName(windowTitle());
  pages->tabBar()->setToolTip(tr("Left and Right choose a page"));
  pages->addTab(new PageScroll(new KeyboardPage(desk, pages), pages), tr("&Keyboard"));
  pages->addTab(new PageScroll(new RecordingPage(desk, session, pages), pages), tr("&Recording"));
  pages->addTab(new PageScroll(new OutPage(desk, session, pages), pages), tr("&MIDI out"));
  column->addWidget(pages, 1);
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setToolTip(tr("Close this window"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
}

}  // namespace partimento::ui
