#include <memory>
#include <mutex>

#include "app/engine/composition.h"
#include "app/engine/style_library.h"
#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/engine/jobs.h"
#include "core/engine/quality.h"
#include "core/models/style_pack.h"
#include "core/models/torch_parts.h"
#include "training/evaluate/evaluate_style.h"
#include "training/evaluate/quality.h"
#include "training/jobs/training_desk.h"

namespace partimento::engine {

namespace {

/// Runs `work` and turns the linear-algebra library's exceptions into the project's.
template <typename Work>
auto translated(const Work& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    throw Error(ErrorCode::EngineFailed, {error.what_without_backtrace()});
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::EngineFailed, {"out of memory"});
  }
}

class NeuralEngine : public Engine {
 public:
  explicit NeuralEngine(const EngineOptions& options)
      : m_library(std::make_shared<StyleLibrary>(options.styleFolders)) {
    at::set_num_threads(std::max(options.threads, 1));
  }

  std::vector<StyleInfo> styles() override {
    return translated([&] { return m_library->list(); });
  }

  std::vector<std::string> warnings() override { return m_library->warnings(); }

  StyleInfo style(const std::string& idOrFolder) override {
    return translated([&] { return models::readStyleCard(m_library->find(idOrFolder)).info; });
  }

  void prepare(const std::string& styleId) override {
    translated([&] { return m_library->load(styleId); });
  }

  void compose(const ComposeRequest& request, std::stop_token stop, ComposeListener& listener) override {
    translated([&] {
      const auto style = m_library->load(request.styleId);
      const std::lock_guard lock(m_composing);
      Composition(*style, request).run(std::move(stop), listener);
    });
  }

  Take replay(const Recipe& recipe, std::stop_token stop) override {
    return translated([&] {
      const auto style = m_library->load(recipe.request.styleId);
      requireSame("tokenizer", recipe.tokenizer, std::string(style->tokenizer->name()));
      requireSame("weights", recipe.weightHash, style->card.info.weightHash);
      const std::lock_guard lock(m_composing);
      return Composition(*style, recipe.request).only(recipe.takeIndex, std::move(stop));
    });
  }

  EvaluateReport evaluate(const EvaluateSettings& settings, std::stop_token stop,
                          JobListener& listener) override {
    return translated([&] {
      return training::evaluateStyle(m_library->find(settings.styleId), settings, std::move(stop), listener);
    });
  }

  QualityReport measureQuality(const QualitySettings& settings, std::stop_token stop,
                               JobListener& listener) override {
    return translated([&] {
      return training::measureQuality(m_library->find(settings.styleId), settings, std::move(stop), listener);
    });
  }

  std::shared_ptr<TrainingJobs> openTraining(const JobsOptions& options) override {
    const std::lock_guard lock(m_opening);
    if (std::shared_ptr<TrainingJobs> open = m_training.lock()) return open;
    training::RunTools tools;
    tools.cacheFolder = options.cacheFolder;
    tools.findStyle = [library = m_library](const std::string& style) { return library->find(style); };
    auto opened = std::make_shared<training::TrainingDesk>(options, options.publishFolder, std::move(tools));
    m_training = opened;
    return opened;
  }

 private:
  static void requireSame(const char* what, const std::string& recipe, const std::string& ours) {
    if (recipe != ours) throw Error(ErrorCode::RecipeMismatch, {what, recipe, ours});
  }

  std::shared_ptr<StyleLibrary> m_library;  // training outlives the engine where it is held longer
  std::mutex m_composing;
  std::mutex m_opening;
  std::weak_ptr<TrainingJobs> m_training;
};

}  // namespace

}  // namespace partimento::engine

extern "C" __attribute__((visibility("default"))) partimento::Engine* partimentoCreateEngine(
    const partimento::EngineOptions& options) {
  return new partimento::engine::NeuralEngine(options);
}
