#include "training/jobs/machine.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "core/base/error.h"
#include "core/models/torch_parts.h"
#include "core/tokens/melody_tokenizer.h"
#include "training/evaluate/perplexity.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/thread_count.h"
#include "training/optim/adamw.h"
#include "training/train/generator_turn.h"
#include "training/train/mixed_precision.h"

namespace partimento::training {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kProbeSeconds = 5;
constexpr int kProduct = 512;
constexpr int kProbeBatch = 8;
constexpr std::int64_t kProbeWindow = 256;
/// Passes over the corpus below which a network has hardly read it.
constexpr double kFewestEpochs = 8;
/// Passes beyond which most corpora are known by heart.
constexpr double kManyEpochs = 40;
/// Passes after which a network that the corpus can fill has got worse on other pieces for long: with twenty
/// tunes the best came at 35 to 70, and a schedule that ends here finds a better one than one of a thousand.
constexpr double kMostEpochs = 80;
/// Minutes: what the hearings, samples and states of the shortest run take.
constexpr double kShortestRun = 1;
/// A note of music teaches so many weights something.
constexpr double kWeightsPerNote = 10;
constexpr std::int64_t kSmallCorpus = 2000;
constexpr double kTokensPerMelodyNote = 2.05;
constexpr double kTokensPerNote = 4;
constexpr double kShareOfSteps = 0.9;
constexpr std::array kFamilies = {"gpt", "tcn", "lstm"};
constexpr std::array kPresets = {"tiny", "small", "medium", "large"};

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double gigaflops(const torch::Device& device) {
  const torch::NoGradGuard noGradients;
  const torch::Tensor a = torch::full({kProduct, kProduct}, 0.5F, device);
  torch::Tensor product = torch::mm(a, a);
  const Clock::time_point begin = Clock::now();
  int count = 0;
  do {
    product = torch::mm(a, product).mul_(1e-3F);
    ++count;
  } while (secondsSince(begin) < 0.2);
  static_cast<void>(product[0][0].item<float>());
  return 2e-9 * count * kProduct * kProduct * kProduct / secondsSince(begin);
}

models::ModelConfig melodyConfig(const std::string& family, const std::string& preset) {
  Representation representation;
  representation.tokenizer = std::make_shared<tokens::MelodyTokenizer>(tokens::PitchRange{});
  representation.normalisesKey = true;
  NetworkSettings settings;
  settings.family = family;
  settings.preset = preset;
  return configOf(settings, representation);
}

Batch syntheticBatch() {
  Batch batch;
  // A melody's own alternation of pitches and durations, so that every family computes what it would.
  const tokens::MelodyTokenizer tokenizer(tokens::PitchRange{});
  batch.tokens = torch::zeros({kProbeBatch, kProbeWindow}, torch::kInt64);
  auto* tokens = batch.tokens.data_ptr<std::int64_t>();
  for (std::int64_t i = 0; i < batch.tokens.numel(); ++i) {
    const bool duration = i % 2 == 1;
    tokens[i] = duration ? tokenizer.firstDuration() + i % 20 : tokens::MelodyTokenizer::kFirstPitch + i % 24;
  }
  batch.targets = batch.tokens.roll(-1, 1);
  batch.targets.select(1, kProbeWindow - 1).fill_(-1);
  batch.said = torch::zeros_like(batch.tokens);
  batch.context = torch::zeros({kProbeBatch, kProbeWindow, models::kContextColumns}, torch::kInt64);
  batch.predicted = kProbeBatch * (kProbeWindow - 1);
  return batch;
}

/// Tokens a second of training steps, for about so long and one step at least.
double paceOf(const models::ModelConfig& config, const torch::Device& device, double seconds) {
  torch::Tensor generator = seededGenerator(1);
  const GeneratorTurn turn(generator);
  const auto model = models::makeModel(config, 0.1);
  model->to(device);
  AdamW optimiser(model->weightGroups(), {});
  const std::vector<double> shares(model->weightGroups().size(), 1.0);
  const Batch batch = syntheticBatch().to(device);
  const auto step = [&] {
    optimiser.prepare(shares);
    const MixedPrecision mixed(Precision::Automatic, device);
    lossOf(*model, batch).sum().backward();
    optimiser.step(1e-3, 0.9, shares, static_cast<double>(batch.predicted));
  };
  step();
  const Clock::time_point begin = Clock::now();
  int count = 0;
  do {
    step();
    ++count;
  } while (secondsSince(begin) < seconds);
  return count * static_cast<double>(batch.predicted) / secondsSince(begin);
}

const NetworkPace* paceFor(const MachineProbe& machine, const std::string& family,
                           const std::string& preset) {
  for (const NetworkPace& pace : machine.paces) {
    if (pace.family == family && pace.preset == preset) return &pace;
  }
  return nullptr;
}

}  // namespace

