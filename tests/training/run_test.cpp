#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <new>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/models/style_pack.h"
#include "tests/support/paths.h"
#include "tests/training/failing_allocator.h"
#include "tests/training/scale_corpus.h"
#include "training/evaluate/evaluate_style.h"
#include "training/jobs/machine.h"
#include "training/jobs/memory_need.h"
#include "training/jobs/metrics.h"
#include "training/jobs/run_folder.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/state_file.h"
#include "training/jobs/training_desk.h"

extern char** environ;

namespace partimento::training {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* kChildRun = "PARTIMENTO_TEST_CHILD_RUN";

class Quiet : public JobListener {
 public:
  void progress(const JobProgress& progress) override {
    EXPECT_GE(progress.fraction, 0);
    EXPECT_LE(progress.fraction, 1);
  }
};

RunSettings quickSettings(const fs::path& corpus, const fs::path& run, const std::string& family = "gpt") {
  RunSettings settings;
  settings.corpora = {corpus.string()};
  settings.folder = run.string();
  settings.network.family = family;
  settings.network.preset = "tiny";
  settings.network.width = family == "tcn" ? 12 : 32;
  settings.network.layers = 1;
  settings.network.heads = 2;
  settings.optimiser.batch = 4;
  settings.optimiser.window = 24;
  settings.optimiser.learningRate = 1e-2;
  settings.length.steps = 40;
  settings.length.validations = 4;
  settings.length.patience = 0;
  settings.sampleNotes = 12;
  return settings;
}

RunTools toolsFor(const fs::path& styles = {}) {
  RunTools tools;
  tools.findStyle = [styles](const std::string& id) {
    if (!fs::exists(styles / id / "style.json")) throw Error(ErrorCode::StyleNotFound, {id, ""});
    return styles / id;
  };
  return tools;
}

JobSnapshot waitFor(TrainingDesk& desk, JobId id) {
  for (;;) {
    const JobSnapshot job = desk.snapshot(id);
    if (job.state != JobState::Queued && job.state != JobState::Running && job.state != JobState::Pausing)
      return job;
    std::this_thread::sleep_for(5ms);
  }
}

JobSnapshot trainToTheEnd(const RunSettings& settings, const fs::path& styles = {}) {
  TrainingDesk desk({}, {}, toolsFor(styles));
  return waitFor(desk, desk.submit(settings));
}

class RunTest : public ::testing::Test {
 protected:
  RunTest() { test::writeScaleCorpus(corpus(), 40); }
  fs::path corpus() const { return m_folder.path() / "corpus"; }
  fs::path at(const std::string& name) const { return m_folder.path() / name; }

  partimento::test::TemporaryFolder m_folder;
};

TEST_F(RunTest, LeavesAFolderThatOtherToolsCanRead) {
  const JobSnapshot job = trainToTheEnd(quickSettings(corpus(), at("run")));
  ASSERT_EQ(job.state, JobState::Finished) << (job.failure ? job.failure->what() : "");
  EXPECT_EQ(job.step, 40);
  EXPECT_GT(job.parameters, 1000);
  EXPECT_EQ(job.parameters, job.trainableParameters);
  EXPECT_GT(job.trainingPieces, job.validationPieces);
  EXPECT_LT(job.bestNats, 3);
  std::ifstream lines(at("run") / "metrics.jsonl");
  int train = 0, validation = 0, checkpoints = 0;
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    train += json.at("kind") == "train" ? 1 : 0;
    validation += json.at("kind") == "validation" ? 1 : 0;
    checkpoints += json.at("kind") == "checkpoint" ? 1 : 0;
  }
  EXPECT_EQ(train, 40);
  EXPECT_EQ(validation, 4);
  EXPECT_EQ(checkpoints, 4);
  for (const char* file : {"settings.json", "plan.json", "run.json"})
    EXPECT_TRUE(nlohmann::json::parse(readTextFile(at("run") / file)).is_object()) << file;
  EXPECT_TRUE(fs::exists(at("run") / "weights.safetensors"));
  const ScorePtr first = formats::readMidiFile(RunFolder(at("run")).samplePath(10)).score;
  const ScorePtr last = formats::readMidiFile(RunFolder(at("run")).samplePath(40)).score;
  EXPECT_GE(first->noteCount(), 8u + 12u);
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_EQ(first->track(0).notes[i].pitch, last->track(0).notes[i].pitch) << "one seed for all";
  const models::StyleCard card = models::readStyleCard(RunFolder(at("run")).checkpointFolder(40));
  EXPECT_EQ(card.info.family, "gpt");
  EXPECT_TRUE(models::readStyleModel(card.info.folder, card));
}

