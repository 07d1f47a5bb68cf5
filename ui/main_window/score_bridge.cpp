#include "ui/main_window/score_bridge.h"

#include <QApplication>
#include <algorithm>
#include <array>

#include "ui/score_view/score_options.h"
#include "ui/takes/take_edit.h"

namespace partimento::ui {
namespace {

constexpr double kZoomStep = 1.2;
constexpr Seconds kAuditionLength{0.35};
const QString kFormKey = QStringLiteral("score-form");
const QString kPaperKey = QStringLiteral("score-paper");

constexpr std::array<ActionId, 4> kVoiceActions = {ActionId::Voice1, ActionId::Voice2, ActionId::Voice3,
                                                   ActionId::Voice4};

std::unordered_set<NoteId> newNotes(const Score& before, const Score& after) {
  std::unordered_set<NoteId> known;
  for (const TrackPtr& track : before.tracks()) {
    for (const Note& note : track->notes) known.insert(note.id);
  }
  std::unordered_set<NoteId> added;
  for (const TrackPtr& track : after.tracks()) {
    for (const Note& note : track->notes) {
      if (!known.contains(note.id)) added.insert(note.id);
    }
  }
  return added;
}

/// Whether what one view shows and what the other shows are about the same place of the piece.
bool meet(roll::TickRange a, roll::TickRange b) {
  const auto middle = [](roll::TickRange range) { return Tick((range.begin + range.end).value / 2); };
  const auto holds = [](roll::TickRange range, Tick tick) { return tick >= range.begin && tick < range.end; };
  return holds(a, middle(b)) || holds(b, middle(a));
}

roll::TickRange shownBy(const ScoreView& score) {
  const auto [begin, end] = score.shownTime();
  return {begin, end};
}

}  // namespace

ScoreBridge::ScoreBridge(const ScoreLinks& links, QObject* parent) : QObject(parent), m_links(links) {
  Session& session = m_links.session;
  ScoreView& score = m_links.score;
  connect(&session, &Session::scoreChanged, this, &ScoreBridge::showScore);
  connect(&session, &Session::trackChanged, this, &ScoreBridge::showScore);
  connect(&session, &Session::takesChanged, this, &ScoreBridge::showGhost);
  connect(&m_links.desk, &TakeDesk::currentChanged, this, &ScoreBridge::showGhost);
  connect(&m_links.views, &MusicViews::arranged, this, &ScoreBridge::showScore);
  connect(&session, &Session::changedAt, this, [this](Tick tick) {
    if (m_links.views.showsScore()) m_links.score.showTick(tick);
  });
  connect(&score, &ScoreView::editRequested, this,
          [this](const ScorePtr& after, const QString& name, bool continues) {
            // The roll learns the notes first, then which of them are selected.
            m_giving = true;
            continues ? m_links.session.amend(after) : m_links.session.edit(name.toStdString(), after);
            m_giving = false;
            takeSelection();
          });
  connect(&score, &ScoreView::noteAuditioned, this, [this](int pitch, int velocity) {
    m_links.session.player().audition(pitch, velocity, m_links.score.track(), kAuditionLength);
  });
  connect(&score, &ScoreView::seekRequested, this, [this](Tick tick) {
    m_links.session.endOther();
    m_links.session.player().seek(tick);
  });
  connect(&score, &ScoreView::selectionChanged, this, &ScoreBridge::takeSelection);
  connect(&score, &ScoreView::announced, this, &ScoreBridge::announced);
  connect(&m_links.roll, &PianoRoll::selectionChanged, this, &ScoreBridge::giveSelection);
  connect(&score, &ScoreView::scrolled, this, &ScoreBridge::scrollRoll);
  connect(&m_links.roll, &PianoRoll::scrolled, this, &ScoreBridge::scrollScore);
  connect(&score, &ScoreView::valueChanged, this, &ScoreBridge::showValue);
  connect(&score, &ScoreView::voiceChanged, this, &ScoreBridge::showValue);
  connect(&m_links.views, &MusicViews::arranged, this, &ScoreBridge::showValue);
  connect(&m_links.views, &MusicViews::arranged, this, &ScoreBridge::showKey);
  connect(&score, &ScoreView::pagesChanged, this, &ScoreBridge::showKey);
  Preferences& preferences = session.preferences();
  connect(&preferences, &Preferences::namingChanged, this,
          [this] { m_links.score.setNoteNaming(m_links.session.preferences().noteNaming()); });
  score.setNoteNaming(preferences.noteNaming());
  showScore();
}

void ScoreBridge::showScore() {
  if (!m_links.views.showsScore()) return;
  m_links.score.setScore(m_links.session.score());
  m_links.score.setTrack(m_links.session.track());
  giveSelection();
  showGhost();
}

void ScoreBridge::showGhost() {
  if (!m_links.views.showsScore()) return;
  const project::StoredTakePtr take = m_links.desk.currentTake();
  if (!take || take->track >= m_links.session.score()->tracks().size()) {
    m_links.score.setGhost({});
    return;
  }
  score::GhostTake ghost;
  ghost.score = withTake(m_links.session.score(), *take);
  ghost.notes = newNotes(*m_links.session.score(), *ghost.score);
  m_links.score.setGhost(std::move(ghost));
  m_links.score.showTick(takeBegin(*take));
}

void ScoreBridge::takeSelection() {
  if (m_giving) return;
  m_giving = true;
  const edits::NoteIds ids = m_links.score.selection();
  if (m_links.score.track() != m_links.session.track()) m_links.session.setTrack(m_links.score.track());
  m_links.roll.setSelection(ids);
  m_links.score.setSelection(ids);
  m_giving = false;
  revealInRoll();
}

void ScoreBridge::revealInRoll() {
  const Score& score = *m_links.roll.score();
  const std::size_t track = m_links.session.track();
  const edits::NoteIds& ids = m_links.roll.selection();
  if (ids.empty() || track >= score.tracks().size()) return;
  const std::vector<Note> notes = edits::notesWithIds(score, track, ids);
  const roll::TickRange shown = m_links.roll.shownTime();
  const bool seen = std::any_of(notes.begin(), notes.end(), [&shown](const Note& note) {
    return note.onset < shown.end && note.end() > shown.begin;
  });
  if (notes.empty() || (seen && notes.size() > 1)) return;
  m_links.roll.showTick(notes.front().onset);
  m_links.roll.showPitch(notes.front().pitch);
}

bool ScoreBridge::scrollsLinked() const {
  using Arrangement = MusicViews::Arrangement;
  const Arrangement now = m_links.views.arrangement();
  return !m_playing && (now == Arrangement::Beside || now == Arrangement::Stacked);
}

void ScoreBridge::scrollRoll() {
  if (!scrollsLinked()) return;
  const roll::TickRange shown = shownBy(m_links.score);
  if (!meet(shown, m_links.roll.shownTime())) m_links.roll.turnTo(shown.begin);
}

void ScoreBridge::scrollScore() {
  if (!scrollsLinked()) return;
  const roll::TickRange shown = m_links.roll.shownTime();
  if (!meet(shown, shownBy(m_links.score))) m_links.score.turnTo(shown.begin);
}

void ScoreBridge::showValue() {
  Q_EMIT presentValueChanged(m_links.views.showsScore() ? m_links.score.presentValue() : QString());
}

void ScoreBridge::showKey() {
  const std::optional<KeySignature> key =
      m_links.views.showsScore() ? m_links.score.guessedKey() : std::nullopt;
  if (key == m_guessedKey) return;
  m_guessedKey = key;
  Q_EMIT guessedKeyChanged(key);
}

bool ScoreBridge::paste() {
  if (!m_links.views.showsScore() || !hasFocus()) return false;
  const ScoreView::PastePlace place = m_links.score.pastePlace(m_links.roll.editTick());
  if (place.track != m_links.session.track()) m_links.session.setTrack(place.track);
  m_links.roll.setEditTick(place.tick);
  m_links.roll.paste();
  m_links.score.moveCaret(m_links.roll.editTick());
  return true;
}

void ScoreBridge::giveSelection() {
  if (m_giving || !m_links.views.showsScore()) return;
  m_giving = true;
  m_links.score.setSelection(m_links.roll.selection());
  m_giving = false;
}

bool ScoreBridge::hasFocus() const {
  const QWidget* focus = QApplication::focusWidget();
  return m_links.views.arrangement() == MusicViews::Arrangement::Score ||
         (focus && m_links.score.isAncestorOf(focus));
}

void ScoreBridge::showPosition(const playback::Position& position) {
  if (!m_links.views.showsScore()) return;
  m_playing = position.state != playback::TransportState::Stopped;
  m_links.score.setPlaying(m_playing);
  m_links.score.setPlayhead(position.tick);
}

void ScoreBridge::connectActions(Actions& actions) {
  using Arrangement = MusicViews::Arrangement;
  const std::pair<ActionId, Arrangement> views[] = {{ActionId::ViewRoll, Arrangement::Roll},
                                                    {ActionId::ViewScore, Arrangement::Score},
                                                    {ActionId::ViewBeside, Arrangement::Beside},
                                                    {ActionId::ViewStacked, Arrangement::Stacked}};
  for (const auto& [id, arrangement] : views) {
    actions.on(id, [this, arrangement = arrangement, &actions] {
      m_links.views.arrange(arrangement);
      showArrangement(actions);
      QWidget* focus =
          arrangement == Arrangement::Score ? static_cast<QWidget*>(&m_links.score) : &m_links.roll;
      focus->setFocus(Qt::OtherFocusReason);
    });
  }
  actions.on(ActionId::ScoreLine, [this, &actions] {
    const bool line = actions[ActionId::ScoreLine]->isChecked();
    m_links.score.setForm(line ? score::Form::Line : score::Form::Pages);
    m_links.session.preferences().setState(kFormKey, line ? "line" : "pages");
  });
  actions.on(ActionId::ScoreChords, [this, &actions] {
    const auto choice = actions[ActionId::ScoreChords]->isChecked() ? notation::ChordChoice::Estimated
                                                                    : notation::ChordChoice::AsWritten;
    m_links.score.setChords(choice);
    score::setChordChoice(m_links.session.preferences(), choice);
  });
  actions.on(ActionId::ScorePaper, [this, &actions] {
    const bool light = actions[ActionId::ScorePaper]->isChecked();
    m_links.score.setPaper(light ? score::Paper::Light : score::Paper::Theme);
    m_links.session.preferences().setState(kPaperKey, light ? "light" : "theme");
  });
  for (std::size_t voice = 0; voice < kVoiceActions.size(); ++voice) {
    actions.on(kVoiceActions[voice], [this, &actions, voice] {
      m_links.score.chooseVoice(static_cast<int>(voice));
      showVoice(actions);
    });
  }
  connect(&m_links.score, &ScoreView::voiceChanged, this, [this, &actions] { showVoice(actions); });
  actions.on(ActionId::ZoomIn, [this] {
    if (hasFocus()) m_links.score.zoomBy(kZoomStep);
  });
  actions.on(ActionId::ZoomOut, [this] {
    if (hasFocus()) m_links.score.zoomBy(1 / kZoomStep);
  });
  actions.on(ActionId::ZoomFit, [this] {
    if (hasFocus()) m_links.score.zoomToFit();
  });
  restoreLook(actions);
  showArrangement(actions);
  showValue();
}

void ScoreBridge::restoreLook(Actions& actions) {
  const Preferences& preferences = m_links.session.preferences();
  const bool line = preferences.state(kFormKey) == "line";
  const bool light = preferences.state(kPaperKey) == "light";
  actions[ActionId::ScoreLine]->setChecked(line);
  actions[ActionId::ScorePaper]->setChecked(light);
  const notation::ChordChoice chords = score::chordChoice(preferences);
  actions[ActionId::ScoreChords]->setChecked(chords == notation::ChordChoice::Estimated);
  m_links.score.setChords(chords);
  m_links.score.setForm(line ? score::Form::Line : score::Form::Pages);
  m_links.score.setPaper(light ? score::Paper::Light : score::Paper::Theme);
}

void ScoreBridge::showArrangement(Actions& actions) {
  using Arrangement = MusicViews::Arrangement;
  const Arrangement now = m_links.views.arrangement();
  actions[ActionId::ViewRoll]->setChecked(now == Arrangement::Roll);
  actions[ActionId::ViewScore]->setChecked(now == Arrangement::Score);
  actions[ActionId::ViewBeside]->setChecked(now == Arrangement::Beside);
  actions[ActionId::ViewStacked]->setChecked(now == Arrangement::Stacked);
  const bool score = m_links.views.showsScore();
  actions[ActionId::ScoreLine]->setEnabled(score);
  actions[ActionId::ScoreChords]->setEnabled(score);
  actions[ActionId::ScorePaper]->setEnabled(score);
  for (const ActionId id : kVoiceActions) actions[id]->setEnabled(score);
  showVoice(actions);
}

void ScoreBridge::showVoice(Actions& actions) {
  for (std::size_t voice = 0; voice < kVoiceActions.size(); ++voice)
    actions[kVoiceActions[voice]]->setChecked(static_cast<int>(voice) == m_links.score.voice());
}

}  // namespace partimento::ui
