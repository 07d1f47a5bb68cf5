// libFuzzer target: no bytes may crash or hang the reader of project files, and what it opens must survive
// saving.

#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/base/error.h"
#include "core/project/project_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  const auto bytes = std::as_bytes(std::span(data, size));
  try {
    const project::LoadedProject first = project::parse({bytes.begin(), bytes.end()}, "fuzz");
    const project::LoadedProject second = project::parse(project::serialise(first.snapshot), "copy");
    const bool same = second.losses.empty() && second.snapshot.steps.size() == first.snapshot.steps.size() &&
                      second.snapshot.current == first.snapshot.current &&
                      second.snapshot.takes.size() == first.snapshot.takes.size() &&
                      second.snapshot.view == first.snapshot.view;
    if (!same) std::abort();
    for (std::size_t i = 0; i < first.snapshot.steps.size(); ++i) {
      if (!(*first.snapshot.steps[i].score == *second.snapshot.steps[i].score)) std::abort();
    }
  } catch (const Error& error) {
    const bool expected = error.code() == ErrorCode::ProjectDamaged ||
                          error.code() == ErrorCode::ProjectTooNew || error.code() == ErrorCode::FileEmpty;
    if (!expected) std::abort();
  }
  return 0;
}
