#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/music/edits.h"
#include "core/project/event_codec.h"
#include "core/project/score_codec.h"
#include "core/project/take_codec.h"
#include "tests/core/project/fixtures.h"

namespace partimento::project {
namespace {

/// The decoder must throw ProjectDamaged or return; nothing else.
template <typename Decode>
void expectHarmless(Random& random, const Bytes& valid, Decode decode) {
  for (int round = 0; round < 400; ++round) {
    Bytes bytes = valid;
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
      bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
    }
    if (random.below(3) == 0) bytes.resize(random.below(bytes.size() + 1));
    if (random.below(5) == 0) bytes.push_back(std::byte{7});
    try {
      decode(bytes);
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::ProjectDamaged);
    }
  }
}

TEST(Bytes, RoundTripNumbersAtTheirLimits) {
  const std::vector<std::uint64_t> numbers = {0, 1, 127, 128, 16383, 16384, UINT64_MAX - 1, UINT64_MAX};
  const std::vector<std::int64_t> signedNumbers = {0, -1, 1, 63, -64, 64, INT64_MIN, INT64_MAX};
  ByteWriter out;
  for (const auto number : numbers) out.number(number);
  for (const auto number : signedNumbers) out.signedNumber(number);
  out.real(-0.1);
  out.single(-std::numeric_limits<float>::infinity());
  out.text("Für Elise");
  const Bytes bytes = out.take();
  ByteReader in(bytes);
  for (const auto number : numbers) EXPECT_EQ(in.number(), number);
  for (const auto number : signedNumbers) EXPECT_EQ(in.signedNumber(), number);
  EXPECT_EQ(in.real(), -0.1);
  EXPECT_EQ(in.single(), -std::numeric_limits<float>::infinity());
  EXPECT_EQ(in.text(), "Für Elise");
  in.end();
}

TEST(Bytes, RefuseWhatIsNoNumberAndListsLongerThanTheirBlock) {
  const Bytes endless(11, std::byte{0xFF});
  EXPECT_THROW(ByteReader(endless).number(), Error);
  Bytes tooLarge(9, std::byte{0x80});
  tooLarge.push_back(std::byte{2});
  EXPECT_THROW(ByteReader(tooLarge).number(), Error);
  ByteWriter out;
  out.number(1000);
  out.byte(0);
  const Bytes list = out.take();
  EXPECT_THROW(ByteReader(list).count(1), Error);
}

TEST(ScoreCodec, RoundTripsTracksExactly) {
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    const Track track = test::randomTrack(random, random.below(200));
    EXPECT_EQ(decodeTrack(encodeTrack(track)), track) << round;
  }
}

TEST(ScoreCodec, RoundTripsConductorsExactly) {
  Random random(2);
  for (int round = 0; round < 100; ++round) {
    const ScoreParts parts = test::randomScore(random, 0, 0)->parts();
    EXPECT_TRUE(sameConductor(decodeConductor(encodeConductor(parts)), parts)) << round;
  }
}

TEST(ScoreCodec, RoundTripsEveryKindOfChange) {
  Random random(3);
  int changes = 0;
  for (int round = 0; round < 300; ++round) {
    const Track base = test::randomTrack(random, 40 + random.below(200));
    Track track = random.below(2) == 0 ? base : test::randomTrack(random, 0);
    if (track.notes.empty()) track.notes = base.notes;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
      const std::size_t at = random.below(track.notes.size());
      switch (random.below(4)) {
        case 0:
          track.notes.erase(track.notes.begin() + static_cast<std::ptrdiff_t>(at));
          break;
        case 1:
          track.notes.push_back(test::randomNote(random));
          break;
        case 2:
          track.notes[at].velocity ^= 1;  // same place, other content
          break;
        default:
          track.notes[at].onset = Tick(static_cast<std::int64_t>(random.below(1'000'000)));
      }
    }
    std::sort(track.notes.begin(), track.notes.end(), noteBefore);
    const auto change = encodeTrackChange(base, track);
    if (!change) continue;
    ++changes;
    ASSERT_EQ(decodeTrackChange(base, *change), track) << round;
  }
  EXPECT_GT(changes, 250);
}

TEST(ScoreCodec, WritesAChangeOnlyWhereItIsSmallAndExact) {
  Random random(4);
  const Track base = test::randomTrack(random, 200);
  EXPECT_FALSE(encodeTrackChange(base, test::randomTrack(random, 200)));
  Track twins = base;
  twins.notes.push_back(twins.notes.back());
  EXPECT_FALSE(encodeTrackChange(base, twins)) << "two notes that nothing tells apart";
  Track louder = base;
  louder.volume = 0.25;
  const auto change = encodeTrackChange(base, louder);
  ASSERT_TRUE(change);
  EXPECT_LT(change->size(), 60U);
}

