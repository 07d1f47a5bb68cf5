// Copy, cut and paste of notes.

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDataStream>
#include <QMimeData>
#include <algorithm>

#include "ui/piano_roll/commands.h"

namespace partimento::ui::roll::commands {
namespace {

constexpr char kNotesMime[] = "application/x-partimento-notes";
constexpr quint32 kFormat = 3;
constexpr qint32 kMostNotes = 1'000'000;
constexpr qint64 kLatestTick = qint64{1} << 40;

QByteArray packed(const std::vector<Note>& notes, int ticksPerQuarter) {
  QByteArray bytes;
  QDataStream stream(&bytes, QIODevice::WriteOnly);
  stream << kFormat << static_cast<qint32>(ticksPerQuarter) << static_cast<qint32>(notes.size());
  for (const Note& note : notes) {
    stream << static_cast<qint64>((note.onset - notes.front().onset).value)
           << static_cast<qint64>(note.duration.value) << static_cast<qint32>(note.pitch) << note.velocity
           << note.releaseVelocity << static_cast<quint8>(note.origin) << static_cast<quint8>(note.relaxed)
           << note.voice << note.spelling;
  }
  return bytes;
}

/// The clipboard may hold anything: what does not read as notes gives none.
std::vector<Note> unpacked(const QByteArray& bytes, int ticksPerQuarter) {
  QDataStream stream(bytes);
  quint32 format = 0;
  qint32 theirs = 0;
  qint32 count = 0;
  stream >> format >> theirs >> count;
  if (stream.status() != QDataStream::Ok || format != kFormat || theirs <= 0 || count < 0 ||
      count > kMostNotes)
    return {};
  std::vector<Note> notes;
  for (qint32 i = 0; i < count; ++i) {
    qint64 onset = 0;
    qint64 duration = 0;
    qint32 pitch = 0;
    quint8 velocity = 0;
    quint8 release = 0;
    quint8 origin = 0;
    quint8 relaxed = 0;
    quint8 voice = 0;
    quint8 spelling = 0;
    stream >> onset >> duration >> pitch >> velocity >> release >> origin >> relaxed >> voice >> spelling;
    const bool sound = onset >= 0 && onset < kLatestTick && duration >= 0 && duration < kLatestTick &&
                       pitch >= 0 && pitch <= kHighestPitch && velocity >= 1 && velocity <= 127 &&
                       release <= 127 && origin <= static_cast<quint8>(Origin::EditedModel) &&
                       relaxed <= static_cast<quint8>(RelaxedRule::Exclusion) && voice <= kVoicesOfStaff;
    if (stream.status() != QDataStream::Ok || !sound) return {};
    notes.push_back({.onset = Tick(onset * ticksPerQuarter / theirs),
                     .duration = Tick(duration * ticksPerQuarter / theirs),
                     .pitch = pitch,
                     .velocity = velocity,
                     .releaseVelocity = release,
                     .origin = static_cast<Origin>(origin),
                     .relaxed = static_cast<RelaxedRule>(relaxed),
                     .voice = voice,
                     .spelling = spelling});
  }
  return notes;
}

}  // namespace

void copy(RollState& state) {
  if (!state.scene().hasTrack() || state.selection().empty()) return;
  const std::vector<Note> notes = edits::notesWithIds(*state.score(), state.scene().track, state.selection());
  if (notes.empty()) return;
  Tick end = notes.front().end();
  for (const Note& note : notes) end = std::max(end, note.end());
  auto data = std::make_unique<QMimeData>();
  data->setData(QLatin1String(kNotesMime), packed(notes, state.score()->ticksPerQuarter()));
  QApplication::clipboard()->setMimeData(data.release());
  // Pasting at once continues where the copied phrase ends.
  state.setCursor({end, notes.front().pitch});
  const int count = static_cast<int>(notes.size());
  state.announce(QCoreApplication::translate("PianoRoll", "%n note(s) copied", nullptr, count));
}

void cut(RollState& state) {
  copy(state);
  deleteSelection(state);
}

bool canPaste() {
  const QMimeData* data = QApplication::clipboard()->mimeData();
  return data && data->hasFormat(QLatin1String(kNotesMime));
}

void paste(RollState& state) {
  if (!canPaste() || !state.scene().hasTrack()) return;
  const QByteArray bytes = QApplication::clipboard()->mimeData()->data(QLatin1String(kNotesMime));
  std::vector<Note> notes = unpacked(bytes, state.score()->ticksPerQuarter());
  if (notes.empty()) return;
  const Tick start = state.scene().cursor.tick;
  edits::NoteIds ids;
  Tick end = start;
  NoteId id = newNoteIds(notes.size());
  Pitch lowest = notes.front().pitch;
  Pitch highest = lowest;
  for (Note& note : notes) {
    note.id = id++;
    note.onset += start;
    ids.insert(note.id);
    end = std::max(end, note.end());
    lowest = std::min(lowest, note.pitch);
    highest = std::max(highest, note.pitch);
  }
  state.edit(edits::addNotes(state.score(), state.scene().track, notes), "Paste", ids);
  state.setCursor({end, state.scene().cursor.pitch});
  state.showRange({start, end}, lowest, highest);
  const int count = static_cast<int>(notes.size());
  state.announce(QCoreApplication::translate("PianoRoll", "%n note(s) pasted", nullptr, count));
}

}  // namespace partimento::ui::roll::commands
