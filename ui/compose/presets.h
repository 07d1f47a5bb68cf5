#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/decode/settings.h"

namespace partimento::ui {

/// A named set of knobs. Range, scale and length stay as they are when it is chosen.
struct ComposePreset {
  QString name;
  QString sentence;
  decode::SearchSettings search;
  int maxRepeat = 0;
  int tabu = 0;
  int takes = 4;
  std::optional<bool> noParallels = {};  ///< none: as it is
};

/// The presets to offer, the first being the one the studio starts with: what the style proposes, where it
/// does.
std::vector<ComposePreset> composePresets(const std::optional<decode::DecodingPreset>& proposed);

}  // namespace partimento::ui
