#include "tests/core/project/fixtures.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "core/engine/recipe_json.h"
#include "core/music/edits.h"
#include "core/project/take_codec.h"

namespace partimento::project::test {

namespace {

std::int64_t below(Random& random, std::uint64_t bound) {
  return static_cast<std::int64_t>(random.below(bound));
}

int upTo(Random& random, int highest) {
  return static_cast<int>(random.below(static_cast<std::uint64_t>(highest) + 1));
}

std::uint8_t anyByte(Random& random) {
  return static_cast<std::uint8_t>(random.below(256));
}

RawEvent randomRaw(Random& random) {
  RawEvent event{Tick(below(random, 100000)), 0xFF, anyByte(random), {}};
  for (std::uint64_t i = random.below(20); i > 0; --i) event.bytes.push_back(anyByte(random));
  return event;
}

ControlEvent randomControl(Random& random) {
  return {Tick(below(random, 100000)), static_cast<ControlEvent::Kind>(random.below(5)),
          static_cast<std::uint8_t>(random.below(128)),
          static_cast<std::int16_t>(below(random, 16384) - 8192)};
}

float randomLog(Random& random) {
  if (random.below(5) == 0) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(-5 * random.uniform());
}

std::vector<decode::TraceCandidate> randomCandidates(Random& random) {
  std::vector<decode::TraceCandidate> candidates(random.below(6));
  for (auto& candidate : candidates) {
    candidate = {static_cast<Token>(random.below(40)), randomLog(random), randomLog(random),
                 static_cast<decode::PruneReason>(random.below(13))};
  }
  return candidates;
}

}  // namespace

Note randomNote(Random& random) {
  Note note;
  note.id = newNoteId();
  note.onset = Tick(below(random, 1'000'000));
  note.duration = Tick(below(random, 2000));
  note.pitch = upTo(random, 127);
  note.velocity = static_cast<std::uint8_t>(1 + random.below(127));
  if (random.below(3) == 0) note.releaseVelocity = static_cast<std::uint8_t>(random.below(128));
  note.origin = static_cast<Origin>(random.below(3));
  note.relaxed = static_cast<RelaxedRule>(random.below(6));
  note.voice = static_cast<std::uint8_t>(random.below(5));
  note.spelling = static_cast<std::uint8_t>(random.below(3) == 0 ? 49 + random.below(35) : 0);
  return note;
}

Track randomTrack(Random& random, std::size_t notes) {
  Track track;
  track.name = "Cello \xC3\xA9 " + std::to_string(random.below(100));
  track.channel = upTo(random, 15);
  track.bank = upTo(random, 16383);
  track.program = upTo(random, 127);
  track.volume = random.uniform();
  track.muted = random.below(2) == 0;
  track.solo = random.below(2) == 0;
  for (std::size_t i = 0; i < notes; ++i) track.notes.push_back(randomNote(random));
  std::sort(track.notes.begin(), track.notes.end(), noteBefore);
  for (std::uint64_t i = random.below(10); i > 0; --i) track.controls.push_back(randomControl(random));
  for (std::uint64_t i = random.below(5); i > 0; --i) track.raw.push_back(randomRaw(random));
  return track;
}

ScorePtr randomScore(Random& random, std::size_t tracks, std::size_t notes) {
  ScoreParts parts;
  parts.ticksPerQuarter = 24 << random.below(6);
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    parts.tempo.push_back(
        {Tick(below(random, 100000)), static_cast<std::uint32_t>(1 + random.below(8'000'000))});
  }
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    parts.meter.push_back({Tick(below(random, 100000)), {1 + upTo(random, 14), 1 << upTo(random, 5)}});
  }
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    parts.keys.push_back({Tick(below(random, 100000)), upTo(random, 14) - 7, random.below(2) == 0});
  }
  for (std::uint64_t i = random.below(3); i > 0; --i) parts.raw.push_back(randomRaw(random));
  for (std::size_t i = 0; i < tracks; ++i) {
    parts.tracks.push_back(std::make_shared<const Track>(randomTrack(random, notes)));
  }
  return Score::make(std::move(parts));
}

std::shared_ptr<const decode::Trace> randomTrace(Random& random) {
  auto trace = std::make_shared<decode::Trace>();
  for (int i = 0; i < 40; ++i) {
    trace->vocabulary.push_back({static_cast<Symbol::Kind>(random.below(17)), upTo(random, 200)});
  }
  trace->firstCandidates = randomCandidates(random);
  trace->steps.resize(1 + random.below(8));
  std::size_t parents = 0;
  for (decode::TraceStep& step : trace->steps) {
    step.nodes.resize(1 + random.below(5));
    for (decode::TraceNode& node : step.nodes) {
      node = {static_cast<std::int32_t>(random.below(parents + 1)) - 1,
              static_cast<Token>(random.below(40)),
              randomLog(random),
              randomLog(random),
              static_cast<decode::PruneReason>(random.below(13)),
              randomCandidates(random)};
    }
    parents = step.nodes.size();
    trace->path.push_back(static_cast<std::int32_t>(random.below(parents)));
  }
  trace->truncated = random.below(2) == 0;
  return trace;
}

