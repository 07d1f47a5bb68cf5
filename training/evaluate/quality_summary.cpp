#include "training/evaluate/quality_summary.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace partimento::training {

namespace {

std::optional<double> valueOf(const PieceMeasures& piece, std::string_view id) {
  const auto found = std::find_if(piece.values.begin(), piece.values.end(),
                                  [id](const PieceValue& value) { return value.id == id; });
  if (found == piece.values.end()) return std::nullopt;
  return found->value;
}

/// The values of the pieces on which both sets have them.
struct Paired {
  std::vector<double> real;
  std::vector<double> generated;
};

Paired pairedValues(const std::vector<PieceMeasures>& real, const std::vector<PieceMeasures>& generated,
                    std::string_view id) {
  Paired paired;
  for (std::size_t i = 0; i < real.size(); ++i) {
    const auto a = valueOf(real[i], id);
    const auto b = valueOf(generated[i], id);
    if (!a || !b) continue;
    paired.real.push_back(*a);
    paired.generated.push_back(*b);
  }
  return paired;
}

int countOf(const std::vector<double>& values) {
  return static_cast<int>(std::count(values.begin(), values.end(), 1.0));
}

analysis::RepetitionProfile meanProfile(const std::vector<PieceMeasures>& pieces) {
  analysis::RepetitionProfile mean;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    double sum = 0;
    double counted = 0;
    for (const PieceMeasures& piece : pieces) {
      if (!piece.repetition[i]) continue;
      sum += *piece.repetition[i];
      counted += 1;
    }
    if (counted > 0) mean[i] = sum / counted;
  }
  return mean;
}

analysis::LengthHistogram meanLengths(const std::vector<PieceMeasures>& pieces) {
  analysis::LengthHistogram mean{};
  for (const PieceMeasures& piece : pieces) {
    for (std::size_t i = 0; i < mean.size(); ++i)
      mean[i] += piece.lengths[i] / static_cast<double>(pieces.size());
  }
  return mean;
}

}  // namespace

void QualitySummary::add(const std::string& file, const Opening& opening, const Continuation& played) {
  m_real.push_back(measurePiece(*opening.real, opening.cut, m_training));
  m_generated.push_back(measurePiece(*played.score, opening.cut, m_training));
  QualitySample sample;
  sample.file = file;
  sample.score = played.score;
  sample.from = opening.cut.from;
  sample.to = opening.cut.to;
  sample.bars = opening.bars;
  sample.notes = static_cast<int>(analysis::passageOf(*played.score, sample.from, sample.to).notes.size());
  sample.logProbability = played.logProbability;
  sample.relaxations = played.relaxations;
  sample.copied = m_generated.back().copied;
  sample.inReal = m_real.back().copied;
  sample.real = m_real.back().values;
  sample.generated = m_generated.back().values;
  const TempoMap& tempo = played.score->tempo();
  m_report.musicSeconds += (tempo.secondsAt(sample.to) - tempo.secondsAt(sample.from)).value;
  m_report.samples.push_back(std::move(sample));
}

void QualitySummary::finish() {
  compare();
  averageProfiles();
}

void QualitySummary::compare() {
  for (const std::string_view id : measureIds()) {
    const Paired values = pairedValues(m_real, m_generated, id);
    if (values.real.empty()) continue;
    m_report.measures.push_back({std::string(id), analysis::compareSets(values.real, values.generated)});
  }
  for (const std::string_view id : shareIds()) {
    const Paired values = pairedValues(m_real, m_generated, id);
    if (values.real.empty()) continue;
    m_report.shares.push_back({std::string(id), static_cast<int>(values.real.size()), countOf(values.real),
                               countOf(values.generated)});
  }
}

void QualitySummary::averageProfiles() {
  m_report.realRepetition = meanProfile(m_real);
  m_report.generatedRepetition = meanProfile(m_generated);
  m_report.repetitionError = analysis::profileError(m_report.realRepetition, m_report.generatedRepetition);
  m_report.realLengths = meanLengths(m_real);
  m_report.generatedLengths = meanLengths(m_generated);
}

}  // namespace partimento::training