/// Lets a test act within a session.
class Within : public RunListener {
 public:
  void phase(JobPhase phase, double) override {
    if (onPhase) onPhase(phase);
  }
  void resolved(const RunSettings&, const RunRecord&) override {}
  void trained(const TrainPoint& point) override {
    step = point.step;
    if (onTrained) onTrained(point.step);
  }
  void validated(const ValidationPoint&) override {}
  void checkpointed(const Checkpoint&) override {}
  void rewound(std::int64_t) override {}

  std::function<void(JobPhase)> onPhase;
  std::function<void(std::int64_t)> onTrained;
  std::int64_t step = 0;
};

TEST_F(RunTest, StoppedWithinAValidationItEndsAsIfItHadNeverStopped) {
  RunSettings settings = quickSettings(corpus(), at("whole"));
  settings.length.patience = 3;
  ASSERT_EQ(trainToTheEnd(settings).state, JobState::Finished);
  settings.folder = at("parts").string();
  const RunFolder run(settings.folder);
  RunFolder(settings.folder).create(settings);
  for (const std::int64_t at : {10, 20, 40}) {
    std::stop_source stop;
    Within session;
    session.onPhase = [&](JobPhase phase) {
      if (phase == JobPhase::Validating && session.step == at) stop.request_stop();
    };
    ASSERT_EQ(trainRun(run.path(), toolsFor(), stop.get_token(), session), SessionEnd::Interrupted);
    EXPECT_EQ(run.stateSteps().empty() ? 0 : run.stateSteps().front(), at == 40 ? 30 : at - 10)
        << "the step is repeated with its validation";
  }
  Within session;
  ASSERT_EQ(trainRun(run.path(), toolsFor(), {}, session), SessionEnd::Finished);
  EXPECT_EQ(readTextFile(at("whole") / "weights.safetensors"),
            readTextFile(at("parts") / "weights.safetensors"));
  EXPECT_EQ(hashOf(readNewestState(run)->file), hashOf(readNewestState(RunFolder(at("whole")))->file));
  const RunMetrics metrics = MetricsFile(run.path()).read();
  EXPECT_EQ(metrics.validation.size(), 4U);
  EXPECT_EQ(metrics.train.size(), 40U);
}

