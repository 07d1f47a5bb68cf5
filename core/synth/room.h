#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace partimento::synth {

/// The room around the instruments: a feedback delay network of eight damped lines whose outputs are mixed by
/// a Householder matrix (Jot and Chaigne, "Digital delay networks for designing artificial reverberators",
/// 1991), sounding for about 1.1 s. Everything is allocated when it is made. One thread at a time.
class Room {
 public:
  explicit Room(double sampleRate);
  /// Adds the room's answer to the samples.
  void process(float* left, float* right, int frames) noexcept;
  /// Empties it: silence from the next sample on.
  void clear() noexcept;

 private:
  static constexpr std::size_t kLines = 8;
  struct Line {
    std::vector<float> samples;
    std::size_t at = 0;
    float decay = 0;   // for one pass
    float damped = 0;  // state of its low-pass
  };

  std::array<Line, kLines> m_lines;
  bool m_empty = true;
  int m_quiet = 0;  // frames since anything could be heard
  int m_longest = 0;
};

}  // namespace partimento::synth
