// Kills a real program with SIGKILL at many points, also in the middle of saves, and looks at what comes
// back.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/project/document.h"
#include "tests/core/project/kill_script.h"
#include "tests/support/machine_probe.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"

extern char** environ;

namespace partimento::project {
namespace {

using partimento::test::MachineProbe;
using partimento::test::TemporaryFolder;
using test::KillReport;
using test::KillScript;
using Clock = std::chrono::steady_clock;

constexpr int kKills = 64;
constexpr int kAtOnce = 8;
constexpr std::chrono::nanoseconds kAllowedLoss = std::chrono::seconds(1);

class Child {
 public:
  Child(const StateFolder& state, const std::filesystem::path& path, std::uint64_t seed) {
    int ends[2];
    // Close-on-exec, or a child started at the same moment would hold this one's pipe open.
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::vector<std::string> texts = {PARTIMENTO_KILL_CHILD, state.path.string(), path.string(),
                                      std::to_string(seed)};
    std::vector<char*> arguments;
    for (std::string& text : texts) arguments.push_back(text.data());
    arguments.push_back(nullptr);
    const int failed = ::posix_spawn(&m_process, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    m_pipe = ends[0];
    if (failed) throw std::runtime_error("cannot start " + texts[0]);
  }
  ~Child() {
    kill();
    ::close(m_pipe);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The next report; none at the deadline or when the child has ended.
  std::optional<KillReport> next(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{m_pipe, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    KillReport report;
    if (::read(m_pipe, &report, sizeof report) != sizeof report) return std::nullopt;
    return report;
  }

  void kill() {
    if (m_process == 0) return;
    ::kill(m_process, SIGKILL);
    int status = 0;
    ::waitpid(m_process, &status, 0);
    m_killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    m_process = 0;
  }
  /// Whether the signal ended it, and not an error before.
  bool wasKilled() const { return m_killed; }

 private:
  pid_t m_process = 0;
  int m_pipe = -1;
  bool m_killed = false;
};

/// What the parent knows of a session when it is over.
struct Observed {
  std::vector<KillReport> reports;
  std::int64_t killedAt = 0;

  std::uint32_t last(KillReport::Kind kind) const {
    std::uint32_t operation = 0;
    for (const KillReport& report : reports) {
      if (report.kind == kind) operation = report.operation;
    }
    return operation;
  }
  std::uint32_t mustBeThere(std::chrono::nanoseconds allowedLoss) const {
    std::uint32_t operation = 0;
    for (const KillReport& report : reports) {
      if (report.kind == KillReport::Kind::Edited && report.time < killedAt - allowedLoss.count()) {
        operation = report.operation;
      }
    }
    return operation;
  }
  /// How long before the kill the first lost edit was acknowledged; 0: nothing was lost.
  std::int64_t loss(std::uint32_t recovered) const {
    for (const KillReport& report : reports) {
      if (report.kind == KillReport::Kind::Edited && report.operation > recovered)
        return killedAt - report.time;
    }
    return 0;
  }
};

enum class Aim { AnyMoment, DuringSave };

Observed runAndKill(Child& child, Aim aim, Random& random) {
  Observed observed;
  const auto starting = Clock::now() + std::chrono::seconds(60);
  while (auto report = child.next(starting)) {
    observed.reports.push_back(*report);
    if (report->kind == KillReport::Kind::Edited) break;
  }
  const auto moment = Clock::now() + std::chrono::microseconds(1'050'000 + random.below(900'000));
  while (auto report = child.next(moment)) observed.reports.push_back(*report);
  if (aim == Aim::DuringSave) {
    const auto patience = Clock::now() + partimento::test::kHung;
    while (auto report = child.next(patience)) {
      observed.reports.push_back(*report);
      if (report->kind == KillReport::Kind::SaveBegins) break;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random.below(12'000)));
  }
  observed.killedAt = Clock::now().time_since_epoch().count();
  child.kill();
  while (auto report = child.next(Clock::now() + std::chrono::seconds(1)))
    observed.reports.push_back(*report);
  return observed;
}

/// A document as the script leaves it after `operation`.
std::unique_ptr<Document> replay(std::uint64_t seed, std::uint32_t operation, const StateFolder& state) {
  const KillScript script(seed);
  auto document = Document::create(state, KillScript::beginning());
  for (std::uint32_t i = 1; i <= operation; ++i) script.operate(*document, i);
  document->discardOnClose();
  return document;
}

/// The note of an operation follows it as a change of its own: the operation after the noted one may be there
/// too.
bool isStateOfScript(const Document& document, std::uint64_t seed, const StateFolder& scratch) {
  const std::uint32_t noted = KillScript::noted(document);
  const auto expected = replay(seed, noted, scratch);
  const auto same = [&] {
    return test::sameHistory(document.history(), expected->history()) && test::sameTakes(document, *expected);
  };
  if (same()) return true;
  KillScript(seed).operate(*expected, noted + 1);
  return same();
}

struct Outcome {
  std::int64_t loss = 0;
  bool savedInFlight = false;
};

Outcome killOnce(std::uint64_t seed, const MachineProbe& probe) {
  const TemporaryFolder folder;
  const TemporaryFolder scratchFolder;
  const StateFolder state{folder.path() / "state"};
  const StateFolder scratch{scratchFolder.path()};
  const auto path = folder.path() / "song.partimento";
  Random random(seed);
  Child child(state, path, seed);
  const Observed observed = runAndKill(child, seed % 2 == 0 ? Aim::DuringSave : Aim::AnyMoment, random);
  EXPECT_TRUE(child.wasKilled());
  const std::uint32_t begun = observed.last(KillReport::Kind::SaveBegins);
  const std::uint32_t done = observed.last(KillReport::Kind::SaveDone);

  std::uint32_t saved = 0;
  if (std::filesystem::exists(path)) {
    const auto document = Document::open(state, path);
    EXPECT_TRUE(document->losses().empty());
    saved = KillScript::noted(*document);
    EXPECT_TRUE(saved == done || saved == begun) << saved << " is neither " << done << " nor " << begun;
    EXPECT_TRUE(isStateOfScript(*document, seed, scratch)) << "saved file, operation " << saved;
  } else {
    EXPECT_EQ(done, 0U) << "a save that was reported done left no file";
  }

  std::uint32_t recovered = saved;
  const auto sessions = recoverableSessions(state);
  EXPECT_LE(sessions.size(), 1U);
  if (!sessions.empty()) {
    EXPECT_EQ(sessions.front().path, done == 0 && saved == 0 ? "" : sessions.front().path);
    const auto document = Document::recover(sessions.front());
    EXPECT_TRUE(document->losses().empty());
    recovered = KillScript::noted(*document);
    EXPECT_TRUE(isStateOfScript(*document, seed, scratch)) << "journal, operation " << recovered;
    EXPECT_EQ(document->score()->noteCount(), sessions.front().notes);
    document->save(path);  // the file there is the session's own, whatever its journal knows of it
    document->discardOnClose();
  }
  EXPECT_GE(recovered, observed.mustBeThere(probe.limit(kAllowedLoss)));
  return {observed.loss(recovered), begun != done};
}

TEST(KillTest, LosesLessThanASecondAndNeverASavedFile) {
  const TemporaryFolder probeFolder;
  const MachineProbe probe(probeFolder.path());
  std::atomic<int> next{1};
  std::mutex mutex;
  std::vector<Outcome> outcomes;
  const auto work = [&] {
    for (int seed = next++; seed <= kKills; seed = next++) {
      try {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Outcome outcome = killOnce(static_cast<std::uint64_t>(seed), probe);
        const std::lock_guard lock(mutex);
        outcomes.push_back(outcome);
      } catch (const std::exception& error) {
        ADD_FAILURE() << "seed " << seed << ": " << error.what();
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < kAtOnce; ++i) workers.emplace_back(work);
  }
  ASSERT_EQ(outcomes.size(), static_cast<std::size_t>(kKills));
  std::int64_t worst = 0;
  int inFlight = 0;
  for (const Outcome& outcome : outcomes) {
    worst = std::max(worst, outcome.loss);
    inFlight += outcome.savedInFlight ? 1 : 0;
  }
  std::cout << kKills << " kills, " << inFlight << " during a save; most lost: " << worst / 1'000'000
            << " ms; the machine's slowest page: " << probe.worst() / std::chrono::milliseconds(1) << " ms\n";
  EXPECT_LT(worst, probe.limit(kAllowedLoss).count());
  EXPECT_GE(inFlight, 5) << "the kills must also hit saves";
}

}  // namespace
}  // namespace partimento::project
