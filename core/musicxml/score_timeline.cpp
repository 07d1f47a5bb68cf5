#include "core/musicxml/score_timeline.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/music/text_events.h"

namespace partimento::musicxml {

namespace {

constexpr Units kUsualTicks = 480;
constexpr Units kFineTicks = 96;
constexpr Units kMostTicks = 15360;
constexpr Units kHighestTicks = 32767;  ///< that a MIDI file can state
constexpr int kFinestBeat = 64;

/// Greatest common divisor of all times of a document.
Units commonDivisor(const Document& document) {
  Units divisor = document.unitsPerQuarter;
  const auto take = [&divisor](Units value) { divisor = std::gcd(divisor, value); };
  for (const DocumentBar& bar : document.bars) {
    take(bar.length);
    for (const DocumentTempo& tempo : bar.tempo) take(tempo.at);
  }
  for (const DocumentPart& part : document.parts) {
    for (const PartBar& bar : part.bars) {
      for (const DocumentNote& note : bar.notes) {
        if (note.kind == DocumentNote::Kind::Rest) continue;
        take(note.at);
        take(note.length);
        take(note.attack);
        take(note.release);
      }
    }
  }
  return divisor;
}

class MeterAssembly {
 public:
  MeterAssembly(const Document& document, const TickScale& scale, ScoreParts& parts)
      : m_document(document), m_scale(scale), m_parts(parts) {}

  void add(const DocumentBar& bar, Units start) {
    const TimeSignature wanted = signatureFor(bar);
    const bool first = m_parts.meter.empty();
    const bool stated = m_document.statesMeter || wanted != TimeSignature{};
    const bool changes = first ? stated : wanted != m_current || start != m_expected;
    if (changes) m_parts.meter.push_back({m_scale.at(start), wanted});
    m_current = wanted;
    m_expected = start + lengthOf(wanted);
  }

 private:
  Units lengthOf(TimeSignature signature) const {
    return 4 * m_document.unitsPerQuarter * signature.numerator / signature.denominator;
  }

  /// A short bar keeps its signature: that the next bar states its own again says where it ends. A bar that
  /// is too long needs another, if there is one of its length.
  TimeSignature signatureFor(const DocumentBar& bar) const {
    if (bar.length <= lengthOf(bar.meter)) return bar.meter;
    for (int beat = bar.meter.denominator; beat <= kFinestBeat; beat *= 2) {
      const Units unit = 4 * m_document.unitsPerQuarter / beat;
      if (bar.length % unit == 0 && bar.length / unit <= 255)
        return {static_cast<int>(bar.length / unit), beat};
    }
    return bar.meter;
  }

  const Document& m_document;
  const TickScale& m_scale;
  ScoreParts& m_parts;
  TimeSignature m_current;
  Units m_expected = 0;
};

void addTempo(double quartersPerMinute, Tick at, ScoreParts& parts) {
  const auto micros = static_cast<std::uint32_t>(std::llround(60e6 / quartersPerMinute));
  if (!parts.tempo.empty() && parts.tempo.back().microsPerQuarter == micros) return;
  if (!parts.tempo.empty() && parts.tempo.back().at == at) parts.tempo.pop_back();
  parts.tempo.push_back({at, micros});
}

/// The tempo that holds at the start of each bar of the page; 0: none is stated before.
std::vector<double> tempiAtBars(const Document& document) {
  std::vector<double> tempi;
  double current = 0;
  for (const DocumentBar& bar : document.bars) {
    tempi.push_back(current);
    if (!bar.tempo.empty()) current = bar.tempo.back().quartersPerMinute;
  }
  return tempi;
}

/// The key that holds in each bar of the page, from the first part that states one.
std::vector<std::optional<notation::Key>> keysOfBars(const Document& document) {
  std::vector<std::optional<notation::Key>> keys(document.bars.size());
  const auto hasPitches = [](const DocumentPart& part) {
    return std::ranges::any_of(part.bars, [](const PartBar& bar) {
      return std::ranges::any_of(
          bar.notes, [](const DocumentNote& note) { return note.kind == DocumentNote::Kind::Pitched; });
    });
  };
  for (const bool pitchedOnly : {true, false}) {
    for (const DocumentPart& part : document.parts) {
      const bool states =
          std::ranges::any_of(part.bars, [](const PartBar& bar) { return bar.key.has_value(); });
      if (!states || (pitchedOnly && !hasPitches(part))) continue;
      for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i] = part.bars[i].key ? part.bars[i].key : (i > 0 ? keys[i - 1] : std::nullopt);
      }
      return keys;
    }
  }
  return keys;
}

