#include "ui/explain/explain_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/engine/seed.h"
#include "core/music/edits.h"
#include "ui/common/error_text.h"
#include "ui/common/labels.h"
#include "ui/common/music_names.h"
#include "ui/common/theme.h"
#include "ui/explain/note_story.h"
#include "ui/explain/reason_text.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

constexpr std::size_t kCandidatesShown = 16;

QTableWidget* makeTable(const QStringList& titles, const QString& name, QWidget* parent) {
  auto* table = new QTableWidget(0, static_cast<int>(titles.size()), parent);
  table->setHorizontalHeaderLabels(titles);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(24);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setStretchLastSection(true);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setTabKeyNavigation(false);
  table->setShowGrid(false);
  table->setAccessibleName(name);
  table->setToolTip(name);
  return table;
}

QString percent(double probability) {
  return probability > 0 && probability < 0.0005
             ? QStringLiteral("<0.1 %")
             : QLocale().toString(100 * probability, 'f', 1) + QStringLiteral(" %");
}

}  // namespace

ExplainPanel::ExplainPanel(Session& session, TakeDesk& desk, PianoRoll& roll, QWidget* parent)
    : QWidget(parent), m_session(session), m_desk(desk), m_roll(roll) {
  m_empty = secondLabel(tr("Choose a take below and step through its notes, or select a generated note in "
                           "the roll: here is what else could have been "
                           "played, and which rule removed it."),
                        this);
  m_empty->setAlignment(Qt::AlignCenter);
  auto* page = new QWidget(this);
  m_note = new QSpinBox(page);
  m_note->setPrefix(tr("Note "));
  m_note->setMinimum(1);
  m_note->setMinimumHeight(space::kControlHeight);
  m_note->setAccessibleName(tr("Note of the take"));
  m_note->setToolTip(tr("Which note of the take is explained"));
  m_sentence = new QLabel(page);
  m_sentence->setWordWrap(true);
  const QStringList titles{tr("Candidate"), tr("Before"), tr("After"), tr("Why not")};
  m_pitches = makeTable(titles, tr("Candidates for the pitch"), page);
  m_durations = makeTable(titles, tr("Candidates for the length"), page);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(space::kPanel, space::kPanel, space::kPanel, space::kPanel);
  column->setSpacing(space::kGrid);
  column->addWidget(m_note);
  column->addWidget(m_sentence);
  column->addWidget(secondLabel(tr("Pitch: probability before and after temperature, cuts and rules"), page));
  column->addWidget(m_pitches, 2);
  column->addWidget(secondLabel(tr("Length"), page));
  column->addWidget(m_durations, 1);
  m_stack = new QStackedWidget(this);
  m_stack->addWidget(m_empty);
  m_stack->addWidget(page);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);
  setMinimumWidth(280);
  connect(m_note, &QSpinBox::valueChanged, this, &ExplainPanel::refresh);
  connect(&m_desk, &TakeDesk::currentChanged, this, [this] {
    m_accepted = 0;
    refresh();
  });
  connect(&m_roll, &PianoRoll::selectionChanged, this, &ExplainPanel::followSelection);
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &ExplainPanel::refresh);
  refresh();
}

void ExplainPanel::showNote(int number) {
  m_note->setValue(number);
}

void ExplainPanel::followSelection() {
  const std::size_t track = m_session.track();
  const std::vector<Note> selected = edits::notesWithIds(*m_session.score(), track, m_roll.selection());
  if (selected.size() != 1 || selected.front().origin == Origin::Seed) return;
  const Note& wanted = selected.front();
  for (const project::StoredTakePtr& take : m_session.document().takes()) {
    if (!isInPiece(m_session.document().history(), *take)) continue;
    const std::vector<Note> notes = notesInScore(*take);
    const auto found = std::find_if(notes.begin(), notes.end(), [&](const Note& note) {
      const auto index = static_cast<std::size_t>(&note - notes.data());
      return note.onset == wanted.onset && note.pitch == wanted.pitch &&
             trackOfLine(*m_session.score(), *take, lineOf(take->take, index)) == track;
    });
    if (found == notes.end()) continue;
    m_accepted = take->id;
    const QSignalBlocker quiet(m_note);
    m_note->setMaximum(static_cast<int>(notes.size()));
    m_note->setValue(static_cast<int>(found - notes.begin()) + 1);
    refresh();
    return;
  }
}

