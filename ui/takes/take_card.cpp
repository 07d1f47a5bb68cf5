#include "ui/takes/take_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/music_names.h"
#include "ui/common/theme.h"
#include "ui/takes/mini_roll.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

constexpr int kCardWidth = 196;
constexpr std::int64_t kSeedBarsShown = 2;

/// As a musician counts: the rest of the bar in which the seed ends is not a bar of its own.
std::int64_t barsOf(const project::StoredTake& take, const Score& score) {
  const decode::LengthSettings& asked = take.take.recipe.request.settings.length;
  if (asked.bars > 0 && !take.take.partial) return asked.bars;
  const auto barBefore = [&](Tick tick) {
    return score.meter().at(Tick(std::max<std::int64_t>(0, tick.value - 1))).bar;
  };
  const Tick seedEnd = take.start + take.take.recipe.request.seed.continuesAt();
  return std::max<std::int64_t>(1, barBefore(takeEnd(take)) - barBefore(seedEnd));
}

std::vector<Tick> barsBetween(const Score& score, Tick from, Tick to) {
  std::vector<Tick> bars;
  for (std::int64_t bar = score.meter().at(from).bar; score.meter().barStart(bar) < to; ++bar)
    bars.push_back(score.meter().barStart(bar));
  return bars;
}

}  // namespace

TakeCard::TakeCard(QWidget* parent) : QFrame(parent) {
  build();
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setFixedWidth(kCardWidth);
  setCurrent(false);
}

void TakeCard::build() {
  m_roll = new MiniRoll(this);
  m_name = new QLabel(this);
  m_name->setTextFormat(Qt::PlainText);
  m_name->installEventFilter(this);
  m_edit = new QLineEdit(this);
  m_edit->setAccessibleName(tr("Name of the take"));
  m_edit->setToolTip(tr("Enter keeps the name, Esc leaves it as it was"));
  m_edit->installEventFilter(this);
  m_nameStack = new QStackedWidget(this);
  m_nameStack->addWidget(m_name);
  m_nameStack->addWidget(m_edit);
  m_nameStack->setFixedHeight(24);
  m_favourite = new QToolButton(this);
  m_favourite->setAutoRaise(true);
  m_favourite->setCheckable(true);
  m_favourite->setIconSize(QSize(16, 16));
  m_figures = secondLabel(QString(), this);
  m_figures->setWordWrap(false);
  m_marks = secondLabel(QString(), this);
  m_marks->setWordWrap(false);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kInner);
  head->addWidget(m_nameStack, 1);
  head->addWidget(m_marks);
  head->addWidget(m_favourite);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kGrid, space::kInner, space::kGrid, space::kInner);
  column->setSpacing(space::kInner);
  column->addLayout(head);
  column->addWidget(m_roll, 1);
  column->addWidget(m_figures);
  connect(m_favourite, &QToolButton::clicked, this, &TakeCard::favouriteToggled);
  connect(m_edit, &QLineEdit::editingFinished, this, [this] { endRename(true); });
}

void TakeCard::display(const project::StoredTake& take, const QString& name, const ScorePtr& score,
                       NoteNaming naming) {
  m_id = take.id;
  m_name->setText(name);
  m_name->setToolTip(tr("Double-click to rename"));
  m_favourite->setChecked(take.favourite);
  m_favourite->setIcon(icon(take.favourite ? QStringLiteral("star-filled") : QStringLiteral("star")));
  m_favourite->setToolTip(take.favourite ? tr("No longer a favourite (F)") : tr("Make it a favourite (F)"));
  m_favourite->setAccessibleName(take.favourite ? tr("Favourite: %1").arg(name)
                                                : tr("Not a favourite: %1").arg(name));
  std::vector<Note> notes = notesInScore(take);
  const Tick begin = takeBegin(take);
  const BarPosition bar = score->meter().at(begin);
  const Tick seedFrom = score->meter().barStart(std::max<std::int64_t>(0, bar.bar - kSeedBarsShown));
  const SeedMelody& seed = take.take.recipe.request.seed;
  for (std::size_t line = 0; line < seed.lineCount(); ++line) {
    for (Note note : seed.line(line)) {
      note.onset += take.start;
      note.origin = Origin::Seed;
      if (note.onset >= seedFrom) notes.push_back(note);
    }
  }
  std::sort(notes.begin(), notes.end(), noteBefore);
  m_roll->setBars(notes.empty() ? std::vector<Tick>{}
                                : barsBetween(*score, notes.front().onset, takeEnd(take)));
  m_roll->setNotes(std::move(notes));
  showFigures(take, *score);
  setAccessibleName(name);
  collectMarks(take, naming);
  showMarks();
}

