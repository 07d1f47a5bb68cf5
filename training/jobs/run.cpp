#include "training/jobs/run.h"

#include <chrono>
#include <cmath>
#include <optional>

#include "core/base/error.h"
#include "core/formats/midi.h"
#include "core/models/model_file.h"
#include "core/models/style_pack.h"
#include "training/jobs/foreign_errors.h"
#include "training/jobs/memory_need.h"
#include "training/jobs/metrics.h"
#include "training/jobs/pack_card.h"
#include "training/jobs/run_folder.h"
#include "training/jobs/run_material.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/state_file.h"
#include "training/jobs/thread_count.h"
#include "training/optim/fine_tuning.h"
#include "training/optim/rate_search.h"
#include "training/train/generator_turn.h"
#include "training/train/quiet_load.h"
#include "training/train/sample.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kTraining = "training";
constexpr const char* kNetwork = "network";
constexpr int kPromptNotes = 8;
/// Work is saved at least so often; when has no influence on what is learnt.
constexpr double kSaveSeconds = 60;
/// How long the pace is measured, after some steps that do not count.
constexpr double kPaceSeconds = 3;
constexpr int kWarmSteps = 2;
/// Share of a time budget that goes into steps; the rest is for validation, samples and saving.
constexpr double kShareOfSteps = 0.9;
/// A found rate is taken as it is by new networks; what is known already is treated with more care.
constexpr double kFineTuneShareOfValley = 0.5;

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void throwIfStopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Error(ErrorCode::Cancelled);
}

/// Before memory is asked for: where it plainly is not there, the machine would rather come to a stop than
/// refuse. Of a graphics processor nothing is known.
void requireRoom(const RunPlan& plan, const RunSettings& settings, const RunTools& tools) {
  if (deviceOf(settings.device).is_cuda()) return;
  requireMemory(plan, tools.availableMemory ? tools.availableMemory() : availableMemory());
}

/// Runs the range test on a trainer that is thrown away afterwards, so that nothing needs restoring.
RateSearch searchRateOn(RunMaterial& material, RunPlan plan, const std::stop_token& stop,
                        const std::function<void(double)>& progress) {
  const RateTest test;
  plan.steps = test.steps;
  plan.optimiser.learningRate = test.highest;
  const std::unique_ptr<Trainer> trainer = material.makeTrainer(plan);
  const double notesPerToken =
      static_cast<double>(plan.trainingNotes) / static_cast<double>(plan.trainingTokens);
  int done = 0;
  return searchRate(test, [&](double rate) {
    throwIfStopped(stop);
    progress(static_cast<double>(done++) / test.steps);
    try {
      const StepReport report = trainer->stepAt(rate);
      return report.nats / static_cast<double>(report.tokens) / notesPerToken;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::TrainingDiverged) throw;
      return std::numeric_limits<double>::quiet_NaN();
    }
  });
}

/// Seconds a step, on a trainer that is thrown away afterwards.
double measureStep(RunMaterial& material, RunPlan plan, const std::stop_token& stop) {
  plan.steps = std::numeric_limits<std::int32_t>::max();
  const std::unique_ptr<Trainer> trainer = material.makeTrainer(plan);
  for (int i = 0; i < kWarmSteps; ++i) trainer->step();
  const Clock::time_point begin = Clock::now();
  int steps = 0;
  do {
    throwIfStopped(stop);
    trainer->step();
    ++steps;
  } while (secondsSince(begin) < kPaceSeconds);
  return secondsSince(begin) / steps;
}

/// One session of a run.
class Session {
 public:
  Session(const fs::path& folder, const RunTools& tools, std::stop_token stop, RunListener& listener)
      : m_folder(folder),
        m_settings(m_folder.settings()),
        m_metrics(folder),
        m_tools(tools),
        m_stop(std::move(stop)),
        m_listener(listener),
        m_lock(folder),
        m_threads(m_settings.threads) {}

