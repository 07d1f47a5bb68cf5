// Kills the studio while the real engine searches, at many moments, and looks at what comes back.

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>

#include <signal.h>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/music/edits.h"
#include "tests/app/sitting.h"
#include "tests/support/machine_probe.h"
#include "tests/support/patience.h"
#include "ui/compose/compose_panel.h"
#include "ui/styles/styles_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;
using Clock = std::chrono::steady_clock;

constexpr const char* kChildFolder = "PARTIMENTO_TEST_CHILD_FOLDER";
constexpr int kKills = 8;
constexpr std::chrono::seconds kAllowedLoss{1};
constexpr std::size_t kSeedNotes = 6;
constexpr int kEditPause = 40;  // ms

std::int64_t nanoseconds() {
  return Clock::now().time_since_epoch().count();
}

std::string fingerprint(const Take& take) {
  std::string text;
  for (const Note& note : take.notes) {
    text += std::to_string(note.onset.value) + ' ' + std::to_string(note.duration.value) + ' ' +
            std::to_string(note.pitch) + ' ';
  }
  Hash64 hash;
  hash.add(text);
  return hash.hex();
}

/// The note that edit number `index` adds to the second track.
Note noteOfEdit(std::size_t index) {
  Note note;
  note.onset = Tick(static_cast<std::int64_t>(index) * 120);
  note.duration = Tick(120);
  note.pitch = 36 + static_cast<Pitch>(index * 7 % 24);
  return note;
}

void say(const char* what, const std::string& detail) {
  std::printf("%s %s %" PRId64 "\n", what, detail.c_str(), nanoseconds());
  std::fflush(stdout);
}

/// Generates without end, by turns one long search and many short ones, while notes are added to another
/// track; every step is reported on the standard output once the document has it.
void generateForEver(const std::filesystem::path& folder) {
  Sitting sitting(folder, "real");
  ui::MainWindow& window = sitting.window;
  ui::Session& session = window.session();
  const int patience = std::chrono::milliseconds(kHung).count();
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return window.engine().state() == ui::EngineHost::State::Ready; }, patience))
      << window.engine().problem().text().toStdString();
  drawSeed(window);
  session.edit("Add track", edits::addTrack(session.score(), Track{}));
  window.styles().choose(QStringLiteral("fiddle-tunes"));

  std::size_t reported = 0;
  QObject::connect(&session, &ui::Session::takesChanged, &window, [&] {
    const auto takes = window.desk().takes();
    for (; reported < takes.size(); ++reported)
      say("take", std::to_string(takes[reported]->id) + ' ' + fingerprint(takes[reported]->take));
  });
  int turn = 0;
  const auto generate = [&] {
    if (window.composer().busy()) return;
    decode::Settings settings = window.compose().settings();
    const bool wide = turn++ % 2 == 0;
    settings.search.method = wide ? decode::SearchMethod::Beam : decode::SearchMethod::Sample;
    settings.search.beamWidth = wide ? 400 : 1;
    settings.length.bars = 0;
    settings.length.notes = wide ? 64 : 48;
    window.compose().setSettings(settings);
    window.compose().setTakes(wide ? 2 : 12);
    window.actions()[ActionId::Generate]->trigger();
  };
  QObject::connect(&window.composer(), &ui::Composer::stateChanged, &window,
                   [&] { say("state", window.composer().busy() ? "busy" : "idle"); });
  QTimer again;
  QObject::connect(&again, &QTimer::timeout, &window, generate);
  again.start(10);
  std::size_t edits = 0;
  QTimer editing;
  QObject::connect(&editing, &QTimer::timeout, &window, [&] {
    session.edit("Add note", edits::addNotes(session.score(), 1, std::vector{noteOfEdit(edits)}));
    say("edit", std::to_string(++edits));
  });
  editing.start(kEditPause);
  QTest::qWait(10 * patience);
}

/// What the child said before it was killed.
struct Said {
  std::map<project::TakeId, std::pair<std::string, std::int64_t>> takes;  // fingerprint and when
  std::vector<std::int64_t> edits;                                        // when
  bool busy = false;

  void read(const std::string& line) {
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "state") {
      std::string state;
      words >> state;
      busy = state == "busy";
    } else if (what == "edit") {
      std::size_t number = 0;
      std::int64_t at = 0;
      words >> number >> at;
      edits.push_back(at);
    } else if (what == "take") {
      project::TakeId id = 0;
      std::string hash;
      std::int64_t at = 0;
      words >> id >> hash >> at;
      takes[id] = {hash, at};
    }
  }
};

struct Outcome {
  bool busy = false;
  std::size_t takes = 0;
  std::int64_t loss = 0;
};

void readLines(QProcess& child, Said& said) {
  while (child.canReadLine()) said.read(child.readLine().trimmed().toStdString());
}

