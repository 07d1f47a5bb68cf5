#include "training/jobs/queue.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include "core/base/file_io.h"
#include "tests/support/paths.h"
#include "training/jobs/curve_picture.h"
#include "training/jobs/settings_json.h"

namespace partimento::training {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Steps that take no time until they are let go, one at a time or all.
class FakeTraining {
 public:
  SessionEnd run(const fs::path& folder, const std::stop_token& stop, RunListener& listener) {
    EXPECT_EQ(running++, 0) << "two jobs at once";
    {
      const std::lock_guard lock(m_mutex);
      m_order.push_back(folder.filename().string());
    }
    RunRecord record = RunFolder(folder).record();
    record.steps = steps;
    listener.resolved(RunFolder(folder).settings(), record);
    listener.phase(JobPhase::Training, 0);
    SessionEnd end = SessionEnd::Finished;
    for (std::int64_t step = record.step; step < steps; ++step) {
      if (failAt == step) {
        --running;
        throw Error(ErrorCode::DiskFull, {"weights"});
      }
      std::unique_lock lock(m_mutex);
      const bool let = m_wake.wait_for(lock, stop, 60s, [&] { return m_allowed > 0; });
      if (!let) {
        end = SessionEnd::Interrupted;
        break;
      }
      if (m_allowed < kAll) --m_allowed;
      lock.unlock();
      listener.trained({step + 1, 1.0 * static_cast<double>(step + 1), 0, 2.0, 0, 0, 100});
    }
    --running;
    return end;
  }
  void let(int count) {
    const std::lock_guard lock(m_mutex);
    m_allowed = count;
    m_wake.notify_all();
  }
  static constexpr int kAll = 1 << 20;

  std::int64_t steps = 5;
  std::int64_t failAt = -1;
  std::atomic<int> running = 0;
  std::vector<std::string> order() {
    const std::lock_guard lock(m_mutex);
    return m_order;
  }

