#include "core/tokens/beat_tokenizer.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/base/error.h"
#include "core/tokens/beat_grammar.h"
#include "core/tokens/melody_tokenizer.h"
#include "core/tokens/note_lists.h"

namespace partimento::tokens {

namespace {

constexpr double kCommonTempo = 120;
constexpr int kCommonIndex = 20;
constexpr double kTempoStep = 1.08;
constexpr int kTempos = BeatTokenizer::kTempoRun.size();

struct StepNote {
  std::int64_t onset = 0;  // from the first bar line
  std::int64_t length = 1;
  Pitch pitch = 60;  // normalised, in range
  std::int32_t track = 0;
  int velocity = 0;  // bin
  std::int32_t index = 0;
};

/// Writes the tokens of one score.
class BeatWriter {
 public:
  BeatWriter(const BeatTokenizer& tokenizer, const Score& score, const EncodeSettings& settings)
      : m_tokenizer(tokenizer), m_score(score), m_settings(settings) {}

  EncodedScore write() {
    std::vector<SourceNote> source = notesOf(m_score);
    if (source.empty()) return {};
    const auto [first, last] = std::ranges::minmax_element(source, {}, &SourceNote::onset);
    const BarLayout layout = layBars(m_score, first->onset, last->onset, m_settings.pickup);
    m_originStep = layout.originStep;
    m_encoded.origin = tickOfStep(layout.originStep, m_score.ticksPerQuarter());
    m_encoded.meter = kMeters[static_cast<std::size_t>(layout.bars.front().meter)];
    const std::vector<StepNote> notes = inOrder(source);
    m_encoded.notes = std::ssize(notes);
    emit(BeatTokenizer::kBegin);
    std::size_t next = 0;
    for (std::size_t bar = 0; bar < layout.bars.size(); ++bar) {
      const std::int64_t end =
          bar + 1 < layout.bars.size() ? layout.bars[bar + 1].start : notes.back().onset + 1;
      const std::size_t from = next;
      while (next < notes.size() && notes[next].onset < end) ++next;
      writeBar(layout.bars[bar], std::span(notes).subspan(from, next - from));
    }
    return std::move(m_encoded);
  }

 private:
  std::vector<StepNote> inOrder(const std::vector<SourceNote>& source) {
    const PitchRange range = m_tokenizer.pitchRange();
    const int ticksPerQuarter = m_score.ticksPerQuarter();
    std::vector<StepNote> notes;
    for (const SourceNote& note : source) {
      const std::int64_t onset = stepOfTick(note.onset, ticksPerQuarter);
      const std::int64_t length = std::max<std::int64_t>(stepOfTick(note.end, ticksPerQuarter) - onset, 1);
      const Pitch wanted = note.pitch + m_settings.offset;
      const Pitch pitch = foldInto(wanted, range.lowest, range.highest);
      m_encoded.folded += pitch != wanted ? 1 : 0;
      const int track = std::min(note.track, BeatTokenizer::kTrackRun.size() - 1);
      notes.push_back({onset - m_originStep, length, pitch, track, note.velocity / 4, note.index});
    }
    std::ranges::stable_sort(notes, [](const StepNote& a, const StepNote& b) {
      return std::tuple(a.onset, a.track, -a.pitch, -a.length) <
             std::tuple(b.onset, b.track, -b.pitch, -b.length);
    });
    const auto same = [](const StepNote& a, const StepNote& b) {
      return a.onset == b.onset && a.track == b.track && a.pitch == b.pitch;
    };
    const auto first = std::unique(notes.begin(), notes.end(), same);
    m_encoded.dropped += notes.end() - first;
    notes.erase(first, notes.end());
    return notes;
  }

  void emit(Token token, std::int32_t note = -1) {
    m_encoded.tokens.push_back(token);
    m_encoded.noteOf.push_back(note);
  }

  void emitChange(TokenRun run, int& current, int value, std::int32_t note = -1) {
    if (current == value) return;
    current = value;
    emit(run.first + value, note);
  }

  void writeBar(const LaidBar& bar, std::span<const StepNote> notes) {
    emit(BeatTokenizer::kBar);
    emitChange(BeatTokenizer::kMeterRun, m_meter, bar.meter);
    const Tick line = std::max(tickOfStep(m_originStep + bar.start, m_score.ticksPerQuarter()), Tick(0));
    emitChange(BeatTokenizer::kTempoRun, m_tempo,
               BeatTokenizer::nearestTempo(m_score.tempo().bpmAt(line).value));
    while (!notes.empty()) {
      const auto end = std::ranges::find_if(
          notes, [&](const StepNote& note) { return note.onset != notes.front().onset; });
      const auto count = static_cast<std::size_t>(end - notes.begin());
      emit(BeatTokenizer::kPositionRun.first + static_cast<Token>(notes.front().onset - bar.start));
      writeChords(notes.first(count));
      notes = notes.subspan(count);
    }
  }

  void writeChords(std::span<const StepNote> notes) {
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const StepNote& note = notes[i];
      const bool startsChord = i == 0 || note.track != notes[i - 1].track;
      if (startsChord) {
        emitChange(BeatTokenizer::kTrackRun, m_track, note.track, note.index);
        emitChange(BeatTokenizer::kVelocityRun, m_velocity, loudest(notes.subspan(i)), note.index);
      }
      emit(m_tokenizer.pitchRun().first + note.pitch - m_tokenizer.pitchRange().lowest, note.index);
      emit(m_tokenizer.durationToken(note.length), note.index);
    }
  }

  /// Of the chord that begins the span.
  static int loudest(std::span<const StepNote> notes) {
    int most = 0;
    for (const StepNote& note : notes) {
      if (note.track == notes.front().track) most = std::max(most, note.velocity);
    }
    return most;
  }

  const BeatTokenizer& m_tokenizer;
  const Score& m_score;
  const EncodeSettings& m_settings;
  EncodedScore m_encoded;
  std::int64_t m_originStep = 0;
  int m_meter = -1, m_tempo = -1, m_track = -1, m_velocity = -1;
};

}  // namespace

BeatTokenizer::BeatTokenizer(PitchRange range) : m_range(range) {
  requireOctave(range);
}

std::unique_ptr<Grammar> BeatTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<BeatGrammar>(*this, setting);
}

EncodedScore BeatTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  return BeatWriter(*this, score, settings).write();
}

bool BeatTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  return shiftPitches(tokens, pitchRun(), semitones);
}

Token BeatTokenizer::durationToken(std::int64_t steps) const {
  const auto above = std::ranges::lower_bound(kBeatLengths, steps);
  auto nearest = above == kBeatLengths.end() ? std::prev(above) : above;
  const bool belowIsNearer =
      nearest != kBeatLengths.begin() && steps - *std::prev(nearest) <= *nearest - steps;
  if (belowIsNearer) --nearest;
  return durationRun().first + static_cast<Token>(nearest - kBeatLengths.begin());
}

int BeatTokenizer::tempoOf(int index) {
  return static_cast<int>(std::lround(kCommonTempo * std::pow(kTempoStep, index - kCommonIndex)));
}

int BeatTokenizer::nearestTempo(double quartersPerMinute) {
  const double place = std::log(std::max(quartersPerMinute, 1.0) / kCommonTempo) / std::log(kTempoStep);
  return std::clamp(kCommonIndex + static_cast<int>(std::lround(place)), 0, kTempos - 1);
}

}  // namespace partimento::tokens