/// Every edit that came back is the one that was made, and none is missing before it.
void expectEdits(const Score& score, const Said& said, std::int64_t killedAt, Outcome& outcome) {
  const std::vector<Note>& notes = score.track(1).notes;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    EXPECT_EQ(notes[i].onset, noteOfEdit(i).onset);
    EXPECT_EQ(notes[i].pitch, noteOfEdit(i).pitch);
  }
  EXPECT_EQ(score.track(0).notes.size(), kSeedNotes);
  if (notes.size() < said.edits.size()) outcome.loss = killedAt - said.edits[notes.size()];
}

void expectTakes(const project::Document& document, const Said& said, std::int64_t killedAt,
                 Outcome& outcome) {
  for (const auto& [id, made] : said.takes) {
    const project::StoredTakePtr take = document.take(id);
    if (!take) {
      outcome.loss = std::max(outcome.loss, killedAt - made.second);
      continue;
    }
    ++outcome.takes;
    EXPECT_EQ(fingerprint(take->take), made.first) << "take " << id;
    EXPECT_EQ(take->take.recipe.request.seed.notes.size(), kSeedNotes);
    EXPECT_TRUE(take->unreadRecipe.empty());
  }
  for (const project::StoredTakePtr& take : document.takes()) EXPECT_FALSE(take->take.notes.empty());
}

Outcome killOnce(std::uint64_t seed) {
  Outcome outcome;
  const TemporaryFolder folder;
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QString::fromLatin1(kChildFolder), QString::fromStdString(folder.path().string()));
  child.setProcessEnvironment(environment);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--gtest_filter=Child.Generates")});
  Said said;
  const auto hear = [&](auto&& enough, Clock::time_point deadline) {
    while (!enough() && Clock::now() < deadline && child.state() != QProcess::NotRunning) {
      child.waitForReadyRead(20);
      readLines(child, said);
    }
  };
  hear([&] { return said.busy && !said.edits.empty(); }, Clock::now() + kHung);
  EXPECT_TRUE(said.busy) << child.readAllStandardError().toStdString();
  // Each kill comes at another moment of the two kinds of search, the first within the first one.
  Random random(seed);
  const auto moment = Clock::now() + std::chrono::milliseconds(400 * (seed - 1) + random.below(400));
  hear([] { return false; }, moment);
  outcome.busy = said.busy;
  const std::int64_t killedAt = nanoseconds();
  ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
  EXPECT_TRUE(child.waitForFinished(std::chrono::milliseconds(kHung).count()));
  EXPECT_EQ(child.exitStatus(), QProcess::CrashExit);
  readLines(child, said);

  const auto sessions = project::recoverableSessions({folder.path() / "state"});
  EXPECT_EQ(sessions.size(), 1u) << "the unsaved work is offered";
  if (sessions.empty()) return outcome;
  const auto document = project::Document::recover(sessions.front());
  EXPECT_TRUE(document->losses().empty());
  if (document->score()->tracks().size() == 2) {
    expectEdits(*document->score(), said, killedAt, outcome);
  } else {
    outcome.loss = killedAt - said.edits.front();  // the second track is as old as the first edit
  }
  expectTakes(*document, said, killedAt, outcome);
  document->discardOnClose();
  return outcome;
}

TEST(GeneratingKill, LosesLessThanASecondWhileTheEngineSearches) {
  try {
    if (realEngine()->styles().empty()) GTEST_SKIP() << "no style is installed";
  } catch (const Error& error) {
    GTEST_SKIP() << "the engine is not built: " << error.what();
  }
  const TemporaryFolder probeFolder;
  const MachineProbe probe(probeFolder.path());
  int searching = 0;
  std::size_t takes = 0;
  std::int64_t worst = 0;
  for (std::uint64_t seed = 1; seed <= kKills; ++seed) {
    SCOPED_TRACE("kill " + std::to_string(seed));
    const Outcome outcome = killOnce(seed);
    searching += outcome.busy ? 1 : 0;
    takes += outcome.takes;
    worst = std::max(worst, outcome.loss);
  }
  std::cout << kKills << " kills, " << searching << " in a search; " << takes
            << " takes came back; most lost: " << worst / 1'000'000
            << " ms; the machine's slowest page: " << probe.worst() / std::chrono::milliseconds(1) << " ms\n";
  EXPECT_LT(worst, probe.limit(kAllowedLoss).count());
  EXPECT_GE(searching, kKills / 2) << "the kills must hit searches";
  EXPECT_GT(takes, 0u) << "some takes must have been done";
}

/// The process that is killed; does nothing unless it is asked to by the environment.
TEST(Child, Generates) {
  if (!qEnvironmentVariableIsSet(kChildFolder)) GTEST_SKIP() << "only the child process does this";
  generateForEver(qEnvironmentVariable(kChildFolder).toStdString());
}

}  // namespace
}  // namespace partimento::test
