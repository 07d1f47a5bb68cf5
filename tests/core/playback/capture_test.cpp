// From playing to written music: known melodies, played with a drifting tempo and an unsteady hand.

#include "core/playback/capture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace partimento::playback {
namespace {

struct Melody {
  const char* name;
  double bpm;
  TimeSignature meter;
  std::vector<std::pair<double, Pitch>> notes;  // quarters, key; the last one is the end
};

Melody minuet() {
  Melody melody{"minuet", 126, {3, 4}, {}};
  const std::vector<std::pair<double, Pitch>> bars = {
      {1, 74}, {.5, 67}, {.5, 69}, {.5, 71}, {.5, 72}, {1, 74}, {1, 67}, {1, 67},
      {1, 76}, {.5, 72}, {.5, 74}, {.5, 76}, {.5, 78}, {1, 79}, {1, 67}, {1, 67}};
  double at = 0;
  for (int twice = 0; twice < 2; ++twice) {
    for (const auto& [length, pitch] : bars) {
      melody.notes.emplace_back(at, pitch);
      at += length;
    }
  }
  melody.notes.emplace_back(at, 0);
  return melody;
}

Melody march() {
  Melody melody{"march", 100, {4, 4}, {}};
  const std::vector<std::pair<double, Pitch>> bars = {{1, 60},   {.5, 62},  {.5, 64}, {1, 65}, {1, 67},
                                                      {.75, 67}, {.25, 65}, {1, 64},  {2, 60}};
  double at = 0;
  for (int times = 0; times < 3; ++times) {
    for (const auto& [length, pitch] : bars) {
      melody.notes.emplace_back(at, pitch);
      at += length;
    }
  }
  melody.notes.emplace_back(at, 0);
  return melody;
}

struct Hand {
  double jitter = 0;  // seconds, standard deviation
  double drift = 0;   // share by which the tempo sways
};

Phrase played(const Melody& melody, const Hand& hand, std::uint64_t seed) {
  Random random(seed);
  const double quarter = 60 / melody.bpm;
  const double length = melody.notes.back().first;
  const auto time = [&](double at) {
    const double phase = 2 * std::numbers::pi * at / length;
    const double sway = hand.drift * quarter * length / (2 * std::numbers::pi) * (1 - std::cos(phase));
    double noise = 0;
    for (int i = 0; i < 12; ++i) noise += random.uniform() - 0.5;
    return at * quarter + sway + noise * hand.jitter;
  };
  Phrase phrase;
  for (std::size_t i = 0; i + 1 < melody.notes.size(); ++i) {
    PlayedNote note;
    note.onset = time(melody.notes[i].first);
    note.end = time(melody.notes[i + 1].first) - 0.04;
    note.pitch = melody.notes[i].second;
    phrase.notes.push_back(note);
  }
  const double first = phrase.notes.front().onset;
  for (PlayedNote& note : phrase.notes) {
    note.onset -= first;
    note.end -= first;
  }
  return phrase;
}

TEST(Capture, FindsTempoMetreAndBarsOfAHumanPerformance) {
  for (const Melody& melody : {minuet(), march()}) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Hand hand{seed % 2 ? 0.008 : 0.018, seed % 3 ? 0.05 : 0};
      const Phrase phrase = played(melody, hand, seed);
      const CaptureReading reading = readPhrase(phrase);
      EXPECT_NEAR(reading.tempo.value / melody.bpm, 1, 0.04) << melody.name << " " << seed;
      EXPECT_EQ(reading.meter, melody.meter) << melody.name << " " << seed;
      EXPECT_NEAR(reading.places.front() - reading.firstBar, 0, 1e-9) << melody.name << " " << seed;
      int right = 0;
      for (std::size_t i = 0; i < phrase.notes.size(); ++i) {
        right += std::abs(reading.places[i] - reading.firstBar - melody.notes[i].first) < 1e-6 ? 1 : 0;
      }
      EXPECT_GE(right, static_cast<int>(phrase.notes.size() * 9 / 10)) << melody.name << " " << seed;
    }
  }
}

TEST(Capture, AnExactPerformanceComesBackNoteForNote) {
  for (const Melody& melody : {minuet(), march()}) {
    const Phrase phrase = played(melody, {}, 1);
    const ScorePtr score = captureScore(phrase, readPhrase(phrase));
    const std::vector<Note>& notes = score->track(0).notes;
    ASSERT_EQ(notes.size(), melody.notes.size() - 1) << melody.name;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      EXPECT_EQ(notes[i].onset, Tick(std::llround(melody.notes[i].first * 480))) << melody.name << " " << i;
      EXPECT_EQ(notes[i].pitch, melody.notes[i].second);
      EXPECT_EQ(notes[i].end(), Tick(std::llround(melody.notes[i + 1].first * 480)))
          << melody.name << " " << i;
    }
  }
}

