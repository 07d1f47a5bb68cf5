#include <algorithm>
#include <bit>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/formats/midi_chunk_writer.h"
#include "core/formats/midi_codes.h"

namespace partimento::formats {

namespace {

constexpr std::size_t kMaxWrittenTracks = 65534;
constexpr std::string_view kRecipePrefix = "partimento-recipe:";

/// What stands at one tick is written in this order.
enum class Rank : std::uint8_t { NoteEnd, Raw, Setting, Control, Note };

struct Entry {
  Tick at;
  Rank rank = Rank::Raw;
  std::size_t index = 0;  ///< into the list that the rank names
};

void sortEntries(std::vector<Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.at != b.at ? a.at < b.at : a.rank < b.rank;
  });
}

bool isEnd(const RawEvent& event) {
  return event.status == kMeta && event.type == kTypeEndOfTrack;
}

void addRaw(std::vector<Entry>& entries, const std::vector<RawEvent>& raw, Tick& end) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    end = std::max(end, raw[i].at);
    if (!isEnd(raw[i])) entries.push_back({raw[i].at, Rank::Raw, i});
  }
}

bool isRecipe(const RawEvent& event) {
  return event.status == kMeta && event.type == kTypeText && event.bytes.size() >= kRecipePrefix.size() &&
         std::equal(kRecipePrefix.begin(), kRecipePrefix.end(), event.bytes.begin());
}

std::vector<RawEvent> conductorRaw(const Score& score, const MidiWriteOptions& options) {
  if (options.recipes.empty()) return score.raw();
  std::vector<RawEvent> raw;
  for (const std::string& recipe : options.recipes) {
    raw.push_back(recipeEvent(recipe));
  }
  for (const RawEvent& event : score.raw()) {
    if (!isRecipe(event)) raw.push_back(event);
  }
  return raw;
}

void writeTempo(ChunkWriter& chunk, const TempoChange& change) {
  const std::uint32_t micros = std::clamp<std::uint32_t>(change.microsPerQuarter, 1, 0xFFFFFF);
  const std::uint8_t payload[] = {static_cast<std::uint8_t>(micros >> 16U),
                                  static_cast<std::uint8_t>(micros >> 8U), static_cast<std::uint8_t>(micros)};
  chunk.meta(change.at, kTypeTempo, payload);
}

void writeMeter(ChunkWriter& chunk, const MeterMap& map, const MeterChange& change) {
  const auto denominator = static_cast<unsigned>(std::clamp(change.signature.denominator, 1, 128));
  const auto clocks = map.beatLength(change.signature).value * 24 / std::max(map.ticksPerQuarter(), 1);
  const std::uint8_t payload[] = {static_cast<std::uint8_t>(std::clamp(change.signature.numerator, 1, 255)),
                                  static_cast<std::uint8_t>(std::bit_width(denominator) - 1),
                                  static_cast<std::uint8_t>(std::clamp<std::int64_t>(clocks, 1, 255)), 8};
  chunk.meta(change.at, kTypeMeter, payload);
}

void writeKey(ChunkWriter& chunk, const KeySignature& key) {
  const std::uint8_t payload[] = {static_cast<std::uint8_t>(std::clamp(key.sharps, -7, 7)),
                                  static_cast<std::uint8_t>(key.minor ? 1 : 0)};
  chunk.meta(key.at, kTypeKey, payload);
}

void writeConductor(std::vector<std::byte>& out, const Score& score, const MidiWriteOptions& options) {
  const std::vector<RawEvent> raw = conductorRaw(score, options);
  const auto& tempo = score.tempo().changes();
  const auto& meter = score.meter().changes();
  const auto& keys = score.keys();
  std::vector<Entry> entries;
  Tick end;
  addRaw(entries, raw, end);
  // Settings are numbered through: tempo, then metre, then key.
  std::size_t index = 0;
  for (const TempoChange& change : tempo) entries.push_back({change.at, Rank::Setting, index++});
  for (const MeterChange& change : meter) entries.push_back({change.at, Rank::Setting, index++});
  for (const KeySignature& key : keys) entries.push_back({key.at, Rank::Setting, index++});
  sortEntries(entries);
  ChunkWriter chunk(out);
  for (const Entry& entry : entries) {
    if (entry.rank == Rank::Raw) {
      const RawEvent& event = raw[entry.index];
      chunk.raw(event.at, event.status, event.type, event.bytes);
    } else if (entry.index < tempo.size()) {
      writeTempo(chunk, tempo[entry.index]);
    } else if (entry.index < tempo.size() + meter.size()) {
      writeMeter(chunk, score.meter(), meter[entry.index - tempo.size()]);
    } else {
      writeKey(chunk, keys[entry.index - tempo.size() - meter.size()]);
    }
  }
  chunk.finish(end);
}

