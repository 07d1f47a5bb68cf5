#include "ui/start/demo_card.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/seed/demo_seeds.h"
#include "ui/takes/mini_roll.h"

namespace partimento::ui {
namespace {

std::vector<Note> notesOf(const DemoSeed& seed) {
  try {
    const ScorePtr score = loadDemoSeed(seed);
    for (const TrackPtr& track : score->tracks()) {
      if (!track->notes.empty()) return track->notes;
    }
  } catch (const Error&) {
    // Choosing the card says what is wrong with the file; here the picture stays empty.
    return {};
  }
  return {};
}

}  // namespace

DemoCard::DemoCard(const DemoSeed& seed, QWidget* parent) : QFrame(parent) {
  setProperty("role", QStringLiteral("card"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  column->setSpacing(2);
  auto* picture = new MiniRoll(this);
  picture->setFixedHeight(48);
  picture->setNotes(notesOf(seed));
  auto* title = new QLabel(demoTitle(seed), this);
  QFont bold = title->font();
  bold.setWeight(QFont::DemiBold);
  title->setFont(bold);
  column->addWidget(picture);
  column->addSpacing(space::kInner);
  column->addWidget(title);
  auto* composer = secondLabel(demoComposer(seed), this);
  composer->setWordWrap(false);
  column->addWidget(composer);
  setAccessibleName(tr("%1, %2").arg(demoTitle(seed), demoComposer(seed)));
  setToolTip(tr("Begin a piece with %n bar(s) of “%1”", nullptr, seed.bars).arg(demoTitle(seed)));
}

void DemoCard::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT chosen();
}

void DemoCard::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
    Q_EMIT chosen();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void DemoCard::focusInEvent(QFocusEvent* event) {
  QFrame::focusInEvent(event);
  setProperty("role", QStringLiteral("card-selected"));
  refreshRole(this);
}

void DemoCard::focusOutEvent(QFocusEvent* event) {
  QFrame::focusOutEvent(event);
  setProperty("role", QStringLiteral("card"));
  refreshRole(this);
}

}  // namespace partimento::ui