TEST(Capture, WithoutStrengthThePlayingStaysAsItWas) {
  const Melody melody = march();
  const Phrase phrase = played(melody, {0.015, 0}, 4);
  const CaptureReading reading = readPhrase(phrase);
  const ScorePtr score = captureScore(phrase, reading, {.strength = 0});
  for (std::size_t i = 0; i < phrase.notes.size(); ++i) {
    const double seconds = score->tempo().secondsAt(score->track(0).notes[i].onset).value;
    // The player's tempo bends the bar lines, not the notes between them: what differs is that bend.
    EXPECT_NEAR(seconds, phrase.notes[i].onset, 0.12);
  }
  const CaptureReading wanted = readPhrase(phrase, {.tempo = Bpm(100), .meter = {}, .barShift = 0});
  EXPECT_EQ(wanted.tempo, Bpm(100));
}

TEST(Capture, HintsAreObeyed) {
  const Phrase phrase = played(minuet(), {0.01, 0}, 2);
  CaptureHints hints;
  hints.tempo = Bpm(63);
  hints.meter = TimeSignature{4, 4};
  const CaptureReading half = readPhrase(phrase, hints);
  EXPECT_EQ(half.tempo, Bpm(63));
  EXPECT_EQ(half.meter, (TimeSignature{4, 4}));
  EXPECT_NEAR(half.places.back() - half.places.front(), minuet().notes[31].first / 2, 0.3);
  const CaptureReading guessed = readPhrase(phrase, {.tempo = {}, .meter = TimeSignature{3, 4}});
  const CaptureReading moved = readPhrase(phrase, {.tempo = {}, .meter = TimeSignature{3, 4}, .barShift = 1});
  EXPECT_NEAR(moved.places[0] - moved.firstBar, 2, 1e-9)
      << "the bar line came a beat later: two beats of a pick-up";
  EXPECT_NEAR(guessed.places[0] - guessed.firstBar, 0, 1e-9);
  const CaptureReading round = readPhrase(phrase, {.tempo = {}, .meter = TimeSignature{3, 4}, .barShift = 3});
  EXPECT_NEAR(round.firstBar, guessed.firstBar, 1e-9);
}

/// A jig's bars in nine eighths: three groups of a quarter and an eighth, or of three eighths.
Melody slipJig() {
  Melody melody{"slip jig", 180, {9, 8}, {}};
  double at = 0;
  for (int bar = 0; bar < 8; ++bar) {
    for (const double length : {1.0, .5, .5, .5, .5, 1.5}) {
      melody.notes.emplace_back(at, static_cast<Pitch>(62 + (bar * 5 + melody.notes.size() * 3) % 12));
      at += length;
    }
  }
  melody.notes.emplace_back(at, 0);
  return melody;
}

// Two bars of 2/4 sound like one of 4/4, two of 3/8 like one of 6/8; nine eighths are rare. Guessing them
// would cost the usual metres more than it gives.
TEST(Capture, GuessesTheUsualMetresAndTakesTheOthersAsTold) {
  const std::vector<TimeSignature> guessed = {{4, 4}, {3, 4}, {6, 8}};
  for (const Melody& melody : {minuet(), march(), slipJig()}) {
    const Phrase phrase = played(melody, {0.01, 0}, 6);
    const CaptureReading reading = readPhrase(phrase);
    EXPECT_NE(std::find(guessed.begin(), guessed.end(), reading.meter), guessed.end()) << melody.name;
    const std::vector<std::pair<TimeSignature, double>> told = {{{2, 4}, 2},  {{3, 8}, 1.5}, {{9, 8}, 4.5},
                                                                {{12, 8}, 6}, {{5, 4}, 5},   {{2, 2}, 4}};
    for (const auto& [meter, quarters] : told) {
      const CaptureReading other = readPhrase(phrase, {.tempo = reading.tempo, .meter = meter});
      EXPECT_EQ(other.meter, meter);
      const ScorePtr score = captureScore(phrase, other);
      EXPECT_EQ(score->meter().barStart(1), Tick(std::llround(quarters * 480)));
      EXPECT_EQ(score->noteCount(), phrase.notes.size());
    }
  }
  const Melody jig = slipJig();
  const Phrase phrase = played(jig, {0.01, 0}, 6);
  const CaptureReading reading = readPhrase(phrase, {.tempo = Bpm(jig.bpm), .meter = jig.meter});
  int right = 0;
  for (std::size_t i = 0; i < phrase.notes.size(); ++i) {
    right += std::abs(reading.places[i] - reading.places[0] - jig.notes[i].first) < 1e-6 ? 1 : 0;
  }
  EXPECT_GE(right, static_cast<int>(phrase.notes.size() * 9 / 10)) << "told the metre and the tempo";
}

