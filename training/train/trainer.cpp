#include "training/train/trainer.h"

#include <cmath>
#include <cstdio>
#include <cstring>

#include "core/base/error.h"
#include "training/optim/fine_tuning.h"
#include "training/train/generator_turn.h"
#include "training/train/mixed_precision.h"

namespace partimento::training {

namespace {

constexpr const char* kCounts = "counts";
constexpr const char* kBestNats = "best_nats";
constexpr const char* kGenerator = "generator";

std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3g", value);
  return buffer;
}

void saveWeights(const models::SequenceModel& model, const std::string& prefix, models::TensorFile& file) {
  for (const models::WeightGroup& group : model.weightGroups()) {
    for (const models::NamedWeight& weight : group.weights)
      file.tensors[prefix + weight.name] = tensorData(weight.tensor);
  }
}

void restoreWeights(models::SequenceModel& model, const std::string& prefix, const models::TensorFile& file,
                    const std::string& name) {
  for (models::WeightGroup& group : model.weightGroups()) {
    for (models::NamedWeight& weight : group.weights)
      readTensor(file, prefix + weight.name, weight.tensor, name);
  }
}

Schedule scheduleOf(const TrainerPlan& plan) {
  Schedule schedule;
  schedule.kind = plan.optimiser.schedule;
  schedule.peak = plan.optimiser.learningRate;
  schedule.steps = plan.steps;
  const double share =
      plan.optimiser.warmUpShare < 0 ? usualWarmUpShare(schedule.kind) : plan.optimiser.warmUpShare;
  schedule.warmUpSteps = static_cast<std::int64_t>(share * static_cast<double>(plan.steps));
  return schedule;
}

AdamWSettings adamSettings(const TrainerPlan& plan) {
  AdamWSettings settings;
  settings.weightDecay = plan.optimiser.weightDecay;
  settings.clipNorm = plan.optimiser.clipNorm;
  settings.pull = plan.fineTune.style.empty() ? 0 : plan.fineTune.pull;
  return settings;
}

}  // namespace

torch::Device deviceOf(const std::string& name) {
  if (name == "cpu") return torch::kCPU;
  const bool there = torch::cuda::is_available();
  if (name == "auto") return there ? torch::kCUDA : torch::kCPU;
  if (name == "cuda" && there) return torch::kCUDA;
  throw Error(ErrorCode::SettingInvalid, {"device", name, there ? "auto, cpu or cuda" : "auto or cpu"});
}

Trainer::Trainer(const TrainerPlan& plan, Epochs& epochs, const std::vector<Stream>& validation)
    : m_plan(plan), m_epochs(epochs), m_validation(validation), m_schedule(scheduleOf(plan)) {
  m_generator = seededGenerator(plan.randomSeed);
  {
    const GeneratorTurn turn(m_generator);
    m_model = models::makeModel(plan.config, plan.dropout);
  }
  torch::Tensor unused = seededGenerator(plan.randomSeed);
  const GeneratorTurn turn(unused);  // their random weights are written over
  m_average = models::makeModel(plan.config);
  m_best = models::makeModel(plan.config);
  for (const auto& model : {m_model, m_average, m_best}) model->to(plan.device);
  beginAt(*m_model);
}

void Trainer::beginAt(const models::SequenceModel& base) {
  if (&base != m_model.get()) models::copyWeights(base, *m_model);
  models::copyWeights(*m_model, *m_average);
  models::copyWeights(*m_model, *m_best);
  m_average->eval();
  m_best->eval();
  std::vector<models::WeightGroup> groups = m_model->weightGroups();
  m_groupCount = static_cast<int>(groups.size());
  m_optimiser = std::make_unique<AdamW>(std::move(groups), adamSettings(m_plan));
  m_optimiser->pullTowardsPresent();
}

std::int64_t Trainer::trainableParameters() const {
  const int trained = trainedGroups(m_plan.fineTune, m_groupCount);
  std::int64_t count = 0;
  int fromOutput = m_groupCount;
  for (const models::WeightGroup& group : m_model->weightGroups()) {
    if (--fromOutput < trained) count += group.parameters();
  }
  return count;
}

double Trainer::epochsDone() const {
  if (m_order.empty()) return static_cast<double>(m_epoch);
  return static_cast<double>(m_epoch) + static_cast<double>(m_group) / static_cast<double>(m_order.size());
}

Batch Trainer::nextBatch() {
  if (!m_order.empty() && m_group >= std::ssize(m_order)) {
    if (m_epoch == m_before.epoch) m_before.order = std::move(m_order);
    ++m_epoch;
    m_group = 0;
    m_order.clear();
  }
  const std::vector<Stream>& streams = m_epochs.streams(m_epoch);
  if (m_order.empty()) {
    Random random = Random::stream(m_plan.randomSeed, static_cast<std::uint64_t>(m_epoch));
    m_order = drawGroups(streams, m_plan.window, static_cast<std::size_t>(m_plan.optimiser.batch), random);
  }
  return makeBatch(streams, m_order[static_cast<std::size_t>(m_group++)]);
}

