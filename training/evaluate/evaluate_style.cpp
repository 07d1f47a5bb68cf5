#include "training/evaluate/evaluate_style.h"

#include <unordered_set>

#include "core/base/error.h"
#include "training/evaluate/baselines.h"
#include "training/evaluate/measured_style.h"
#include "training/evaluate/perplexity.h"
#include "training/evaluate/phase_teller.h"

namespace partimento::training {

namespace fs = std::filesystem;

std::map<std::string, double> baselinesFor(const Representation& representation,
                                           const models::TrainingRecord& record,
                                           const std::vector<Stream>& streams) {
  const auto* tokenizer = dynamic_cast<const tokens::MelodyTokenizer*>(representation.tokenizer.get());
  if (!tokenizer) return {};
  return baselinePerplexities(record.pitches, pitchStreams(streams, *tokenizer), tokenizer->pitchCount() + 1);
}

EvaluateReport evaluateStyle(const fs::path& pack, const EvaluateSettings& settings, std::stop_token stop,
                             JobListener& listener) {
  const MeasuredStyle style = readMeasuredStyle(pack, settings.corpora, stop, listener);
  const auto& [card, model, record, representation, corpus] = style;

  const std::unordered_set<std::uint64_t> seen(record.contentHashes.begin(), record.contentHashes.end());
  std::vector<Stream> streams;
  EvaluateReport report;
  for (const Piece& piece : corpus.pieces) {
    if (seen.contains(piece.contentHash)) continue;
    ++report.pieces;
    for (Stream& stream : streamsOf(piece, representation)) streams.push_back(std::move(stream));
  }
  if (streams.empty()) throw Error(ErrorCode::CorpusEmpty, {settings.corpora.front()});

  const StreamLoss loss = evaluateLoss(*model, streams, phaseTeller("evaluate", stop, listener));
  report.style = card.info.id;
  report.notes = loss.notes;
  report.pitchPerplexity = loss.pitchPerplexity();
  report.durationPerplexity = loss.durationPerplexity();
  report.natsPerNote = loss.natsPerNote();
  report.natsPerToken = loss.natsPerToken();
  for (const SkippedFile& file : corpus.skipped) {
    report.skipped.push_back(file.file + ": " + skipReasonName(file.reason) +
                             (file.detail.empty() ? "" : " (" + file.detail + ')'));
  }
  if (settings.baselines) {
    if (!phaseTeller("baselines", stop, listener)(0)) throw Error(ErrorCode::Cancelled);
    report.baselines = baselinesFor(representation, record, streams);
  }
  return report;
}

}  // namespace partimento::training
