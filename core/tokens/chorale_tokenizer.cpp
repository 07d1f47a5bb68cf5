#include "core/tokens/chorale_tokenizer.h"

#include <algorithm>
#include <set>

#include "core/tokens/chorale_grammar.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

namespace {

/// Writes the tokens of one score.
class ChoraleWriter {
 public:
  ChoraleWriter(const ChoraleTokenizer& tokenizer, const Score& score, const EncodeSettings& settings)
      : m_tokenizer(tokenizer), m_score(score), m_settings(settings), m_voices(voicesOf(score)) {}

  EncodedScore write() {
    const auto [first, last] = extent();
    if (first > last) return {};
    const int ticksPerQuarter = m_score.ticksPerQuarter();
    const BarLayout layout = layBars(m_score, tickOfStep(first, ticksPerQuarter),
                                     tickOfStep(last - 1, ticksPerQuarter), m_settings.pickup);
    m_origin = layout.originStep;
    m_encoded.origin = tickOfStep(m_origin, ticksPerQuarter);
    m_encoded.meter = kMeters[static_cast<std::size_t>(layout.bars.front().meter)];
    m_encoded.dropped = m_voices.dropped;
    emit(ChoraleTokenizer::kBegin);
    m_changes = changes(layout);
    int meter = -1;
    for (std::size_t bar = 0; bar < layout.bars.size(); ++bar) {
      emit(ChoraleTokenizer::kBar);
      if (layout.bars[bar].meter != meter) {
        meter = layout.bars[bar].meter;
        emit(ChoraleTokenizer::kMeterRun.first + meter);
      }
      const std::int64_t start = layout.bars[bar].start;
      const bool isLast = bar + 1 == layout.bars.size();
      const std::int64_t end =
          isLast ? std::min(last - m_origin, start + lengthOf(meter)) : layout.bars[bar + 1].start;
      writeBar(start, end);
    }
    return std::move(m_encoded);
  }

 private:
  static std::int64_t lengthOf(int meter) { return barSteps(kMeters[static_cast<std::size_t>(meter)]); }

  /// First onset and last end.
  std::pair<std::int64_t, std::int64_t> extent() const {
    std::int64_t first = 1;
    std::int64_t last = 0;
    for (const auto& voice : m_voices.notes) {
      if (voice.empty()) continue;
      first = last == 0 ? voice.front().onset : std::min(first, voice.front().onset);
      for (const VoiceNote& note : voice) last = std::max(last, note.end);
    }
    return {first, last};
  }

  /// Where some voice moves, from the origin.
  std::set<std::int64_t> changes(const BarLayout& layout) const {
    std::set<std::int64_t> found;
    for (const auto& voice : m_voices.notes) {
      for (const VoiceNote& note : voice) found.insert({note.onset - m_origin, note.end - m_origin});
    }
    for (const LaidBar& bar : layout.bars) found.insert(bar.start);
    return found;
  }

  void emit(Token token, std::int32_t note = -1) {
    m_encoded.tokens.push_back(token);
    m_encoded.noteOf.push_back(note);
  }

  void writeBar(std::int64_t start, std::int64_t end) {
    std::int64_t now = start;
    while (now < end) {
      const auto next = m_changes.upper_bound(now);
      const std::int64_t until = next == m_changes.end() ? end : std::min(*next, end);
      now += writeSlice(now, until - now);
    }
  }

  /// The longest slice that there is a duration for; returns its length.
  std::int64_t writeSlice(std::int64_t now, std::int64_t length) {
    for (std::size_t v = 0; v < kVoices; ++v) writeVoice(v, now);
    const auto longer = std::ranges::upper_bound(kDurationSteps, length);
    const auto duration = std::prev(longer);
    emit(m_tokenizer.durationRun().first + static_cast<Token>(duration - kDurationSteps.begin()));
    return *duration;
  }

  void writeVoice(std::size_t v, std::int64_t now) {
    const auto& voice = m_voices.notes[v];
    std::size_t& at = m_next[v];
    while (at < voice.size() && voice[at].end - m_origin <= now) ++at;
    const bool sounds = at < voice.size() && voice[at].onset - m_origin <= now;
    if (!sounds) return emit(ChoraleTokenizer::kRest);
    const VoiceNote& note = voice[at];
    if (note.onset - m_origin < now) return emit(ChoraleTokenizer::kHold, note.index);
    const Pitch wanted = note.pitch + m_settings.offset;
    const PitchRange range = m_tokenizer.pitchRange();
    m_encoded.folded += wanted < range.lowest || wanted > range.highest ? 1 : 0;
    ++m_encoded.notes;
    emit(m_tokenizer.pitchToken(wanted), note.index);
  }

  const ChoraleTokenizer& m_tokenizer;
  const Score& m_score;
  const EncodeSettings& m_settings;
  Voices m_voices;
  EncodedScore m_encoded;
  std::int64_t m_origin = 0;
  std::set<std::int64_t> m_changes;
  std::array<std::size_t, kVoices> m_next{};
};

}  // namespace

ChoraleTokenizer::ChoraleTokenizer(PitchRange range) : m_range(range) {
  requireOctave(range);
}

std::unique_ptr<Grammar> ChoraleTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<ChoraleGrammar>(*this, setting);
}

std::unique_ptr<Grammar> ChoraleTokenizer::harmonise(const GrammarSetting& setting,
                                                     std::vector<PlayedNote> soprano) const {
  return std::make_unique<ChoraleGrammar>(*this, setting, std::move(soprano));
}

std::unique_ptr<Grammar> ChoraleTokenizer::continuing(const GrammarSetting& setting,
                                                      const VoiceEnds& ends) const {
  auto grammar = std::make_unique<ChoraleGrammar>(*this, setting);
  grammar->setVoiceEnds(ends);
  return grammar;
}

EncodedScore ChoraleTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  return ChoraleWriter(*this, score, settings).write();
}

bool ChoraleTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  return shiftPitches(tokens, pitchRun(), semitones);
}

TokenRun ChoraleTokenizer::durationRun() const {
  return {pitchRun().end, pitchRun().end + static_cast<Token>(kDurationSteps.size())};
}

Token ChoraleTokenizer::pitchToken(Pitch normalised) const {
  return pitchRun().first + foldInto(normalised, m_range.lowest, m_range.highest) - m_range.lowest;
}

}  // namespace partimento::tokens
