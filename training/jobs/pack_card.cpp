#include "training/jobs/pack_card.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/tokens/melody_tokenizer.h"
#include "training/corpus/credits.h"
#include "training/corpus/manifest.h"
#include "training/evaluate/piece_measures.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

constexpr double kRareShare = 0.001;

/// Lowest and highest sounding pitch but for a thousandth at either end.
std::pair<Pitch, Pitch> soundingRange(const std::vector<const Piece*>& pieces) {
  std::vector<Pitch> pitches;
  for (const Piece* piece : pieces) {
    for (const TrackPtr& track : piece->score->tracks()) {
      for (const Note& note : track->notes) pitches.push_back(note.pitch);
    }
  }
  if (pitches.empty()) return {kLowestPitch, kHighestPitch};
  std::sort(pitches.begin(), pitches.end());
  const auto rare = static_cast<std::size_t>(kRareShare * static_cast<double>(pitches.size()));
  return {pitches[rare], pitches[pitches.size() - 1 - rare]};
}

fs::path cleanFolder(const std::string& folder) {
  return (fs::absolute(folder) / "").lexically_normal().parent_path();
}

void addMelody(const Piece& piece, const Representation& representation, models::TrainingRecord& record) {
  const auto& tokenizer = static_cast<const tokens::MelodyTokenizer&>(*representation.tokenizer);
  for (const Stream& stream : streamsOf(piece, representation)) {
    std::vector<std::uint8_t>& pitches = record.pitches.emplace_back();
    std::vector<std::uint8_t>& durations = record.durations.emplace_back();
    for (const Token token : stream.tokens) {
      if (tokenizer.isPitch(token)) {
        pitches.push_back(static_cast<std::uint8_t>(token - tokens::MelodyTokenizer::kRest));
      } else if (tokenizer.isDuration(token)) {
        durations.push_back(static_cast<std::uint8_t>(token - tokenizer.firstDuration()));
      }
    }
    const std::size_t whole = std::min(pitches.size(), durations.size());
    pitches.resize(whole);
    durations.resize(whole);
  }
}

/// Names and credits, each once: of single files those of their folder.
void addCorpora(const std::vector<std::string>& corpora, models::StyleCard& card) {
  std::set<fs::path> folders;
  for (const std::string& each : corpora) {
    const fs::path corpus = cleanFolder(each);
    const fs::path folder = isMidiFile(corpus) ? corpus.parent_path() : corpus;
    if (!folders.insert(folder).second) continue;
    card.training.corpora.push_back(Manifest(folder).name());
    for (const Credit& credit : creditsOf(folder))
      card.info.sources.push_back({credit.source, credit.licence});
  }
}

}  // namespace

std::string nameFromFolder(const fs::path& folder) {
  std::string name = folder.filename().string();
  std::replace(name.begin(), name.end(), '-', ' ');
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

models::StyleCard cardFor(const RunSettings& settings, const RunPlan& plan, const Split& parts) {
  models::StyleCard card;
  const fs::path folder = cleanFolder(settings.folder);
  card.info.id = folder.filename().string();
  card.info.name = settings.name.empty() ? nameFromFolder(folder) : settings.name;
  card.info.sentence = settings.sentence;
  card.info.decoding = settings.decoding;
  card.info.family = models::familyName(plan.config.family());
  card.info.tokenizer = plan.config.tokenizer;
  card.info.parameters = models::parameterCount(plan.config);
  std::tie(card.info.lowest, card.info.highest) = soundingRange(parts.training);
  if (const auto* tcn = std::get_if<models::TcnArchitecture>(&plan.config.shape)) {
    card.architecture = *tcn;
  } else {
    card.model = plan.config;
  }
  card.center = plan.center;
  addCorpora(settings.corpora, card);
  card.training.pieces = static_cast<int>(parts.training.size());
  card.training.validationPieces = static_cast<int>(parts.validation.size());
  card.training.notes = plan.trainingNotes;
  card.training.batch = plan.optimiser.batch * plan.optimiser.accumulation;
  const double notesPerToken = static_cast<double>(plan.trainingNotes) /
                               static_cast<double>(std::max<std::int64_t>(plan.trainingTokens, 1));
  card.training.window = static_cast<int>(std::lround(static_cast<double>(plan.window) * notesPerToken));
  card.training.learningRate = plan.optimiser.learningRate;
  card.training.dropout = plan.dropout;
  card.training.weightDecay = plan.optimiser.weightDecay;
  card.training.randomSeed = settings.randomSeed;
  return card;
}

models::TrainingRecord trainingRecordOf(const Split& parts, const Representation& representation) {
  models::TrainingRecord record;
  for (const Piece* piece : parts.training) {
    if (representation.normalisesKey) {
      addMelody(*piece, representation, record);
      continue;
    }
    std::vector<std::uint8_t>& pitches = record.pitches.emplace_back();
    std::vector<std::uint8_t>& durations = record.durations.emplace_back();
    for (const Note& note : piece->line) {
      pitches.push_back(static_cast<std::uint8_t>(note.pitch));
      durations.push_back(lengthClassOf(note.duration, piece->score->ticksPerQuarter()));
    }
  }
  for (const auto* part : {&parts.training, &parts.validation}) {
    for (const Piece* piece : *part) record.contentHashes.push_back(piece->contentHash);
  }
  return record;
}

}  // namespace partimento::training
