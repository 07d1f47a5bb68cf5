#include "core/tokens/melody_tokenizer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "core/music/voice.h"
#include "core/tokens/pair_grammar.h"
#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

namespace {

struct GridNote {
  std::int64_t onset;
  std::int64_t length;
  Pitch pitch;
};

std::vector<GridNote> onGrid(std::span<const Note> notes, int ticksPerQuarter) {
  std::vector<GridNote> grid;
  grid.reserve(notes.size());
  for (const Note& note : notes) {
    const std::int64_t onset = stepOfTick(note.onset, ticksPerQuarter);
    const std::int64_t end = stepOfTick(note.end(), ticksPerQuarter);
    if (!grid.empty() && grid.back().onset >= onset) grid.pop_back();
    grid.push_back({onset, std::max<std::int64_t>(1, end - onset), note.pitch});
  }
  for (std::size_t i = 0; i + 1 < grid.size(); ++i) {
    const std::int64_t toNext = grid[i + 1].onset - grid[i].onset;
    if (grid[i].length > toNext - kShortestRestSteps) grid[i].length = toNext;
  }
  return grid;
}

/// Index in the score of the note that is said at each step: of two on one step the later.
std::map<std::int64_t, std::int32_t> indexByStep(std::span<const Note> line, const Track& track,
                                                 std::int32_t firstIndex, int ticksPerQuarter) {
  std::map<NoteId, std::int32_t> indexes;
  for (const Note& note : track.notes) indexes.emplace(note.id, firstIndex++);
  std::map<std::int64_t, std::int32_t> byStep;
  for (const Note& note : line) byStep[stepOfTick(note.onset, ticksPerQuarter)] = indexes.at(note.id);
  return byStep;
}

}  // namespace

Pitch foldInto(Pitch pitch, Pitch lowest, Pitch highest) {
  if (pitch < lowest) pitch += (lowest - pitch + 11) / 12 * 12;
  if (pitch > highest) pitch -= (pitch - highest + 11) / 12 * 12;
  return pitch;
}

MelodyTokenizer::MelodyTokenizer(PitchRange range) : m_range(range) {
  requireOctave(range);
}

Token MelodyTokenizer::pitchToken(Pitch normalised) const {
  return kFirstPitch + foldInto(normalised, m_range.lowest, m_range.highest) - m_range.lowest;
}

Token MelodyTokenizer::durationToken(int steps) const {
  const auto after = std::upper_bound(kDurationSteps.begin(), kDurationSteps.end(), std::max(steps, 1));
  return firstDuration() + static_cast<Token>(after - kDurationSteps.begin()) - 1;
}

std::vector<Symbol> MelodyTokenizer::symbols(int offset) const {
  std::vector<Symbol> symbols = {
      {Symbol::Kind::Padding, 0}, {Symbol::Kind::Begin, 0}, {Symbol::Kind::Rest, 0}};
  for (Pitch pitch = m_range.lowest; pitch <= m_range.highest; ++pitch) {
    symbols.push_back({Symbol::Kind::Pitch, foldInto(pitch - offset, kLowestPitch, kHighestPitch)});
  }
  for (const int steps : kDurationSteps) symbols.push_back({Symbol::Kind::Duration, steps});
  return symbols;
}

EncodedMelody MelodyTokenizer::encode(std::span<const Note> notes, const MelodyFrame& frame) const {
  EncodedMelody melody;
  const std::vector<GridNote> grid = onGrid(notes, frame.ticksPerQuarter);
  if (grid.empty()) return melody;
  melody.startStep = grid.front().onset;
  std::int64_t now = melody.startStep;
  const auto emit = [&](Token pitch, std::int64_t length) {
    const Token duration =
        durationToken(static_cast<int>(std::min<std::int64_t>(length, kDurationSteps.back())));
    melody.tokens.push_back(pitch);
    melody.tokens.push_back(duration);
    now += durationSteps(duration);
  };
  for (const GridNote& note : grid) {
    while (now < note.onset) emit(kRest, note.onset - now);
    const Pitch normalised = note.pitch + frame.offset;
    melody.foldedNotes += normalised < m_range.lowest || normalised > m_range.highest ? 1 : 0;
    emit(pitchToken(normalised), note.length);
  }
  return melody;
}

std::vector<Note> MelodyTokenizer::decode(std::span<const Token> tokens, const MelodyFrame& frame) const {
  std::vector<Note> notes;
  std::int64_t now = frame.startStep;
  Token pitch = kPadding;
  for (const Token token : tokens) {
    if (isPitch(token)) pitch = token;
    if (!isDuration(token) || pitch == kPadding) continue;
    const std::int64_t end = now + durationSteps(token);
    if (pitch != kRest) {
      Note note;
      note.pitch =
          foldInto(m_range.lowest + (pitch - kFirstPitch) - frame.offset, kLowestPitch, kHighestPitch);
      note.onset = tickOfStep(now, frame.ticksPerQuarter);
      note.duration = tickOfStep(end, frame.ticksPerQuarter) - note.onset;
      notes.push_back(note);
    }
    now = end;
    pitch = kPadding;
  }
  return notes;
}

std::unique_ptr<Grammar> MelodyTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<PairGrammar>(symbols(setting.offset), setting.meter, setting.startTime);
}

EncodedScore MelodyTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  EncodedScore encoded;
  std::int32_t firstIndex = 0;
  for (const TrackPtr& track : score.tracks()) {
    const std::vector<Note> line =
        track->channel == kPercussionChannel ? std::vector<Note>() : extractLine(*track, VoiceLine::Top);
    if (line.empty()) {
      firstIndex += static_cast<std::int32_t>(track->notes.size());
      continue;
    }
    const EncodedMelody melody = encode(line, {score.ticksPerQuarter(), settings.offset});
    const BarPosition bar = score.meter().at(line.front().onset);
    encoded.origin = bar.barStart;
    encoded.meter = bar.signature;
    encoded.startTime = melody.startStep - stepOfTick(bar.barStart, score.ticksPerQuarter());
    encoded.folded = melody.foldedNotes;
    encoded.tokens = {kBegin};
    encoded.tokens.insert(encoded.tokens.end(), melody.tokens.begin(), melody.tokens.end());
    encoded.noteOf = {-1};
    const auto byStep = indexByStep(line, *track, firstIndex, score.ticksPerQuarter());
    std::int64_t step = melody.startStep;
    for (std::size_t i = 0; i < melody.tokens.size(); i += 2) {
      const std::int32_t note = melody.tokens[i] == kRest ? -1 : byStep.at(step);
      encoded.noteOf.insert(encoded.noteOf.end(), 2, note);
      encoded.notes += note >= 0 ? 1 : 0;
      step += durationSteps(melody.tokens[i + 1]);
    }
    encoded.dropped = static_cast<std::int64_t>(track->notes.size()) - encoded.notes;
    return encoded;
  }
  return encoded;
}

bool MelodyTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  return shiftPitches(tokens, {kFirstPitch, firstDuration()}, semitones);
}

int offsetToNormalKey(int tonic, bool minor) {
  const int target = minor ? 9 : 0;
  const int up = ((target - tonic) % 12 + 12) % 12;
  return up > 5 ? up - 12 : up;
}

int octaveNearest(std::span<const Note> notes, int keyOffset, double center) {
  if (notes.empty()) return keyOffset;
  double sum = 0;
  for (const Note& note : notes) sum += note.pitch;
  const double mean = sum / static_cast<double>(notes.size()) + keyOffset;
  return keyOffset + 12 * static_cast<int>(std::lround((center - mean) / 12));
}

}  // namespace partimento::tokens
