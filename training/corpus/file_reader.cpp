#include "training/corpus/file_reader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/formats/midi.h"
#include "core/music/voice.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::training {

namespace {

constexpr int kPercussionChannel = 9;
constexpr int kPedal = 64;
/// A track is a melody when so much of it is in its top line.
constexpr double kLeastMelodic = 0.9;
/// Pieces with more notes at once are no few lines that can be told apart.
constexpr int kMostVoices = 4;
/// In a piece of voices so much may sound beyond them: a final chord, a divided part.
constexpr double kMostBeyondVoices = 0.1;

bool hasNotes(const Track& track) {
  return !track.notes.empty() && track.channel != kPercussionChannel;
}

TrackPtr withoutRest(const Track& track, std::vector<Note> notes) {
  auto kept = std::make_shared<Track>();
  kept->name = track.name;
  kept->channel = track.channel;
  kept->program = track.program;
  kept->notes = std::move(notes);
  for (const ControlEvent& event : track.controls) {
    if (event.kind == ControlEvent::Kind::Controller && event.number == kPedal)
      kept->controls.push_back(event);
  }
  return kept;
}

ScorePtr scoreOf(const Score& from, std::vector<TrackPtr> tracks) {
  ScoreParts parts;
  parts.ticksPerQuarter = from.ticksPerQuarter();
  parts.tempo = from.tempo().changes();
  parts.meter = from.meter().changes();
  parts.tracks = std::move(tracks);
  return Score::make(std::move(parts));
}

Track merged(const Score& score) {
  Track all;
  for (const TrackPtr& track : score.tracks())
    all.notes.insert(all.notes.end(), track->notes.begin(), track->notes.end());
  std::sort(all.notes.begin(), all.notes.end(), noteBefore);
  return all;
}

/// Share of the notes that begin while kMostVoices others sound.
double shareBeyondVoices(const Track& all) {
  std::vector<Tick> ends;
  std::size_t beyond = 0;
  for (const Note& note : all.notes) {
    std::erase_if(ends, [&](Tick end) { return end <= note.onset; });
    if (ends.size() >= kMostVoices) ++beyond;
    ends.push_back(note.end());
  }
  return static_cast<double>(beyond) / static_cast<double>(std::max<std::size_t>(all.notes.size(), 1));
}

UselessFile tooShort(std::size_t notes) {
  return {SkipReason::TooShort, std::to_string(notes) + " of " + std::to_string(kFewestNotes)};
}

std::uint64_t hashOf(const std::vector<Note>& notes, int ticksPerQuarter) {
  Hash64 hash;
  const auto add = [&](std::int64_t value) { hash.add(std::as_bytes(std::span(&value, 1))); };
  const auto step = [&](Tick tick) { return tokens::stepOfTick(tick, ticksPerQuarter); };
  for (const Note& note : notes) {
    add(note.pitch - notes.front().pitch);
    add(step(note.onset) - step(notes.front().onset));
  }
  return hash.value();
}

FileContent contentOfImport(const Score& score, Material material) {
  std::vector<TrackPtr> tracks;
  for (const TrackPtr& track : score.tracks()) {
    if (!hasNotes(*track)) continue;
    if (material != Material::Line) {
      tracks.push_back(withoutRest(*track, track->notes));
      continue;
    }
    std::vector<Note> line = extractLine(*track, VoiceLine::Top);
    if (static_cast<double>(line.size()) < kLeastMelodic * static_cast<double>(track->notes.size()))
      return UselessFile{SkipReason::SeveralVoices, {}};
    if (line.size() < kFewestNotes) return tooShort(line.size());
    tracks.push_back(withoutRest(*track, std::move(line)));
    break;
  }
  if (tracks.empty()) {
    const bool percussion = score.noteCount() > 0;
    return UselessFile{percussion ? SkipReason::Percussion : SkipReason::NoNotes, {}};
  }
  UsableFile content = contentOf(scoreOf(score, std::move(tracks)), material);
  if (content.score->noteCount() < kFewestNotes) return tooShort(content.score->noteCount());
  if (material == Material::Voices && shareBeyondVoices(merged(*content.score)) > kMostBeyondVoices)
    return UselessFile{SkipReason::VoicesNotClear, {}};
  return content;
}

}  // namespace

UsableFile contentOf(ScorePtr score, Material material) {
  UsableFile content;
  content.score = std::move(score);
  if (material == Material::Line) {
    content.line = content.score->track(0).notes;
    content.contentHash = hashOf(content.line, content.score->ticksPerQuarter());
    return content;
  }
  const Track all = merged(*content.score);
  content.line = extractLine(all, VoiceLine::Top);
  content.contentHash = hashOf(all.notes, content.score->ticksPerQuarter());
  return content;
}

FileContent readContent(std::span<const std::byte> file, const std::string& name, Material material) {
  try {
    return contentOfImport(*formats::readMidi(file, name).score, material);
  } catch (const Error& error) {
    switch (error.code()) {
      case ErrorCode::NotAMidiFile:
      case ErrorCode::FileEmpty:
        return UselessFile{SkipReason::NotMidi, {}};
      case ErrorCode::NoNotes:
        return UselessFile{SkipReason::NoNotes, {}};
      default:
        return UselessFile{SkipReason::Damaged,
                           error.arguments().size() > 1 ? error.arguments()[1] : errorName(error.code())};
    }
  }
}

}  // namespace partimento::training