TEST_F(RunTest, OutOfMemoryKeepsWhatThereIs) {
  ASSERT_EQ(trainToTheEnd(quickSettings(corpus(), at("whole"))).state, JobState::Finished);
  test::FailingAllocator allocator;
  using How = test::FailingAllocator::How;
  const std::map<std::string, std::function<void()>> accidents = {
      {"thrown", [] { throw std::bad_alloc(); }},
      {"library", [] { TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory"); }},
      {"within-a-step", [&] { allocator.failAfter(40, How::BadAlloc); }},
      {"library-within-a-step", [&] { allocator.failAfter(70, How::LibraryError); }}};
  for (const auto& [name, accident] : accidents) {
    const RunSettings settings = quickSettings(corpus(), at(name));
    RunFolder run(settings.folder);
    run.create(settings);
    Within session;
    session.onTrained = [&](std::int64_t step) {
      if (step == 13) accident();
    };
    try {
      trainRun(run.path(), toolsFor(), {}, session);
      FAIL() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::OutOfMemory) << name << ": " << error.what();
      EXPECT_EQ(error.arguments(), std::vector<std::string>{"training"});
    }
    ASSERT_FALSE(run.stateSteps().empty()) << name;
    EXPECT_EQ(run.stateSteps().front(), 13) << name;
    session.onTrained = {};
    ASSERT_EQ(trainRun(run.path(), toolsFor(), {}, session), SessionEnd::Finished);
    EXPECT_EQ(readTextFile(at("whole") / "weights.safetensors"), readTextFile(run.weightsPath())) << name;
  }
}

TEST_F(RunTest, OutOfMemoryWithinAValidationIsRepeatedWithIt) {
  ASSERT_EQ(trainToTheEnd(quickSettings(corpus(), at("whole"))).state, JobState::Finished);
  test::FailingAllocator allocator;
  const RunSettings settings = quickSettings(corpus(), at("run"));
  RunFolder run(settings.folder);
  run.create(settings);
  Within session;
  session.onPhase = [&](JobPhase phase) {
    if (phase == JobPhase::Validating && session.step == 20)
      allocator.failAfter(5, test::FailingAllocator::How::BadAlloc);
  };
  EXPECT_THROW(trainRun(run.path(), toolsFor(), {}, session), Error);
  EXPECT_EQ(run.stateSteps().front(), 10);
  session.onPhase = {};
  ASSERT_EQ(trainRun(run.path(), toolsFor(), {}, session), SessionEnd::Finished);
  EXPECT_EQ(hashOf(readNewestState(run)->file), hashOf(readNewestState(RunFolder(at("whole")))->file));
}

TEST_F(RunTest, WhatPlainlyCannotFitIsRefusedBeforehand) {
  RunTools tools = toolsFor();
  double available = 1e5;
  tools.availableMemory = [&] { return std::optional(available); };
  TrainingDesk desk({}, {}, tools);
  const JobId id = desk.submit(quickSettings(corpus(), at("run")));
  const JobSnapshot failed = waitFor(desk, id);
  ASSERT_EQ(failed.state, JobState::Failed);
  EXPECT_EQ(failed.failure->code(), ErrorCode::OutOfMemory);
  ASSERT_EQ(failed.failure->arguments().size(), 3U) << "with what it needs and what there is";
  EXPECT_EQ(failed.step, 0);
  available = 1e9;
  desk.resume(id);
  EXPECT_EQ(waitFor(desk, id).state, JobState::Finished);
}

TEST(MemoryNeed, NothingNearTheLimitIsRefused) {
  RunPlan plan;
  models::PresetRequest request;
  request.preset = "document";
  request.vocabulary = 90;
  plan.config = models::presetConfig(request);
  plan.trainingTokens = 1000000;
  plan.stepsPerEpoch = 200;
  const double need = leastMemoryOf(plan);
  EXPECT_GT(need, 6 * 4 * 100e6) << "the weights alone";
  EXPECT_LT(need, 8e9);
  EXPECT_NO_THROW(requireMemory(plan, need));
  EXPECT_NO_THROW(requireMemory(plan, need / 1.2));
  EXPECT_NO_THROW(requireMemory(plan, std::nullopt));
  EXPECT_THROW(requireMemory(plan, need / 1.3), Error);
  EXPECT_EQ(availableMemory("MemTotal:  9 kB\nMemAvailable:    2048 kB\nBuffers: 1 kB\n"), 2048.0 * 1024);
  EXPECT_FALSE(availableMemory("MemTotal:  9 kB\n"));
  EXPECT_FALSE(availableMemory("MemAvailable: many\n"));
  EXPECT_GT(availableMemory().value_or(0), 1e6);
}

TEST_F(RunTest, EndsEarlyWhenPatienceIsOver) {
  RunSettings settings = quickSettings(corpus(), at("run"));
  settings.optimiser.learningRate = 1e-12;  // which changes nothing
  settings.length.steps = 400;
  settings.length.validations = 40;
  settings.length.patience = 2;
  const JobSnapshot job = trainToTheEnd(settings);
  ASSERT_EQ(job.state, JobState::Finished);
  EXPECT_LT(job.step, 400);
  const RunMetrics metrics = MetricsFile(at("run")).read();
  ASSERT_GE(metrics.validation.size(), 3U);
  const std::size_t end = metrics.validation.size();
  EXPECT_TRUE(metrics.validation[end - 3].improved);
  EXPECT_FALSE(metrics.validation[end - 2].improved);
  EXPECT_FALSE(metrics.validation[end - 1].improved);
  EXPECT_EQ(job.step, metrics.validation.back().step);
  EXPECT_TRUE(fs::exists(at("run") / "weights.safetensors"));
}

TEST_F(RunTest, ARunThatDivergesFailsAndKeepsWhatItHas) {
  RunSettings settings = quickSettings(corpus(), at("run"));
  settings.optimiser.schedule = ScheduleKind::Constant;
  settings.optimiser.learningRate = 10;
  settings.optimiser.warmUpShare = 1;  // it rises all the time
  settings.optimiser.weightDecay = 10;
  settings.length.steps = 1000;
  settings.length.validations = 100;
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(settings);
  const JobSnapshot job = waitFor(desk, id);
  ASSERT_EQ(job.state, JobState::Failed);
  ASSERT_EQ(job.failure->code(), ErrorCode::TrainingDiverged) << job.failure->what();
  EXPECT_EQ(job.failure->arguments().size(), 2U);
  EXPECT_EQ(RunFolder(at("run")).record().failure->code(), ErrorCode::TrainingDiverged);
  EXPECT_TRUE(readNewestState(RunFolder(at("run"))));
  ASSERT_FALSE(desk.checkpoints(id).empty());
  PublishSettings publish;
  publish.folder = at("styles").string();
  Quiet listener;
  EXPECT_NO_THROW(desk.publish(id, publish, {}, listener));
}

void flipABit(const fs::path& file) {
  std::string bytes = readTextFile(file);
  bytes[bytes.size() - 4] ^= 1;
  writeFileAtomically(file, bytes);
}

TEST_F(RunTest, ADamagedCheckpointIsNotPublished) {
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(quickSettings(corpus(), at("run")));
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  std::vector<Checkpoint> all = desk.checkpoints(id);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.nats < b.nats; });
  ASSERT_TRUE(all.front().best);
  flipABit(fs::path(all.front().folder) / "weights.safetensors");
  PublishSettings publish;
  publish.folder = at("styles").string();
  Quiet listener;
  const fs::path pack = desk.publish(id, publish, {}, listener);
  EXPECT_EQ(readTextFile(pack / "weights.safetensors"),
            readTextFile(fs::path(all[1].folder) / "weights.safetensors"))
      << "the next best";
  publish.step = all.front().step;
  try {
    desk.publish(id, publish, {}, listener);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::PackDamaged);
    EXPECT_EQ(error.arguments().at(1), "weights-changed");
  }
  publish.step.reset();
  for (std::size_t i = 1; i < all.size(); ++i) flipABit(fs::path(all[i].folder) / "weights.safetensors");
  EXPECT_THROW(desk.publish(id, publish, {}, listener), Error);
}

