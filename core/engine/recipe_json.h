#pragma once

#include <string>
#include <string_view>

#include "core/decode/trace.h"
#include "core/engine/engine.h"

/// Recipes and traces as text: what travels inside .mid files, project files and on the command line.
namespace partimento {

/// 2 where the seed has several lines or notes at once, else 1, which programs before can read.
inline constexpr int kRecipeVersion = 2;

/// One line of ASCII JSON with every field of the recipe. Of the seed's notes onset, duration, pitch,
/// velocity and release velocity are written, the further lines as "others".
std::string recipeToJson(const Recipe& recipe);

/// Reads what recipeToJson wrote, white space and unknown members allowed, settings that are left out at
/// their defaults. `source` names the text in errors. Throws RecipeInvalid: no JSON, a newer version, a
/// member that is missing, of the wrong kind or out of range (with its path: "settings.rules.tabu: ...").
Recipe recipeFromJson(std::string_view text, const std::string& source = {});

/// Settings alone, as the "settings" member of a recipe holds them.
std::string settingsToJson(const decode::Settings& settings);
decode::Settings settingsFromJson(std::string_view text, const std::string& source = {});

/// What a style proposes: {"search": as in settings, "max_repeat", "tabu", "no_parallels"}. Reading throws
/// RecipeInvalid.
std::string presetToJson(const decode::DecodingPreset& preset);
decode::DecodingPreset presetFromJson(std::string_view text, const std::string& source = {});

/// The trace for other programs: an object with "vocabulary", "first_candidates", "steps" and "path". A
/// removed candidate's constrained score is null.
std::string traceToJson(const decode::Trace& trace);

}  // namespace partimento
