#pragma once

namespace partimento::playback {

/// The last stage before the loudspeaker: volume without clicks, and a soft knee above 0.8 of full scale, so
/// that loud chords are rounded instead of cut. Audio thread only.
class Master {
 public:
  /// 0..1; reached within the next block.
  void setVolume(double volume);
  void process(float* left, float* right, int frames) noexcept;

 private:
  float m_volume = 1;
  float m_wanted = 1;
};

}  // namespace partimento::playback