class TrackWriter {
 public:
  TrackWriter(std::vector<std::byte>& out, const Track& track) : m_track(track), m_chunk(out) {}

  void write() {
    writeHead();
    sortNotes();
    std::vector<Entry> entries;
    Tick end;
    addRaw(entries, m_track.raw, end);
    for (std::size_t i = m_settingsDone; i < m_track.controls.size(); ++i) {
      entries.push_back({m_track.controls[i].at, Rank::Control, i});
    }
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
      entries.push_back({m_notes[i].onset, Rank::Note, i});
      if (m_notes[i].duration > Tick(0)) entries.push_back({m_notes[i].end(), Rank::NoteEnd, i});
    }
    sortEntries(entries);
    for (const Entry& entry : entries) writeEntry(entry);
    m_chunk.finish(end);
  }

 private:
  void writeHead() {
    const auto channel = static_cast<std::uint8_t>(m_track.channel & 0x0F);
    const bool silent =
        m_track.notes.empty() && m_track.controls.empty() && m_track.program == 0 && m_track.bank == 0;
    // A program change in a track that never plays would change the sound of others on its channel.
    if (silent) m_chunk.meta(Tick(0), kTypeChannelPrefix, std::span(&channel, 1));
    if (!m_track.name.empty()) {
      const auto* name = reinterpret_cast<const std::uint8_t*>(m_track.name.data());
      m_chunk.meta(Tick(0), kTypeName, {name, m_track.name.size()});
    }
    if (silent) return;
    // The low part of a bank number counts only before the program change; it stays among the controls.
    const auto& controls = m_track.controls;
    bool banksBefore = false;
    for (std::size_t i = 0; i < controls.size() && controls[i].at <= Tick(0); ++i) {
      if (controls[i].kind == ControlEvent::Kind::Program) break;
      if (controls[i].kind == ControlEvent::Kind::Controller && controls[i].number == 32)
        m_settingsDone = i + 1;
    }
    for (std::size_t i = 0; i < m_settingsDone; ++i) {
      banksBefore =
          banksBefore || (controls[i].kind == ControlEvent::Kind::Controller && controls[i].number == 0);
    }
    if (m_track.bank != 0 || banksBefore) m_chunk.message(Tick(0), 0xB0 | channel, 0, m_track.bank);
    for (std::size_t i = 0; i < m_settingsDone; ++i) writeControl(controls[i]);
    m_chunk.message(Tick(0), 0xC0 | channel, m_track.program, 0);
  }

  /// Where notes of one pitch begin together, the reader ends the first of them first.
  void sortNotes() {
    m_notes = m_track.notes;
    for (Note& note : m_notes) {
      note.onset = std::max(note.onset, Tick(0));
      note.duration = std::max(note.duration, Tick(0));
    }
    std::stable_sort(m_notes.begin(), m_notes.end(), [](const Note& a, const Note& b) {
      return std::tie(a.onset, a.pitch, a.duration) < std::tie(b.onset, b.pitch, b.duration);
    });
  }

  void writeEntry(const Entry& entry) {
    switch (entry.rank) {
      case Rank::Raw: {
        const RawEvent& event = m_track.raw[entry.index];
        m_chunk.raw(event.at, event.status, event.type, event.bytes);
        break;
      }
      case Rank::Setting:
      case Rank::Control:
        writeControl(m_track.controls[entry.index]);
        break;
      case Rank::NoteEnd:
        writeNoteEnd(m_notes[entry.index]);
        break;
      case Rank::Note: {
        const Note& note = m_notes[entry.index];
        m_chunk.message(note.onset, 0x90 | (m_track.channel & 0x0F), note.pitch,
                        std::clamp<int>(note.velocity, 1, 127));
        if (note.duration == Tick(0)) writeNoteEnd(note);
        break;
      }
    }
  }

  void writeNoteEnd(const Note& note) {
    const int channel = m_track.channel & 0x0F;
    // A note-on of velocity 0 means the default release and saves a status byte.
    if (note.releaseVelocity == Note{}.releaseVelocity) {
      m_chunk.message(note.end(), 0x90 | channel, note.pitch, 0);
    } else {
      m_chunk.message(note.end(), 0x80 | channel, note.pitch, note.releaseVelocity);
    }
  }

  void writeControl(const ControlEvent& event) {
    const int channel = m_track.channel & 0x0F;
    switch (event.kind) {
      case ControlEvent::Kind::PolyPressure:
        m_chunk.message(event.at, 0xA0 | channel, event.number, event.value);
        break;
      case ControlEvent::Kind::Controller:
        m_chunk.message(event.at, 0xB0 | channel, event.number, event.value);
        break;
      case ControlEvent::Kind::Program:
        m_chunk.message(event.at, 0xC0 | channel, event.value, 0);
        break;
      case ControlEvent::Kind::ChannelPressure:
        m_chunk.message(event.at, 0xD0 | channel, event.value, 0);
        break;
      case ControlEvent::Kind::PitchBend: {
        const int bend = std::clamp<int>(event.value, -8192, 8191) + 8192;
        m_chunk.message(event.at, 0xE0 | channel, bend & 0x7F, bend >> 7);
        break;
      }
    }
  }

  const Track& m_track;
  ChunkWriter m_chunk;
  std::vector<Note> m_notes;
  std::size_t m_settingsDone = 0;  ///< controls written before the program change
};

}  // namespace