MachineProbe probeMachine(int threads, std::stop_token stop) {
  const ThreadCount count(threads);
  const torch::Device device = deviceOf("auto");
  MachineProbe probe;
  probe.device = device.is_cuda() ? "cuda" : "cpu";
  probe.deviceName = device.is_cuda() ? "graphics processor" : "processor";
  probe.threads = threads;
  const Clock::time_point begin = Clock::now();
  probe.gigaflops = gigaflops(device);
  for (const char* family : kFamilies) {
    NetworkPace measured;
    for (const char* preset : kPresets) {
      if (stop.stop_requested()) throw Error(ErrorCode::Cancelled);
      NetworkPace pace{family, preset, 0, 0, false};
      const models::ModelConfig config = melodyConfig(family, preset);
      pace.parameters = models::parameterCount(config);
      const bool timeLeft = secondsSince(begin) < kProbeSeconds - 1;
      if (!measured.measured || (timeLeft && std::string_view(preset) == "small")) {
        pace.tokensPerSecond = paceOf(config, device, 0.5);
        pace.measured = true;
      } else {
        pace.tokensPerSecond = measured.tokensPerSecond * static_cast<double>(measured.parameters) /
                               static_cast<double>(pace.parameters);
      }
      probe.paces.push_back(pace);
      if (pace.measured) measured = pace;
    }
  }
  return probe;
}

Proposal proposalFor(const ProposalRequest& request, const MachineProbe& machine) {
  Proposal proposal;
  RunSettings& settings = proposal.settings;
  settings.tokenizer = request.tokenizer;
  settings.network.family = request.family;
  settings.threads = request.threads;
  settings.length.minutes = request.minutes;
  const bool melody = request.tokenizer.starts_with("melody");
  const double tokens = std::max(
      1.0, static_cast<double>(request.corpusNotes) * (melody ? kTokensPerMelodyNote : kTokensPerNote));
  const double mostWeights = kWeightsPerNote * static_cast<double>(request.corpusNotes);
  for (const char* preset : kPresets) {
    const NetworkPace* pace = paceFor(machine, request.family, preset);
    if (!pace) continue;
    const double epochs = pace->tokensPerSecond * 60 * request.minutes * kShareOfSteps / tokens;
    const bool first = std::string_view(preset) == kPresets.front();
    const bool fits = epochs >= kFewestEpochs && static_cast<double>(pace->parameters) <= mostWeights;
    if (!first && !fits) continue;
    settings.network.preset = preset;
    proposal.epochs = epochs;
    proposal.parameters = pace->parameters;
  }
  // A corpus that is read very often is known by heart without more forgetting.
  if (proposal.epochs > kManyEpochs) settings.network.dropout = 0.25;
  proposal.minutes = request.minutes;
  proposal.endsEarly = proposal.epochs > kMostEpochs;
  if (proposal.endsEarly) {
    proposal.minutes =
        std::min(request.minutes, std::max(kShortestRun, request.minutes * kMostEpochs / proposal.epochs));
    proposal.epochs = settings.length.epochs = kMostEpochs;
    settings.length.minutes = 0;
  }
  proposal.corpusTooSmall = request.corpusNotes < kSmallCorpus;
  return proposal;
}

}  // namespace partimento::training
