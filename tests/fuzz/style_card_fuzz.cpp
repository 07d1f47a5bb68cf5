// libFuzzer target: no text may crash or hang the reader of style cards, and what it reads must survive
// writing and reading.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/models/style_card.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::string written = models::styleCardText(models::parseStyleCard(text, "fuzz"));
    if (models::styleCardText(models::parseStyleCard(written, "copy")) != written) std::abort();
  } catch (const Error& error) {
    const bool expected = error.code() == ErrorCode::PackDamaged || error.code() == ErrorCode::PackTooNew;
    if (!expected) std::abort();
  }
  return 0;
}
