#pragma once

#include "app/cli/generate_options.h"
#include "core/engine/engine.h"
#include "core/engine/seed.h"

namespace partimento::cli {

/// The seed and how its track shall be called and sound in the file written.
struct GenerateSeed {
  SeedMelody melody;
  TakeScoreOptions track;
};

/// Reads the seed from the file or the typed notes; without either it has no notes, and the style begins by
/// itself. Throws Error where the file has none, or where it is not one line and no track or voice was
/// chosen.
GenerateSeed readSeed(const GenerateOptions& options);

/// The recipe in a .json, or the first in a .mid or .musicxml. Throws FileNotFound, FileNotReadable,
/// RecipeInvalid.
Recipe readRecipe(const std::string& path);

}  // namespace partimento::cli
