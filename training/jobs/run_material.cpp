#include "training/jobs/run_material.h"

#include "core/base/error.h"
#include "core/models/style_pack.h"
#include "training/train/quiet_load.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

Corpus readCorpus(const RunSettings& settings, const RunTools& tools, const ScanProgress& progress,
                  const std::optional<RunCorpus>& begun) {
  const std::vector<fs::path> folders(settings.corpora.begin(), settings.corpora.end());
  for (const fs::path& folder : folders) {
    if (!isCorpus(folder)) throw Error(ErrorCode::CorpusVanished, {folder.string()});
  }
  ScanSettings scan{settings.tokenizer, tools.cacheFolder, progress, {}};
  if (begun) scan.only = begun->pieces;
  return scanCorpus(folders, scan);
}

}  // namespace

StreamCounts countsOf(const std::vector<Stream>& streams) {
  StreamCounts counts;
  for (const Stream& stream : streams) {
    counts.notes += stream.notes;
    counts.tokens += stream.predicted();
  }
  return counts;
}

std::optional<RunCorpus> begunCorpus(const RunFolder& folder) {
  const std::optional<std::string> text = folder.plan() ? folder.corpus() : std::nullopt;
  if (!text) return std::nullopt;
  return corpusFromJson(*text, folder.path().string());
}

RunMaterial::RunMaterial(const RunSettings& settings, const RunTools& tools, const ScanProgress& progress,
                         const std::optional<RunCorpus>& begun)
    : m_settings(settings),
      m_corpus(readCorpus(settings, tools, progress, begun)),
      m_parts(begun ? splitAs(*begun, m_corpus) : split(m_corpus)) {
  const std::string corpus = settings.corpora.empty() ? std::string() : settings.corpora.front();
  if (m_parts.training.empty() || m_parts.validation.empty()) throw Error(ErrorCode::CorpusEmpty, {corpus});
  if (settings.fineTune.style.empty()) return;
  const fs::path pack = tools.findStyle(settings.fineTune.style);
  const models::StyleCard card = models::readStyleCard(pack);
  m_base = readStyleQuietly(pack, card);
  m_baseCenter = card.center;
}

RunPlan RunMaterial::draftPlan() {
  RunPlan plan;
  if (m_base) {
    plan.config = m_base->config();
    // a style from before there were endings learns them
    const bool isTcn = plan.config.family() == models::Family::Tcn;  // its tables are apart
    if (!isTcn && plan.config.context == models::ContextUse::Read)
      plan.config.context = models::ContextUse::ReadToEnd;
    m_representation = representationOf(plan.config, m_baseCenter);
  } else {
    m_representation = chooseRepresentation(m_settings.tokenizer, m_parts.training);
    plan.config = configOf(m_settings.network, m_representation);
    m_representation.context = plan.config.context;
  }
  plan.center = m_representation.center;
  // what is usual depends on the family, which fine-tuning takes from its base
  RunSettings settings = m_settings;
  settings.network.family = models::familyName(plan.config.family());
  plan.dropout = dropoutOf(settings.network);
  plan.optimiser = optimiserOf(settings);
  plan.augmentation = resolved(m_settings.augmentation, m_representation);
  plan.corpus = fingerprintOf(m_parts);
  encode(plan);
  const StreamCounts counts = countsOf(m_epochs->streams(0));
  if (counts.tokens == 0 || countsOf(m_validation).tokens == 0)
    throw Error(ErrorCode::CorpusEmpty, {m_settings.corpora.front()});
  plan.trainingNotes = counts.notes;
  plan.trainingTokens = counts.tokens;
  const double tokensPerNote = static_cast<double>(counts.tokens) / static_cast<double>(counts.notes);
  plan.window = windowOf(m_settings, tokensPerNote, plan.config);
  Random random(m_settings.randomSeed);
  const auto groups = std::ssize(
      drawGroups(m_epochs->streams(0), plan.window, static_cast<std::size_t>(plan.optimiser.batch), random));
  plan.stepsPerEpoch = std::max<std::int64_t>(1, groups / plan.optimiser.accumulation);
  plan.steps = m_settings.length.steps;
  if (plan.steps <= 0 && m_settings.length.epochs > 0) {
    plan.steps = std::max<std::int64_t>(
        1, std::llround(m_settings.length.epochs * static_cast<double>(plan.stepsPerEpoch)));
  }
  return plan;
}

void RunMaterial::adopt(const RunPlan& plan) {
  if (fingerprintOf(m_parts) != plan.corpus) {
    // A run that keeps no list may have been split by other numbers.
    numberClustersByPlace(m_corpus.pieces);
    m_parts = split(m_corpus);
  }
  if (fingerprintOf(m_parts) != plan.corpus)
    throw Error(ErrorCode::RunDamaged, {m_settings.folder, "corpus", ""});
  m_representation = representationOf(plan.config, plan.center);
  encode(plan);
}

void RunMaterial::encode(const RunPlan& plan) {
  m_validation.clear();
  for (const Piece* piece : m_parts.validation) {
    for (Stream& stream : streamsOf(*piece, m_representation)) m_validation.push_back(std::move(stream));
  }
  m_epochs =
      std::make_unique<Epochs>(m_parts.training, m_representation, plan.augmentation, m_settings.randomSeed);
}

std::unique_ptr<Trainer> RunMaterial::makeTrainer(const RunPlan& plan) {
  auto trainer = std::make_unique<Trainer>(trainerPlan(plan, m_settings), *m_epochs, m_validation);
  if (m_base) trainer->beginAt(*m_base);
  return trainer;
}

}  // namespace partimento::training
