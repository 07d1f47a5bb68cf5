#include "ui/main_window/roll_bridge.h"

#include <QMenu>
#include <algorithm>

#include "ui/takes/take_edit.h"
#include "ui/transport/score_settings.h"

namespace partimento::ui {
namespace {

constexpr double kZoomStep = 1.25;
constexpr Seconds kAuditionLength{0.35};

/// Where the seed ends and generated notes begin; none without generated notes.
std::optional<Tick> seedEnd(const Track& track) {
  const auto first = std::find_if(track.notes.begin(), track.notes.end(),
                                  [](const Note& note) { return note.origin != Origin::Seed; });
  if (first == track.notes.end()) return std::nullopt;
  return first->onset;
}

std::set<Pitch> soundingKeys(const Score& score, std::size_t track, Tick at) {
  std::set<Pitch> keys;
  for (const Note& note : score.track(track).notes) {
    if (note.onset > at) break;
    if (note.end() > at) keys.insert(note.pitch);
  }
  return keys;
}

}  // namespace

RollBridge::RollBridge(PianoRoll& roll, Session& session, TakeDesk& desk, QObject* parent)
    : QObject(parent), m_roll(roll), m_session(session), m_desk(desk) {
  connect(&m_session, &Session::documentReplaced, this, [this] {
    m_fresh = true;
    m_roll.setLoop(std::nullopt);
    m_roll.setExclusions({});
  });
  connect(&m_session, &Session::scoreChanged, this, &RollBridge::showScore);
  connect(&m_session, &Session::trackChanged, this, &RollBridge::showScore);
  connect(&m_session, &Session::takesChanged, this, &RollBridge::showGhosts);
  connect(&m_session, &Session::changedAt, &m_roll, &PianoRoll::showTick);
  connect(&m_desk, &TakeDesk::currentChanged, this, &RollBridge::showGhosts);
  connect(&m_desk, &TakeDesk::partChanged, this, &RollBridge::showPart);
  connect(&m_roll, &PianoRoll::editRequested, this,
          [this](const ScorePtr& after, const QString& name, bool continues) {
            if (continues) {
              m_session.amend(after);
            } else {
              m_session.edit(name.toStdString(), after);
            }
          });
  connect(&m_roll, &PianoRoll::noteAuditioned, this, [this](int pitch, int velocity) {
    m_session.player().audition(pitch, velocity, m_session.track(), kAuditionLength);
  });
  connect(&m_roll, &PianoRoll::seekRequested, this, [this](Tick tick) {
    m_session.endOther();
    m_session.player().seek(tick);
  });
  connect(&m_roll, &PianoRoll::loopChanged, this, [this](std::optional<roll::TickRange> loop) {
    m_session.endOther();
    std::optional<playback::LoopRange> range;
    if (loop && !loop->isEmpty()) range = playback::LoopRange{loop->begin, loop->end};
    m_session.player().setLoop(range);
  });
  connect(&m_roll, &PianoRoll::announced, this, &RollBridge::announced);
  connect(&m_session.preferences(), &Preferences::namingChanged, this,
          [this] { m_roll.setNoteNaming(m_session.preferences().noteNaming()); });
  m_roll.setNoteNaming(m_session.preferences().noteNaming());
  m_roll.setFollow(roll::Follow::Page);
  showScore();
}

void RollBridge::showScore() {
  const Score& score = *m_session.score();
  m_roll.setTrack(static_cast<int>(m_session.track()));
  m_roll.setScore(m_session.score());
  m_roll.setScale(scaleOfKey(score));
  m_roll.setSeedEnd(seedEnd(score.track(m_session.track())));
  showGhosts();
  if (m_fresh) m_roll.zoomToFit();
  m_fresh = false;
}

bool RollBridge::isBeside(const project::StoredTake& take) const {
  const std::size_t track = m_session.track();
  return take.track == track || std::ranges::find(take.otherTracks, track) != take.otherTracks.end();
}

void RollBridge::showGhosts() {
  std::vector<roll::Ghost> ghosts;
  int highlighted = -1;
  const project::StoredTakePtr current = m_desk.currentTake();
  if (current && isBeside(*current)) {
    highlighted = 0;
    ghosts.push_back({static_cast<std::uint64_t>(current->id), m_desk.nameOf(*current),
                      notesBeside(*current, m_session.track())});
  }
  const bool shown = !ghosts.empty();
  const project::StoredTakePtr part = m_desk.part();
  if (part && isBeside(*part)) {
    if (!shown) highlighted = 0;
    ghosts.push_back({0, tr("Best so far"), notesBeside(*part, m_session.track())});
  }
  m_roll.setGhosts(std::move(ghosts), highlighted);
  if (!shown || part) return;
  m_roll.showTick(takeEnd(*current));
  m_roll.showTick(takeBegin(*current));
}

void RollBridge::showPart() {
  const project::StoredTakePtr part = m_desk.part();
  showGhosts();
  // Where it begins, not where it has got to: the roll would run away from what is read.
  const bool begins = part && !m_growing && isBeside(*part);
  if (begins) m_roll.showTick(takeBegin(*part));
  m_growing = part != nullptr;
}

void RollBridge::showPosition(const playback::Position& position) {
  const bool playing = position.state != playback::TransportState::Stopped;
  m_roll.setPlaying(playing);
  m_roll.setPlayhead(position.tick);
  const ScorePtr& heard = m_session.player().score();
  const bool lit = position.state == playback::TransportState::Playing && heard &&
                   m_session.track() < heard->tracks().size();
  std::set<Pitch> keys = m_heldKeys;
  if (lit) keys.merge(soundingKeys(*heard, m_session.track(), position.tick));
  Q_EMIT keysLit(keys);
  m_roll.setLitKeys(std::move(keys));
}

void RollBridge::connectActions(Actions& actions) {
  const std::pair<ActionId, roll::Tool> tools[] = {{ActionId::Pointer, roll::Tool::Pointer},
                                                   {ActionId::Pencil, roll::Tool::Pencil},
                                                   {ActionId::Eraser, roll::Tool::Eraser},
                                                   {ActionId::Exclusion, roll::Tool::Exclusion}};
  for (const auto& [id, tool] : tools) {
    actions.on(id, [this, tool = tool, &actions] {
      // A tool that is chosen again is put down.
      m_roll.setTool(m_roll.tool() == tool ? roll::Tool::Pointer : tool);
      m_roll.setFocus(Qt::OtherFocusReason);
      showTool(actions);
    });
  }
  connect(&m_roll, &PianoRoll::toolChanged, this, [this, &actions] { showTool(actions); });
  showTool(actions);
  actions.on(ActionId::Cut, [this] { m_roll.cut(); });
  actions.on(ActionId::Copy, [this] { m_roll.copy(); });
  actions.on(ActionId::Paste, [this] {
    if (!m_paste()) m_roll.paste();
  });
  actions.on(ActionId::Duplicate, [this] { m_roll.duplicate(); });
  actions.on(ActionId::Delete, [this] { m_roll.deleteSelection(); });
  actions.on(ActionId::SelectAll, [this] { m_roll.selectAll(); });
  actions.on(ActionId::Quantise, [this] { m_roll.quantiseSelection(); });
  connect(&m_roll, &PianoRoll::menuRequested, this, [this, &actions](const QPoint& at) {
    auto* menu = new QMenu(&m_roll);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ActionId id : {ActionId::Cut, ActionId::Copy, ActionId::Paste, ActionId::Duplicate,
                              ActionId::Delete, ActionId::Quantise, ActionId::SelectAll})
      menu->addAction(actions[id]);
    menu->popup(at);
  });
  actions.on(ActionId::ZoomIn, [this] { zoom(kZoomStep); });
  actions.on(ActionId::ZoomOut, [this] { zoom(1 / kZoomStep); });
  actions.on(ActionId::ZoomFit, [this] {
    if (!m_elsewhere()) m_roll.zoomToFit();
  });
  actions.on(ActionId::FoldScale, [this, &actions] {
    m_roll.setFold(actions[ActionId::FoldScale]->isChecked() ? roll::Fold::Scale : roll::Fold::Off);
  });
}