Trainer::Gradients Trainer::gatherGradients() {
  Gradients sum;
  m_model->train();
  for (int part = 0; part < m_plan.optimiser.accumulation; ++part) {
    const Batch batch = nextBatch().to(m_plan.device);
    const MixedPrecision mixed(m_plan.optimiser.precision, m_plan.device);
    const torch::Tensor nats = lossOf(*m_model, batch).sum();
    nats.backward();
    sum.nats += nats.item<double>();
    sum.tokens += batch.predicted;
  }
  return sum;
}

Error Trainer::divergence() const {
  return Error(ErrorCode::TrainingDiverged, {std::to_string(m_step), text(m_rate)});
}

StepReport Trainer::step() {
  return stepAt(m_schedule.rateAt(m_step));
}

StepReport Trainer::stepAt(double rate) {
  const torch::Tensor generator = m_generator;
  m_before = {m_epoch, m_group, !m_order.empty(), {}};
  try {
    return takeStep(rate);
  } catch (...) {
    m_generator = generator;
    goBack();
    throw;
  }
}

void Trainer::goBack() {
  if (m_epoch != m_before.epoch) m_order = std::move(m_before.order);
  if (!m_before.drawn) m_order.clear();
  m_epoch = m_before.epoch;
  m_group = m_before.group;
}

StepReport Trainer::takeStep(double rate) {
  const GeneratorTurn turn(m_generator);
  m_rate = rate;
  const std::vector<double> shares = rateFactors(m_plan.fineTune, m_groupCount, m_step, m_plan.steps);
  m_optimiser->prepare(shares);
  const Gradients gradients = gatherGradients();
  StepReport report;
  report.nats = gradients.nats;
  report.tokens = gradients.tokens;
  report.rate = rate;
  if (std::isfinite(gradients.nats)) {
    m_whole = false;
    report.gradientNorm = m_optimiser->step(rate, m_schedule.momentumAt(m_step), shares,
                                            static_cast<double>(std::max<std::int64_t>(gradients.tokens, 1)));
  }
  if (!std::isfinite(gradients.nats) || !std::isfinite(report.gradientNorm)) {
    m_whole = true;  // the optimiser has touched nothing
    throw divergence();
  }
  updateAverage();
  report.step = ++m_step;
  m_whole = true;
  return report;
}

void Trainer::updateAverage() {
  const torch::NoGradGuard noGradients;
  // A short memory at first, so that the average does not remember the start.
  const auto step = static_cast<double>(m_step + 1);
  const double decay = std::min(m_plan.optimiser.averageDecay, (1 + step) / (10 + step));
  const auto source = m_model->parameters();
  const auto target = m_average->parameters();
  for (std::size_t i = 0; i < source.size(); ++i) target[i].lerp_(source[i], 1 - decay);
}

ValidationReport Trainer::validate(const std::function<bool(double)>& proceed) {
  ValidationReport report;
  report.loss = evaluateLoss(*m_average, m_validation, proceed);
  const double nats = report.loss.natsPerNote();
  report.improved = nats < m_bestNats;
  m_withoutGain = report.improved ? 0 : m_withoutGain + 1;
  if (report.improved) {
    m_bestNats = nats;
    m_bestStep = m_step;
    models::copyWeights(*m_average, *m_best);
  }
  return report;
}

models::TensorFile Trainer::state() const {
  models::TensorFile file;
  saveWeights(*m_model, "model.", file);
  saveWeights(*m_average, "average.", file);
  saveWeights(*m_best, "best.", file);
  m_optimiser->save(file);
  file.tensors[kGenerator] = tensorData(m_generator);
  file.tensors[kCounts] = tensorData(torch::tensor(
      {m_step, m_epoch, m_order.empty() ? -1 : m_group, m_bestStep, std::int64_t{m_withoutGain}},
      torch::kInt64));
  std::int64_t bits = 0;  // a double keeps every bit as a whole number
  static_assert(sizeof bits == sizeof m_bestNats);
  std::memcpy(&bits, &m_bestNats, sizeof bits);
  file.tensors[kBestNats] = tensorData(torch::tensor({bits}, torch::kInt64));
  return file;
}

void Trainer::restore(const models::TensorFile& file, const std::string& name) {
  restoreWeights(*m_model, "model.", file, name);
  restoreWeights(*m_average, "average.", file, name);
  restoreWeights(*m_best, "best.", file, name);
  m_optimiser->restore(file, name);
  torch::Tensor generator = torch::empty_like(m_generator);
  readTensor(file, kGenerator, generator, name);
  m_generator = generator;
  torch::Tensor counts = torch::zeros({5}, torch::kInt64);
  torch::Tensor bits = torch::zeros({1}, torch::kInt64);
  readTensor(file, kCounts, counts, name);
  readTensor(file, kBestNats, bits, name);
  const auto* count = counts.data_ptr<std::int64_t>();
  m_step = count[0];
  m_epoch = count[1];
  m_bestStep = count[3];
  m_withoutGain = static_cast<int>(count[4]);
  std::memcpy(&m_bestNats, bits.data_ptr<std::int64_t>(), sizeof m_bestNats);
  m_order.clear();
  m_group = 0;
  if (count[2] < 0) return;
  Random random = Random::stream(m_plan.randomSeed, static_cast<std::uint64_t>(m_epoch));
  m_order = drawGroups(m_epochs.streams(m_epoch), m_plan.window,
                       static_cast<std::size_t>(m_plan.optimiser.batch), random);
  m_group = count[2];
}

}  // namespace partimento::training
