#include <cmath>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/formats/midi.h"
#include "core/models/style_pack.h"
#include "core/music/score.h"
#include "tests/support/paths.h"
#include "training/data/dataset.h"
#include "training/evaluate/evaluate_style.h"
#include "training/evaluate/perplexity.h"
#include "training/optim/schedule.h"
#include "training/train/train_style.h"
#include "training/train/trainer.h"

namespace partimento::training {
namespace {

namespace fs = std::filesystem;

class Silent : public JobListener {
 public:
  void progress(const JobProgress& progress) override {
    ++calls;
    EXPECT_GE(progress.fraction, 0);
    EXPECT_LE(progress.fraction, 1);
    if (stopAfter > 0 && progress.phase == "train" && ++trainCalls >= stopAfter) source.request_stop();
  }
  int calls = 0;
  int trainCalls = 0;
  int stopAfter = 0;
  std::stop_source source;
};

/// Up and down a C major scale with drawn turning points: easy to learn, never the same.
std::vector<Note> scaleTune(std::uint64_t seed, int count) {
  static constexpr Pitch kScale[] = {60, 62, 64, 65, 67, 69, 71, 72, 74, 76};
  Random random(seed);
  std::vector<Note> notes;
  int degree = static_cast<int>(random.below(10));
  int direction = 1;
  Tick now;
  for (int i = 0; i < count; ++i) {
    Note note;
    note.pitch = kScale[degree];
    note.onset = now;
    note.duration = Tick(i % 4 == 3 ? 480 : 240);
    notes.push_back(note);
    now += note.duration;
    if (random.below(8) == 0 || degree + direction < 0 || degree + direction > 9) direction = -direction;
    degree += direction;
  }
  return notes;
}

void writeCorpus(const fs::path& folder, int pieces) {
  fs::create_directories(folder);
  std::ofstream manifest(folder / "manifest.csv");
  manifest << "file,cluster,licence,source_repo\n";
  for (int i = 0; i < pieces; ++i) {
    Track track;
    track.notes = scaleTune(static_cast<std::uint64_t>(i), 40);
    ScoreParts parts;
    parts.tracks = {std::make_shared<const Track>(std::move(track))};
    const std::string name = "tune" + std::to_string(i) + ".mid";
    formats::writeMidiFile(folder / name, *Score::make(std::move(parts)));
    manifest << name << ',' << i << ",CC0,tests\n";
  }
}

TrainSettings quickSettings(const fs::path& corpus, const fs::path& output) {
  TrainSettings settings;
  settings.corpora = {corpus.string()};
  settings.output = output.string();
  settings.receptiveField = 32;
  settings.channels = 12;
  settings.epochs = 3;
  settings.batch = 4;
  settings.window = 24;
  settings.learningRate = 1e-2;
  settings.patience = 10;
  return settings;
}

std::string bytesOf(const fs::path& path) {
  return readTextFile(path);
}

TEST(CosineSchedule, RisesThenFalls) {
  const CosineSchedule schedule{1.0, 100, 10, 0.01};
  EXPECT_NEAR(schedule.rateAt(0), 0.1, 1e-12);
  EXPECT_NEAR(schedule.rateAt(10), 1.0, 1e-12);
  EXPECT_NEAR(schedule.rateAt(55), 0.505, 1e-9);
  EXPECT_NEAR(schedule.rateAt(100), 0.01, 1e-9);
  EXPECT_NEAR(schedule.rateAt(1000), 0.01, 1e-9);
}

TEST(Dataset, WindowsCoverEveryEventOnce) {
  std::vector<Sequence> sequences(20);
  for (std::size_t i = 0; i < sequences.size(); ++i) sequences[i].steps.resize(2 + 13 * i);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    std::vector<std::vector<int>> covered;
    for (const Sequence& sequence : sequences)
      covered.emplace_back(static_cast<std::size_t>(sequence.events()), 0);
    for (const auto& group : drawBatches(sequences, 32, 4, random)) {
      EXPECT_LE(group.size(), 4u);
      for (const Window& window : group) {
        ASSERT_LE(window.end - window.begin, 32);
        for (std::int64_t i = window.begin; i < window.end; ++i)
          ++covered[window.sequence][static_cast<std::size_t>(i)];
      }
    }
    for (const auto& counts : covered) {
      for (const int count : counts) ASSERT_EQ(count, 1);
    }
  }
}

TEST(Dataset, KeyIsNormalisedAndOctaveIsNear) {
  std::vector<Note> notes;
  for (const Pitch pitch : {38, 42, 45, 43, 40, 45, 42, 38}) {  // D major, two octaves below the treble
    Note note;
    note.onset = Tick(std::int64_t{480} * static_cast<std::int64_t>(notes.size()));
    note.duration = Tick(pitch == 38 ? 480 : 240);
    note.pitch = pitch;
    notes.push_back(note);
  }
  EXPECT_EQ(offsetOf(notes, 64), 22);
}

TEST(Perplexity, IsTheInverseGeometricMean) {
  MelodyLoss loss;
  loss.pitchNats = 10 * std::log(4.0);
  loss.durationNats = 10 * std::log(2.0);
  loss.events = 10;
  EXPECT_NEAR(loss.pitchPerplexity(), 4, 1e-9);
  EXPECT_NEAR(loss.durationPerplexity(), 2, 1e-9);
  EXPECT_NEAR(loss.natsPerNote(), std::log(8.0), 1e-9);
  EXPECT_EQ(MelodyLoss().pitchPerplexity(), 0);
}

TEST(TrainStyle, LearnsWritesAPackAndKeepsItsPromises) {
  const test::TemporaryFolder folder;
  writeCorpus(folder.path() / "corpus", 60);
  const fs::path pack = folder.path() / "scale-tunes";
  TrainSettings settings = quickSettings(folder.path() / "corpus", pack);
  settings.epochs = 12;
  Silent listener;
  const TrainReport report = trainStyle(settings, {}, listener);
  EXPECT_GT(listener.calls, 10);
  EXPECT_LT(report.pitchPerplexity, 3.0);
  EXPECT_FALSE(fs::exists(pack / "training.state"));

  const models::StyleCard card = models::readStyleCard(pack);
  EXPECT_EQ(card.info.id, "scale-tunes");
  EXPECT_EQ(card.info.name, "Scale tunes");
  EXPECT_EQ(card.info.receptiveField, 32);
  ASSERT_EQ(card.info.sources.size(), 1u);
  EXPECT_EQ(card.info.sources[0].licence, "CC0");
  EXPECT_EQ(card.heldOut.baselines.size(), 7u);

  EvaluateSettings evaluation;
  evaluation.corpora = {(folder.path() / "corpus").string()};
  evaluation.baselines = true;
  const EvaluateReport measured = evaluateStyle(pack, evaluation, {}, listener);
  EXPECT_EQ(measured.pieces, card.heldOut.pieces) << "pieces of the training must be left out";
  EXPECT_NEAR(measured.pitchPerplexity, card.heldOut.pitchPerplexity, 1e-9);
  EXPECT_NEAR(measured.baselines.at("3-gram"), card.heldOut.baselines.at("3-gram"), 1e-9);

  const test::TemporaryFolder elsewhere;
  writeCorpus(elsewhere.path(), 30);
  evaluation.corpora = {elsewhere.path().string()};
  EXPECT_LT(evaluateStyle(pack, evaluation, {}, listener).pieces, 30) << "copies elsewhere count as seen";
}

TEST(TrainStyle, AResumedRunEndsAsAnUninterruptedOne) {
  const test::TemporaryFolder folder;
  const fs::path corpus = folder.path() / "corpus";
  writeCorpus(corpus, 40);
  Silent listener;
  trainStyle(quickSettings(corpus, folder.path() / "whole"), {}, listener);

  Silent stopping;
  stopping.stopAfter = 30;  // in the second epoch
  const TrainSettings settings = quickSettings(corpus, folder.path() / "parts");
  try {
    trainStyle(settings, stopping.source.get_token(), stopping);
    FAIL() << "the run was not stopped";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Cancelled);
  }
  ASSERT_TRUE(fs::exists(folder.path() / "parts" / "training.state"));
  torch::manual_seed(99);  // another process would start elsewhere
  trainStyle(settings, {}, listener);
  EXPECT_EQ(bytesOf(folder.path() / "whole" / "weights.safetensors"),
            bytesOf(folder.path() / "parts" / "weights.safetensors"));
}