TEST_F(RunTest, PausedAndResumedItEndsAsIfItHadNeverStopped) {
  const JobSnapshot whole = trainToTheEnd(quickSettings(corpus(), at("whole")));
  ASSERT_EQ(whole.state, JobState::Finished);
  {
    TrainingDesk desk({}, {}, toolsFor());
    const JobId id = desk.submit(quickSettings(corpus(), at("parts")));
    while (desk.snapshot(id).step < 13) std::this_thread::sleep_for(1ms);
    desk.pause(id);
    const JobSnapshot paused = waitFor(desk, id);
    ASSERT_EQ(paused.state, JobState::Paused);
    EXPECT_LT(paused.step, 40);
    desk.resume(id);
    while (desk.snapshot(id).step < paused.step + 3) std::this_thread::sleep_for(1ms);
  }
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.open((at("parts")).string());
  EXPECT_TRUE(desk.snapshot(id).interrupted);
  desk.resume(id);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  EXPECT_EQ(readTextFile(at("whole") / "weights.safetensors"),
            readTextFile(at("parts") / "weights.safetensors"));
  EXPECT_EQ(desk.curves(id, 0, 0).train.size(), 40u) << "no step is reported twice";
  EXPECT_EQ(desk.checkpoints(id).size(), 4u);
}

/// The process that is killed: trains the run that the environment names, one step at a time.
TEST(Child, Trains) {
  const char* folder = std::getenv(kChildRun);
  if (!folder) GTEST_SKIP() << "only as a child of another test";
  TrainingDesk desk({}, {}, toolsFor());
  desk.resume(desk.open(folder));
  for (;;) std::this_thread::sleep_for(1s);
}

/// Starts a run in a process that is killed after its next saved state.
void trainUntilKilled(const RunFolder& run) {
  const std::int64_t before = run.stateSteps().empty() ? 0 : run.stateSteps().front();
  setenv(kChildRun, run.path().c_str(), 1);
  std::string program = fs::read_symlink("/proc/self/exe").string();
  std::string filter = "--gtest_filter=Child.Trains";
  char* arguments[] = {program.data(), filter.data(), nullptr};
  pid_t child = 0;
  ASSERT_EQ(posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ), 0);
  unsetenv(kChildRun);
  for (int i = 0; i < 6000; ++i) {
    const auto steps = run.stateSteps();
    if (!steps.empty() && steps.front() > before) break;
    std::this_thread::sleep_for(5ms);
  }
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_GT(run.stateSteps().front(), before);
}

