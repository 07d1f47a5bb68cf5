#include "core/musicxml/write_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/musicxml/bar_reader.h"

namespace partimento::musicxml {

namespace {

using notation::Fraction;
using notation::Lyric;

constexpr double kPedalDown = 127;

Lyric::Place placeIn(bool inWord, bool continues) {
  if (inWord) return continues ? Lyric::Place::Middle : Lyric::Place::End;
  return continues ? Lyric::Place::Begin : Lyric::Place::Single;
}

}  // namespace

WritePlan::WritePlan(const notation::Notation& notation) : m_notation(notation) {
  chooseDivisions();
  m_barStarts.push_back(0);
  for (const notation::Bar& bar : notation.bars())
    m_barStarts.push_back(m_barStarts.back() + units(bar.length));
  for (const TrackPtr& track : notation.score()->tracks()) {
    for (const Note& note : track->notes) m_notes.emplace(note.id, &note);
  }
  const std::size_t parts = notation.parts().size();
  m_texts.assign(parts, std::vector<std::vector<PlacedText>>(notation.bars().size()));
  if (parts > 0) {
    gatherTempi();
    gatherTexts();
  }
  for (std::size_t i = 0; i < parts; ++i) gatherPart(i);
  gatherLyrics();
  for (auto& part : m_texts) {
    for (auto& bar : part) {
      std::stable_sort(bar.begin(), bar.end(),
                       [](const PlacedText& a, const PlacedText& b) { return a.at < b.at; });
    }
  }
}

/// Every written time and every tick is a whole number of divisions, unless that takes too many.
void WritePlan::chooseDivisions() {
  std::set<std::int64_t> denominators;
  for (const notation::Bar& bar : m_notation.bars()) denominators.insert(bar.length.denominator());
  for (const notation::Part& part : m_notation.parts()) {
    for (const notation::Staff& staff : part.staves) {
      for (const auto& bar : staff.bars) {
        for (const notation::Voice& voice : bar->voices) {
          for (const notation::Event& event : voice.events) {
            denominators.insert(event.at.denominator());
            denominators.insert(event.length.denominator());
          }
        }
        for (const auto& clef : bar->clefs) denominators.insert(clef.at.denominator());
      }
    }
  }
  std::int64_t written = 1;
  for (const std::int64_t denominator : denominators)
    written = std::min<std::int64_t>(std::lcm(written, denominator), kMaxDivisions);
  const std::int64_t exact =
      std::lcm(written, static_cast<std::int64_t>(std::max(m_notation.score()->ticksPerQuarter(), 1)));
  m_divisions = exact <= kMaxDivisions ? exact : written * std::max<std::int64_t>(15360 / written, 1);
}

Units WritePlan::units(Fraction quarters) const {
  const Fraction exact = quarters * m_divisions;
  return (exact + Fraction(1, 2)).floor();
}

Units WritePlan::unitsAt(Tick tick) const {
  const Units ticks = std::max(m_notation.score()->ticksPerQuarter(), 1);
  const Units quarters = tick.value / ticks;
  return quarters * m_divisions + (2 * (tick.value % ticks) * m_divisions + ticks) / (2 * ticks);
}

const Note* WritePlan::find(const notation::NoteRef& ref) const {
  const auto found = m_notes.find(ref.id);
  return found == m_notes.end() ? nullptr : found->second;
}

const std::vector<Lyric>* WritePlan::lyricsAt(std::size_t track, Tick at) const {
  if (track >= m_lyrics.size()) return nullptr;
  const auto found = m_lyrics[track].find(at);
  return found == m_lyrics[track].end() ? nullptr : &found->second;
}

void WritePlan::place(std::size_t part, Tick at, PlacedText text) {
  const Units place = std::max<Units>(unitsAt(at), 0);
  const auto after = std::upper_bound(m_barStarts.begin(), m_barStarts.end(), place);
  const std::size_t bars = m_notation.bars().size();
  const std::size_t bar = std::min(static_cast<std::size_t>(after - m_barStarts.begin()) - 1, bars - 1);
  text.at = std::min(place - m_barStarts[bar], barLength(bar));
  m_texts[part][bar].push_back(std::move(text));
}

void WritePlan::gatherTempi() {
  const auto& changes = m_notation.score()->tempo().changes();
  for (const TempoChange& change : changes) {
    PlacedText text;
    text.kind = PlacedText::Kind::Tempo;
    text.value = 60e6 / std::max<double>(change.microsPerQuarter, 1);
    const notation::BarPlace place = m_notation.placeAt(std::max(change.at, Tick(0)));
    for (const notation::TempoMark& mark : m_notation.bars()[place.bar].tempo) {
      const double shown = mark.perMinute * mark.beat.length().value();
      if (std::abs(shown - text.value) < 0.02 * text.value) text.mark = &mark;
    }
    this->place(0, change.at, text);
  }
}

/// Words that a tempo mark is written with, in the first part.
bool WritePlan::saidWithTempo(const TextEvent& text) const {
  const std::size_t bar = m_notation.barAt(std::max(text.at, Tick(0)));
  return std::ranges::any_of(m_texts.front()[bar], [&text](const PlacedText& placed) {
    return placed.kind == PlacedText::Kind::Tempo && placed.mark &&
           placed.mark->text.find(text.text) != std::string::npos;
  });
}

void WritePlan::gatherTexts() {
  const Score& score = *m_notation.score();
  for (const ChordEvent& chord : chordsOf(score))
    place(0, chord.at, {0, PlacedText::Kind::Chord, chordTag(chord.chord), 0, 1, nullptr});
  for (const TextEvent& text : textsOf(score)) {
    if (text.kind == TextEvent::Kind::Dynamic) continue;  // a track's
    const bool rehearsal = text.kind == TextEvent::Kind::Rehearsal;
    place(0, text.at,
          {0, rehearsal ? PlacedText::Kind::Rehearsal : PlacedText::Kind::Words, text.text, 0, 1, nullptr});
  }
}

void WritePlan::gatherPart(std::size_t part) {
  const notation::Part& written = m_notation.parts()[part];
  bool first = true;
  for (const std::size_t index : written.tracks) {
    const Track& track = m_notation.score()->track(index);
    for (const TextEvent& text : textsOf(track)) {
      // Levels of loudness stand where the notation has them.
      if (text.kind == TextEvent::Kind::Dynamic || saidWithTempo(text)) continue;
      place(part, text.at, {0, PlacedText::Kind::Words, text.text, 0, 1, nullptr});
    }
    for (const ControlEvent& control : track.controls) {
      const bool pedal = control.kind == ControlEvent::Kind::Controller && control.number == kSustainPedal;
      // The pedal moves for both hands.
      if (pedal && first)
        place(part, control.at,
              {0, PlacedText::Kind::Pedal, {}, control.value * 100 / kPedalDown, 1, nullptr});
    }
    first = false;
  }
  for (std::size_t bar = 0; bar < m_notation.bars().size(); ++bar) {
    for (const notation::Mark& mark : m_notation.bars()[bar].marks) {
      if (mark.part != part || mark.kind != notation::Mark::Kind::Dynamic) continue;
      m_texts[part][bar].push_back({units(mark.at), PlacedText::Kind::Dynamic, mark.text, 0,
                                    static_cast<int>(mark.staff) + 1, nullptr});
    }
  }
}

void WritePlan::gatherLyrics() {
  for (const TrackPtr& track : m_notation.score()->tracks()) {
    auto& byTick = m_lyrics.emplace_back();
    std::map<int, bool> inWord;
    for (const LyricEvent& event : lyricsOf(*track)) {
      bool& goesOn = inWord[event.verse];
      byTick[event.at].push_back({event.verse, event.text, placeIn(goesOn, event.continues), false});
      goesOn = event.continues;
    }
  }
}

}  // namespace partimento::musicxml
