#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/jobs.h"

namespace partimento::test {

/// An engine written by hand: scales up and down from the seed's last note (from the tonic without one), as
/// slowly as a test wants, with the rules of maximum repetition, range and length kept. The whole interface
/// runs on it without a network.
class FakeEngine : public Engine {
 public:
  struct Behaviour {
    std::chrono::milliseconds perNote{0};  ///< how long a note takes
    bool relaxOneNote = false;             ///< the second note carries a relaxed tabu list
    bool showsParts = false;               ///< the part made so far is shown at every note
    bool fail = false;                     ///< compose() throws NumbersBroken
    std::string tokenizer = "melody";      ///< of every style; others than melodies continue all lines
  };

  FakeEngine();
  explicit FakeEngine(Behaviour behaviour);

  std::vector<StyleInfo> styles() override;
  std::vector<std::string> warnings() override { return {}; }
  StyleInfo style(const std::string& idOrFolder) override;
  void prepare(const std::string& styleId) override;
  void compose(const ComposeRequest& request, std::stop_token stop, ComposeListener& listener) override;
  Take replay(const Recipe& recipe, std::stop_token stop) override;
  EvaluateReport evaluate(const EvaluateSettings& settings, std::stop_token stop,
                          JobListener& listener) override;
  QualityReport measureQuality(const QualitySettings& settings, std::stop_token stop,
                               JobListener& listener) override;

  std::shared_ptr<TrainingJobs> openTraining(const JobsOptions& options) override;

  int composeCalls() const { return m_calls; }
  /// What openTraining() gives; null: this engine does not train.
  void setTraining(std::shared_ptr<TrainingJobs> training) { m_training = std::move(training); }
  /// Another style is installed.
  void install(const std::string& id, const std::string& name, const std::string& folder = {});
  /// What was asked for last.
  std::string composedWith() const;

 private:
  Take makeTake(const ComposeRequest& request, int index, std::stop_token stop,
                ComposeListener* listener) const;

  Behaviour m_behaviour;
  std::shared_ptr<TrainingJobs> m_training;
  mutable std::mutex m_mutex;  // the two below
  std::string m_composedWith;
  std::vector<StyleInfo> m_styles;
  std::atomic<int> m_calls = 0;
};

}  // namespace partimento::test