/// Trains without a break in one folder and with two in another.
void compareWithKilled(RunSettings settings, const fs::path& whole, const fs::path& killed) {
  settings.length.steps = 400;
  settings.folder = whole.string();
  ASSERT_EQ(trainToTheEnd(settings).state, JobState::Finished);
  settings.folder = killed.string();
  RunFolder run(killed);
  run.create(settings);
  for (int kills = 0; kills < 2; ++kills) trainUntilKilled(run);
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.open(settings.folder);
  desk.resume(id);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  EXPECT_EQ(readTextFile(RunFolder(whole).weightsPath()), readTextFile(run.weightsPath()));
}

TEST_F(RunTest, KilledAndResumedItEndsWithTheSameBytes) {
  compareWithKilled(quickSettings(corpus(), {}), at("whole"), at("killed"));
}

TEST_F(RunTest, KilledAndResumedWithTwoThreadsItEndsWithTheSameBytes) {
  RunSettings settings = quickSettings(corpus(), {});
  settings.threads = 2;
  compareWithKilled(settings, at("whole"), at("killed"));
}

TEST_F(RunTest, KilledAndResumedWhileGroupsJoinItEndsWithTheSameBytes) {
  TrainingDesk desk({}, {}, toolsFor());
  const JobId base = desk.submit(quickSettings(corpus(), at("base-run")));
  ASSERT_EQ(waitFor(desk, base).state, JobState::Finished);
  PublishSettings publish;
  publish.folder = at("styles").string();
  Quiet listener;
  RunSettings settings = quickSettings(corpus(), {});
  settings.fineTune.style = desk.publish(base, publish, {}, listener);
  settings.fineTune.gradual = true;
  settings.threads = 2;
  compareWithKilled(settings, at("whole"), at("killed"));
}

TEST_F(RunTest, AVanishedCorpusFailsWithItsNameAndGoesOnWhenItIsBack) {
  TrainingDesk desk({}, {}, toolsFor());
  RunSettings settings = quickSettings(corpus(), at("run"));
  RunFolder(at("run")).create(settings);
  fs::rename(corpus(), at("elsewhere"));
  EXPECT_THROW(desk.submit(quickSettings(corpus(), at("other"))), Error);
  const JobId id = desk.open(at("run").string());
  desk.resume(id);
  const JobSnapshot failed = waitFor(desk, id);
  ASSERT_EQ(failed.state, JobState::Failed);
  EXPECT_EQ(failed.failure->code(), ErrorCode::CorpusVanished);
  fs::rename(at("elsewhere"), corpus());
  desk.resume(id);
  EXPECT_EQ(waitFor(desk, id).state, JobState::Finished);
  EXPECT_THROW(desk.submit(settings), Error) << "the folder holds a run";
}

TEST_F(RunTest, AFileThatComesLaterIsNotTheRuns) {
  ASSERT_EQ(trainToTheEnd(quickSettings(corpus(), at("whole"))).state, JobState::Finished);
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(quickSettings(corpus(), at("run")));
  while (desk.snapshot(id).step < 13) std::this_thread::sleep_for(1ms);
  desk.pause(id);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Paused);
  fs::remove(corpus() / "manifest.csv");  // which alone would give every piece another part
  test::writeScaleCorpus(at("more"), 60);
  for (const int more : {41, 47, 59}) {
    const std::string name = std::to_string(more) + ".mid";
    fs::copy_file(at("more") / ("tune" + name), corpus() / ("a" + name));
  }
  desk.resume(id);
  const JobSnapshot job = waitFor(desk, id);
  ASSERT_EQ(job.state, JobState::Finished) << (job.failure ? job.failure->what() : "");
  EXPECT_EQ(readTextFile(at("whole") / "weights.safetensors"),
            readTextFile(at("run") / "weights.safetensors"));
  PublishSettings publish;
  publish.folder = at("styles").string();
  Quiet listener;
  EXPECT_NO_THROW(desk.publish(id, publish, {}, listener));
}

