#include "app/cli/sound.h"

#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/synth/offline.h"

namespace partimento::cli {

int renderWithProgress(const Score& score, const std::string& path, const std::string& soundFont) {
  synth::RenderSettings settings;
  settings.soundFont = soundFont;
  ProgressBar bar;
  synth::renderScore(
      score, path, settings, [&bar](double fraction) { bar.show(fraction, "rendering"); }, stopOnInterrupt());
  return kDone;
}

}  // namespace partimento::cli