StoredTake randomTake(Random& random) {
  StoredTake stored;
  stored.name = random.below(2) == 0 ? "" : "Idea " + std::to_string(random.below(1000));
  stored.favourite = random.below(2) == 0;
  stored.rejected = random.below(2) == 0;
  stored.created =
      std::chrono::system_clock::time_point(std::chrono::milliseconds(below(random, 2'000'000'000'000)));
  stored.track = random.below(4);
  stored.start = Tick(below(random, 10000));
  Take& take = stored.take;
  for (int i = 0; i < 20; ++i) {
    take.notes.push_back(randomNote(random));
    take.noteLogProbabilities.push_back(randomLog(random));
  }
  const bool severalLines = random.below(2) == 0;
  for (std::size_t i = 0; severalLines && i < take.notes.size(); ++i) {
    take.places.push_back({static_cast<std::uint8_t>(random.below(kMostLines)), upTo(random, 500) - 1});
  }
  for (std::uint64_t i = severalLines ? random.below(4) : 0; i > 0; --i)
    stored.otherTracks.push_back(random.below(10));
  take.logProbability = -100 * random.uniform();
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    take.relaxations.push_back(
        {upTo(random, 19), static_cast<RelaxedRule>(1 + random.below(5)), upTo(random, 3)});
  }
  take.partial = random.below(2) == 0;
  ComposeRequest& request = take.recipe.request;
  request.styleId = "fiddle-tunes";
  request.seed.notes = {randomNote(random)};
  request.seed.notes.front().duration = Tick(480);
  request.seed.others.assign(stored.otherTracks.size(), request.seed.notes);
  request.settings.search.beamWidth = 1 + upTo(random, 99);
  request.settings.rules.tabu = upTo(random, 5);
  request.settings.rules.exclusions = {{0, 96, 60, 72}};
  request.randomSeed = random.next();
  take.recipe.takeIndex = 0;
  take.recipe.weightHash = "0123456789abcdef";
  take.recipe.tokenizer = "melody-1";
  take.recipe.programVersion = "0.1.0";
  if (random.below(4) != 0) take.trace = randomTrace(random);
  return stored;
}

ScorePtr melody(std::size_t notes) {
  ScoreParts parts;
  parts.tempo = {TempoChange{}};
  parts.meter = {MeterChange{}};
  Track track;
  for (std::size_t i = 0; i < notes; ++i) {
    Note note;
    note.onset = Tick(static_cast<std::int64_t>(i) * 120);
    note.duration = Tick(120);
    note.pitch = 48 + static_cast<int>(i * 7 % 36);
    track.notes.push_back(note);
  }
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

std::vector<History::Step> editedHistory(ScorePtr first, std::size_t steps, Random& random) {
  std::vector<History::Step> history = {{"", first}};
  while (history.size() < steps) {
    const auto& notes = first->track(0).notes;
    const NoteId id = notes[random.below(notes.size())].id;
    first = edits::moveNotes(first, 0, {id}, Tick(below(random, 2000) - 1000), upTo(random, 12) - 6);
    history.push_back({"Move notes", first});
  }
  return history;
}

Snapshot randomSnapshot(Random& random, std::size_t steps, std::size_t takes) {
  Snapshot snapshot;
  snapshot.steps = editedHistory(randomScore(random, 3, 60), steps, random);
  snapshot.current = random.below(snapshot.steps.size());
  for (std::size_t i = 0; i < takes; ++i) {
    auto take = std::make_shared<StoredTake>(randomTake(random));
    take->id = snapshot.nextTake++;
    snapshot.takes.push_back(std::move(take));
  }
  snapshot.view = {{"roll", std::string("a\0b", 3)}, {"zoom", "1.5"}};
  snapshot.session = "20260101-000000-00000000";
  return snapshot;
}

void expectSameScore(const Score& a, const Score& b) {
  EXPECT_EQ(a.parts().tempo, b.parts().tempo);
  EXPECT_EQ(a.parts().meter, b.parts().meter);
  EXPECT_TRUE(a == b);
}

void expectSameTake(const StoredTake& a, const StoredTake& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(encodeMarks(a), encodeMarks(b));
  EXPECT_EQ(encodeTime(a.created), encodeTime(b.created));
  EXPECT_EQ(encodeResult(a), encodeResult(b));
  EXPECT_EQ(a.take.notes, b.take.notes);
  EXPECT_EQ(a.otherTracks, b.otherTracks);
  EXPECT_EQ(recipeToJson(a.take.recipe), recipeToJson(b.take.recipe));
  const auto traceOf = [](const StoredTake& take) {
    return take.traceBytes ? decodeTrace(*take.traceBytes) : take.take.trace;
  };
  const auto left = traceOf(a);
  const auto right = traceOf(b);
  ASSERT_EQ(left != nullptr, right != nullptr);
  if (left && right) {
    EXPECT_TRUE(*left == *right);
  }
}

void expectSameProject(const Snapshot& a, const Snapshot& b) {
  ASSERT_EQ(a.steps.size(), b.steps.size());
  EXPECT_EQ(a.current, b.current);
  for (std::size_t i = 0; i < a.steps.size(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    EXPECT_EQ(a.steps[i].name, b.steps[i].name);
    expectSameScore(*a.steps[i].score, *b.steps[i].score);
  }
  ASSERT_EQ(a.takes.size(), b.takes.size());
  for (std::size_t i = 0; i < a.takes.size(); ++i) {
    SCOPED_TRACE("take " + std::to_string(i));
    expectSameTake(*a.takes[i], *b.takes[i]);
  }
  EXPECT_EQ(a.nextTake, b.nextTake);
  EXPECT_EQ(a.view, b.view);
}

}  // namespace partimento::project::test