void RollBridge::showTool(Actions& actions) {
  actions[ActionId::Pointer]->setChecked(m_roll.tool() == roll::Tool::Pointer);
  actions[ActionId::Pencil]->setChecked(m_roll.tool() == roll::Tool::Pencil);
  actions[ActionId::Eraser]->setChecked(m_roll.tool() == roll::Tool::Eraser);
  actions[ActionId::Exclusion]->setChecked(m_roll.tool() == roll::Tool::Exclusion);
}

void RollBridge::toggleLoop() {
  m_session.endOther();
  std::optional<roll::TickRange> loop;
  std::optional<playback::LoopRange> range;
  if (!m_roll.loop()) {
    loop = loopToBegin();
    range = playback::LoopRange{loop->begin, loop->end};
  }
  m_roll.setLoop(loop);
  m_session.player().setLoop(range);
}

roll::TickRange RollBridge::loopToBegin() const {
  const Score& score = *m_session.player().score();
  const project::StoredTakePtr take = m_desk.currentTake();
  const Tick last = take ? takeEnd(*take) : score.end();
  const Tick first =
      take ? score.meter().at(Tick(std::max<std::int64_t>(0, takeBegin(*take).value - 1))).barStart : Tick(0);
  const BarPosition bar = score.meter().at(Tick(std::max<std::int64_t>(0, last.value - 1)));
  return {first, bar.barStart + score.meter().barLength(bar.signature)};
}

void RollBridge::zoom(double factor) {
  if (m_elsewhere()) return;
  m_roll.setHorizontalZoom(m_roll.horizontalZoom() * factor);
}

}  // namespace partimento::ui