void addTexts(const Document& document, const std::vector<TimedBar>& bars, const TickScale& scale,
              ScoreParts& parts) {
  if (!document.title.empty()) parts.raw.push_back(titleEvent(document.title));
  if (!document.composer.empty()) parts.raw.push_back(composerEvent(document.composer));
  for (const TimedBar& timed : bars) {
    std::optional<DocumentChord> last;
    for (const DocumentChord& chord : document.bars[timed.bar].chords) {
      // Several parts may show the same chords.
      if (last == chord) continue;
      parts.raw.push_back(rawEvent(ChordEvent{scale.at(timed.start + chord.at), chord.chord}));
      last = chord;
    }
  }
}

}  // namespace

TickScale::TickScale(const Document& document) : m_units(document.unitsPerQuarter) {
  const Units needed = m_units / commonDivisor(document);
  const auto fits = [needed](Units ticks) { return ticks > 0 && ticks % needed == 0; };
  if (fits(document.ticksPerQuarter)) {
    m_ticks = document.ticksPerQuarter;
  } else if (document.divisions >= kFineTicks && document.divisions <= kHighestTicks &&
             fits(document.divisions)) {
    m_ticks = document.divisions;
  } else if (std::lcm(needed, kUsualTicks) <= kMostTicks) {
    m_ticks = static_cast<int>(std::lcm(needed, kUsualTicks));
  } else if (needed <= kHighestTicks) {
    m_ticks = static_cast<int>(needed);
  } else {
    m_ticks = static_cast<int>(kMostTicks);
    m_rounds = true;
  }
}

Tick TickScale::at(Units units) const {
  // Whole quarter notes apart, so that nothing overflows.
  const Units quarters = units / m_units;
  const Units rest = units % m_units;
  return Tick(quarters * m_ticks + (2 * rest * m_ticks + m_units) / (2 * m_units));
}

std::vector<TimedBar> timedBars(const Document& document, const std::vector<PlayedBar>& order) {
  std::vector<TimedBar> bars;
  Units start = 0;
  for (const PlayedBar& played : order) {
    bars.push_back({played.bar, played.pass, start});
    start += document.bars[played.bar].length;
  }
  return bars;
}

void assembleTimeline(const Document& document, const std::vector<TimedBar>& bars, const TickScale& scale,
                      ScoreParts& parts) {
  const std::vector<double> tempi = tempiAtBars(document);
  const auto keys = keysOfBars(document);
  MeterAssembly meters(document, scale, parts);
  for (const TimedBar& timed : bars) {
    const DocumentBar& bar = document.bars[timed.bar];
    meters.add(bar, timed.start);
    if (tempi[timed.bar] > 0) addTempo(tempi[timed.bar], scale.at(timed.start), parts);
    for (const DocumentTempo& tempo : bar.tempo)
      addTempo(tempo.quartersPerMinute, scale.at(timed.start + tempo.at), parts);
    const auto& key = keys[timed.bar];
    if (!key) continue;
    const bool same = !parts.keys.empty() && parts.keys.back().sharps == key->fifths &&
                      parts.keys.back().minor == key->minor;
    if (!same) parts.keys.push_back({scale.at(timed.start), key->fifths, key->minor});
  }
  addTexts(document, bars, scale, parts);
}

}  // namespace partimento::musicxml
