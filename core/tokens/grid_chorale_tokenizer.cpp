#include "core/tokens/grid_chorale_tokenizer.h"

#include <algorithm>

#include "core/tokens/grid_chorale_grammar.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

GridChoraleTokenizer::GridChoraleTokenizer(PitchRange range) : m_range(range) {
  requireOctave(range);
}

std::unique_ptr<Grammar> GridChoraleTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<GridChoraleGrammar>(*this, setting);
}

EncodedScore GridChoraleTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  EncodedScore encoded;
  Voices voices = voicesOf(score);
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = 0;
  std::int64_t all = voices.dropped;
  for (const auto& voice : voices.notes) {
    if (voice.empty()) continue;
    first = std::min(first, voice.front().onset);
    last = std::max(last, voice.back().end);
    all += std::ssize(voice);
  }
  if (last == 0) return encoded;
  const BarPosition bar = score.meter().at(tickOfStep(first, score.ticksPerQuarter()));
  const std::int64_t origin = stepOfTick(bar.barStart, score.ticksPerQuarter());
  encoded.meter = bar.signature;
  encoded.origin = tickOfStep(origin, score.ticksPerQuarter());
  encoded.tokens.push_back(kBegin);
  encoded.noteOf.push_back(-1);
  std::array<std::size_t, kVoices> next{};
  std::array<std::int32_t, kVoices> sung;
  sung.fill(-1);
  std::array<Token, kVoices> before{};
  for (std::int64_t step = origin; step < last; step += kCellSteps) {
    for (std::size_t v = 0; v < kVoices; ++v) {
      const auto& voice = voices.notes[v];
      while (next[v] < voice.size() && voice[next[v]].end <= step) ++next[v];
      const bool sounds = next[v] < voice.size() && voice[next[v]].onset <= step;
      const Pitch wanted = sounds ? voice[next[v]].pitch + settings.offset : 0;
      const Pitch pitch = sounds ? foldInto(wanted, m_range.lowest, m_range.highest) : 0;
      const Token token = sounds ? kFirstPitch + pitch - m_range.lowest : kRest;
      const bool begins = sounds && token != before[v];
      if (begins) sung[v] = voice[next[v]].index;
      encoded.folded += begins && pitch != wanted ? 1 : 0;
      encoded.notes += begins ? 1 : 0;
      encoded.tokens.push_back(token);
      encoded.noteOf.push_back(sounds ? sung[v] : -1);
      before[v] = token;
    }
  }
  encoded.dropped = all - encoded.notes;
  return encoded;
}

bool GridChoraleTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  return shiftPitches(tokens, pitchRun(), semitones);
}

}  // namespace partimento::tokens