std::vector<std::byte> writeMidi(const Score& score, const MidiWriteOptions& options) {
  if (score.ticksPerQuarter() < 1 || score.ticksPerQuarter() > 32767) {
    throw Error(ErrorCode::SettingInvalid,
                {"ticks-per-quarter", std::to_string(score.ticksPerQuarter()), "1-32767"});
  }
  if (score.tracks().size() > kMaxWrittenTracks) {
    throw Error(ErrorCode::SettingInvalid, {"tracks", std::to_string(score.tracks().size()), "0-65534"});
  }
  std::vector<std::byte> out;
  out.reserve(64 + 8 * score.noteCount());
  putText(out, "MThd");
  putNumber(out, 6, 4);
  putNumber(out, 1, 2);
  putNumber(out, static_cast<std::uint32_t>(score.tracks().size() + 1), 2);
  putNumber(out, static_cast<std::uint32_t>(score.ticksPerQuarter()), 2);
  writeConductor(out, score, options);
  for (const TrackPtr& track : score.tracks()) TrackWriter(out, *track).write();
  return out;
}

void writeMidiFile(const std::filesystem::path& path, const Score& score, const MidiWriteOptions& options) {
  writeFileAtomically(path, writeMidi(score, options));
}

RawEvent recipeEvent(std::string_view recipe) {
  std::string text(kRecipePrefix);
  text += recipe;
  return {Tick(0), kMeta, kTypeText, {text.begin(), text.end()}};
}

std::vector<std::string> recipesIn(const Score& score) {
  std::vector<std::string> recipes;
  const auto collect = [&recipes](const std::vector<RawEvent>& raw) {
    for (const RawEvent& event : raw) {
      if (!isRecipe(event)) continue;
      recipes.emplace_back(event.bytes.begin() + static_cast<std::ptrdiff_t>(kRecipePrefix.size()),
                           event.bytes.end());
    }
  };
  collect(score.raw());
  for (const TrackPtr& track : score.tracks()) collect(track->raw);
  return recipes;
}

}  // namespace partimento::formats
