#include "app/cli/progress_bar.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <unistd.h>

namespace partimento::cli {

namespace {

constexpr int kBarWidth = 30;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

ProgressBar::ProgressBar() : m_terminal(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (m_drawn) std::fputs("\r\033[K", stderr);
}

void ProgressBar::show(double fraction, const std::string& text, Seconds left) {
  const double time = now();
  if (!m_terminal || time - m_lastDrawn < 0.1) return;
  m_lastDrawn = time;
  m_drawn = true;
  const int filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kBarWidth);
  std::string bar(static_cast<std::size_t>(filled), '#');
  bar.resize(kBarWidth, '.');
  std::string line =
      "\r\033[K[" + bar + "] " + std::to_string(static_cast<int>(100 * fraction)) + "% " + text;
  if (left.value >= 1) line += "  " + std::to_string(std::lround(left.value)) + " s left";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace partimento::cli