TEST(TrainStyle, AStateOfOtherSettingsOrADamagedOneIsNotUsed) {
  const test::TemporaryFolder folder;
  std::vector<Sequence> sequences(3);
  for (Sequence& sequence : sequences) sequence.steps.assign(30, {5, 3, {}});
  TrainerSettings settings;
  settings.architecture.receptiveField = 32;
  settings.architecture.channels = 8;
  settings.epochs = 2;
  Trainer trainer(settings, sequences, sequences);
  trainer.runEpoch();
  const fs::path state = folder.path() / "state";
  trainer.save(state);
  settings.dropout = 0.3;
  Trainer other(settings, sequences, sequences);
  EXPECT_FALSE(other.restore(state));
  EXPECT_EQ(other.epochsDone(), 0);
  writeFileAtomically(state, std::string_view("damaged"));
  EXPECT_FALSE(trainer.restore(state));
  EXPECT_FALSE(trainer.restore(folder.path() / "missing"));
}

TEST(TrainStyle, RefusesWhatCannotBe) {
  const test::TemporaryFolder folder;
  writeCorpus(folder.path() / "corpus", 40);
  Silent listener;
  TrainSettings settings = quickSettings(folder.path() / "corpus", folder.path() / "pack");
  settings.receptiveField = 100;
  EXPECT_THROW(trainStyle(settings, {}, listener), Error);
  settings.receptiveField = 32;
  settings.architecture = "gpt";
  EXPECT_THROW(trainStyle(settings, {}, listener), Error);
}

}  // namespace
}  // namespace partimento::training
