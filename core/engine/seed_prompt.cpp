#include "core/engine/seed_prompt.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"
#include "core/tokens/chorale_tokenizer.h"

namespace partimento {

namespace {

using tokens::kVoices;
using tokens::PlayedNote;

/// Which note of a score a note comes from that its tokens say.
class SourceOf {
 public:
  SourceOf(const Score& score, const tokens::EncodedScore& encoded) : m_score(score), m_encoded(encoded) {}

  struct Place {
    std::size_t track = 0;
    std::size_t note = 0;
  };
  Place operator()(const PlayedNote& note) const {
    auto index = static_cast<std::size_t>(m_encoded.noteOf.at(static_cast<std::size_t>(note.pitchToken)));
    std::size_t track = 0;
    while (index >= m_score.track(track).notes.size()) index -= m_score.track(track++).notes.size();
    return {track, index};
  }
  Tick endOf(const PlayedNote& note) const {
    const Place place = (*this)(note);
    return m_score.track(place.track).notes[place.note].end();
  }

 private:
  const Score& m_score;
  const tokens::EncodedScore& m_encoded;
};

/// A line of the grammar goes on with the line of the seed from which most of its notes come; one that the
/// seed has not stays as it is.
std::vector<std::uint8_t> linesOf(const std::vector<PlayedNote>& notes, const SourceOf& source) {
  std::array<std::array<int, kMostLines>, kMostLines> votes{};
  for (const PlayedNote& note : notes)
    ++votes[std::min<std::size_t>(note.line, kMostLines - 1)][source(note).track];
  std::vector<std::uint8_t> lines;
  for (const auto& vote : votes) {
    const auto most = std::ranges::max_element(vote);
    const std::size_t line = *most > 0 ? static_cast<std::size_t>(most - vote.begin()) : lines.size();
    lines.push_back(static_cast<std::uint8_t>(line));
  }
  return lines;
}

/// The last note of each voice, by onset; none where a voice does not sing.
std::array<const PlayedNote*, kVoices> lastNotes(const std::vector<PlayedNote>& notes) {
  std::array<const PlayedNote*, kVoices> last{};
  for (const PlayedNote& note : notes) last.at(note.line) = &note;
  return last;
}

void requireAllVoices(const std::array<const PlayedNote*, kVoices>& last) {
  const auto silent = std::ranges::count(last, nullptr);
  if (silent > 0)
    throw Error(ErrorCode::SeedVoices, {std::to_string(kVoices - silent), std::to_string(kVoices)});
}

}  // namespace

tokens::DecodeFrame frameOf(const SeedMelody& seed) {
  tokens::DecodeFrame frame;
  frame.ticksPerQuarter = seed.ticksPerQuarter;
  frame.tempo = {{Tick(0), seed.microsPerQuarter}};
  frame.meter = {{Tick(0), seed.meter}};
  return frame;
}

ScorePtr scoreOf(const SeedMelody& seed, std::optional<Tick> following) {
  const tokens::DecodeFrame frame = frameOf(seed);
  ScoreParts parts;
  parts.ticksPerQuarter = seed.ticksPerQuarter;
  parts.tempo = frame.tempo;
  parts.meter = frame.meter;
  for (std::size_t i = 0; i < seed.lineCount(); ++i) {
    auto track = std::make_shared<Track>();
    track->notes.assign(seed.line(i).begin(), seed.line(i).end());
    for (Note& note : track->notes) note.duration = std::max(note.duration, Tick(1));
    if (i == 0 && following && !track->notes.empty()) {
      Note next = track->notes.back();
      next.onset = *following;
      next.duration = Tick(seed.ticksPerQuarter);
      track->notes.push_back(next);
    }
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

SeedPrompt promptOf(const tokens::Tokenizer& tokenizer, const SeedMelody& seed, bool noParallels) {
  // With the note that follows, rests and bars before it are said as well, up to where it is named.
  const ScorePtr score = scoreOf(seed, seed.continuesAt());
  const tokens::EncodedScore encoded = tokenizer.encode(*score);
  SeedPrompt prompt;
  prompt.folded = static_cast<int>(tokenizer.encode(*scoreOf(seed)).folded);
  prompt.setting = encoded.setting(0);
  prompt.setting.noParallels = noParallels;
  prompt.grammar = tokenizer.grammar(prompt.setting);
  tokens::DecodeFrame frame = frameOf(seed);
  frame.origin = encoded.origin;
  frame.originTime = encoded.originTime;
  prompt.ruler.emplace(tokenizer.timeBase(), frame);

  const std::int64_t cut = prompt.ruler->timeAt(seed.continuesAt());
  prompt.tokens = encoded.tokens;
  prompt.tokens.resize(tokens::lengthUpTo(*prompt.grammar, encoded.tokens, cut));
  prompt.end = std::max(cut, tokens::follow(*prompt.grammar, prompt.tokens).end.time);
  const std::vector<PlayedNote> notes = prompt.grammar->read(prompt.tokens).notes;
  const SourceOf source(*score, encoded);
  prompt.lines = linesOf(notes, source);
  if (!tokenizer.name().starts_with("chorale")) return prompt;

  const auto last = lastNotes(notes);
  requireAllVoices(last);
  if (const auto* chorale = dynamic_cast<const tokens::ChoraleTokenizer*>(&tokenizer)) {
    tokens::VoiceEnds ends{};
    for (std::size_t voice = 0; voice < ends.size(); ++voice) {
      ends[voice] = prompt.ruler->timeAt(source.endOf(*last[voice]));
    }
    prompt.grammar = chorale->continuing(prompt.setting, ends);
  }
  return prompt;
}

}  // namespace partimento
