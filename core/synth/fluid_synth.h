#pragma once

#include <filesystem>
#include <memory>

#include "core/playback/synth.h"
#include "core/synth/room.h"

namespace partimento::synth {

struct FluidSettings {
  std::filesystem::path soundFont;  ///< .sf2 or .sf3, see findSoundFont
  double sampleRate = 48000;        ///< 8000 to 96000
  int polyphony = 256;              ///< voices; a note may need several
};

/// FluidSynth behind Synth. Everything it needs while playing is allocated when it is made (tens of
/// milliseconds for a small SoundFont: not on the GUI's thread). FluidSynth computes in blocks of 64 frames,
/// so that a message is heard up to 64 frames late; it never is early.
class FluidSynth final : public playback::Synth {
 public:
  /// Throws SoundFontMissing, SoundFontDamaged, AudioFailed ("fluidsynth").
  explicit FluidSynth(const FluidSettings& settings);
  ~FluidSynth() override;

  void send(const playback::ChannelMessage& message) noexcept override;
  void silence() noexcept override;
  void render(float* left, float* right, int frames) noexcept override;
  /// Voices that sound now, tails included.
  int activeVoices() const noexcept;

 private:
  struct Handles;
  void selectProgram(int channel, int program, int bank) noexcept;

  std::unique_ptr<Handles> m_handles;
  Room m_room;
};

}  // namespace partimento::synth
