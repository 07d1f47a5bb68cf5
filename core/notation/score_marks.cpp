#include "core/notation/score_marks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>
#include <utility>

#include "core/notation/line_note.h"

namespace partimento::notation {

namespace {

constexpr std::uint8_t kTrackName = 0x03;
constexpr std::uint8_t kMarker = 0x06;
constexpr std::size_t kShortMarker = 3;  // "A", "B1": a rehearsal letter

bool isUtf8(const std::vector<std::uint8_t>& bytes) {
  std::size_t more = 0;
  for (const std::uint8_t byte : bytes) {
    if (more > 0) {
      if ((byte & 0xC0) != 0x80) return false;
      --more;
    } else if (byte >= 0x80) {
      more = (byte & 0xE0) == 0xC0 ? 1 : (byte & 0xF0) == 0xE0 ? 2 : (byte & 0xF8) == 0xF0 ? 3 : 9;
      if (more == 9) return false;
    }
  }
  return more == 0;
}

/// The tempo's own beat: a dotted quarter in 6/8, a half in 2/2.
WrittenValue beatOf(const Metre& metre) {
  return singleValue(quarters(metre.beat()), 1).value_or(WrittenValue{});
}

/// A place to print at: exact where it is a written one, else the nearest 32nd.
Fraction printedPlace(Units inBar) {
  constexpr Units kStep = kQuarter / 8;
  return quarters(onWrittenGrid(inBar, 0) ? inBar : (inBar + kStep / 2) / kStep * kStep);
}

void addTempi(const Score& score, const BarGrid& grid, NotationParts& parts) {
  const auto& changes = score.tempo().changes();
  double shown = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Units at = grid.unitsAt(changes[i].at);
    const std::size_t bar = grid.barAt(at);
    const BarGrid::Entry& entry = grid.bars()[bar];
    // Of a ritardando written out in steps only the first and the tempo that holds are shown.
    const bool holds = i + 1 == changes.size() || grid.unitsAt(changes[i + 1].at) - at >= entry.length;
    const double micros = std::max<double>(changes[i].microsPerQuarter, 1);
    const WrittenValue beat = beatOf(*entry.metre);
    const double perMinute = 60e6 / micros / beat.length().value();
    const bool first = i == 0 && changes[i].at <= Tick(0);
    if ((!holds && !first) || std::abs(perMinute - shown) < 0.02 * shown) continue;
    shown = perMinute;
    auto& marks = parts.bars[bar].tempo;
    TempoMark mark{printedPlace(at - entry.at), beat, perMinute, {}, true};
    if (!marks.empty() && marks.back().at == mark.at) marks.pop_back();
    marks.push_back(std::move(mark));
  }
}

/// Whether words say how fast, in the languages that scores use.
bool saysTempo(const std::string& text) {
  static constexpr std::array kStems = {
      "allegr",  "andant",  "adagi",   "largo",    "larghett", "lent ", "lento",  "lentement", "grave",
      "moder",   "modéré",  "presto",  "prestiss", "vivac",    "vivo",  "tempo",  "mosso",     "maestos",
      "langsam", "schnell", "lebhaft", "bewegt",   "ruhig",    "mäßig", "mässig", "animé",     "vif "};
  static constexpr std::array kOther = {"cresc", "dim", "rit", "rall", "espr", "dolce", "legato"};
  std::string lower = ' ' + text + ' ';
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto has = [&lower](const char* stem) {
    return lower.find(' ' + std::string(stem)) != std::string::npos;
  };
  return std::ranges::any_of(kStems, has) && std::ranges::none_of(kOther, has);
}

class WordPlacer {
 public:
  WordPlacer(const Score& score, const BarGrid& grid, NotationParts& parts)
      : m_score(score), m_grid(grid), m_parts(parts) {}

  void place() {
    for (std::size_t p = 0; p < m_parts.parts.size(); ++p) {
      std::set<std::size_t> known;  // a track on two staves speaks once
      for (std::size_t s = 0; s < m_parts.parts[p].staves.size(); ++s) {
        for (const std::size_t track : m_parts.parts[p].staves[s].tracks) {
          if (known.insert(track).second) placeTrack(m_score.track(track), p, s);
        }
      }
    }
  }

