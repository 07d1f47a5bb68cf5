#pragma once

#include <string>
#include <string_view>

#include "core/engine/run_settings.h"

namespace partimento::training {

/// settings.json of a run folder: every field by name, readable by people and other programs.
std::string toJson(const RunSettings& settings);
/// What is left out stays at its default. Throws Error(RunDamaged, {source, what}).
RunSettings settingsFromJson(std::string_view text, const std::string& source);

}  // namespace partimento::training