void ExplainPanel::refresh() {
  project::StoredTakePtr take = m_desk.currentTake();
  if (!take && m_accepted != 0) take = m_session.document().take(m_accepted);
  m_stack->setCurrentIndex(take && !take->take.notes.empty() ? 1 : 0);
  if (take && !take->take.notes.empty()) show(*take);
}

void ExplainPanel::show(const project::StoredTake& take) {
  const QSignalBlocker quiet(m_note);
  m_note->setMaximum(static_cast<int>(take.take.notes.size()));
  const auto index = static_cast<std::size_t>(m_note->value() - 1);
  const std::vector<Note> placed = notesInScore(take);
  m_roll.showTick(placed[index].onset);
  const Note& note = take.take.notes[index];
  const MeterMap& meter = m_session.score()->meter();
  const BarPosition bar = meter.at(placed[index].onset);
  const double beat =
      1 + static_cast<double>(bar.inBar.value) / static_cast<double>(meter.beatLength(bar.signature).value);
  QString sentence = tr("%1 was played in bar %2 on beat %3.")
                         .arg(noteName(note.pitch, m_session.preferences().noteNaming(), *m_session.score(),
                                       placed[index].onset))
                         .arg(bar.bar + 1)
                         .arg(QLocale().toString(beat, 'g', 3));
  if (placed[index].relaxed != RelaxedRule::None)
    sentence += QLatin1Char(' ') + relaxedSentence(placed[index].relaxed);
  std::optional<NoteStory> story;
  try {
    const auto trace = take.take.trace ? take.take.trace : m_session.document().trace(take.id);
    if (trace) story = noteStory(*trace, take.take, index);
  } catch (...) {
    sentence = currentErrorMessage().text();
  }
  if (!story) sentence += QLatin1Char(' ') + tr("The record of the search does not reach this note.");
  m_sentence->setText(sentence);
  fill(*m_pitches, story ? story->pitches : std::vector<CandidateLine>{});
  fill(*m_durations, story ? story->durations : std::vector<CandidateLine>{});
}

void ExplainPanel::fill(QTableWidget& table, const std::vector<CandidateLine>& lines) {
  const std::size_t count = std::min(lines.size(), kCandidatesShown);
  table.setRowCount(static_cast<int>(count));
  for (std::size_t row = 0; row < count; ++row) {
    const CandidateLine& line = lines[row];
    const QString reason = line.chosen ? tr("chosen") : reasonText(line.reason);
    const QStringList texts{symbolText(line.symbol), percent(line.before),
                            line.after > 0 ? percent(line.after) : QStringLiteral("–"), reason};
    for (int column = 0; column < texts.size(); ++column) {
      auto* item = new QTableWidgetItem(texts[column]);
      QFont font = item->font();
      font.setBold(line.chosen);
      item->setFont(font);
      item->setToolTip(reasonSentence(line.reason));
      if (column == 1 || column == 2) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table.setItem(static_cast<int>(row), column, item);
    }
  }
}

QString ExplainPanel::symbolText(const Symbol& symbol) const {
  switch (symbol.kind) {
    case Symbol::Kind::Pitch:
      return noteName(symbol.value, m_session.preferences().noteNaming());
    case Symbol::Kind::Rest:
      return tr("rest");
    case Symbol::Kind::End:
      return tr("end");
    case Symbol::Kind::Duration:
      return noteValueName(symbol.value);
    case Symbol::Kind::Hold:
      return tr("goes on");
    case Symbol::Kind::NoteOff:
      return tr("%1 ends").arg(noteName(symbol.value, m_session.preferences().noteNaming()));
    case Symbol::Kind::Shift:
      return tr("after %1 ms").arg(symbol.value);
    case Symbol::Kind::Length:
      return tr("for %1 ms").arg(symbol.value);
    case Symbol::Kind::Velocity:
      return tr("velocity %1").arg(symbol.value);
    case Symbol::Kind::Tempo:
      return tr("tempo %1").arg(symbol.value);
    case Symbol::Kind::Meter:
      return QStringLiteral("%1/%2").arg(symbol.value / 256).arg(symbol.value % 256);
    case Symbol::Kind::Bar:
      return tr("bar line");
    case Symbol::Kind::Position:
      return tr("beat %1").arg(1 + symbol.value / static_cast<double>(kStepsPerQuarter), 0, 'g', 4);
    case Symbol::Kind::Track:
      return tr("track %1").arg(symbol.value + 1);
    case Symbol::Kind::Separator:
      return tr("a note");
    case Symbol::Kind::Padding:
    case Symbol::Kind::Begin:
      return QStringLiteral("–");
  }
  return {};
}

}  // namespace partimento::ui
