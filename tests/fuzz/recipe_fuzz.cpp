// libFuzzer target: no text may crash or hang the reader of recipes, and what it reads must survive writing
// and reading.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/engine/recipe_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::string written = recipeToJson(recipeFromJson(text, "fuzz"));
    if (recipeToJson(recipeFromJson(written)) != written) std::abort();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::RecipeInvalid) std::abort();
  }
  try {
    const std::string written = settingsToJson(settingsFromJson(text, "fuzz"));
    if (settingsToJson(settingsFromJson(written)) != written) std::abort();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::RecipeInvalid) std::abort();
  }
  return 0;
}
