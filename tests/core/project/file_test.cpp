#include <chrono>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/music/edits.h"
#include "core/project/project_file.h"
#include "core/project/project_store.h"
#include "core/project/score_codec.h"
#include "core/project/take_codec.h"
#include "tests/core/project/fixtures.h"
#include "tests/support/patience.h"

namespace partimento::project {
namespace {

using test::expectSameProject;

ErrorCode codeOfFile(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::Internal;
}

Snapshot readBack(ProjectStore& store) {
  LoadedProject loaded = readProject(store.database());
  EXPECT_TRUE(loaded.losses.empty());
  return loaded.snapshot;
}

TEST(ProjectFile, RoundTripsWholeProjects) {
  Random random(11);
  for (int round = 0; round < 10; ++round) {
    const Snapshot snapshot = test::randomSnapshot(random, 1 + random.below(120), random.below(6));
    const LoadedProject loaded = parse(serialise(snapshot), "a");
    EXPECT_TRUE(loaded.losses.empty());
    expectSameProject(loaded.snapshot, snapshot);
    EXPECT_EQ(loaded.snapshot.session, snapshot.session);
  }
}

TEST(ProjectFile, SharesTracksAgainAfterLoading) {
  Random random(12);
  const Snapshot snapshot = test::randomSnapshot(random, 50, 0);
  const LoadedProject loaded = parse(serialise(snapshot), "a");
  const auto& steps = loaded.snapshot.steps;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].score->tracks()[2], steps[0].score->tracks()[2]);
  }
}

