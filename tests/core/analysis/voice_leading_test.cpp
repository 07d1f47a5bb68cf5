#include "core/analysis/voice_leading.h"

#include <gtest/gtest.h>

#include "tests/core/analysis/passages.h"

namespace partimento::analysis {
namespace {

using test::passage;
using test::Played;
using test::quarters;

Chord chord(std::array<Pitch, 4> pitches) {
  Chord made;
  for (std::size_t i = 0; i < 4; ++i) made.pitches[i] = pitches[i];
  return made;
}

/// Chords of a quarter note each, from soprano to bass.
Passage chords(const std::vector<std::array<Pitch, 4>>& list, double quarters) {
  std::vector<std::vector<Played>> lines(4);
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (std::size_t voice = 0; voice < 4; ++voice)
      lines[voice].push_back({static_cast<double>(i), 1, list[i][voice]});
  }
  return passage(lines, quarters);
}

TEST(VoiceLeading, CountsParallels) {
  // C to D with soprano and bass in octaves, tenor and bass in fifths; the alto stays.
  const VoiceLeading leading = *voiceLeading(chords({{72, 64, 55, 48}, {74, 64, 57, 50}}, 4));
  EXPECT_EQ(leading.chordChanges, 1);
  EXPECT_DOUBLE_EQ(leading.parallelFifths, 100);
  EXPECT_DOUBLE_EQ(leading.parallelOctaves, 100);
  EXPECT_DOUBLE_EQ(leading.crossings, 0);
  EXPECT_DOUBLE_EQ(leading.inRange, 1);
}

TEST(VoiceLeading, ContraryMotionAndRepetitionAreNoParallels) {
  // Repeated, then the outer voices go from an octave to an octave in contrary motion.
  const VoiceLeading leading =
      *voiceLeading(chords({{72, 64, 55, 48}, {72, 64, 55, 48}, {67, 62, 59, 55}}, 4));
  EXPECT_EQ(leading.chordChanges, 1);
  EXPECT_DOUBLE_EQ(leading.parallelOctaves, 0);
  EXPECT_DOUBLE_EQ(leading.parallelFifths, 0);
}

TEST(VoiceLeading, CrossingsAndRanges) {
  const VoiceLeading leading = *voiceLeading(chords({{60, 64, 55, 48}, {62, 59, 55, 30}}, 4));
  EXPECT_DOUBLE_EQ(leading.crossings, 0.5);
  EXPECT_DOUBLE_EQ(leading.inRange, 7.0 / 8);
}

TEST(VoiceLeading, SilentVoicesMakeNoParallels) {
  std::vector<std::vector<Played>> lines = {
      quarters({72, 74, 76}), quarters({64, 65, 67}), quarters({55, 57, 59}), {{0, 1, 48}, {2, 1, 52}}};
  EXPECT_FALSE(voiceLeading(passage(lines, 4)));
  lines.pop_back();
  EXPECT_FALSE(voiceLeading(passage(lines, 4)));
}

TEST(Chords, Roots) {
  EXPECT_EQ(rootOf(chord({72, 67, 64, 48})), 0);
  EXPECT_EQ(rootOf(chord({72, 67, 60, 52})), 0);  // first inversion
  EXPECT_EQ(rootOf(chord({77, 71, 62, 55})), 7);  // dominant seventh on G
  EXPECT_EQ(rootOf(chord({74, 71, 65, 59})), 11);
  EXPECT_EQ(rootOf(chord({72, 69, 64, 57})), 9);
  EXPECT_FALSE(rootOf(chord({72, 60, 60, 48})));
}

TEST(Chords, Cadences) {
  const Chord tonic = chord({72, 67, 64, 48});
  const Chord dominant = chord({71, 67, 62, 55});
  const Chord subdominant = chord({72, 69, 65, 53});
  const Chord sixth = chord({72, 69, 64, 57});
  const Key key{0, false};
  EXPECT_EQ(cadenceOf(tonic, dominant, key), Cadence::Authentic);
  EXPECT_EQ(cadenceOf(tonic, subdominant, key), Cadence::Plagal);
  EXPECT_EQ(cadenceOf(dominant, subdominant, key), Cadence::Half);
  EXPECT_FALSE(cadenceOf(sixth, dominant, key));
  EXPECT_FALSE(cadenceOf(tonic, sixth, key));
  EXPECT_EQ(cadenceOf(tonic, dominant, Key{5, false}), Cadence::Authentic) << "in the key of the dominant";
  EXPECT_FALSE(cadenceOf(tonic, subdominant, Key{2, false}));
  EXPECT_FALSE(cadenceOf(tonic, chord({74, 70, 67, 55}), key)) << "a minor chord does not lead";
}

TEST(Chords, PhrasesEndWithHeldChordsAndSilence) {
  const std::array<Pitch, 4> tonic = {72, 67, 64, 48};
  const std::array<Pitch, 4> dominant = {71, 67, 62, 55};
  const std::array<Pitch, 4> sixth = {72, 69, 64, 57};
  std::vector<std::vector<Played>> lines(4);
  const auto play = [&lines](double at, double length, const std::array<Pitch, 4>& pitches) {
    for (std::size_t voice = 0; voice < 4; ++voice) lines[voice].push_back({at, length, pitches[voice]});
  };
  play(0, 1, tonic);
  play(1, 1, dominant);
  play(2, 2, tonic);  // held: authentic
  play(4, 1, sixth);
  play(5, 1, dominant);  // then silence: half
  play(8, 1, dominant);
  play(9, 1, sixth);
  play(10, 1, dominant);
  play(11, 2, sixth);  // held: none
  play(13, 1, dominant);
  const PhraseEnds ends = phraseEnds(passage(lines, 16), Key{0, false});
  EXPECT_EQ(ends.phrases, 3);
  EXPECT_EQ(ends.cadences, 2);
}

}  // namespace
}  // namespace partimento::analysis
