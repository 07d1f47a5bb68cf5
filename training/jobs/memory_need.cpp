#include "training/jobs/memory_need.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "core/base/error.h"
#include "core/models/sequence_model.h"

namespace partimento::training {

namespace {

constexpr double kBytes = 4;  // of a number in single precision
constexpr double kMegabyte = 1e6;
/// Weights, average, best, gradient, two moments.
constexpr double kCopiesOfWeights = 6;
/// Scores, their logarithms and the gradient, a number a symbol of the vocabulary each.
constexpr double kCopiesOfScores = 3;
/// The system gives back caches and moves what rests out of the way; a need below this is let try.
constexpr double kPlainly = 1.25;

/// Numbers a token that the layers keep, at the least.
double keptBy(const models::GptShape& shape) {
  return static_cast<double>(shape.layers) * (6.0 * shape.width + 2.0 * shape.feedForward);
}
double keptBy(const models::LstmShape& shape) {
  return 5.0 * shape.layers * shape.width;
}
double keptBy(const models::TcnArchitecture& shape) {
  return 3.0 * shape.layers() * shape.channels;
}

/// Tokens of an average batch, padding not counted.
double tokensAtOnce(const RunPlan& plan) {
  const double batches = static_cast<double>(plan.stepsPerEpoch) * plan.optimiser.accumulation;
  return static_cast<double>(plan.trainingTokens) / std::max(batches, 1.0);
}

std::string megabytes(double bytes) {
  return std::to_string(std::llround(bytes / kMegabyte));
}

}  // namespace

double leastMemoryOf(const RunPlan& plan) {
  const auto weights = static_cast<double>(models::parameterCount(plan.config));
  const double kept = std::visit([](const auto& shape) { return keptBy(shape); }, plan.config.shape);
  const double scores = kCopiesOfScores * plan.config.vocabulary;
  return kBytes * (kCopiesOfWeights * weights + tokensAtOnce(plan) * (kept + scores));
}

std::optional<double> availableMemory(std::string_view meminfo) {
  constexpr std::string_view kName = "MemAvailable:";
  const std::size_t at = meminfo.find(kName);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = meminfo.substr(at + kName.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  std::int64_t kibibytes = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), kibibytes);
  if (read.ec != std::errc() || kibibytes <= 0) return std::nullopt;
  return 1024.0 * static_cast<double>(kibibytes);
}

std::optional<double> availableMemory() {
  std::ifstream file("/proc/meminfo");
  return availableMemory(std::string(std::istreambuf_iterator<char>(file), {}));
}

void requireMemory(const RunPlan& plan, std::optional<double> available) {
  const double need = leastMemoryOf(plan);
  if (!available || need <= kPlainly * *available) return;
  throw Error(ErrorCode::OutOfMemory, {"training", megabytes(need), megabytes(*available)});
}

}  // namespace partimento::training