  SessionEnd run() {
    const auto scanned = [this](double share) {
      m_listener.phase(JobPhase::Scanning, share);
      return !m_stop.stop_requested();
    };
    m_material = std::make_unique<RunMaterial>(m_settings, m_tools, scanned, begunCorpus(m_folder));
    if (const std::optional<std::string> known = m_folder.plan()) {
      m_plan = planFromJson(*known, m_folder.path().string());
      m_material->adopt(m_plan);
      if (!m_folder.corpus()) keepCorpus();
      requireRoom(m_plan, m_settings, m_tools);
    } else {
      makePlan();
    }
    m_trainer = m_material->makeTrainer(m_plan);
    goOn();
    tellResolved();
    m_prompt = m_settings.sampleSeed.empty() ? promptOf(m_material->validation().front(), kPromptNotes)
                                             : promptOf(m_settings.sampleSeed, m_material->representation());
    return train();
  }

 private:
  void makePlan() {
    RunPlan plan = m_material->draftPlan();
    requireRoom(plan, m_settings, m_tools);
    if (plan.optimiser.learningRate == 0) {
      const RateSearch search = searchRateOn(*m_material, plan, m_stop, [this](double share) {
        m_listener.phase(JobPhase::FindingRate, share);
      });
      plan.optimiser.learningRate =
          search.valley * (m_settings.fineTune.style.empty() ? 1 : kFineTuneShareOfValley);
    }
    if (plan.steps <= 0) {
      m_listener.phase(JobPhase::Measuring, 0);
      const double minutes = m_settings.length.minutes > 0 ? m_settings.length.minutes : 10;
      const double pace = measureStep(*m_material, plan, m_stop);
      plan.steps = std::max<std::int64_t>(1, std::llround(minutes * 60 * kShareOfSteps / pace));
    }
    setIntervals(plan, m_settings.length, countsOf(m_material->validation()).tokens);
    keepCorpus();
    m_folder.writePlan(toJson(plan));  // after the list of its pieces, which holds once there is a plan
    m_plan = plan;
  }

  void keepCorpus() const { m_folder.writeCorpus(toJson(corpusOf(m_material->parts()))); }

  /// From the newest state that is whole, else from the start.
  void goOn() {
    m_listener.phase(JobPhase::Training, 0);
    std::int64_t step = 0;
    if (const std::optional<SavedState> state = readNewestState(m_folder)) {
      m_trainer->restore(state->file, m_folder.path().string());
      m_secondsBefore = state->seconds;
      step = state->step;
    }
    m_metrics.trimAfter(step);
    m_listener.rewound(step);
    m_savedStep = step;
  }

  void tellResolved() {
    RunSettings settings = m_settings;
    settings.optimiser = m_plan.optimiser;
    settings.augmentation = m_plan.augmentation;
    settings.length.steps = m_plan.steps;
    RunRecord record = m_folder.record();
    record.step = m_trainer->stepsDone();
    record.steps = m_plan.steps;
    record.seconds = m_secondsBefore;
    record.epoch = m_trainer->epochsDone();
    record.bestNats = std::isfinite(m_trainer->bestNats()) ? m_trainer->bestNats() : 0;
    record.parameters = models::parameterCount(m_plan.config);
    record.trainableParameters = m_trainer->trainableParameters();
    record.notesPerToken = notesPerToken();
    record.trainingPieces = static_cast<int>(m_material->parts().training.size());
    record.validationPieces = static_cast<int>(m_material->parts().validation.size());
    record.device = m_trainer->plan().device.is_cuda() ? "cuda" : "cpu";
    m_listener.resolved(settings, record);
  }

  double notesPerToken() const {
    return static_cast<double>(m_plan.trainingNotes) / static_cast<double>(m_plan.trainingTokens);
  }
  double seconds() const { return m_secondsBefore + secondsSince(m_begin); }

  SessionEnd train() {
    m_begin = m_lastSave = m_reportBegin = Clock::now();
    try {
      // Here and not around all of it: what there is must be kept for these errors too.
      return withoutForeignErrors(kTraining, [this] { return work(); });
    } catch (const Error& error) {
      // Weights that validation or a sample cannot compute with ran away, as those of a step do.
      const Error failure = error.code() == ErrorCode::NumbersBroken ? m_trainer->divergence() : error;
      keepWhatThereIs(failure.code());
      throw failure;
    }
  }