TEST(Capture, KeepsTheLastBarsAndTheirPedal) {
  Phrase phrase = played(march(), {}, 1);
  phrase.controls.push_back({0.0, {ChannelMessage::Kind::Controller, 0, 64, 127}});
  phrase.controls.push_back({phrase.notes[20].onset, {ChannelMessage::Kind::Controller, 0, 64, 0}});
  const CaptureReading reading = readPhrase(phrase, {.tempo = {}, .meter = TimeSignature{4, 4}});
  const ScorePtr last = captureScore(phrase, reading, {.lastBars = 2});
  EXPECT_EQ(last->track(0).notes.size(), 9U);
  EXPECT_EQ(last->track(0).notes.front().onset, Tick(0));
  EXPECT_EQ(last->track(0).controls.size(), 1U);
}

TEST(Capture, ChordsAreOneOnset) {
  Phrase phrase;
  for (int i = 0; i < 8; ++i) {
    for (int key = 0; key < 3; ++key) {
      phrase.notes.push_back({i * 0.6 + key * 0.008, i * 0.6 + 0.55, 60 + 4 * key, 80, 64});
    }
  }
  const ScorePtr score = captureScore(phrase, readPhrase(phrase));
  for (std::size_t i = 0; i < 24; i += 3) {
    EXPECT_EQ(score->track(0).notes[i].onset, score->track(0).notes[i + 2].onset);
  }
}

TEST(Capture, AnythingGivesSomething) {
  EXPECT_EQ(captureScore({}, readPhrase({}))->noteCount(), 0U);
  Random random(3);
  for (int round = 0; round < 40; ++round) {
    Phrase phrase;
    double at = 0;
    for (std::uint64_t i = random.below(60) + 1; i > 0; --i) {
      PlayedNote note;
      note.onset = at;
      note.end = at + 0.02 + random.uniform() * 3;
      note.pitch = static_cast<Pitch>(random.below(128));
      phrase.notes.push_back(note);
      at += random.below(5) == 0 ? 0 : random.uniform() * (random.below(4) == 0 ? 6 : 0.4);
    }
    const CaptureReading reading = readPhrase(phrase);
    for (std::size_t i = 1; i < reading.pulse.size(); ++i) {
      EXPECT_GT(reading.pulse[i].seconds, reading.pulse[i - 1].seconds);
      EXPECT_GE(reading.pulse[i].quarters, reading.pulse[i - 1].quarters);
    }
    const ScorePtr score = captureScore(phrase, reading);
    EXPECT_EQ(score->noteCount(), phrase.notes.size());
    EXPECT_GE(score->tempo().bpmAt(Tick(0)).value, 20);
    EXPECT_LE(score->tempo().bpmAt(Tick(0)).value, 400);
    for (const Note& note : score->track(0).notes) EXPECT_GT(note.duration, Tick(0));
  }
}

LiveEvent event(double seconds, ChannelMessage::Kind kind, int key) {
  return {static_cast<std::int64_t>(seconds * 1e9), {kind, 0, static_cast<std::uint8_t>(key), 80}};
}

TEST(CaptureBuffer, GivesWhatWasPlayedSinceTheLastSilence) {
  using Kind = ChannelMessage::Kind;
  CaptureBuffer buffer;
  EXPECT_FALSE(buffer.hasNotes());
  EXPECT_TRUE(buffer.lastPhrase(0).notes.empty());
  buffer.add(event(1, Kind::NoteOn, 60));
  buffer.add(event(2, Kind::NoteOff, 60));
  buffer.add(event(10, Kind::NoteOn, 62));
  buffer.add(event(10.5, Kind::NoteOff, 62));
  buffer.add(event(11, Kind::NoteOn, 64));
  const Phrase phrase = buffer.lastPhrase(12'000'000'000);
  ASSERT_EQ(phrase.notes.size(), 2U);
  EXPECT_EQ(phrase.notes[0].pitch, 62);
  EXPECT_DOUBLE_EQ(phrase.notes[0].onset, 0);
  EXPECT_NEAR(phrase.notes[1].end, 2, 1e-9) << "a key still down ends now";
}

TEST(CaptureBuffer, NeverGrowsPastItsBound) {
  using Kind = ChannelMessage::Kind;
  CaptureBuffer buffer;
  for (int i = 0; i < 100000; ++i) buffer.add(event(i * 0.01, i % 2 ? Kind::NoteOff : Kind::NoteOn, 60));
  EXPECT_EQ(buffer.size(), CaptureBuffer::kCapacity);
  EXPECT_TRUE(buffer.hasNotes());
  const Phrase phrase = buffer.lastPhrase(2'000'000'000'000, {.silence = 1, .longest = 10});
  EXPECT_NEAR(static_cast<double>(phrase.notes.size()), 500, 2);
}

}  // namespace
}  // namespace partimento::playback
