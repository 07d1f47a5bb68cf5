#include "training/jobs/metrics.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <sstream>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file_io.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr const char* kTrain = "train";
constexpr const char* kValidation = "validation";
constexpr const char* kCheckpoint = "checkpoint";

std::optional<Json> parsed(const std::string& line) {
  Json json = Json::parse(line, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("kind") || !json.contains("step"))
    return std::nullopt;
  return json;
}

double numberIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

TrainPoint trainPointIn(const Json& json) {
  return {json.at("step").get<std::int64_t>(),
          numberIn(json, "seconds"),
          numberIn(json, "epoch"),
          numberIn(json, "nats"),
          numberIn(json, "learning_rate"),
          numberIn(json, "gradient_norm"),
          numberIn(json, "tokens_per_second")};
}

ValidationPoint validationIn(const Json& json) {
  return {json.at("step").get<std::int64_t>(),
          numberIn(json, "seconds"),
          numberIn(json, "nats"),
          numberIn(json, "pitch_perplexity"),
          numberIn(json, "duration_perplexity"),
          json.value("improved", false)};
}

std::vector<std::string> linesIn(const fs::path& path) {
  std::vector<std::string> lines;
  std::error_code failure;
  if (!fs::exists(path, failure)) return lines;
  std::istringstream text(readTextFile(path));
  for (std::string line; std::getline(text, line);) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

std::string lineOf(const TrainPoint& point) {
  return Json({{"kind", kTrain},
               {"step", point.step},
               {"seconds", point.seconds},
               {"epoch", point.epoch},
               {"nats", point.nats},
               {"learning_rate", point.learningRate},
               {"gradient_norm", point.gradientNorm},
               {"tokens_per_second", point.tokensPerSecond}})
      .dump();
}

std::string lineOf(const ValidationPoint& point) {
  return Json({{"kind", kValidation},
               {"step", point.step},
               {"seconds", point.seconds},
               {"nats", point.nats},
               {"pitch_perplexity", point.pitchPerplexity},
               {"duration_perplexity", point.durationPerplexity},
               {"improved", point.improved}})
      .dump();
}

std::string lineOf(const Checkpoint& checkpoint, const fs::path& run) {
  return Json({{"kind", kCheckpoint},
               {"step", checkpoint.step},
               {"seconds", checkpoint.seconds},
               {"nats", checkpoint.nats},
               {"best", checkpoint.best},
               {"folder", fs::path(checkpoint.folder).lexically_relative(run).generic_string()},
               {"sample", fs::path(checkpoint.sample).lexically_relative(run).generic_string()}})
      .dump();
}

MetricsFile::MetricsFile(const fs::path& run) : m_run(run), m_path(run / "metrics.jsonl") {}

RunMetrics MetricsFile::read() const {
  RunMetrics metrics;
  for (const std::string& line : linesIn(m_path)) {
    const std::optional<Json> json = parsed(line);
    if (!json) continue;
    try {
      const std::string kind = json->at("kind").get<std::string>();
      if (kind == kTrain) metrics.train.push_back(trainPointIn(*json));
      if (kind == kValidation) metrics.validation.push_back(validationIn(*json));
      if (kind == kCheckpoint) {
        metrics.checkpoints.push_back({json->at("step").get<std::int64_t>(), numberIn(*json, "seconds"),
                                       numberIn(*json, "nats"), json->value("best", false),
                                       (m_run / json->value("folder", std::string())).string(),
                                       (m_run / json->value("sample", std::string())).string()});
        if (metrics.checkpoints.back().best) {
          for (Checkpoint& before : metrics.checkpoints) before.best = &before == &metrics.checkpoints.back();
        }
      }
    } catch (const Json::exception&) {
      continue;
    }
  }
  return metrics;
}

void MetricsFile::trimAfter(std::int64_t step) const {
  std::string kept;
  for (const std::string& line : linesIn(m_path)) {
    const std::optional<Json> json = parsed(line);
    if (json && numberIn(*json, "step") <= static_cast<double>(step)) kept += line + '\n';
  }
  writeFileAtomically(m_path, kept);
}

void MetricsFile::append(const std::string& line) const {
  const std::string text = line + '\n';
  const int file = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  int failure = file < 0 ? errno : 0;
  if (file >= 0) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0) failure = errno;
    if (written >= 0 && static_cast<std::size_t>(written) < text.size()) failure = ENOSPC;
    ::close(file);
  }
  if (failure == ENOSPC || failure == EDQUOT) throw Error(ErrorCode::DiskFull, {m_path.string()});
  if (failure != 0) throw Error(ErrorCode::FileNotWritable, {m_path.string(), std::strerror(failure)});
}

}  // namespace partimento::training
