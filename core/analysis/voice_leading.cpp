#include "core/analysis/voice_leading.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace partimento::analysis {

namespace {

int classOf(int pitch) {
  return (pitch % 12 + 12) % 12;
}

Chord chordAt(const Passage& passage, Tick from, Tick to) {
  Chord chord{from, to, {}, {}};
  for (std::size_t voice = 0; voice < kFourVoices; ++voice) {
    for (const Note& note : passage.lines[voice]) {
      if (note.onset > from || note.end() <= from) continue;
      chord.pitches[voice] = note.pitch;
      chord.begins[voice] = note.onset == from;
    }
  }
  return chord;
}

struct Pair {
  std::size_t upper;
  std::size_t lower;
};
constexpr std::array<Pair, 6> kPairs = {{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}};

/// Whether the pair moves in one direction from an interval of the class to another of it.
bool movesInParallel(const Chord& a, const Chord& b, Pair pair, int intervalClass) {
  const int upper = *b.pitches[pair.upper] - *a.pitches[pair.upper];
  const int lower = *b.pitches[pair.lower] - *a.pitches[pair.lower];
  const bool together = (upper > 0 && lower > 0) || (upper < 0 && lower < 0);
  return together && classOf(std::abs(*a.pitches[pair.upper] - *a.pitches[pair.lower])) == intervalClass &&
         classOf(std::abs(*b.pitches[pair.upper] - *b.pitches[pair.lower])) == intervalClass;
}

bool crosses(const Chord& chord) {
  for (const Pair pair : kPairs) {
    const auto& upper = chord.pitches[pair.upper];
    const auto& lower = chord.pitches[pair.lower];
    if (upper && lower && *upper < *lower) return true;
  }
  return false;
}

struct Template {
  std::array<int, 4> notes;
  std::size_t size;
};
/// Major, minor and diminished triads, dominant, minor, major, half-diminished seventh.
constexpr std::array<Template, 7> kTemplates = {{{{0, 4, 7, 0}, 3},
                                                 {{0, 3, 7, 0}, 3},
                                                 {{0, 3, 6, 0}, 3},
                                                 {{0, 4, 7, 10}, 4},
                                                 {{0, 3, 7, 10}, 4},
                                                 {{0, 4, 7, 11}, 4},
                                                 {{0, 3, 6, 10}, 4}}};

/// Tick in the middle of the soprano's lengths.
Tick usualLength(const std::vector<Note>& line) {
  if (line.empty()) return Tick(0);
  std::vector<Tick> lengths;
  for (const Note& note : line) lengths.push_back(note.duration);
  const auto middle = lengths.begin() + std::ssize(lengths) / 2;
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

bool isSilent(const Chord& chord) {
  return std::none_of(chord.pitches.begin(), chord.pitches.end(),
                      [](const auto& pitch) { return pitch.has_value(); });
}

/// Chords of one set of pitches in a row as one: what is repeated or held over a bar line is one harmony.
std::vector<Chord> harmoniesOf(const Passage& passage) {
  std::vector<Chord> harmonies;
  for (const Chord& chord : chordsOf(passage)) {
    const bool same =
        !harmonies.empty() && harmonies.back().pitches == chord.pitches && harmonies.back().to == chord.from;
    if (same) {
      harmonies.back().to = chord.to;
    } else {
      harmonies.push_back(chord);
    }
  }
  return harmonies;
}

}  // namespace

bool Chord::full() const {
  return std::all_of(pitches.begin(), pitches.end(), [](const auto& pitch) { return pitch.has_value(); });
}

std::vector<Chord> chordsOf(const Passage& passage) {
  if (passage.lines.size() != kFourVoices) return {};
  std::set<Tick> changes;
  for (const Note& note : passage.notes) changes.insert({note.onset, note.end()});
  std::vector<Chord> chords;
  for (auto at = changes.begin(); at != changes.end() && std::next(at) != changes.end(); ++at)
    chords.push_back(chordAt(passage, *at, *std::next(at)));
  return chords;
}

std::optional<VoiceLeading> voiceLeading(const Passage& passage) {
  const std::vector<Chord> chords = chordsOf(passage);
  VoiceLeading leading;
  double fifths = 0;
  double octaves = 0;
  double crossing = 0;
  for (std::size_t i = 0; i < chords.size(); ++i) {
    crossing += crosses(chords[i]) ? 1 : 0;
    const bool changes =
        i > 0 && chords[i].full() && chords[i - 1].full() && chords[i].pitches != chords[i - 1].pitches;
    if (!changes) continue;
    ++leading.chordChanges;
    for (const Pair pair : kPairs) {
      fifths += movesInParallel(chords[i - 1], chords[i], pair, 7) ? 1 : 0;
      octaves += movesInParallel(chords[i - 1], chords[i], pair, 0) ? 1 : 0;
    }
  }
  if (leading.chordChanges == 0) return std::nullopt;
  leading.parallelFifths = 100 * fifths / leading.chordChanges;
  leading.parallelOctaves = 100 * octaves / leading.chordChanges;
  leading.crossings = crossing / static_cast<double>(chords.size());
  double inRange = 0;
  for (std::size_t voice = 0; voice < kFourVoices; ++voice) {
    for (const Note& note : passage.lines[voice]) {
      const VoiceRange range = kVoiceRanges[voice];
      inRange += note.pitch >= range.lowest && note.pitch <= range.highest ? 1 : 0;
    }
  }
  leading.inRange = inRange / static_cast<double>(passage.notes.size());
  return leading;
}

std::optional<int> rootOf(const Chord& chord) {
  std::set<int> classes;
  std::optional<Pitch> bass;
  for (const auto& pitch : chord.pitches) {
    if (!pitch) continue;
    classes.insert(classOf(*pitch));
    if (!bass || *pitch < *bass) bass = pitch;
  }
  if (classes.size() < 2) return std::nullopt;
  int bestScore = -100;
  std::optional<int> best;
  for (int root = 0; root < 12; ++root) {
    for (const Template& shape : kTemplates) {
      int heard = 0;
      for (std::size_t i = 0; i < shape.size; ++i)
        heard += static_cast<int>(classes.count((root + shape.notes[i]) % 12));
      const int strange = static_cast<int>(classes.size()) - heard;
      const int missing = static_cast<int>(shape.size) - heard;
      const int score = -8 * strange - 3 * missing + (classOf(*bass) == root ? 2 : 0);
      if (score > bestScore) {
        bestScore = score;
        best = root;
      }
    }
  }
  return best;
}

std::optional<Cadence> cadenceOf(const Chord& last, const Chord& beforeLast, const Key& key) {
  const std::optional<int> root = rootOf(last);
  const std::optional<int> rootBefore = rootOf(beforeLast);
  if (!root || !rootBefore) return std::nullopt;
  const int degree = classOf(*root - key.tonic);
  const int step = classOf(*rootBefore - *root);
  const bool leads = std::any_of(beforeLast.pitches.begin(), beforeLast.pitches.end(),
                                 [&](const auto& pitch) { return pitch && classOf(*pitch - *root) == 11; });
  if ((step == 7 || step == 11) && leads) return Cadence::Authentic;
  if (degree == 0 && (step == 5 || step == 2)) return Cadence::Plagal;
  if (degree == 7 && step != 0) return Cadence::Half;
  return std::nullopt;
}

PhraseEnds phraseEnds(const Passage& passage, const Key& key) {
  const std::vector<Chord> chords = harmoniesOf(passage);
  PhraseEnds ends;
  if (chords.empty()) return ends;
  const Tick halfNote(2 * passage.ticksPerQuarter);
  const Tick held = std::max(usualLength(passage.lines.front()) * 2, halfNote);
  for (std::size_t i = 1; i < chords.size(); ++i) {
    if (!chords[i].full()) continue;
    const bool silence = i + 1 < chords.size() && isSilent(chords[i + 1]);
    if (!silence && chords[i].to - chords[i].from < held) continue;
    ++ends.phrases;
    ends.cadences += cadenceOf(chords[i], chords[i - 1], key) ? 1 : 0;
  }
  return ends;
}

}  // namespace partimento::analysis
