#include "ui/takes/take_edit.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "core/engine/seed.h"
#include "core/music/edits.h"

namespace partimento::ui {
namespace {

const std::vector<Note>& notesOfTrack(const Score& score, std::size_t track) {
  return score.track(std::min(track, score.tracks().size() - 1)).notes;
}

/// The score's own notes that are those of a take, note for note; empty where one of them is missing.
std::vector<NoteId> foundIn(const Score& score, std::size_t track, const std::vector<Note>& wanted) {
  const std::vector<Note>& notes = notesOfTrack(score, track);
  std::vector<NoteId> found;
  for (const Note& note : wanted) {
    auto at = std::lower_bound(notes.begin(), notes.end(), note.onset,
                               [](const Note& other, Tick onset) { return other.onset < onset; });
    const auto same = [&](const Note& other) {
      return other.pitch == note.pitch && other.duration == note.duration && other.origin != Origin::Seed;
    };
    while (at != notes.end() && at->onset == note.onset && !same(*at)) ++at;
    if (at == notes.end() || at->onset != note.onset) return {};
    found.push_back(at->id);
  }
  return found;
}

std::size_t seedTrack(const Score& score, const project::StoredTake& take) {
  return std::min(take.track, score.tracks().size() - 1);
}

/// The score's notes that are the take's, all lines together; empty where one of them is missing.
std::vector<NoteId> foundIn(const Score& score, const project::StoredTake& take,
                            const std::vector<Note>& wanted) {
  std::vector<NoteId> found;
  for (int line = 0; line < lineCount(take.take); ++line) {
    const std::vector<Note> notes = notesOfLine(take.take, wanted, line);
    if (notes.empty()) continue;
    const auto track = trackOfLine(score, take, line);
    const std::vector<NoteId> ids = track ? foundIn(score, *track, notes) : std::vector<NoteId>();
    if (ids.empty()) return {};
    found.insert(found.end(), ids.begin(), ids.end());
  }
  return found;
}

bool holdsMost(const Score& score, std::vector<NoteId> ids) {
  std::sort(ids.begin(), ids.end());
  std::ptrdiff_t left = 0;
  for (const TrackPtr& track : score.tracks()) {
    left += std::count_if(track->notes.begin(), track->notes.end(), [&](const Note& note) {
      return std::binary_search(ids.begin(), ids.end(), note.id);
    });
  }
  return 2 * left > std::ssize(ids);
}

/// A track of its own for a line, playing what the seed's plays.
Track emptyTrack(const Score& score, const project::StoredTake& take, int line) {
  const Track& seed = score.track(seedTrack(score, take));
  Track track;
  track.name = trackNameOf(score, take, line);
  track.channel = seed.channel;
  track.bank = seed.bank;
  track.program = seed.program;
  track.volume = seed.volume;
  return track;
}

ScorePtr withoutGenerated(const ScorePtr& score, std::size_t track, Tick begin, Tick end) {
  edits::NoteIds inTheWay;
  for (const Note& note : score->track(track).notes) {
    const bool generated = note.origin != Origin::Seed;
    if (generated && note.onset >= begin && note.onset < end) inTheWay.insert(note.id);
  }
  return inTheWay.empty() ? score : edits::removeNotes(score, track, inTheWay);
}

}  // namespace

std::optional<std::size_t> trackOfLine(const Score& score, const project::StoredTake& take, int line) {
  if (line == 0) return seedTrack(score, take);
  const auto further = static_cast<std::size_t>(line) - 1;
  const bool isSeeds = further < take.otherTracks.size() && take.otherTracks[further] < score.tracks().size();
  if (isSeeds) return take.otherTracks[further];
  const std::string name = trackNameOf(score, take, line);
  for (std::size_t i = 0; i < score.tracks().size(); ++i) {
    if (i != seedTrack(score, take) && score.track(i).name == name) return i;
  }
  return std::nullopt;
}

std::vector<Note> notesBeside(const project::StoredTake& take, std::size_t track) {
  const std::vector<Note> notes = notesInScore(take);
  std::vector<Note> shown;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const auto line = static_cast<std::size_t>(lineOf(take.take, i));
    const bool isFurther = line > 0 && line <= take.otherTracks.size();
    if ((isFurther ? take.otherTracks[line - 1] : take.track) == track) shown.push_back(notes[i]);
  }
  return shown;
}

std::string trackNameOf(const Score& score, const project::StoredTake& take, int line) {
  const bool chorale = take.take.recipe.tokenizer.starts_with("chorale");
  if (chorale && line == 1) return QCoreApplication::translate("TakeEdit", "Alto").toStdString();
  if (chorale && line == 2) return QCoreApplication::translate("TakeEdit", "Tenor").toStdString();
  if (chorale && line == 3) return QCoreApplication::translate("TakeEdit", "Bass").toStdString();
  const std::string& seed = score.track(seedTrack(score, take)).name;
  return (seed.empty() ? "" : seed + " ") + std::to_string(line + 1);
}

bool isInPiece(const History& history, const project::StoredTake& take) {
  const std::vector<Note> notes = notesInScore(take);
  const Score& present = *history.score();
  if (notes.empty()) return false;
  if (!foundIn(present, take, notes).empty()) return true;
  for (std::size_t index = history.current(); index > 0; --index) {
    const History::Step& step = history.steps()[index];
    if (step.name != kAcceptStep) continue;
    const std::vector<NoteId> written = foundIn(*step.score, take, notes);
    if (!written.empty()) return holdsMost(present, written);
  }
  return false;
}

std::vector<Note> notesInScore(const project::StoredTake& take) {
  return placedNotes(take.take, take.start);
}

ScorePtr withTake(const ScorePtr& score, const project::StoredTake& take) {
  const std::vector<Note> notes = notesInScore(take);
  const Tick end = takeEnd(take);
  ScorePtr result = score;
  for (int line = 0; line < lineCount(take.take); ++line) {
    const std::vector<Note> added = notesOfLine(take.take, notes, line);
    if (added.empty()) continue;
    std::optional<std::size_t> track = trackOfLine(*result, take, line);
    if (track) {
      // the lines need not begin together: what the seed itself is made of must stay
      result = withoutGenerated(result, *track, added.front().onset, end);
    } else {
      result = edits::addTrack(result, emptyTrack(*result, take, line));
      track = result->tracks().size() - 1;
    }
    result = edits::addNotes(result, *track, added);
  }
  return result;
}

Tick takeBegin(const project::StoredTake& take) {
  const std::vector<Note> notes = notesInScore(take);
  return notes.empty() ? take.start : notes.front().onset;
}

Tick takeEnd(const project::StoredTake& take) {
  Tick end = take.start;
  for (const Note& note : notesInScore(take)) end = std::max(end, note.end());
  return end;
}

double scorePerNote(const Take& take) {
  return take.notes.empty() ? 0.0 : take.logProbability / static_cast<double>(take.notes.size());
}

ComposeRequest remixRequest(const Take& take, std::uint64_t randomSeed) {
  ComposeRequest request = take.recipe.request;
  decode::SearchSettings& search = request.settings.search;
  if (search.method == decode::SearchMethod::Beam || search.method == decode::SearchMethod::DiverseBeam)
    search.method = decode::SearchMethod::StochasticBeam;
  request.randomSeed = randomSeed;
  request.takes = 1;
  return request;
}

}  // namespace partimento::ui