void TakeCard::showFigures(const project::StoredTake& take, const Score& score) {
  const QLocale locale;
  const QString notes = tr("%n note(s)", nullptr, static_cast<int>(take.take.notes.size()));
  const QString bars = tr("%n bar(s)", nullptr, static_cast<int>(barsOf(take, score)));
  const bool askedBars = take.take.recipe.request.settings.length.bars > 0;
  m_figuresText =
      tr("%1 a note · %2")
          .arg(locale.toString(scorePerNote(take.take), 'f', 2).replace(QLatin1Char('-'), QChar(0x2212)),
               askedBars ? bars : notes);
  m_figures->setText(m_figuresText);
  m_figures->setToolTip(
      tr("Average log-probability of a note for the style: the nearer to 0, the more typical.\n%1, %2.")
          .arg(notes, bars));
}

void TakeCard::collectMarks(const project::StoredTake& take, NoteNaming naming) {
  m_ownMarks.clear();
  m_ownReasons.clear();
  if (take.take.partial) {
    m_ownMarks << tr("stopped");
    m_ownReasons << tr("The generation was stopped; this is the part made so far.");
  }
  if (!take.take.relaxations.empty()) {
    m_ownMarks << tr("%n relaxed", nullptr, static_cast<int>(take.take.relaxations.size()));
    for (const Relaxation& relaxation : take.take.relaxations) {
      const auto index = static_cast<std::size_t>(relaxation.note);
      if (index >= take.take.notes.size()) continue;
      m_ownReasons << tr("Note %1 (%2): %3")
                          .arg(relaxation.note + 1)
                          .arg(noteName(take.take.notes[index].pitch, naming),
                               relaxedSentence(relaxation.rule));
    }
  }
}

void TakeCard::setInPiece(InPiece inPiece) {
  if (inPiece == m_inPiece) return;
  m_inPiece = inPiece;
  showMarks();
}

void TakeCard::showMarks() {
  QStringList marks;
  QStringList reasons;
  if (m_inPiece == InPiece::Yes) {
    marks << tr("accepted");
    reasons << tr("This take was accepted into the piece.");
  }
  marks += m_ownMarks;
  reasons += m_ownReasons;
  m_marks->setText(marks.join(QStringLiteral(" · ")));
  m_marks->setToolTip(reasons.join(QLatin1Char('\n')));
  setAccessibleDescription(m_figuresText + QStringLiteral(". ") + m_marks->toolTip());
}

void TakeCard::setCurrent(bool current) {
  m_current = current;
  setProperty("role", current ? QStringLiteral("card-selected") : QStringLiteral("card"));
  refreshRole(this);
  setToolTip(current ? tr("Click to hear it again; [ and ] swap takes") : tr("Click to hear this take"));
}

void TakeCard::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (event->button() == Qt::LeftButton) Q_EMIT auditioned();
}

void TakeCard::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      Q_EMIT auditioned();
      return;
    case Qt::Key_F:
      Q_EMIT favouriteToggled();
      return;
    case Qt::Key_F2:
      beginRename();
      return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      Q_EMIT rejected();
      return;
    case Qt::Key_Left:
      Q_EMIT moved(-1);
      return;
    case Qt::Key_Right:
      Q_EMIT moved(1);
      return;
    default:
      QFrame::keyPressEvent(event);
  }
}

bool TakeCard::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_name && event->type() == QEvent::MouseButtonDblClick) {
    beginRename();
    return true;
  }
  if (watched == m_edit && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    endRename(false);
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

void TakeCard::focusInEvent(QFocusEvent* event) {
  QFrame::focusInEvent(event);
  update();
}

void TakeCard::focusOutEvent(QFocusEvent* event) {
  QFrame::focusOutEvent(event);
  update();
}

void TakeCard::beginRename() {
  m_edit->setText(m_name->text());
  m_nameStack->setCurrentWidget(m_edit);
  m_edit->setFocus();
  m_edit->selectAll();
}

void TakeCard::endRename(bool keep) {
  if (m_nameStack->currentWidget() != m_edit) return;
  m_nameStack->setCurrentWidget(m_name);
  const QString name = m_edit->text().trimmed();
  setFocus();
  if (keep && !name.isEmpty() && name != m_name->text()) Q_EMIT renamed(name);
}

}  // namespace partimento::ui
