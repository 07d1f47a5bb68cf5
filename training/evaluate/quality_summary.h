#pragma once

#include <string>
#include <vector>

#include "core/engine/quality.h"
#include "training/evaluate/continuation.h"
#include "training/evaluate/opening.h"
#include "training/evaluate/piece_measures.h"

namespace partimento::training {

/// Gathers pieces and their continuations into a report, which it writes to and which must outlive it, as the
/// training pieces must.
class QualitySummary {
 public:
  QualitySummary(QualityReport& report, const analysis::PassageIndex& training)
      : m_report(report), m_training(training) {}

  void add(const std::string& file, const Opening& opening, const Continuation& played);
  /// Compares the sets. A measure counts on the pieces on which both have it.
  void finish();

 private:
  void compare();
  void averageProfiles();

  QualityReport& m_report;
  const analysis::PassageIndex& m_training;
  std::vector<PieceMeasures> m_real;
  std::vector<PieceMeasures> m_generated;
};

}  // namespace partimento::training
