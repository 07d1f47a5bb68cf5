#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/playback/audio_output.h"

namespace partimento::playback {

struct SoundSettings {
  std::string driver;               ///< one of SoundControl::drivers(); empty: the first that works
  std::filesystem::path soundFont;  ///< empty: the system's default one
  int periodFrames = 512;           ///< 64 to 4096: smaller answers faster, larger never stutters

  bool operator==(const SoundSettings&) const = default;
};

struct SoundState {
  bool opening = true;  ///< a driver or a SoundFont is being opened in the background
  AudioOutputState output;
  std::filesystem::path soundFont;      ///< that sounds now; empty: none does
  std::optional<Error> soundFontError;  ///< why the chosen SoundFont does not sound
};

/// The sound of the program as the interface sees it: status line, banner, settings page. All functions
/// belong to the thread that owns the Player and return at once; the work is done on a thread of the
/// implementation.
class SoundControl {
 public:
  virtual ~SoundControl() = default;
  virtual const SoundState& state() const = 0;
  /// Drivers of this build, in the order in which they are tried.
  virtual std::vector<std::string> drivers() const = 0;
  virtual const SoundSettings& settings() const = 0;
  /// Opens the driver again and loads the SoundFont where they changed; what sounds goes on until then.
  virtual void apply(const SoundSettings& settings) = 0;
  /// Tries all drivers again, after a device was plugged in or died.
  virtual void reopen() = 0;
  /// A soft tone of one second through whatever output there is.
  virtual void testTone() = 0;
  /// To be called by the same timer as Player::collectGarbage(). True: state() has changed.
  virtual bool poll() = 0;
};

}  // namespace partimento::playback
