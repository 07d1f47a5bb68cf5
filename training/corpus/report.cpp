#include <algorithm>
#include <set>

#include "core/analysis/key.h"
#include "training/corpus/corpus.h"

namespace partimento::training {

namespace {

std::size_t lengthClass(double quarters) {
  const auto bound = std::upper_bound(kLengthClassBounds.begin(), kLengthClassBounds.end(), quarters);
  return static_cast<std::size_t>(bound - kLengthClassBounds.begin());
}

void countNotes(const Piece& piece, CorpusReport& report) {
  const double perQuarter = piece.score->ticksPerQuarter();
  int notes = 0;
  for (const TrackPtr& track : piece.score->tracks()) {
    for (const Note& note : track->notes) {
      ++report.pitches[static_cast<std::size_t>(std::clamp(note.pitch, kLowestPitch, kHighestPitch))];
      ++report.lengths[lengthClass(static_cast<double>(note.duration.value) / perQuarter)];
      ++notes;
    }
  }
  report.notes += notes;
  report.pieceNotes.push_back(notes);
  report.quarters += static_cast<double>(piece.score->end().value) / perQuarter;
}

void countKey(const Piece& piece, CorpusReport& report) {
  std::array<double, 12> sounding{};
  for (const TrackPtr& track : piece.score->tracks()) {
    const std::array<double, 12> part = analysis::pitchClassDurations(track->notes);
    for (std::size_t i = 0; i < part.size(); ++i) sounding[i] += part[i];
  }
  const auto key = analysis::estimateKey(sounding);
  if (!key) {
    ++report.keysUnknown;
    return;
  }
  ++report.keys[static_cast<std::size_t>(key->tonic + (key->minor ? 12 : 0))];
}

}  // namespace

CorpusReport reportOf(const Corpus& corpus) {
  CorpusReport report;
  std::set<std::int64_t> clusters;
  for (const Piece& piece : corpus.pieces) {
    countNotes(piece, report);
    countKey(piece, report);
    const TimeSignature meter = piece.score->meter().at(Tick(0)).signature;
    ++report.meters[std::to_string(meter.numerator) + '/' + std::to_string(meter.denominator)];
    clusters.insert(piece.cluster);
  }
  std::sort(report.pieceNotes.begin(), report.pieceNotes.end());
  const Split parts = split(corpus);
  report.trainingPieces = static_cast<int>(parts.training.size());
  report.validationPieces = static_cast<int>(parts.validation.size());
  report.testPieces = static_cast<int>(parts.test.size());
  report.files = corpus.files;
  report.pieces = static_cast<int>(corpus.pieces.size());
  report.clusters = static_cast<int>(clusters.size());
  report.sources = corpus.sources;
  report.skipped = corpus.skipped;
  report.seconds = corpus.seconds;
  report.remembered = corpus.remembered;
  return report;
}

}  // namespace partimento::training