TEST(ScoreCodec, MovesHostileValuesIntoTheirRange) {
  Note note;
  note.id = 5;
  note.onset = Tick(std::numeric_limits<std::int64_t>::max());
  note.duration = Tick(-5);
  note.pitch = 200;
  note.origin = static_cast<Origin>(3);
  note.relaxed = static_cast<RelaxedRule>(7);
  ByteWriter out;
  writeNotes(out, std::vector<Note>{note, note});
  const Bytes bytes = out.take();
  ByteReader in(bytes);
  for (const Note& read : readNotes(in)) {
    EXPECT_EQ(read.onset.value, kFarthestTick);
    EXPECT_EQ(read.duration, Tick(0));
    EXPECT_LE(read.pitch, kHighestPitch);
    EXPECT_EQ(read.origin, Origin::EditedModel);
    EXPECT_EQ(read.relaxed, RelaxedRule::Exclusion);
  }
}

TEST(ScoreCodec, SurvivesDamagedBlobs) {
  Random random(5);
  const Track base = test::randomTrack(random, 100);
  Track track = base;
  track.notes.erase(track.notes.begin() + 3, track.notes.begin() + 9);
  const auto change = encodeTrackChange(base, track);
  ASSERT_TRUE(change);
  expectHarmless(random, encodeTrack(base), [](const Bytes& bytes) { decodeTrack(bytes); });
  expectHarmless(random, *change, [&](const Bytes& bytes) { decodeTrackChange(base, bytes); });
  const Bytes conductor = encodeConductor(test::randomScore(random, 0, 0)->parts());
  expectHarmless(random, conductor, [](const Bytes& bytes) {
    // What is read must also be usable: no division by zero, no overflow.
    const ScorePtr score = Score::make(decodeConductor(bytes));
    score->tempo().secondsAt(Tick(100000));
    score->tempo().tickAt(Seconds(100));
    score->meter().at(Tick(100000));
  });
}

TEST(TakeCodec, RoundTripsResultsMarksTimesAndTraces) {
  Random random(6);
  for (int round = 0; round < 50; ++round) {
    const StoredTake take = test::randomTake(random);
    StoredTake read;
    decodeResult(encodeResult(take), read);
    decodeMarks(encodeMarks(take), read);
    EXPECT_EQ(read.take.notes, take.take.notes);
    EXPECT_EQ(read.take.noteLogProbabilities, take.take.noteLogProbabilities);
    EXPECT_EQ(read.take.places, take.take.places);
    const std::uint8_t oldest = take.take.places.empty() ? 1 : 2;
    EXPECT_EQ(encodeResult(take).front(), std::byte{take.otherTracks.empty() ? oldest : std::uint8_t{3}})
        << "programs before several lines must read takes of one";
    EXPECT_EQ(read.otherTracks, take.otherTracks);
    EXPECT_EQ(read.take.logProbability, take.take.logProbability);
    EXPECT_EQ(read.take.partial, take.take.partial);
    EXPECT_EQ(read.take.relaxations.size(), take.take.relaxations.size());
    EXPECT_EQ(read.track, take.track);
    EXPECT_EQ(read.start, take.start);
    EXPECT_EQ(encodeMarks(read), encodeMarks(take));
    EXPECT_EQ(encodeResult(read), encodeResult(take));
    EXPECT_EQ(decodeTime(encodeTime(take.created)), take.created);
    const auto trace = test::randomTrace(random);
    EXPECT_TRUE(*decodeTrace(encodeTrace(*trace)) == *trace);
  }
}

TEST(TakeCodec, RefusesMoreTracksThanASeedHasLines) {
  Random random(8);
  StoredTake take = test::randomTake(random);
  take.otherTracks.assign(kMostLines - 1, 7);
  StoredTake read;
  decodeResult(encodeResult(take), read);
  EXPECT_EQ(read.otherTracks, take.otherTracks);
  take.otherTracks.push_back(7);
  EXPECT_THROW(decodeResult(encodeResult(take), read), Error);
}

TEST(TakeCodec, SurvivesDamagedBlobsAndKeepsIndexesInRange) {
  Random random(7);
  const StoredTake take = test::randomTake(random);
  expectHarmless(random, encodeResult(take), [](const Bytes& bytes) {
    StoredTake read;
    decodeResult(bytes, read);
    for (const Relaxation& relaxation : read.take.relaxations) {
      EXPECT_LT(static_cast<std::size_t>(relaxation.note), read.take.notes.size());
    }
  });
  expectHarmless(random, encodeTrace(*test::randomTrace(random)), [](const Bytes& bytes) {
    const auto trace = decodeTrace(bytes);
    std::size_t parents = 0;
    for (std::size_t i = 0; i < trace->steps.size(); ++i) {
      for (const decode::TraceNode& node : trace->steps[i].nodes) {
        EXPECT_LT(node.parent, static_cast<std::int64_t>(parents));
        EXPECT_LT(static_cast<std::size_t>(node.token), trace->vocabulary.size());
      }
      parents = trace->steps[i].nodes.size();
    }
    EXPECT_LE(trace->path.size(), trace->steps.size());
  });
  EXPECT_EQ(decodeTime(INT64_MAX) > decodeTime(0), true);
  EXPECT_EQ(decodeTime(INT64_MIN) < decodeTime(0), true);
}

}  // namespace
}  // namespace partimento::project