  SessionEnd work() {
    while (!m_trainer->finished() && !outOfPatience()) {
      if (m_stop.stop_requested()) {
        save();
        return SessionEnd::Interrupted;
      }
      report(m_trainer->step());
      const bool due = m_trainer->stepsDone() % m_plan.validateEvery == 0 || m_trainer->finished();
      if (due && !validate()) return SessionEnd::Interrupted;
      if (secondsSince(m_lastSave) > kSaveSeconds) save();
    }
    return finish();
  }

  bool outOfPatience() const {
    const int patience = m_settings.length.patience;
    return patience > 0 && m_trainer->validationsWithoutGain() >= patience;
  }

  void report(const StepReport& report) {
    m_nats += report.nats;
    m_tokens += report.tokens;
    if (report.step % m_plan.reportEvery != 0 && !m_trainer->finished()) return;
    TrainPoint point;
    point.step = report.step;
    point.seconds = seconds();
    point.epoch = m_trainer->epochsDone();
    point.nats = m_nats / static_cast<double>(m_tokens) / notesPerToken();
    point.learningRate = report.rate;
    point.gradientNorm = report.gradientNorm;
    point.tokensPerSecond = static_cast<double>(m_tokens) / std::max(secondsSince(m_reportBegin), 1e-9);
    m_metrics.append(lineOf(point));
    m_listener.trained(point);
    m_nats = 0;
    m_tokens = 0;
    m_reportBegin = Clock::now();
  }

  /// The loss on held-out pieces; none where it was stopped.
  std::optional<ValidationReport> heldOutLoss() {
    try {
      return m_trainer->validate([this](double share) {
        m_listener.phase(JobPhase::Validating, share);
        return !m_stop.stop_requested();
      });
    } catch (const Error& error) {
      if (error.code() != ErrorCode::Cancelled) throw;
      return std::nullopt;
    }
  }

  /// False where it was stopped. A validation counts for patience and for the best, so a state between the
  /// step and its validation must not be saved: the session that goes on repeats both.
  bool validate() {
    m_listener.phase(JobPhase::Validating, 0);
    m_validating = true;
    const std::optional<ValidationReport> result = heldOutLoss();
    if (!result) return false;
    m_validating = false;
    ValidationPoint point;
    point.step = m_trainer->stepsDone();
    point.seconds = seconds();
    point.nats = result->loss.natsPerNote();
    point.pitchPerplexity = result->loss.pitchPerplexity();
    point.durationPerplexity = result->loss.durationPerplexity();
    point.improved = result->improved;
    m_metrics.append(lineOf(point));
    m_listener.validated(point);
    checkpoint(point);
    save();
    m_listener.phase(JobPhase::Training, 0);
    m_reportBegin = Clock::now();
    return true;
  }

  void checkpoint(const ValidationPoint& point) {
    m_listener.phase(JobPhase::Sampling, 0);
    SampleSettings settings;
    settings.notes = m_settings.sampleNotes;
    const fs::path sample = m_folder.samplePath(point.step);
    const ScorePtr score =
        sampleScore(m_trainer->average(), m_material->representation(), m_prompt, settings);
    formats::writeMidiFile(sample, *score);
    const fs::path pack = m_folder.checkpointFolder(point.step);
    models::StyleCard card = cardFor(m_settings, m_plan, m_material->parts());
    card.info.id += '@' + std::to_string(point.step);
    card.info.pitchPerplexity = point.pitchPerplexity;
    card.info.durationPerplexity = point.durationPerplexity;
    models::writeStyleWeights(pack, m_trainer->average());
    models::writeStyleCard(pack, card);
    const Checkpoint entry{point.step,     point.seconds, point.nats,
                           point.improved, pack.string(), sample.string()};
    m_metrics.append(lineOf(entry, m_folder.path()));
    m_listener.checkpointed(entry);
  }

