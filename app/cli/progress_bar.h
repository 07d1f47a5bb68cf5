#pragma once

#include <string>

#include "core/base/units.h"

namespace partimento::cli {

/// A bar on stderr, drawn only on a terminal and at most ten times a second; cleared at the end of its scope.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `fraction` from 0 to 1; `left` is shown when it is positive.
  void show(double fraction, const std::string& text, Seconds left = Seconds(0));

 private:
  bool m_terminal;
  bool m_drawn = false;
  double m_lastDrawn = -1;
};

}  // namespace partimento::cli
