#pragma once

#include <cstdint>

#include "core/engine/json_reader.h"
#include "core/engine/seed_melody.h"

/// The seed of a recipe.
namespace partimento {

/// The oldest version of recipes that can say the seed.
int recipeVersionOf(const SeedMelody& seed);
nlohmann::json seedToJson(const SeedMelody& seed);
/// Throws RecipeInvalid.
SeedMelody seedFromJson(const JsonReader& reader, std::int64_t version);

}  // namespace partimento