  void save() {
    m_lastSave = Clock::now();
    if (m_savedStep == m_trainer->stepsDone() && m_savedStep > 0) return;
    m_listener.phase(JobPhase::Saving, 0);
    writeState(m_folder, m_trainer->state(), m_trainer->stepsDone(), seconds());
    m_savedStep = m_trainer->stepsDone();
    m_lastSave = Clock::now();
    m_listener.phase(JobPhase::Training, 0);
  }

  /// After an error: where the weights are those of a whole step, they are worth keeping if they can be
  /// written.
  void keepWhatThereIs(ErrorCode code) {
    if (code == ErrorCode::TrainingDiverged || m_validating || !m_trainer->whole()) return;
    try {
      save();
    } catch (const std::exception&) {
      return;  // the state before is still there, and the first error says what is wrong
    }
  }

  SessionEnd finish() {
    if (!std::isfinite(m_trainer->bestNats()) && !validate()) return SessionEnd::Interrupted;
    save();
    models::writeModel(m_folder.weightsPath(), m_trainer->best(), models::ElementType::F32);
    return SessionEnd::Finished;
  }

  RunFolder m_folder;
  RunSettings m_settings;
  MetricsFile m_metrics;
  const RunTools& m_tools;
  std::stop_token m_stop;
  RunListener& m_listener;
  RunLock m_lock;
  ThreadCount m_threads;
  RunPlan m_plan;
  std::unique_ptr<RunMaterial> m_material;
  std::unique_ptr<Trainer> m_trainer;
  SamplePrompt m_prompt;
  double m_secondsBefore = 0;
  std::int64_t m_savedStep = 0;
  bool m_validating = false;  // the last step has not been validated as it should be
  double m_nats = 0;
  std::int64_t m_tokens = 0;
  Clock::time_point m_begin = Clock::now();
  Clock::time_point m_lastSave;
  Clock::time_point m_reportBegin;
};

}  // namespace

SessionEnd trainRun(const fs::path& folder, const RunTools& tools, std::stop_token stop,
                    RunListener& listener) {
  return withoutForeignErrors(kTraining,
                              [&] { return Session(folder, tools, std::move(stop), listener).run(); });
}

RateSearch findRateFor(const RunSettings& settings, const RunTools& tools, std::stop_token stop,
                       JobListener& listener) {
  return withoutForeignErrors(kTraining, [&] {
    const ThreadCount threads(settings.threads);
    RunMaterial material(settings, tools, [&](double share) {
      listener.progress({jobPhaseName(JobPhase::Scanning), share, {}, Seconds(0)});
      return !stop.stop_requested();
    });
    const RunPlan plan = material.draftPlan();
    requireRoom(plan, settings, tools);
    return searchRateOn(material, plan, stop, [&](double share) {
      listener.progress({jobPhaseName(JobPhase::FindingRate), share, {}, Seconds(0)});
    });
  });
}

std::vector<ParameterGroup> groupsFor(const RunSettings& settings, const RunTools& tools) {
  return withoutForeignErrors(kNetwork, [&] {
    std::shared_ptr<models::SequenceModel> model;
    if (settings.fineTune.style.empty()) {
      Representation representation;
      representation.tokenizer = tokens::makeTokenizer(fullTokenizerName(settings.tokenizer));
      representation.normalisesKey = materialOf(settings.tokenizer) == Material::Line;
      torch::Tensor generator = seededGenerator(0);
      const GeneratorTurn turn(generator);
      model = models::makeModel(configOf(settings.network, representation));
    } else {
      const fs::path pack = tools.findStyle(settings.fineTune.style);
      model = readStyleQuietly(pack, models::readStyleCard(pack));
    }
    const std::vector<models::WeightGroup> groups = model->weightGroups();
    const auto count = static_cast<int>(groups.size());
    FineTuneSettings atEnd = settings.fineTune;
    atEnd.gradual = false;
    const std::vector<double> factors = rateFactors(atEnd, count, 0, 1);
    std::vector<ParameterGroup> result;
    for (std::size_t i = 0; i < groups.size(); ++i)
      result.push_back({groups[i].name, groups[i].parameters(), factors[i] > 0, factors[i]});
    return result;
  });
}

}  // namespace partimento::training