 private:
  std::vector<std::string> m_order;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  int m_allowed = 0;
};

class QueueTest : public ::testing::Test {
 protected:
  fs::path newRun(const std::string& name) {
    const fs::path folder = m_folder.path() / "runs" / name;
    RunSettings settings;
    settings.corpora = {"/music"};
    settings.name = name;
    RunFolder(folder).create(settings);
    return folder;
  }
  RunSession session() {
    return [this](const fs::path& folder, const std::stop_token& stop, RunListener& listener) {
      return m_training.run(folder, stop, listener);
    };
  }
  static bool reaches(JobQueue& queue, JobId id, JobState state) {
    for (int i = 0; i < 12000; ++i) {
      if (queue.snapshot(id).state == state) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }
  static bool reachesStep(JobQueue& queue, JobId id, std::int64_t step) {
    for (int i = 0; i < 12000; ++i) {
      if (queue.snapshot(id).step >= step) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }

  test::TemporaryFolder m_folder;
  FakeTraining m_training;
};

TEST_F(QueueTest, JobsRunOneAfterTheOtherInTheOrderOfTheList) {
  JobQueue queue(session(), {});
  const JobId first = queue.add(newRun("first"));
  ASSERT_TRUE(reaches(queue, first, JobState::Running));
  const JobId second = queue.add(newRun("second"));
  const JobId third = queue.add(newRun("third"));
  queue.move(third, 1);
  EXPECT_EQ(queue.list()[1].id, third);
  EXPECT_EQ(queue.snapshot(second).state, JobState::Queued);
  m_training.let(FakeTraining::kAll);
  ASSERT_TRUE(reaches(queue, second, JobState::Finished));
  EXPECT_EQ(m_training.order(), (std::vector<std::string>{"first", "third", "second"}));
  EXPECT_EQ(queue.snapshot(first).fraction, 1);
  EXPECT_EQ(queue.curves(first, 0, 0).train.size(), 5u);
  EXPECT_EQ(queue.curves(first, 3, 0).train.front().step, 4);
}

TEST_F(QueueTest, PauseResumeAndCancel) {
  JobQueue queue(session(), {});
  const JobId job = queue.add(newRun("job"));
  m_training.let(2);
  ASSERT_TRUE(reachesStep(queue, job, 2));
  queue.pause(job);
  ASSERT_TRUE(reaches(queue, job, JobState::Paused));
  EXPECT_EQ(queue.snapshot(job).step, 2);
  queue.resume(job);
  ASSERT_TRUE(reaches(queue, job, JobState::Running));
  queue.cancel(job);
  ASSERT_TRUE(reaches(queue, job, JobState::Cancelled));
  queue.resume(job);
  m_training.let(FakeTraining::kAll);
  ASSERT_TRUE(reaches(queue, job, JobState::Finished));
  queue.pause(job);
  EXPECT_EQ(queue.snapshot(job).state, JobState::Finished);

  const JobId waiting = queue.add(newRun("waiting"));
  queue.pause(waiting);
  queue.forget(job);
  ASSERT_LE(queue.list().size(), 1u);
  EXPECT_THROW(queue.snapshot(job), Error);
}

TEST_F(QueueTest, AFailureIsKeptWithItsReasonAndCanBeResumed) {
  m_training.failAt = 3;
  m_training.let(FakeTraining::kAll);
  JobQueue queue(session(), {});
  const fs::path folder = newRun("job");
  const JobId job = queue.add(folder);
  ASSERT_TRUE(reaches(queue, job, JobState::Failed));
  ASSERT_TRUE(queue.snapshot(job).failure);
  EXPECT_EQ(queue.snapshot(job).failure->code(), ErrorCode::DiskFull);
  EXPECT_EQ(RunFolder(folder).record().failure->arguments(), std::vector<std::string>{"weights"});
  m_training.failAt = -1;
  queue.resume(job);
  ASSERT_TRUE(reaches(queue, job, JobState::Finished));
  EXPECT_FALSE(queue.snapshot(job).failure);
}

TEST_F(QueueTest, WhatRanWhenTheProgramEndedIsListedAsInterrupted) {
  {
    JobQueue queue(session(), {});
    const JobId job = queue.add(newRun("job"));
    m_training.let(2);
    ASSERT_TRUE(reachesStep(queue, job, 2));
  }
  JobQueue queue(session(), m_folder.path() / "runs");
  ASSERT_EQ(queue.list().size(), 1u);
  const JobSnapshot job = queue.list().front();
  EXPECT_EQ(job.state, JobState::Paused);
  EXPECT_TRUE(job.interrupted);
  EXPECT_GE(job.step, 2) << "where it will go on";
  EXPECT_EQ(job.settings.name, "job");
  queue.resume(job.id);
  m_training.let(FakeTraining::kAll);
  ASSERT_TRUE(reaches(queue, job.id, JobState::Finished));
}

TEST_F(QueueTest, TheListIsOpenedAsItWasLeft) {
  const fs::path runs = m_folder.path() / "runs";
  fs::path forgotten;
  {
    JobQueue queue(session(), runs);
    m_training.let(FakeTraining::kAll);
    const JobId done = queue.add(newRun("done"));
    ASSERT_TRUE(reaches(queue, done, JobState::Finished));
    forgotten = newRun("forgotten");
    const JobId gone = queue.add(forgotten);
    ASSERT_TRUE(reaches(queue, gone, JobState::Finished));
    m_training.let(2);
    const JobId running = queue.add(newRun("running"));
    ASSERT_TRUE(reachesStep(queue, running, 2));
    queue.add(newRun("second"));
    const JobId first = queue.add(newRun("first"));
    queue.move(first, 3);
    queue.forget(gone);
  }
  fs::last_write_time(runs / "first", fs::file_time_type::clock::now() + 1h);
  const std::size_t before = m_training.order().size();
  JobQueue queue(session(), runs);
  std::vector<std::pair<std::string, JobState>> listed;
  for (const JobSnapshot& job : queue.list()) {
    listed.emplace_back(job.settings.name, job.state);
    EXPECT_EQ(job.interrupted, job.settings.name == "running") << job.settings.name;
  }
  EXPECT_EQ(listed, (std::vector<std::pair<std::string, JobState>>{{"done", JobState::Finished},
                                                                   {"running", JobState::Paused},
                                                                   {"first", JobState::Queued},
                                                                   {"second", JobState::Queued}}));
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(m_training.order().size(), before) << "they wait for the one that was interrupted";
  m_training.let(FakeTraining::kAll);
  queue.resume(queue.list()[1].id);
  ASSERT_TRUE(reaches(queue, queue.list()[3].id, JobState::Finished));
  const std::vector<std::string> order = m_training.order();
  EXPECT_EQ(std::vector<std::string>(order.begin() + static_cast<std::ptrdiff_t>(before), order.end()),
            (std::vector<std::string>{"running", "first", "second"}));
  const JobId back = queue.open(forgotten);
  EXPECT_EQ(queue.snapshot(back).state, JobState::Finished);
  EXPECT_FALSE(RunFolder(forgotten).record().hidden);
}

TEST_F(QueueTest, WhatWaitsForAnInterruptedRunDoesNotWaitForEver) {
  const fs::path runs = m_folder.path() / "runs";
  for (const bool forgets : {false, true}) {
    const std::string number = forgets ? "2" : "1";
    m_training.let(0);
    {
      JobQueue queue(session(), runs);
      const JobId running = queue.add(newRun("running" + number));
      ASSERT_TRUE(reaches(queue, running, JobState::Running));
      queue.add(newRun("queued" + number));
    }
    JobQueue queue(session(), runs);
    const std::vector<JobSnapshot> jobs = queue.list();
    const JobId running = jobs[jobs.size() - 2].id;
    ASSERT_TRUE(queue.snapshot(running).interrupted);
    m_training.let(FakeTraining::kAll);
    forgets ? queue.forget(running) : queue.cancel(running);
    ASSERT_TRUE(reaches(queue, jobs.back().id, JobState::Finished));
  }
}

TEST_F(QueueTest, JobsTakeTurnsWhereTheyAreTold) {
  JobQueue queue(session(), {});
  JobsPolicy policy;
  policy.turn = Seconds(0.05);
  queue.setPolicy(policy);
  const JobId first = queue.add(newRun("first"));
  const JobId second = queue.add(newRun("second"));
  for (int i = 0; i < 12000 && m_training.order().size() < 4; ++i) std::this_thread::sleep_for(5ms);
  m_training.let(FakeTraining::kAll);
  ASSERT_TRUE(reaches(queue, first, JobState::Finished));
  ASSERT_TRUE(reaches(queue, second, JobState::Finished));
  ASSERT_GE(m_training.order().size(), 4u);
  const std::vector<std::string> order = m_training.order();
  EXPECT_EQ(std::vector<std::string>(order.begin(), order.begin() + 3),
            (std::vector<std::string>{"first", "second", "first"}));
}

TEST_F(QueueTest, AModestSessionGetsOnlyWhatNothingElseWants) {
  std::vector<int> classes;
  const RunSession session = [&](const fs::path&, const std::stop_token&, RunListener&) {
    classes.push_back(sched_getscheduler(0));
    std::thread([&] { classes.push_back(sched_getscheduler(0)); }).join();
    return SessionEnd::Finished;
  };
  JobQueue queue(session, {});
  ASSERT_TRUE(queue.policy().leaveMachineUsable);
  ASSERT_TRUE(reaches(queue, queue.add(newRun("modest")), JobState::Finished));
  queue.setPolicy({false, Seconds(0)});
  ASSERT_TRUE(reaches(queue, queue.add(newRun("eager")), JobState::Finished));
  EXPECT_EQ(classes, (std::vector<int>{SCHED_IDLE, SCHED_IDLE, SCHED_OTHER, SCHED_OTHER}));
}

class Counter : public JobsWatcher {
 public:
  void jobChanged(JobId) override { ++calls; }
  std::atomic<int> calls = 0;
};

TEST_F(QueueTest, WatchersHearOfChangesAndMayDie) {
  JobQueue queue(session(), {});
  auto counter = std::make_shared<Counter>();
  queue.watch(counter);
  queue.watch(std::make_shared<Counter>());
  m_training.let(FakeTraining::kAll);
  const JobId job = queue.add(newRun("job"));
  ASSERT_TRUE(reaches(queue, job, JobState::Finished));
  EXPECT_GE(counter->calls, 2);
}

TEST(CurvePicture, DrawsWhatARunReported) {
  EXPECT_EQ(curvePicture({}), "");
  RunCurves curves;
  for (int step = 1; step <= 1000; ++step) curves.train.push_back({.step = step, .nats = 3.0 + 100.0 / step});
  for (int step = 100; step <= 1000; step += 100)
    curves.validation.push_back({.step = step, .nats = 3.5 - step * 1e-4 * (step < 800 ? 1 : -1)});
  const std::string picture = curvePicture(curves);
  EXPECT_THAT(picture, testing::HasSubstr("best 3.430"));
  EXPECT_THAT(picture, testing::HasSubstr(">1000</text>"));
  EXPECT_LT(picture.size(), 20000U) << "a thousand points are drawn as few";
}

TEST(RunFolder, SettingsComeBackAndAFolderIsNotMadeTwice) {
  const test::TemporaryFolder folder;
  RunSettings settings;
  settings.corpora = {"/a", "/b"};
  settings.tokenizer = "chorale";
  settings.network = {"gpt", "large", "relu", 64, 96, 3, 6, 0.25};
  settings.optimiser.schedule = ScheduleKind::OneCycle;
  settings.optimiser.learningRate = 3e-4;
  settings.optimiser.precision = Precision::Mixed;
  settings.augmentation = {3, 0.1, 8};
  settings.fineTune = {"base", 2, true, 3.0, 0.5};
  settings.length = {100, 0, 0, 4, 7};
  settings.randomSeed = 0xFFFFFFFFFFFFFFFFULL;
  settings.threads = 2;
  settings.sampleSeed = "C4 D4";
  settings.folder = (folder.path() / "run").string();
  RunFolder run(settings.folder);
  run.create(settings);
  EXPECT_EQ(run.settings(), settings);
  EXPECT_THROW(run.create(settings), Error);
  EXPECT_THROW(settingsFromJson("{\"length\": {\"steps\": \"many\"}}", "x"), Error);
  EXPECT_EQ(settingsFromJson("{}", "x"), RunSettings());
}

TEST(RunFolder, OneProgramAtATime) {
  const test::TemporaryFolder folder;
  const RunLock lock(folder.path());
  try {
    const RunLock second(folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::RunInUse);
  }
}

TEST(RunFolder, OnlyTheLastTwoStatesStay) {
  const test::TemporaryFolder folder;
  RunFolder run(folder.path() / "run");
  run.create({});
  for (const std::int64_t step : {5, 100, 20})
    writeFileAtomically(run.statePath(step), std::string_view("x"));
  EXPECT_EQ(run.stateSteps(), (std::vector<std::int64_t>{100, 20, 5}));
  run.thinStates();
  EXPECT_EQ(run.stateSteps(), (std::vector<std::int64_t>{100, 20}));
}

TEST(Metrics, LinesComeBackAndTrimmingForgetsWhatComesAfter) {
  const test::TemporaryFolder folder;
  const MetricsFile metrics(folder.path());
  EXPECT_TRUE(metrics.read().train.empty());
  for (std::int64_t step = 1; step <= 4; ++step)
    metrics.append(lineOf(TrainPoint{step, 0.5, 0.25, 2.125, 1e-3, 0.75, 1000}));
  metrics.append(lineOf(ValidationPoint{2, 1, 2.5, 4.25, 1.5, true}));
  const fs::path pack = folder.path() / "checkpoints" / "step-000000002";
  metrics.append(
      lineOf(Checkpoint{2, 1, 2.5, true, pack.string(), (folder.path() / "s.mid").string()}, folder.path()));
  std::ofstream(folder.path() / "metrics.jsonl", std::ios::app) << "{\"kind\":\"train\",\"ste";
  RunMetrics read = metrics.read();
  ASSERT_EQ(read.train.size(), 4u);
  EXPECT_EQ(read.train[3].nats, 2.125);
  EXPECT_EQ(read.validation.at(0).pitchPerplexity, 4.25);
  EXPECT_EQ(read.checkpoints.at(0).folder, pack.string());
  metrics.trimAfter(2);
  read = metrics.read();
  EXPECT_EQ(read.train.size(), 2u);
  EXPECT_EQ(read.checkpoints.size(), 1u);
  metrics.trimAfter(0);
  EXPECT_TRUE(metrics.read().checkpoints.empty());
}

}  // namespace
}  // namespace partimento::training