TEST_F(RunTest, AMissingPieceIsNamedAndTheRunGoesOnWhenItIsBack) {
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(quickSettings(corpus(), at("run")));
  while (desk.snapshot(id).step < 13) std::this_thread::sleep_for(1ms);
  desk.pause(id);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Paused);
  fs::rename(corpus() / "tune5.mid", at("tune5.mid"));
  desk.resume(id);
  const JobSnapshot failed = waitFor(desk, id);
  ASSERT_EQ(failed.state, JobState::Failed);
  EXPECT_EQ(failed.failure->code(), ErrorCode::CorpusVanished);
  EXPECT_EQ(failed.failure->arguments(), (std::vector<std::string>{"corpus/tune5.mid", "1"}));
  fs::rename(at("tune5.mid"), corpus() / "under-another-name.mid");
  desk.resume(id);
  EXPECT_EQ(waitFor(desk, id).state, JobState::Finished);
}

TEST_F(RunTest, ARunWithoutAListOfItsPiecesIsHeldToItsFingerprint) {
  fs::remove(corpus() / "manifest.csv");
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(quickSettings(corpus(), at("run")));
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  PublishSettings publish;
  publish.folder = at("styles").string();
  Quiet listener;
  fs::remove(at("run") / "corpus.json");
  EXPECT_NO_THROW(desk.publish(id, publish, {}, listener));
  Corpus scanned = scanCorpus(std::vector<fs::path>{corpus()});
  numberClustersByPlace(scanned.pieces);
  nlohmann::json plan = nlohmann::json::parse(readTextFile(at("run") / "plan.json"));
  ASSERT_NE(plan["corpus"], fingerprintOf(split(scanned)));
  plan["corpus"] = fingerprintOf(split(scanned));
  writeFileAtomically(at("run") / "plan.json", plan.dump());
  EXPECT_NO_THROW(desk.publish(id, publish, {}, listener)) << "split by the numbers of its time";
  test::writeScaleCorpus(at("more"), 41);
  fs::copy_file(at("more") / "tune40.mid", corpus() / "a-first.mid");
  try {
    desk.publish(id, publish, {}, listener);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::RunDamaged);
  }
}

TEST_F(RunTest, ARunThatCannotWriteFailsAndKeepsWhatItHas) {
  RunSettings settings = quickSettings(corpus(), at("run"));
  settings.length.steps = 100000;
  settings.length.validations = 10000;
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.submit(settings);
  while (desk.checkpoints(id).empty()) std::this_thread::sleep_for(1ms);
  fs::remove_all(at("run") / "samples");
  const JobSnapshot failed = waitFor(desk, id);
  ASSERT_EQ(failed.state, JobState::Failed);
  EXPECT_EQ(failed.failure->code(), ErrorCode::FileNotWritable);
  EXPECT_TRUE(readNewestState(RunFolder(at("run"))));
}

TEST_F(RunTest, PublishesAPackThatMeasuresAsItsCardSays) {
  TrainingDesk desk({}, {}, toolsFor());
  RunSettings settings = quickSettings(corpus(), at("scale-run"));
  settings.length.steps = 120;
  const JobId id = desk.submit(settings);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  PublishSettings publish;
  publish.id = "scale-tunes";
  publish.folder = at("styles").string();
  publish.name = "Scales";
  Quiet listener;
  const fs::path pack = desk.publish(id, publish, {}, listener);
  const models::StyleCard card = models::readStyleCard(pack);
  EXPECT_EQ(card.info.id, "scale-tunes");
  EXPECT_EQ(card.info.name, "Scales");
  EXPECT_EQ(card.info.family, "gpt");
  ASSERT_EQ(card.info.sources.size(), 1u);
  EXPECT_EQ(card.info.sources[0].licence, "CC0");
  EXPECT_EQ(card.heldOut.baselines.size(), 7u);
  EXPECT_LT(card.heldOut.pitchPerplexity, card.heldOut.baselines.at("1-gram"));
  EXPECT_TRUE(fs::exists(pack / "README.md"));
  EXPECT_TRUE(fs::exists(pack / "samples" / "step-000000120.mid"));

  EvaluateSettings evaluation;
  evaluation.corpora = {corpus().string()};
  evaluation.baselines = true;
  const EvaluateReport measured = evaluateStyle(pack, evaluation, {}, listener);
  EXPECT_EQ(measured.pieces, card.heldOut.pieces) << "pieces of the training must be left out";
  EXPECT_NEAR(measured.pitchPerplexity, card.heldOut.pitchPerplexity, 1e-9);
  EXPECT_NEAR(measured.baselines.at("3-gram"), card.heldOut.baselines.at("3-gram"), 1e-9);

  // And the next style begins at this one.
  RunSettings tuned = quickSettings(corpus(), at("tuned"));
  tuned.fineTune.style = "scale-tunes";
  tuned.fineTune.unfreeze = 1;
  tuned.optimiser.learningRate = 0;
  test::writeScaleCorpus(at("few"), 12);
  tuned.corpora = {at("few").string()};
  TrainingDesk second({}, {}, toolsFor(at("styles")));
  const JobId next = second.submit(tuned);
  const JobSnapshot job = waitFor(second, next);
  ASSERT_EQ(job.state, JobState::Finished) << (job.failure ? job.failure->what() : "");
  EXPECT_LT(job.trainableParameters, job.parameters);
  EXPECT_GT(job.settings.optimiser.learningRate, 0) << "found by the range test";

  publish.id = "few-tunes";
  const fs::path later = second.publish(next, publish, {}, listener);
  const auto learnt = [](const fs::path& folder) {
    const auto hashes = models::readTrainingRecord(folder, models::readStyleCard(folder)).contentHashes;
    return std::set<std::uint64_t>(hashes.begin(), hashes.end());
  };
  const std::set<std::uint64_t> first = learnt(pack);
  const std::set<std::uint64_t> both = learnt(later);
  EXPECT_TRUE(std::includes(both.begin(), both.end(), first.begin(), first.end()))
      << "what the base has learnt was not unseen";
}

