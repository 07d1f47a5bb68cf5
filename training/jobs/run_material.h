#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/run_settings.h"
#include "core/models/sequence_model.h"
#include "training/corpus/corpus.h"
#include "training/data/epochs.h"
#include "training/jobs/run.h"
#include "training/jobs/run_corpus.h"
#include "training/jobs/run_folder.h"
#include "training/jobs/run_plan.h"
#include "training/train/trainer.h"

namespace partimento::training {

/// Corpus, representation and streams of a run: what does not change while it trains.
class RunMaterial {
 public:
  /// Reads the corpus: of a run that has begun the pieces that it began with, in their parts; files that came
  /// later are passed over. Throws Error(CorpusVanished, CorpusEmpty, Cancelled).
  RunMaterial(const RunSettings& settings, const RunTools& tools, const ScanProgress& progress,
              const std::optional<RunCorpus>& begun = {});
  RunMaterial(const RunMaterial&) = delete;
  RunMaterial& operator=(const RunMaterial&) = delete;

  /// Chooses representation, network and everything else that needs no measuring: rate and steps may stay
  /// open (0).
  RunPlan draftPlan();
  /// Takes over a plan made earlier. Throws Error(RunDamaged) where the corpus is not the same any more,
  /// which can only be where the run keeps no list of its pieces, or a damaged one.
  void adopt(const RunPlan& plan);

  const Split& parts() const { return m_parts; }
  const Corpus& corpus() const { return m_corpus; }
  const Representation& representation() const { return m_representation; }
  const std::vector<Stream>& validation() const { return m_validation; }
  Epochs& epochs() { return *m_epochs; }
  /// The style that fine-tuning begins at; null without one.
  const std::shared_ptr<models::SequenceModel>& base() const { return m_base; }
  /// At the plan's start: random weights, or those of the base.
  std::unique_ptr<Trainer> makeTrainer(const RunPlan& plan);

 private:
  void encode(const RunPlan& plan);

  const RunSettings& m_settings;
  Corpus m_corpus;
  Split m_parts;
  Representation m_representation;
  double m_baseCenter = 69;
  std::shared_ptr<models::SequenceModel> m_base;
  std::vector<Stream> m_validation;
  std::unique_ptr<Epochs> m_epochs;
};

/// What a run's corpus.json says; none before the run has begun, and of runs that keep no such list.
std::optional<RunCorpus> begunCorpus(const RunFolder& folder);

/// Notes and tokens of streams.
struct StreamCounts {
  std::int64_t notes = 0;
  std::int64_t tokens = 0;
};
StreamCounts countsOf(const std::vector<Stream>& streams);

}  // namespace partimento::training
