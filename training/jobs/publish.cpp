#include "training/jobs/publish.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/models/style_pack.h"
#include "training/corpus/manifest.h"
#include "training/evaluate/evaluate_style.h"
#include "training/evaluate/perplexity.h"
#include "training/jobs/curve_picture.h"
#include "training/jobs/metrics.h"
#include "training/jobs/pack_card.h"
#include "training/jobs/run_folder.h"
#include "training/jobs/run_material.h"
#include "training/jobs/run_plan.h"
#include "training/jobs/settings_json.h"
#include "training/train/quiet_load.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

/// The checkpoint of the wished step, or all: the best first, then by their loss.
std::vector<Checkpoint> candidates(const PublishRequest& request) {
  std::vector<Checkpoint> all = request.checkpoints;
  if (request.settings.step)
    std::erase_if(all, [&](const Checkpoint& each) { return each.step != *request.settings.step; });
  if (all.empty()) throw Error(ErrorCode::NothingToPublish, {request.run.string()});
  std::stable_sort(all.begin(), all.end(), [](const Checkpoint& a, const Checkpoint& b) {
    return a.best != b.best ? a.best : a.nats < b.nats;
  });
  return all;
}

struct WholeCheckpoint {
  Checkpoint entry;
  std::shared_ptr<models::SequenceModel> network;
};

/// The first of them whose files are as they were written. Throws the first one's error where none is.
WholeCheckpoint firstWhole(const std::vector<Checkpoint>& checkpoints) {
  std::optional<Error> first;
  for (const Checkpoint& each : checkpoints) {
    try {
      return {each, readStyleQuietly(each.folder, models::readStyleCard(each.folder))};
    } catch (const Error& error) {
      if (!first) first = error;
    }
  }
  throw *first;
}

/// What the style that fine-tuning began at has learnt; nothing of a checkpoint, which keeps no record.
std::vector<std::uint64_t> learntByBase(const RunSettings& settings, const RunTools& tools) {
  if (settings.fineTune.style.empty()) return {};
  const fs::path base = tools.findStyle(settings.fineTune.style);
  try {
    return models::readTrainingRecord(base, models::readStyleCard(base)).contentHashes;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::FileNotFound) throw;
    return {};
  }
}

/// What a style has learnt by way of another was not unseen.
void addHashes(const std::vector<std::uint64_t>& more, std::vector<std::uint64_t>& hashes) {
  const std::unordered_set<std::uint64_t> known(hashes.begin(), hashes.end());
  std::copy_if(more.begin(), more.end(), std::back_inserter(hashes),
               [&known](std::uint64_t hash) { return !known.contains(hash); });
}

models::HeldOutFacts measure(const models::StyleCard& card, RunMaterial& material,
                             const models::TrainingRecord& record, const fs::path& pack,
                             const std::function<bool(double)>& proceed) {
  const std::unordered_set<std::uint64_t> seen(record.contentHashes.begin(), record.contentHashes.end());
  models::HeldOutFacts facts;
  std::vector<Stream> streams;
  for (const Piece* piece : material.parts().test) {
    if (seen.contains(piece->contentHash)) continue;
    ++facts.pieces;
    for (Stream& stream : streamsOf(*piece, material.representation())) streams.push_back(std::move(stream));
  }
  if (streams.empty()) return {};
  // As shipped: what is measured are the weights in half precision.
  const StreamLoss loss = evaluateLoss(*readStyleQuietly(pack, card), streams, proceed);
  facts.notes = loss.notes;
  facts.pitchPerplexity = loss.pitchPerplexity();
  facts.durationPerplexity = loss.durationPerplexity();
  facts.natsPerNote = loss.natsPerNote();
  facts.baselines = baselinesFor(material.representation(), record, streams);
  return facts;
}

std::string decimals(double value, int places) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", places, value);
  return buffer;
}

std::string lines(const models::StyleCard& card) {
  std::string text = "# " + card.info.name + "\n\n";
  if (!card.info.sentence.empty()) text += card.info.sentence + "\n\n";
  text += "| | |\n|---|---|\n";
  const auto row = [&](const std::string& name, const std::string& value) {
    text += "| " + name + " | " + value + " |\n";
  };
  row("family", card.info.family);
  row("representation", card.info.tokenizer);
  row("parameters", std::to_string(card.info.parameters));
  row("trained on", std::to_string(card.training.pieces) + " pieces, " + std::to_string(card.training.notes) +
                        " notes, " + decimals(card.training.minutes, 1) + " minutes");
  if (card.heldOut.notes > 0) {
    row("held-out pieces",
        std::to_string(card.heldOut.pieces) + ", " + std::to_string(card.heldOut.notes) + " notes");
    if (card.heldOut.pitchPerplexity > 0) row("pitch perplexity", decimals(card.heldOut.pitchPerplexity, 3));
    if (card.heldOut.durationPerplexity > 0)
      row("duration perplexity", decimals(card.heldOut.durationPerplexity, 3));
    row("nats a note", decimals(card.heldOut.natsPerNote, 3));
    for (const auto& [name, value] : card.heldOut.baselines)
      row(name + " pitch perplexity", decimals(value, 3));
  }
  return text;
}

