#include "ui/help/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"

namespace partimento::ui {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Partimento"));
  auto* mark = new QLabel(this);
  mark->setPixmap(appIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
  mark->setAccessibleName(tr("The mark of Partimento"));
  auto* name = new QLabel(QStringLiteral("Partimento"), this);
  name->setProperty("role", QStringLiteral("display"));
  auto* version = secondLabel(tr("Version %1").arg(QCoreApplication::applicationVersion()), this);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(name);
  words->addWidget(version);
  words->addStretch(1);
  auto* head = new QHBoxLayout;
  head->addWidget(mark);
  head->addLayout(words, 1);
  auto* text = new QLabel(tr("A studio for composing with small neural models. A partimento was the bass "
                             "line over which Neapolitan "
                             "students learned to improvise: a seed and a set of rules.\n\n"
                             "Free software under the GNU General Public License, version 3 or later; it "
                             "comes without any warranty.\n\n"
                             "It stands on Qt (LGPL), FluidSynth (LGPL), libtorch (BSD), SQLite (public "
                             "domain), libsndfile (LGPL) and "
                             "RtMidi (MIT). The SoundFont TimGM6mb is by Tim Brechbill (GPL). The demo seeds "
                             "are in the public domain; "
                             "what each style learned from is named on its card."),
                          this);
  text->setWordWrap(true);
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text->setFocusPolicy(Qt::NoFocus);
  setAccessibleDescription(version->text() + QLatin1Char('\n') + text->text());
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setToolTip(tr("Close this window"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(2 * space::kGrid);
  column->addLayout(head);
  column->addWidget(text);
  column->addWidget(buttons);
  setMinimumWidth(480);
}

}  // namespace partimento::ui
