#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
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
#include "tests/training/scale_corpus.h"
#include "training/evaluate/evaluate_style.h"
#include "training/jobs/machine.h"
#include "training/jobs/run_folder.h"
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

TEST_F(RunTest, KilledAndResumedItEndsWithTheSameBytes) {
  RunSettings settings = quickSettings(corpus(), at("whole"));
  settings.length.steps = 400;
  ASSERT_EQ(trainToTheEnd(settings).state, JobState::Finished);
  settings.folder = at("killed").string();
  RunFolder run(settings.folder);
  run.create(settings);

  for (int kills = 0; kills < 2; ++kills) {
    const std::int64_t before = run.stateSteps().empty() ? 0 : run.stateSteps().front();
    setenv(kChildRun, settings.folder.c_str(), 1);
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
  TrainingDesk desk({}, {}, toolsFor());
  const JobId id = desk.open(settings.folder);
  desk.resume(id);
  ASSERT_EQ(waitFor(desk, id).state, JobState::Finished);
  EXPECT_EQ(readTextFile(at("whole") / "weights.safetensors"),
            readTextFile(at("killed") / "weights.safetensors"));
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
