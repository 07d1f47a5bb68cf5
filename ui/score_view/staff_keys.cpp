// Which key does what on the staff.

#include <QCoreApplication>
#include <array>
#include <cstdlib>
#include <optional>

#include "ui/score_view/staff_commands.h"
#include "ui/score_view/staff_edits.h"
#include "ui/score_view/staff_pen.h"

namespace partimento::ui::score::commands {
namespace {

using notation::NoteBase;
using notation::Step;

/// What a key asks for; `number` is a direction, a letter or a value.
struct Wish {
  enum class Kind {
    Letter,
    Value,
    Dot,
    Triplet,
    Tie,
    Semitone,
    Diatonic,
    Accidental,
    Natural,
    Respell,
    Rest,
    Delete,
    Neighbour,
    CaretStep,
    Insert,
    Push,
    Leave
  };
  Kind kind = Kind::Leave;
  int number = 0;
  bool added = false;  // to the chord, or to the selection
};

std::optional<Wish> arrowWish(const ScoreState& state, const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const bool plain = modifiers == Qt::NoModifier;
  const bool octave = modifiers == Qt::ControlModifier || modifiers == Qt::ShiftModifier;
  const bool notes = !state.scene().selection.empty();
  switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
      const int direction = event.key() == Qt::Key_Up ? 1 : -1;
      if (!notes) return std::nullopt;
      if (modifiers == Qt::AltModifier) return Wish{Wish::Kind::Diatonic, direction};
      if (plain || octave) return Wish{Wish::Kind::Semitone, direction * (plain ? 1 : 12)};
      return std::nullopt;
    }
    case Qt::Key_Left:
    case Qt::Key_Right: {
      const int direction = event.key() == Qt::Key_Right ? 1 : -1;
      if (state.scene().caret.on && plain) return Wish{Wish::Kind::CaretStep, direction};
      if (plain || modifiers == Qt::ShiftModifier)
        return Wish{Wish::Kind::Neighbour, direction, modifiers == Qt::ShiftModifier};
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<Wish> signWish(const ScoreState& state, const QKeyEvent& event) {
  const bool notes = !state.scene().selection.empty();
  const bool usable = notes || state.scene().caret.on || state.scene().rest;
  switch (event.key()) {
    case Qt::Key_Period:
      return usable ? std::optional(Wish{Wish::Kind::Dot}) : std::nullopt;
    case Qt::Key_Slash:
      return usable ? std::optional(Wish{Wish::Kind::Triplet}) : std::nullopt;
    case Qt::Key_Plus:
    case Qt::Key_NumberSign:
      return notes ? std::optional(Wish{Wish::Kind::Accidental, 1}) : std::nullopt;
    case Qt::Key_Minus:
      return notes ? std::optional(Wish{Wish::Kind::Accidental, -1}) : std::nullopt;
    case Qt::Key_J:
      return notes ? std::optional(Wish{Wish::Kind::Respell}) : std::nullopt;
    case Qt::Key_Equal:
      return notes ? std::optional(Wish{Wish::Kind::Natural}) : std::nullopt;
    case Qt::Key_T:
      return notes ? std::optional(Wish{Wish::Kind::Tie}) : std::nullopt;
    case Qt::Key_0:
      return usable ? std::optional(Wish{Wish::Kind::Rest}) : std::nullopt;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      return notes ? std::optional(Wish{Wish::Kind::Delete}) : std::nullopt;
    case Qt::Key_N:
      return Wish{Wish::Kind::Insert};
    case Qt::Key_Insert:
      return state.scene().caret.on ? std::optional(Wish{Wish::Kind::Push}) : std::nullopt;
    case Qt::Key_Escape:
      return usable ? std::optional(Wish{Wish::Kind::Leave}) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Wish> wishOf(const ScoreState& state, const QKeyEvent& event) {
  if (const auto arrow = arrowWish(state, event)) return arrow;
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const bool shift = modifiers == Qt::ShiftModifier;
  // Signs that need Shift on some keyboards.
  const bool typed = event.key() == Qt::Key_Plus || event.key() == Qt::Key_NumberSign ||
                     event.key() == Qt::Key_Equal || event.key() == Qt::Key_Slash;
  if (modifiers != Qt::NoModifier && !shift) return std::nullopt;
  const bool usable = !state.scene().selection.empty() || state.scene().caret.on || state.scene().rest;
  if (event.key() >= Qt::Key_A && event.key() <= Qt::Key_G && usable) {
    constexpr std::array<Step, 7> kSteps = {Step::A, Step::B, Step::C, Step::D, Step::E, Step::F, Step::G};
    return Wish{Wish::Kind::Letter,
                static_cast<int>(kSteps[static_cast<std::size_t>(event.key() - Qt::Key_A)]), shift};
  }
  if (shift && !typed) return std::nullopt;
  if (event.key() >= Qt::Key_1 && event.key() <= Qt::Key_7 && usable)
    return Wish{Wish::Kind::Value, event.key() - Qt::Key_1};
  return signWish(state, event);
}

/// What needs no more than the score may be asked again before the pages have followed: a key held down.
bool goesByPages(const ScoreState& state, Wish::Kind kind) {
  using Kind = Wish::Kind;
  if (kind == Kind::Tie) return state.scene().caret.on;
  return kind != Kind::Semitone && kind != Kind::Delete && kind != Kind::Leave;
}

/// Carries wishes out on one state.
class Hand {
 public:
  Hand(ScoreState& state, EditStep step)
      : m_state(state),
        m_scene(state.scene()),
        m_kept(state.scene().layout->notation()),
        m_notation(*m_kept),
        m_step(step) {
    if (m_scene.track < m_scene.score->tracks().size())
      m_notes = edits::notesWithIds(*m_scene.score, m_scene.track, m_scene.selection);
  }

  void letter(Step step, bool added) {
    if (m_scene.rest && !m_scene.caret.on) insert();
    if (m_scene.caret.on) return writeAtCaret(step, added);
    if (m_notes.empty()) return;
    if (added) return addToChord(step);
    change("Transpose", [&](Note& note) { note.pitch = nearestPitch(step, keyAt(note.onset), note.pitch); });
  }

  void value(NoteBase base) {
    m_state.setValue({base, 0, {}});
    applyValue();
  }

  void dot() {
    notation::WrittenValue value = m_state.value();
    value.dots = value.dots == 0 ? 1 : 0;
    m_state.setValue(value);
    applyValue();
  }

  void triplet() {
    notation::WrittenValue value = m_state.value();
    value.ratio = value.ratio.plain() ? notation::Ratio{3, 2} : notation::Ratio{};
    m_state.setValue(value);
    applyValue();
  }

  void tie() {
    if (m_scene.caret.on && endsAtCaret()) return tieAtCaret();
    const Tick by = ticksOf(*m_scene.score, m_state.value());
    finish(tieOn(m_scene.score, m_scene.track, m_scene.selection, by), "Resize notes", m_scene.selection);
  }

  void semitones(int by) {
    const ScorePtr after = edits::moveNotes(m_scene.score, m_scene.track, m_scene.selection, Tick(0), by);
    finish(after, "Transpose", m_scene.selection);
    sound();
  }

  void diatonic(int direction) {
    change("Transpose", [&](Note& note) { note.pitch = stepwise(note.pitch, keyAt(note.onset), direction); });
  }

  /// A sharp or a flat more before the letters that are written; beyond a double one another letter.
  void accidental(int by) {
    change("Change accidental", [&](Note& note) {
      const auto written = writtenAs(note);
      if (!written) return;
      notation::SpelledPitch spelled = *written;
      spelled.alter += by;
      write(note, spelled);
    });
  }

  void natural() {
    change("Change accidental", [&](Note& note) {
      const auto written = writtenAs(note);
      if (written) write(note, {written->step, 0, written->octave});
    });
  }

  void respell() {
    change("Respell", [&](Note& note) {
      if (const auto written = writtenAs(note)) write(note, notation::respelled(*written));
    });
  }

  void rest() {
    if (m_scene.rest && !m_scene.caret.on) return;
    if (!m_scene.caret.on) return remove();
    Caret caret = m_scene.caret;
    const Tick end = endOf(m_notation, caret.at, m_state.value());
    const std::size_t track = trackFor(m_notation, caretLine()).value_or(m_scene.track);
    ScorePtr after = m_scene.score;
    if (caret.pushes) after = pushOn(after, caret.at, end - caret.at);
    after = writeRest(after, m_notation, track, caretLine(), caret.at, end);
    if (*after != *m_scene.score) m_state.edit(after, "Write rest", {});
    m_state.setSelection(m_scene.track, {});
    caret.at = end;
    m_state.setCaret(caret);
    m_state.announce(QCoreApplication::translate("ScoreView", "Rest, %1").arg(spokenValue(m_state.value())));
  }

  void remove() {
    if (m_notes.empty()) return;
    const int count = static_cast<int>(m_notes.size());
    m_state.edit(edits::removeNotes(m_scene.score, m_scene.track, m_scene.selection), "Delete notes", {});
    m_state.announce(QCoreApplication::translate("ScoreView", "%n note(s) deleted", nullptr, count));
  }

  void stepCaret(int direction) {
    Caret caret = m_scene.caret;
    const Tick by = ticksOf(*m_scene.score, m_state.value());
    caret.at =
        direction > 0 ? endOf(m_notation, caret.at, m_state.value()) : std::max(Tick(0), caret.at - by);
    m_state.setCaret(caret);
  }

  void insert() {
    if (m_scene.caret.on) return leave();
    Caret caret{.on = true, .at = placeNear(*m_scene.layout, m_scene.playhead, m_state.value())};
    if (m_scene.rest) {
      const RestPlace rest = *m_scene.rest;
      caret = {true, m_notation.tickAt(rest.bar, eventOf(m_notation, rest).at), rest.part, rest.staff};
      m_state.setRest({});
    } else if (!m_notes.empty()) {
      caret.at = m_notes.front().onset;
      if (const auto line = lineOf(m_notation, m_notes.front().id)) {
        caret.part = line->part;
        caret.staff = line->staff;
        m_state.setVoice(static_cast<int>(line->voice));
      }
    }
    m_state.setCaret(caret);
    m_state.announce(QCoreApplication::translate(
        "ScoreView", "Writing notes: letters write, digits set the value, N ends"));
  }

  void push() {
    Caret caret = m_scene.caret;
    caret.pushes = !caret.pushes;
    m_state.setCaret(caret);
    m_state.announce(
        caret.pushes ? QCoreApplication::translate("ScoreView", "What is written pushes later music on")
                     : QCoreApplication::translate("ScoreView", "What is written takes the place of notes"));
  }

  void leave() {
    if (m_scene.caret.on) {
      m_state.setCaret({});
      m_state.announce(QCoreApplication::translate("ScoreView", "Writing ended"));
      return;
    }
    m_state.setRest({});
    m_state.setSelection(m_scene.track, {});
  }

  void neighbour(int direction, bool added) {
    added ? extendInTime(m_state, direction) : goInTime(m_state, direction);
  }

 private:
  std::optional<notation::SpelledPitch> writtenAs(const Note& note) const {
    const auto places = m_notation.find(note.id);
    if (m_notation.parts().empty() || places.empty()) return std::nullopt;
    if (m_notation.parts().at(places.front().part).percussion) return std::nullopt;
    return m_notation.note(places.front()).pitch;
  }

  static void write(Note& note, notation::SpelledPitch spelled) {
    note.pitch = std::clamp(spelled.midi(), kLowestPitch, kHighestPitch);
    note.spelling = std::abs(spelled.alter) <= 2 ? notation::spellingOf(spelled) : std::uint8_t{0};
  }

  notation::Key keyAt(Tick tick) const { return m_notation.bars()[m_notation.barAt(tick)].key; }

  template <typename ChangeNote>
  void change(const char* name, ChangeNote changeNote) {
    std::vector<Note> notes = m_notes;
    for (Note& note : notes) changeNote(note);
    if (notes == m_notes) return;
    finish(edits::replaceNotes(m_scene.score, m_scene.track, notes), name, m_scene.selection);
    sound();
  }

  void finish(const ScorePtr& after, const char* name, edits::NoteIds selection) {
    if (*after == *m_scene.score) return;
    m_state.edit(after, name, std::move(selection), m_step);
    if (!m_scene.selection.empty()) m_state.reveal(*m_scene.selection.begin());
    present(m_state);
  }

  void sound() {
    const auto notes = edits::notesWithIds(*m_scene.score, m_scene.track, m_scene.selection);
    if (!notes.empty()) m_state.audition(notes.front().pitch, notes.front().velocity);
  }

  Line caretLine() const {
    return {m_scene.caret.part, m_scene.caret.staff, static_cast<std::size_t>(m_scene.voice)};
  }

  bool endsAtCaret() const {
    return !m_notes.empty() && std::all_of(m_notes.begin(), m_notes.end(), [this](const Note& note) {
      return note.end() == m_scene.caret.at && note.onset == m_notes.front().onset;
    });
  }

  /// What was just written goes on by the present value, and writing goes on behind it.
  void tieAtCaret() {
    Caret caret = m_scene.caret;
    caret.at = endOf(m_notation, caret.at, m_state.value());
    const Tick length = caret.at - m_notes.front().onset;
    finish(setLength(m_scene.score, m_notation, m_scene.track, m_scene.selection, length), "Resize notes",
           m_scene.selection);
    m_state.setCaret(caret);
  }

  void applyValue() {
    const Tick length = ticksOf(*m_scene.score, m_state.value());
    if (!m_scene.caret.on && !m_notes.empty()) {
      finish(setLength(m_scene.score, m_notation, m_scene.track, m_scene.selection, length), "Resize notes",
             m_scene.selection);
    } else {
      m_state.announce(spokenValue(m_state.value()));
    }
  }

  void addToChord(Step step) {
    Note note = m_notes.back();
    note.id = 0;
    note.origin = Origin::Seed;
    note.relaxed = RelaxedRule::None;
    note.pitch = nearestPitch(step, keyAt(note.onset), std::min(note.pitch + 6, kHighestPitch));
    NoteId id = 0;
    const ScorePtr after =
        writeNote(m_scene.score, m_notation, {m_scene.track, note, std::nullopt, NewNote::Chord::Added}, &id);
    finish(after, "Add note", {id});
    m_state.audition(note.pitch, note.velocity);
  }

  void writeAtCaret(Step step, bool added) {
    Caret caret = m_scene.caret;
    NewNote wanted;
    wanted.line = caretLine();
    if (caret.pushes) wanted.room = NewNote::Room::Pushed;
    wanted.track = trackFor(m_notation, *wanted.line).value_or(m_scene.track);
    Note& note = wanted.note;
    note.duration = endOf(m_notation, caret.at, m_state.value()) - caret.at;
    note.onset = caret.at;
    const bool again = added && !m_notes.empty();
    if (again) {
      note.onset = m_notes.back().onset;
      note.duration = m_notes.back().duration;
      wanted.chord = NewNote::Chord::Added;
    }
    note.pitch = nearestPitch(step, keyAt(note.onset), pitchNear(wanted.track, note.onset) + (again ? 6 : 0));
    NoteId id = 0;
    const ScorePtr after = writeNote(m_scene.score, m_notation, wanted, &id);
    if (!again) caret.at = note.end();
    if (m_scene.track != wanted.track) m_state.setSelection(wanted.track, {});
    m_state.edit(after, "Add note", {id});
    m_state.setCaret(caret);
    m_state.reveal(id);
    m_state.audition(note.pitch, note.velocity);
    present(m_state);
  }

  /// The last note before a place on the caret's staff, so that a line goes on where it was.
  Pitch pitchNear(std::size_t track, Tick at) const {
    const notation::Notation& notation = m_notation;
    Pitch pitch = -1;
    for (const Note& note : m_scene.score->track(track).notes) {
      if (note.onset > at) break;
      const auto line = lineOf(notation, note.id);
      if (line && line->part == m_scene.caret.part && line->staff == m_scene.caret.staff) pitch = note.pitch;
    }
    if (pitch >= 0) return pitch;
    const notation::Clef& clef =
        notation.staffBar(m_scene.caret.part, m_scene.caret.staff, notation.barAt(at)).clef;
    const int diatonic = clef.middleLine();
    return notation::SpelledPitch{static_cast<Step>(diatonic % 7), 0, diatonic / 7}.midi();
  }

  ScoreState& m_state;
  const ScoreScene& m_scene;
  notation::NotationPtr m_kept;  // an edit puts another one in the scene
  const notation::Notation& m_notation;
  EditStep m_step;
  std::vector<Note> m_notes;
};

}  // namespace

bool wantsKey(const ScoreState& state, const QKeyEvent& event) {
  return wishOf(state, event).has_value();
}

bool handleKey(ScoreState& state, const QKeyEvent& event) {
  const std::optional<Wish> wish = wishOf(state, event);
  if (!wish) return false;
  if (goesByPages(state, wish->kind)) state.settle();
  Hand hand(state, event.isAutoRepeat() ? EditStep::Continues : EditStep::New);
  using Kind = Wish::Kind;
  switch (wish->kind) {
    case Kind::Letter:
      hand.letter(static_cast<Step>(wish->number), wish->added);
      break;
    case Kind::Value:
      hand.value(static_cast<NoteBase>(static_cast<int>(NoteBase::N64th) - wish->number));
      break;
    case Kind::Dot:
      hand.dot();
      break;
    case Kind::Triplet:
      hand.triplet();
      break;
    case Kind::Tie:
      hand.tie();
      break;
    case Kind::Semitone:
      hand.semitones(wish->number);
      break;
    case Kind::Diatonic:
      hand.diatonic(wish->number);
      break;
    case Kind::Accidental:
      hand.accidental(wish->number);
      break;
    case Kind::Natural:
      hand.natural();
      break;
    case Kind::Respell:
      hand.respell();
      break;
    case Kind::Rest:
      hand.rest();
      break;
    case Kind::Delete:
      hand.remove();
      break;
    case Kind::Neighbour:
      hand.neighbour(wish->number, wish->added);
      break;
    case Kind::CaretStep:
      hand.stepCaret(wish->number);
      break;
    case Kind::Insert:
      hand.insert();
      break;
    case Kind::Push:
      hand.push();
      break;
    case Kind::Leave:
      hand.leave();
      break;
  }
  return true;
}

}  // namespace partimento::ui::score::commands
