#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/base/units.h"
#include "core/music/score.h"

namespace partimento::synth {

enum class AudioFormat { Wav, Flac, Ogg };

/// By the suffix .wav, .flac or .ogg, in any case. Throws UnknownFormat.
AudioFormat audioFormatOf(const std::filesystem::path& path);

struct RenderSettings {
  std::filesystem::path soundFont;  ///< empty: the default one (see soundfont.h)
  double sampleRate = 48000;        ///< frames a second, 8000 to 96000
  double tempoScale = 1.0;
  Seconds longestTail{5.0};  ///< the sound after the last note is kept until silence, no longer than this
};

/// Called on the rendering thread with the part done, 0 to 1, not falling; must not throw.
using RenderProgress = std::function<void(double fraction)>;

/// Renders a score as it would sound from its beginning, mixer included, as 16-bit WAV, 16-bit FLAC or Ogg
/// Vorbis. The file appears under its name only when it is complete. Runs on the calling thread, far faster
/// than real time; any thread but the GUI's. Throws SoundFontMissing, SoundFontDamaged, UnknownFormat,
/// NoNotes, DiskFull, FolderReadOnly, FileNotWritable, Cancelled (stop requested).
void renderScore(const Score& score, const std::filesystem::path& path, const RenderSettings& settings = {},
                 const RenderProgress& progress = {}, std::stop_token stop = {});

}  // namespace partimento::synth