/// What a person reads of a style: what it is, how well it does, from whom the music is, how it was made.
std::string readme(const models::StyleCard& card, const RunSettings& settings, bool hasCurves) {
  std::string text = lines(card);
  if (hasCurves) text += "\n![The course of the training](curves.svg)\n";
  text += "\n## Sources\n\n";
  for (const SourceCredit& source : card.info.sources)
    text += "- " + source.name + ": " + source.licence + "\n";
  const std::string& base = settings.fineTune.style;
  const std::string begin = base.empty() ? card.info.family + ' ' + settings.network.preset
                                         : "fine-tuned from " + fs::path(base).filename().string();
  text += "\n## Recipe\n\n`recipe.json` holds every setting. In short: " + begin + ", random seed " +
          std::to_string(settings.randomSeed) + ", " + std::to_string(settings.threads) +
          (settings.threads == 1 ? " thread" : " threads") + ".\n";
  text += "\n## Samples\n\n`samples/` holds the same seed continued at every checkpoint of the training.\n";
  return text;
}

/// What makes the same pack elsewhere: corpora and base style by name, not where they lie on this machine;
/// length and rate as they were chosen, not how.
RunSettings recipeOf(RunSettings settings, const RunPlan& plan) {
  settings.network.family = models::familyName(plan.config.family());
  settings.length.steps = plan.steps;
  settings.length.minutes = 0;
  settings.length.epochs = 0;
  settings.optimiser.learningRate = plan.optimiser.learningRate;
  for (std::string& corpus : settings.corpora) {
    const fs::path file = corpus;
    corpus = isMidiFile(file)
                 ? (fs::path(Manifest(file.parent_path()).name()) / file.filename()).generic_string()
                 : Manifest(file).name();
  }
  std::string& base = settings.fineTune.style;
  base = fs::path(base).filename().string();
  return settings;
}

void copySamples(const std::vector<Checkpoint>& checkpoints, const fs::path& pack) {
  std::error_code failure;
  fs::create_directories(pack / "samples", failure);
  for (const Checkpoint& checkpoint : checkpoints) {
    const fs::path sample = checkpoint.sample;
    if (!fs::exists(sample, failure)) continue;
    writeFileAtomically(pack / "samples" / sample.filename(), readFile(sample));
  }
}

}  // namespace

std::string publishRun(const PublishRequest& request, const RunTools& tools, std::stop_token stop,
                       JobListener& listener) {
  const auto teller = [&](const char* phase) {
    return [&listener, &stop, phase](double share) {
      listener.progress({phase, share, {}, Seconds(0)});
      return !stop.stop_requested();
    };
  };
  const WholeCheckpoint chosen = firstWhole(candidates(request));
  const Checkpoint& checkpoint = chosen.entry;
  const RunFolder run(request.run);
  RunSettings settings = run.settings();
  if (request.settings.decoding) settings.decoding = request.settings.decoding;
  const std::optional<std::string> planText = run.plan();
  if (!planText) throw Error(ErrorCode::NothingToPublish, {request.run.string()});
  const RunPlan plan = planFromJson(*planText, request.run.string());
  RunMaterial material(settings, tools, teller("scan"), begunCorpus(run));
  material.adopt(plan);

  const fs::path pack = fs::path(request.settings.folder) / request.settings.id;
  models::StyleCard card = cardFor(settings, plan, material.parts());
  card.info.id = request.settings.id;
  if (!request.settings.name.empty()) card.info.name = request.settings.name;
  if (!request.settings.sentence.empty()) card.info.sentence = request.settings.sentence;
  card.training.minutes = checkpoint.seconds / 60;
  card.training.epochs =
      static_cast<int>(static_cast<double>(checkpoint.step) / static_cast<double>(plan.stepsPerEpoch) + 0.5);

  std::error_code failure;
  fs::create_directories(pack, failure);
  if (failure) throw Error(ErrorCode::FileNotWritable, {pack.string(), failure.message()});
  models::writeStyleWeights(pack, *chosen.network);
  models::TrainingRecord record = trainingRecordOf(material.parts(), material.representation());
  addHashes(learntByBase(settings, tools), record.contentHashes);
  models::writeTrainingRecord(pack, record);
  card.heldOut = measure(card, material, record, pack, teller("evaluate"));
  copySamples(request.checkpoints, pack);
  writeFileAtomically(pack / "recipe.json", toJson(recipeOf(settings, plan)));
  const RunMetrics metrics = MetricsFile(request.run).read();
  const std::string curves = curvePicture({metrics.train, metrics.validation});
  if (!curves.empty()) writeFileAtomically(pack / "curves.svg", curves);
  writeFileAtomically(pack / "README.md", readme(card, settings, !curves.empty()));
  models::writeStyleCard(pack, card);  // last: a folder without a card is no style
  return pack.string();
}

}  // namespace partimento::training