TEST(ProjectFile, KeepsAThousandStepsOfTenThousandNotesSmallAndQuick) {
  Random random(13);
  Snapshot snapshot;
  snapshot.steps = test::editedHistory(test::melody(10'000), 1000, random);
  snapshot.current = 999;
  const auto start = std::chrono::steady_clock::now();
  const Bytes bytes = serialise(snapshot);
  const auto written = std::chrono::steady_clock::now();
  const LoadedProject loaded = parse(bytes, "a");
  const auto read = std::chrono::steady_clock::now();
  const std::size_t one = encodeTrack(snapshot.steps[0].score->track(0)).size();
  RecordProperty("bytes", std::to_string(bytes.size()));
  RecordProperty("write_ms", std::to_string((written - start) / std::chrono::milliseconds(1)));
  RecordProperty("read_ms", std::to_string((read - written) / std::chrono::milliseconds(1)));
  EXPECT_LT(bytes.size(), 25 * one) << "one step alone takes " << one;
  EXPECT_LT(read - start, partimento::test::limit(std::chrono::seconds(1)));
  EXPECT_TRUE(loaded.losses.empty());
  ASSERT_EQ(loaded.snapshot.steps.size(), 1000U);
  for (const std::size_t i : {0U, 1U, 500U, 935U, 998U, 999U}) {
    EXPECT_TRUE(*loaded.snapshot.steps[i].score == *snapshot.steps[i].score) << i;
  }
}

TEST(ProjectStore, WritesOnlyDifferencesAndEndsLikeAFreshOne) {
  Random random(14);
  Snapshot snapshot = test::randomSnapshot(random, 20, 3);
  snapshot.current = 19;
  ProjectStore store(Database::inMemory("a"));
  store.sync(snapshot);
  History history(snapshot.steps, snapshot.current, 40);
  for (int round = 0; round < 300; ++round) {
    const auto& score = history.score();
    const Note note = test::randomNote(random);
    switch (random.below(10)) {
      case 0:
        history.undo();
        break;
      case 1:
        history.redo();
        break;
      case 2:
        history.amend(edits::addNotes(score, 0, {{note}}));
        break;
      case 3:
        history.push("Set tempo", edits::setTempo(score, {{Tick(0), 400000 + static_cast<unsigned>(round)}}));
        break;
      case 4:
        history.push("Add track", edits::addTrack(score, test::randomTrack(random, 40)));
        break;
      case 5:
        if (score->tracks().size() > 1) history.push("Remove track", edits::removeTrack(score, 0));
        break;
      case 6: {
        auto take = std::make_shared<StoredTake>(test::randomTake(random));
        take->id = snapshot.nextTake++;
        snapshot.takes.push_back(std::move(take));
        break;
      }
      case 7:
        if (!snapshot.takes.empty()) {
          auto take = std::make_shared<StoredTake>(*snapshot.takes.front());
          take->favourite = !take->favourite;
          snapshot.takes.front() = std::move(take);
        }
        break;
      case 8:
        if (!snapshot.takes.empty()) {
          snapshot.takes.erase(snapshot.takes.begin() +
                               static_cast<std::ptrdiff_t>(random.below(snapshot.takes.size())));
        }
        snapshot.view["round"] = std::to_string(round);
        break;
      default:
        history.push("Add note", edits::addNotes(score, 0, {{note}}));
    }
    snapshot.steps = history.steps();
    snapshot.current = history.current();
    if (random.below(3) == 0) continue;  // the journal sees only some states
    store.sync(snapshot);
    ASSERT_NO_FATAL_FAILURE(expectSameProject(readBack(store), snapshot)) << round;
    if (::testing::Test::HasFailure()) FAIL() << "round " << round;
  }
}

TEST(ProjectStore, ForgetsTracksThatNoStepUses) {
  Random random(15);
  Snapshot snapshot;
  snapshot.steps = {{"", test::melody(200)}, {"Move notes", test::melody(200)}};
  snapshot.current = 1;
  ProjectStore store(Database::inMemory("a"));
  std::int64_t most = 0;
  for (int round = 0; round < 3000; ++round) {  // a long drag
    snapshot.steps[1].score = edits::moveNotes(snapshot.steps[1].score, 0,
                                               {snapshot.steps[1].score->track(0).notes[5].id}, Tick(1), 0);
    store.sync(snapshot);
    if (round % 100 == 0) most = std::max(most, store.database().integer("SELECT count(*) FROM track"));
  }
  EXPECT_LE(most, 1100);
  expectSameProject(readBack(store), snapshot);
}

TEST(ProjectStore, IsUnchangedByAFailedWrite) {
  Random random(16);
  Snapshot snapshot = test::randomSnapshot(random, 5, 1);
  ProjectStore store(Database::inMemory("a"));
  store.sync(snapshot);
  Snapshot larger = snapshot;
  larger.steps.push_back(
      {"Add track", edits::addTrack(snapshot.steps.back().score, test::randomTrack(random, 5000))});
  larger.current = larger.steps.size() - 1;
  const auto pages = store.database().integer("PRAGMA page_count");
  store.database().integer(("PRAGMA max_page_count = " + std::to_string(pages + 2)).c_str());
  EXPECT_EQ(codeOfFile([&] { store.sync(larger); }), ErrorCode::DiskFull);
  expectSameProject(readBack(store), snapshot);
  store.database().integer("PRAGMA max_page_count = 100000");
  store.sync(larger);
  expectSameProject(readBack(store), larger);
}

TEST(ProjectFile, RefusesWhatIsNoProject) {
  EXPECT_EQ(codeOfFile([] { parse({}, "a"); }), ErrorCode::FileEmpty);
  EXPECT_EQ(codeOfFile([] { parse(Bytes(50), "a"); }), ErrorCode::ProjectDamaged);
  EXPECT_EQ(codeOfFile([] { parse(Bytes(5000), "a"); }), ErrorCode::ProjectDamaged);
  EXPECT_EQ(codeOfFile([] { readProjectFile("/no/such/file.partimento"); }), ErrorCode::FileNotFound);
  Database foreign = Database::inMemory("a");
  foreign.execute("CREATE TABLE music (id INTEGER)");
  EXPECT_EQ(codeOfFile([&] { parse(foreign.serialised(), "a"); }), ErrorCode::ProjectDamaged);
  foreign.execute("PRAGMA application_id = 0x50544D4F; PRAGMA user_version = 1");
  EXPECT_EQ(codeOfFile([&] { parse(foreign.serialised(), "a"); }), ErrorCode::ProjectDamaged);
}

TEST(ProjectFile, SaysWhenItIsOfANewerVersion) {
  Random random(17);
  ProjectStore store(Database::inMemory("a"));
  store.sync(test::randomSnapshot(random, 2, 0));
  store.database().execute("PRAGMA user_version = 2");
  try {
    parse(store.database().serialised(), "song.partimento");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::ProjectTooNew);
    EXPECT_EQ(error.arguments(), (std::vector<std::string>{"song.partimento", "2", "1"}));
  }
}

TEST(ProjectFile, RefusesTablesThatOnlyBearTheNames) {
  Random random(18);
  ProjectStore store(Database::inMemory("a"));
  store.sync(test::randomSnapshot(random, 2, 0));
  Database& database = store.database();
  database.execute(
      "DROP TABLE step; CREATE VIEW step AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM "
      "n) "
      "SELECT id, '' AS name, 1 AS conductor, x'00' AS tracks, 0 AS sum FROM n");
  EXPECT_EQ(codeOfFile([&] { parse(database.serialised(), "a"); }), ErrorCode::ProjectDamaged);
}

TEST(ProjectFile, RefusesHostileBlobsWithRightChecksums) {
  Random random(19);
  const Snapshot snapshot = test::randomSnapshot(random, 3, 1);
  const auto openWith = [&](const std::function<void(Database&)>& tamper) {
    ProjectStore store(Database::inMemory("a"));
    store.sync(snapshot);
    tamper(store.database());
    return parse(store.database().serialised(), "a");
  };
  // A step with a billion tracks, and one whose tracks do not exist.
  const auto step = [](std::uint64_t count, std::uint64_t track) {
    ByteWriter out;
    out.number(count);
    out.number(track);
    return out.take();
  };
  for (const Bytes& tracks : {step(1'000'000'000, 1), step(1, 999)}) {
    const LoadedProject loaded = openWith([&](Database& database) {
      Statement(database, "INSERT INTO step VALUES (?, ?, ?, ?, ?)")
          .put(std::int64_t{4})
          .put("x")
          .put(std::int64_t{1})
          .put(tracks)
          .insert();
    });
    EXPECT_EQ(loaded.losses, (std::vector<Loss>{{Loss::Kind::History, 1}}));
    EXPECT_EQ(loaded.snapshot.steps.size(), 3U);
  }
  // Tracks that are changes of each other in a circle.
  EXPECT_EQ(codeOfFile([&] {
              openWith([&](Database& database) {
                database.execute("DELETE FROM track");
                for (std::int64_t id = 1; id < 20; ++id) {
                  Statement(database, "INSERT INTO track VALUES (?, ?, ?, ?)")
                      .put(id)
                      .put(id % 19 + 1)
                      .put(Bytes(10, std::byte{1}))
                      .insert();
                }
              });
            }),
            ErrorCode::ProjectDamaged);
  // A relaxation that names a note that is not there would be used as an index.
  const LoadedProject loaded = openWith([&](Database& database) {
    StoredTake take;
    take.take.relaxations = {{5, RelaxedRule::Tabu, 0}};
    Statement(database, "INSERT INTO take VALUES (?, ?, ?, ?, ?, ?, ?)")
        .put(std::int64_t{9})
        .put("x")
        .put(std::int64_t{0})
        .put(std::int64_t{0})
        .put("{}")
        .put(encodeResult(take))
        .insert();
  });
  EXPECT_EQ(loaded.losses, (std::vector<Loss>{{Loss::Kind::Takes, 1}}));
}

TEST(ProjectFile, KeepsATakeWhoseRecipeCannotBeRead) {
  Random random(20);
  const Snapshot snapshot = test::randomSnapshot(random, 1, 1);
  ProjectStore store(Database::inMemory("a"));
  store.sync(snapshot);
  Statement(store.database(), "INSERT OR REPLACE INTO take VALUES (?, ?, ?, ?, ?, ?, ?)")
      .put(std::int64_t{1})
      .put("x")
      .put(std::int64_t{1})
      .put(std::int64_t{0})
      .put("no recipe")
      .put(encodeResult(*snapshot.takes[0]))
      .insert();
  const LoadedProject loaded = parse(store.database().serialised(), "a");
  EXPECT_EQ(loaded.losses, (std::vector<Loss>{{Loss::Kind::Recipes, 1}}));
  ASSERT_EQ(loaded.snapshot.takes.size(), 1U);
  EXPECT_EQ(loaded.snapshot.takes[0]->take.notes, snapshot.takes[0]->take.notes);
  EXPECT_EQ(parse(serialise(loaded.snapshot), "a").losses, loaded.losses)
      << "saving it keeps the recipe's text";
}

}  // namespace
}  // namespace partimento::project