 private:
  void placeTrack(const Track& track, std::size_t part, std::size_t staff) {
    for (const TextEvent& event : textsOf(track)) {
      const std::string text = textFrom({event.text.begin(), event.text.end()});
      if (event.kind == TextEvent::Kind::Rehearsal || text.empty()) continue;
      const Units at = m_grid.unitsAt(event.at);
      const std::size_t bar = m_grid.barAt(at);
      const Fraction place = printedPlace(at - m_grid.bars()[bar].at);
      if (event.kind == TextEvent::Kind::Dynamic) {
        m_parts.bars[bar].marks.push_back({place, Mark::Kind::Dynamic, text, part, staff});
      } else if (saysTempo(text)) {
        addTempoWords(m_parts.bars[bar].tempo, place, text);
      } else {
        addWords(m_parts.bars[bar].marks, {place, Mark::Kind::Words, text, part, staff});
      }
    }
  }

  /// Every player's part may say them; they stand once, above all.
  static void addTempoWords(std::vector<TempoMark>& marks, Fraction at, const std::string& text) {
    const auto here = std::ranges::find(marks, at, &TempoMark::at);
    if (here == marks.end()) {
      const auto after = std::ranges::upper_bound(marks, at, {}, &TempoMark::at);
      marks.insert(after, TempoMark{at, {}, 120, text, false});
    } else if (here->text.empty()) {
      here->text = text;
    } else if (here->text.find(text) == std::string::npos) {
      here->text += ' ' + text;
    }
  }

  static void addWords(std::vector<Mark>& marks, Mark mark) {
    const bool said = std::ranges::any_of(marks, [&mark](const Mark& other) {
      return other.at == mark.at && other.text == mark.text && other.part == mark.part;
    });
    if (!said) marks.push_back(std::move(mark));
  }

  const Score& m_score;
  const BarGrid& m_grid;
  NotationParts& m_parts;
};

}  // namespace

std::string textFrom(const std::vector<std::uint8_t>& bytes) {
  const bool utf8 = isUtf8(bytes);
  std::string text;
  for (const std::uint8_t byte : bytes) {
    if (byte < 0x20 || byte == 0x7F) continue;
    if (byte < 0x80 || utf8) {
      text += static_cast<char>(byte);
    } else {
      text += static_cast<char>(0xC0 | (byte >> 6));
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Lyric lyricFrom(const LyricEvent& event, bool inWord) {
  Lyric lyric;
  lyric.text = textFrom({event.text.begin(), event.text.end()});
  if (lyric.text.size() > 1 && lyric.text.back() == '_') {
    lyric.text.pop_back();
    lyric.extends = true;
  }
  using Place = Lyric::Place;
  lyric.place =
      event.continues ? (inWord ? Place::Middle : Place::Begin) : (inWord ? Place::End : Place::Single);
  return lyric;
}

void addScoreMarks(const Score& score, const BarGrid& grid, NotationParts& parts) {
  addTempi(score, grid, parts);
  const std::string composer = composerOf(score);
  parts.composer = textFrom({composer.begin(), composer.end()});
  WordPlacer(score, grid, parts).place();
  for (const RawEvent& raw : score.raw()) {
    if (raw.status != 0xFF) continue;
    const std::string text = textFrom(raw.bytes);
    if (text.empty()) continue;
    if (raw.type == kTrackName && raw.at <= Tick(0) && parts.title.empty()) parts.title = text;
    if (raw.type != kMarker) continue;
    const Units at = grid.unitsAt(raw.at);
    const std::size_t bar = grid.barAt(at);
    const Fraction place = printedPlace(at - grid.bars()[bar].at);
    const auto chord = parseChordTag(text);
    const Mark::Kind kind = chord                         ? Mark::Kind::ChordSymbol
                            : text.size() <= kShortMarker ? Mark::Kind::Rehearsal
                                                          : Mark::Kind::Words;
    parts.bars[bar].marks.push_back({place, kind, chord ? chordDisplay(*chord) : text, 0, 0});
  }
  for (Bar& bar : parts.bars) {
    std::stable_sort(bar.marks.begin(), bar.marks.end(),
                     [](const Mark& a, const Mark& b) { return a.at < b.at; });
  }
}

}  // namespace partimento::notation