TEST_F(RunTest, RefusesWhatCannotBe) {
  TrainingDesk desk({}, {}, toolsFor());
  const auto refused = [&](auto change) {
    RunSettings settings = quickSettings(corpus(), at("refused"));
    change(settings);
    EXPECT_THROW(desk.submit(settings), Error);
    EXPECT_FALSE(fs::exists(at("refused")));
  };
  refused([](RunSettings& s) { s.corpora.clear(); });
  refused([](RunSettings& s) { s.network.family = "rnn"; });
  refused([](RunSettings& s) { s.network.preset = "huge"; });
  refused([](RunSettings& s) { s.tokenizer = "sheet"; });
  refused([](RunSettings& s) { s.threads = 0; });
  refused([](RunSettings& s) { s.optimiser.learningRate = 100; });
  refused([](RunSettings& s) { s.device = "abacus"; });
  refused([](RunSettings& s) { s.fineTune.style = "nowhere"; });
}

TEST_F(RunTest, GroupsAreListedFromInputToOutput) {
  TrainingDesk desk({}, {}, toolsFor());
  RunSettings settings = quickSettings(corpus(), at("run"));
  settings.network.layers = 2;
  const std::vector<ParameterGroup> groups = desk.groups(settings);
  ASSERT_EQ(groups.size(), 4u);
  EXPECT_EQ(groups.front().name, "embedding");
  EXPECT_EQ(groups.back().name, "head");
  for (const ParameterGroup& group : groups) EXPECT_TRUE(group.trained);
}

TEST(Machine, ProposesWhatFitsTheTimeAndTheCorpus) {
  MachineProbe machine;
  machine.paces = {{"gpt", "tiny", 300000, 20000, true},
                   {"gpt", "small", 900000, 8000, true},
                   {"gpt", "medium", 3700000, 3000, false},
                   {"gpt", "large", 14000000, 900, false}};
  ProposalRequest request;
  request.corpusNotes = 500000;
  request.minutes = 10;
  EXPECT_EQ(proposalFor(request, machine).settings.network.preset, "tiny");
  request.minutes = 30;
  EXPECT_EQ(proposalFor(request, machine).settings.network.preset, "small");
  request.minutes = 480;
  const Proposal overnight = proposalFor(request, machine);
  EXPECT_EQ(overnight.settings.network.preset, "medium");
  EXPECT_GT(overnight.epochs, 8);
  EXPECT_FALSE(overnight.corpusTooSmall);
  EXPECT_FALSE(overnight.endsEarly);
  EXPECT_EQ(overnight.minutes, 480);
  request.corpusNotes = 1000;
  const Proposal small = proposalFor(request, machine);
  EXPECT_EQ(small.settings.network.preset, "tiny") << "a small corpus cannot fill a large network";
  EXPECT_TRUE(small.corpusTooSmall);
  EXPECT_TRUE(small.endsEarly) << "a thousand passes would only learn it by heart";
  EXPECT_EQ(small.settings.length.epochs, 80);
  EXPECT_EQ(small.settings.length.minutes, 0);
  EXPECT_EQ(small.minutes, 1);
}

}  // namespace
}  // namespace partimento::training
