#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/engine/run_settings.h"
#include "core/models/sequence_model.h"
#include "core/models/tensor_file.h"
#include "core/models/torch_parts.h"
#include "training/data/epochs.h"
#include "training/evaluate/perplexity.h"
#include "training/optim/adamw.h"
#include "training/optim/schedule.h"

namespace partimento::training {

/// Everything that decides the arithmetic of a run, nothing left open.
struct TrainerPlan {
  models::ModelConfig config;
  double dropout = 0.1;
  OptimiserSettings optimiser;  ///< rate, batch and warm-up resolved
  FineTuneSettings fineTune;
  std::int64_t window = 512;  ///< tokens
  std::int64_t steps = 1000;
  std::uint64_t randomSeed = 1;
  torch::Device device = torch::kCPU;
};

struct StepReport {
  std::int64_t step = 0;  ///< steps done
  double nats = 0;        ///< sum over the tokens
  std::int64_t tokens = 0;
  double rate = 0;
  double gradientNorm = 0;
};

struct ValidationReport {
  StreamLoss loss;
  bool improved = false;
};

/// Trains any sequence model on any representation: AdamW under a schedule, clipped and accumulated
/// gradients, an exponential average of the weights, which is what is validated and kept. Its state is one
/// tensor file; a run that goes on from it ends bit for bit as if it had never stopped, with the same number
/// of threads.
///
/// Random numbers come from a generator state of its own, put into torch's default generator for the time of
/// a step, under a lock of the process: other users of that generator neither disturb it nor are disturbed.
class Trainer {
 public:
  /// A new network with random weights. `epochs` and `validation` must outlive the trainer. Throws
  /// Error(SettingInvalid).
  Trainer(const TrainerPlan& plan, Epochs& epochs, const std::vector<Stream>& validation);
  /// Begins at another network's weights, which the plan's configuration must fit.
  void beginAt(const models::SequenceModel& base);

  bool finished() const { return m_step >= m_plan.steps; }
  /// Throws Error(TrainingDiverged) and what the linear-algebra library and the allocator throw. While
  /// whole() holds, everything is then as before the step, which can be taken again.
  StepReport step();
  /// With this rate whatever the schedule says; for range tests.
  StepReport stepAt(double rate);
  /// Weights and moments are those of a whole number of steps: false after a step that failed in between.
  bool whole() const { return m_whole; }
  /// Loss of the averaged weights on the validation streams; keeps the best. Draws no random number. Throws
  /// Error(Cancelled) when `proceed`, asked with the share done, returns false, and what step() throws:
  /// nothing is changed then.
  ValidationReport validate(const std::function<bool(double)>& proceed = {});

  /// TrainingDiverged at the present step.
  Error divergence() const;

  std::int64_t stepsDone() const { return m_step; }
  double epochsDone() const;
  double bestNats() const { return m_bestNats; }  ///< a note; infinite before the first validation
  std::int64_t bestStep() const { return m_bestStep; }
  int validationsWithoutGain() const { return m_withoutGain; }
  const TrainerPlan& plan() const { return m_plan; }
  std::int64_t trainableParameters() const;
  /// The averaged weights, in evaluation mode.
  models::SequenceModel& average() { return *m_average; }
  /// The averaged weights of the best validation so far.
  models::SequenceModel& best() { return *m_best; }

  models::TensorFile state() const;
  /// Throws Error(RunDamaged), and the trainer must not be used then.
  void restore(const models::TensorFile& file, const std::string& name);

 private:
  struct Gradients {
    double nats = 0;
    std::int64_t tokens = 0;
  };

  /// Where the reading of the corpus stood.
  struct Place {
    std::int64_t epoch = 0;
    std::int64_t group = 0;
    bool drawn = false;
    std::vector<Group> order;  // filled where the epoch ends
  };

  StepReport takeStep(double rate);
  void goBack();
  Gradients gatherGradients();
  Batch nextBatch();
  void updateAverage();

  TrainerPlan m_plan;
  Epochs& m_epochs;
  const std::vector<Stream>& m_validation;
  Schedule m_schedule;
  std::shared_ptr<models::SequenceModel> m_model;
  std::shared_ptr<models::SequenceModel> m_average;
  std::shared_ptr<models::SequenceModel> m_best;
  int m_groupCount = 0;
  std::unique_ptr<AdamW> m_optimiser;
  torch::Tensor m_generator;   // state of torch's generator between steps
  std::vector<Group> m_order;  // of the present epoch; empty: not drawn yet
  std::int64_t m_epoch = 0;
  std::int64_t m_group = 0;  // next of m_order
  Place m_before;            // the present step
  bool m_whole = true;
  std::int64_t m_step = 0;
  double m_rate = 0;  // of the last step
  std::int64_t m_bestStep = 0;
  int m_withoutGain = 0;
  double m_bestNats = std::numeric_limits<double>::infinity();
};

/// The device that a run's settings ask for. Throws Error(SettingInvalid) where it is not there.
torch::Device deviceOf(const std::string& name);

}  // namespace partimento::training
