#include "training/evaluate/quality.h"

#include <algorithm>
#include <chrono>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/random.h"
#include "training/corpus/manifest.h"
#include "training/evaluate/continuation.h"
#include "training/evaluate/measured_style.h"
#include "training/evaluate/opening.h"
#include "training/evaluate/phase_teller.h"
#include "training/evaluate/piece_measures.h"
#include "training/evaluate/quality_summary.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// One piece of every cluster that holds no piece the style has seen, in an order drawn by the seed.
std::vector<const Piece*> heldOutOf(const Corpus& corpus, const models::TrainingRecord& record,
                                    std::uint64_t randomSeed) {
  const std::unordered_set<std::uint64_t> seen(record.contentHashes.begin(), record.contentHashes.end());
  std::unordered_set<std::int64_t> taken;
  for (const Piece& piece : corpus.pieces) {
    if (seen.contains(piece.contentHash)) taken.insert(piece.cluster);
  }
  std::vector<const Piece*> pieces;
  for (const Piece& piece : corpus.pieces) {
    if (taken.insert(piece.cluster).second) pieces.push_back(&piece);
  }
  Random random(randomSeed);
  for (std::size_t i = pieces.size(); i > 1; --i) std::swap(pieces[i - 1], pieces[random.below(i)]);
  return pieces;
}

/// The lines of the training pieces; of melodies the record also holds rests, as symbol 0.
analysis::PassageIndex indexOf(const models::TrainingRecord& record, bool withRests) {
  std::vector<analysis::NoteLine> lines;
  for (std::size_t i = 0; i < record.pitches.size(); ++i) {
    analysis::NoteLine& line = lines.emplace_back();
    for (std::size_t j = 0; j < record.pitches[i].size(); ++j) {
      if (withRests && record.pitches[i][j] == 0) continue;
      line.push_back({record.pitches[i][j], record.durations[i][j]});
    }
  }
  return analysis::PassageIndex(lines);
}

void requireSense(const QualitySettings& settings) {
  const auto require = [](const char* name, int value, int lowest) {
    if (value < lowest)
      throw Error(ErrorCode::SettingInvalid,
                  {name, std::to_string(value), std::to_string(lowest) + " or more"});
  };
  require("samples", settings.samples, 2);
  require("opening bars", settings.openingBars, 1);
  require("fewest bars", settings.fewestBars, 1);
  require("most bars", settings.mostBars, settings.fewestBars);
}

void requireTwo(const QualityReport& report) {
  if (report.samples.size() >= 2) return;
  std::string names;
  for (const std::string& corpus : report.settings.corpora)
    names += (names.empty() ? "'" : ", '") + corpus + '\'';
  const std::string bars = std::to_string(report.settings.openingBars + report.settings.fewestBars);
  throw Error(ErrorCode::SettingInvalid, {"corpus", names,
                                          "a folder with two pieces or more of " + bars +
                                              " bars that the style was not trained on; this one has " +
                                              std::to_string(report.samples.size())});
}

}  // namespace

QualityReport measureQuality(const fs::path& pack, const QualitySettings& settings, std::stop_token stop,
                             JobListener& listener) {
  requireSense(settings);
  const MeasuredStyle style = readMeasuredStyle(pack, settings.corpora, stop, listener);
  const auto& [card, model, record, representation, corpus] = style;

  QualityReport report;
  report.settings = settings;
  report.style = card.info.id;
  report.tokenizer = card.info.tokenizer;
  report.weightHash = card.info.weightHash;
  for (const std::string& each : settings.corpora) report.corpora.push_back(Manifest(each).name());
  const std::vector<const Piece*> pieces = heldOutOf(corpus, record, settings.randomSeed);
  report.heldOut = static_cast<int>(pieces.size());
  const analysis::PassageIndex training = indexOf(record, representation.normalisesKey);
  StylePlayer player(card, *model, representation.tokenizer);
  QualitySummary summary(report, training);
  const auto tell = phaseTeller("generate", stop, listener);
  for (const Piece* piece : pieces) {
    if (std::ssize(report.samples) == settings.samples) break;
    if (!tell(static_cast<double>(report.samples.size()) / settings.samples))
      throw Error(ErrorCode::Cancelled);
    const std::optional<Opening> opening = openingOf(*piece, representation, settings);
    if (!opening) {
      ++report.tooShort;
      continue;
    }
    const auto begin = Clock::now();
    const Continuation played =
        player.play(*opening, settings.decoding, settings.randomSeed + report.samples.size(), stop);
    report.composeSeconds += std::chrono::duration<double>(Clock::now() - begin).count();
    summary.add(piece->corpus + '/' + piece->file, *opening, played);
  }
  requireTwo(report);
  if (!phaseTeller("compare", stop, listener)(0)) throw Error(ErrorCode::Cancelled);
  summary.finish();
  return report;
}

}  // namespace partimento::training
