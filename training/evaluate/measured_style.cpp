#include "training/evaluate/measured_style.h"

#include "training/evaluate/phase_teller.h"
#include "training/train/quiet_load.h"

namespace partimento::training {

namespace fs = std::filesystem;

MeasuredStyle readMeasuredStyle(const fs::path& pack, const std::vector<std::string>& corpora,
                                std::stop_token stop, JobListener& listener) {
  MeasuredStyle style;
  style.card = models::readStyleCard(pack);
  style.model = readStyleQuietly(pack, style.card);
  style.record = models::readTrainingRecord(pack, style.card);
  style.representation = representationOf(style.card.config(), style.card.center);
  ScanSettings scan;
  scan.tokenizer = style.card.info.tokenizer;
  scan.progress = phaseTeller("scan", stop, listener);
  style.corpus = scanCorpus(std::vector<fs::path>(corpora.begin(), corpora.end()), scan);
  return style;
}

}  // namespace partimento::training
