// What is written sounds as it was played, within the bounds of quantisation.

#include <algorithm>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/formats/midi.h"
#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"
#include "tests/support/paths.h"

namespace partimento::notation {
namespace {

struct Deviation {
  std::size_t notes = 0;
  std::size_t exact = 0;   // onset and duration to the tick
  std::size_t onTime = 0;  // onset within a 64th
  Tick worst;              // of onsets
  std::size_t lost = 0;
  std::size_t wrongPitch = 0;
  std::size_t added = 0;
};

Deviation compare(const Score& played, const Score& written) {
  Deviation deviation;
  std::map<NoteId, const Note*> read;
  for (const TrackPtr& track : written.tracks()) {
    for (const Note& note : track->notes) read[note.id] = &note;
  }
  deviation.added = written.noteCount() > played.noteCount() ? written.noteCount() - played.noteCount() : 0;
  for (const TrackPtr& track : played.tracks()) {
    for (const Note& note : track->notes) {
      ++deviation.notes;
      const auto found = read.find(note.id);
      if (found == read.end()) {
        ++deviation.lost;
        continue;
      }
      const Note& other = *found->second;
      const Tick off = std::max(other.onset - note.onset, note.onset - other.onset);
      deviation.worst = std::max(deviation.worst, off);
      deviation.exact += off == Tick(0) && other.duration == note.duration;
      deviation.onTime += off <= Tick(played.ticksPerQuarter() / 16);
      deviation.wrongPitch += other.pitch != note.pitch;
    }
  }
  return deviation;
}

void expectFilled(const Notation& notation) {
  for (const Part& part : notation.parts()) {
    for (const Staff& staff : part.staves) {
      for (std::size_t bar = 0; bar < staff.bars.size(); ++bar) {
        for (const Voice& voice : staff.bars[bar]->voices) {
          Fraction at = 0;
          for (const Event& event : voice.events) {
            ASSERT_EQ(event.at, at) << "bar " << bar;
            ASSERT_TRUE(event.wholeBar || event.length == event.value.length())
                << "bar " << bar << " at " << event.at.value() << " length " << event.length.numerator()
                << "/" << event.length.denominator() << " of " << notation.bars()[bar].signature.numerator
                << "/" << notation.bars()[bar].signature.denominator << " bar length "
                << notation.bars()[bar].length.value() << " tpq " << notation.score()->ticksPerQuarter()
                << " ratio " << event.value.ratio.actual << " base " << static_cast<int>(event.value.base);
            ASSERT_EQ(event.kind == EventKind::Chord, !event.notes.empty());
            at += event.length;
          }
          ASSERT_EQ(at, notation.bars()[bar].length) << "bar " << bar;
        }
      }
    }
  }
}

constexpr std::array<TimeSignature, 10> kSignatures = {
    {{4, 4}, {3, 4}, {2, 4}, {6, 8}, {9, 8}, {5, 8}, {7, 8}, {2, 2}, {12, 8}, {5, 4}}};

/// Notes of any pitch anywhere on a grid, overlapping as they will, in changing metres.
ScorePtr randomScore(Random& random, Tick cell, std::size_t tracks) {
  ScoreParts parts;
  Tick at(0);
  for (int i = 0; i < 3; ++i) {
    const TimeSignature signature = kSignatures[random.below(kSignatures.size())];
    parts.meter.push_back({at, signature});
    at += test::barTick(signature) * static_cast<std::int64_t>(1 + random.below(4));
  }
  parts.keys = {{Tick(0), static_cast<int>(random.below(15)) - 7, random.below(2) == 1}};
  for (std::size_t t = 0; t < tracks; ++t) {
    auto track = std::make_shared<Track>();
    std::map<Pitch, Tick> free;  // a key sounds once at a time
    Tick onset(0);
    while (onset < at) {
      Note note;
      note.onset = onset;
      note.duration = cell * static_cast<std::int64_t>(1 + random.below(12));
      note.pitch = 30 + static_cast<int>(random.below(70));
      if (free[note.pitch] <= note.onset) {
        free[note.pitch] = note.end();
        track->notes.push_back(note);
      }
      onset += cell * static_cast<std::int64_t>(random.below(5));
    }
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

TEST(ReadBack, RandomScoresOnAGridReadBackToTheTick) {
  Random random(11);
  for (int round = 0; round < 400; ++round) {
    const Tick cell(random.below(2) == 0 ? 240 : 120);
    const ScorePtr score = randomScore(random, cell, 1 + random.below(3));
    NotateOptions options;
    options.maxVoices = 1 + static_cast<int>(random.below(4));
    const NotationPtr notation = notate(score, options);
    expectFilled(*notation);
    const Deviation deviation = compare(*score, *writtenScore(*notation));
    ASSERT_EQ(deviation.exact, deviation.notes) << "round " << round;
    ASSERT_EQ(deviation.lost + deviation.added + deviation.wrongPitch, 0U) << "round " << round;
  }
}

TEST(ReadBack, UnsteadyScoresReadBackWithinBounds) {
  Random random(12);
  for (int round = 0; round < 200; ++round) {
    const ScorePtr steady = randomScore(random, Tick(240), 1);
    ScoreParts parts = steady->parts();
    auto track = std::make_shared<Track>(*parts.tracks[0]);
    for (Note& note : track->notes) {
      note.onset = std::max(Tick(0), note.onset + Tick(static_cast<std::int64_t>(random.below(37)) - 18));
      note.duration =
          std::max(Tick(40), note.duration + Tick(static_cast<std::int64_t>(random.below(61)) - 50));
    }
    parts.tracks[0] = track;
    const ScorePtr score = Score::make(std::move(parts));
    const NotationPtr notation = notate(score);
    expectFilled(*notation);
    const Deviation deviation = compare(*score, *writtenScore(*notation));
    ASSERT_EQ(deviation.lost + deviation.wrongPitch, 0U) << "round " << round;
    ASSERT_LE(deviation.worst, Tick(120)) << "round " << round;
  }
}

TEST(ReadBack, WritesWhatNoOneWouldPlay) {
  Random random(13);
  for (int round = 0; round < 100; ++round) {
    ScoreParts parts;
    parts.ticksPerQuarter = std::array{1, 7, 24, 96, 480, 1000, 32767}[random.below(7)];
    if (random.below(2) == 0) {
      parts.meter.push_back({Tick(0), {1 + static_cast<int>(random.below(20)), 1 << random.below(8)}});
      parts.meter.push_back({Tick(static_cast<std::int64_t>(random.below(5000))),
                             {1 + static_cast<int>(random.below(12)), 1 << random.below(6)}});
    }
    auto track = std::make_shared<Track>();
    track->channel = random.below(4) == 0 ? 9 : 0;
    for (std::uint64_t i = random.below(200); i > 0; --i) {
      Note note;
      note.onset = Tick(static_cast<std::int64_t>(random.below(20000)));
      note.duration = Tick(static_cast<std::int64_t>(random.below(3) == 0 ? 0 : random.below(6000)));
      note.pitch = static_cast<int>(random.below(128));
      track->notes.push_back(note);
    }
    parts.tracks = {track};
    const ScorePtr score = Score::make(std::move(parts));
    const NotationPtr notation = notate(score);
    expectFilled(*notation);
    if (notation->bars().size() < 20000) {
      EXPECT_EQ(compare(*score, *writtenScore(*notation)).lost, 0U) << "round " << round;
    }
  }
}

TEST(ReadBack, AnEmptyScoreIsABarOfRest) {
  const NotationPtr notation = notate(Score::empty());
  ASSERT_EQ(notation->bars().size(), 1U);
  const Event& rest = notation->staffBar(0, 0, 0).voices[0].events[0];
  EXPECT_EQ(rest.kind, EventKind::Rest);
  EXPECT_TRUE(rest.wholeBar);
  EXPECT_EQ(rest.length, Fraction(4));
}

TEST(ReadBack, RefusesPlansThatDoNotFit) {
  NotateOptions options;
  options.parts = {{{{3}}, StaffSplit::OneStaff}};
  EXPECT_THROW(notate(Score::empty(), options), Error);
  options.parts.clear();
  options.maxVoices = 5;
  EXPECT_THROW(notate(Score::empty(), options), Error);
}

TEST(ReadBack, AnEditChangesOnlyItsBar) {
  Random random(14);
  Deviation none;
  for (int round = 0; round < 20; ++round) {
    std::vector<int> lengths(64, 2);
    const ScorePtr score = test::melody({4, 4}, lengths, Tick(240));
    ScoreParts parts = score->parts();
    auto track = std::make_shared<Track>(*parts.tracks[0]);
    const std::size_t index = random.below(track->notes.size());
    track->notes[index].pitch += 2;
    parts.tracks[0] = track;
    const NotationPtr before = notate(score);
    const NotationPtr after = renotate(before, Score::make(parts));
    const NotationChanges changes = changesBetween(*before, *after);
    EXPECT_FALSE(changes.everything);
    ASSERT_FALSE(changes.bars.empty());
    EXPECT_LE(changes.bars.size(), 3U);
    EXPECT_TRUE(std::find(changes.bars.begin(), changes.bars.end(), index / 2 / 2 * 1) !=
                    changes.bars.end() ||
                changes.bars.front() <= index / 2);
    std::size_t shared = 0;
    for (std::size_t bar = 0; bar < before->bars().size(); ++bar) {
      shared += before->parts()[0].staves[0].bars[bar] == after->parts()[0].staves[0].bars[bar];
    }
    EXPECT_GE(shared + 3, before->bars().size());
  }
}

TEST(ReadBack, FindsTheHeadsOfANote) {
  const ScorePtr score = test::melody({4, 4}, {3, 10, 3}, Tick(240));
  const NotationPtr notation = notate(score);
  const auto places = notation->find(score->track(0).notes[1].id);
  ASSERT_EQ(places.size(), 4U);  // e~h | h~e... : 1.5 to 6.5 quarters
  for (std::size_t i = 0; i < places.size(); ++i) {
    const WrittenNote& head = notation->note(places[i]);
    EXPECT_EQ(head.ref.part, static_cast<int>(i));
    EXPECT_EQ(head.ref.parts, 4);
    EXPECT_EQ(head.tieStop, i > 0);
    EXPECT_EQ(head.tieStart, i + 1 < places.size());
  }
}

TEST(ReadBack, CorporaReadBack) {
  const auto corpora = test::corporaFolder();
  if (!corpora) GTEST_SKIP() << "no corpora here";
  const std::map<std::string, double> leastExact = {
      {"chorale-openhymnal", 0.99}, {"chorale-bach-greentree", 0.99}, {"melody-openscore-lieder", 0.97},
      {"melody-ewld-pd", 0.97},     {"piano-chopin-nifc", 0.95},      {"piano-lieder-accomp", 0.95}};
  for (const auto& [corpus, least] : leastExact) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::exists(*corpora / corpus)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpora / corpus)) {
      if (entry.path().extension() == ".mid") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    Deviation total;
    for (std::size_t i = 0; i < files.size(); i += std::max<std::size_t>(files.size() / 25, 1)) {
      const ScorePtr score = formats::readMidiFile(files[i]).score;
      const NotationPtr notation = notate(score);
      expectFilled(*notation);
      const Deviation deviation = compare(*score, *writtenScore(*notation));
      EXPECT_EQ(deviation.lost + deviation.wrongPitch + deviation.added, 0U) << files[i];
      total.notes += deviation.notes;
      total.exact += deviation.exact;
      total.onTime += deviation.onTime;
    }
    const double exact =
        static_cast<double>(total.exact) / static_cast<double>(std::max<std::size_t>(total.notes, 1));
    RecordProperty(corpus, std::to_string(exact));
    EXPECT_GE(exact, least) << corpus;
    EXPECT_GE(static_cast<double>(total.onTime), 0.99 * static_cast<double>(total.notes)) << corpus;
  }
}

}  // namespace
}  // namespace partimento::notation
