#pragma once

#include <new>
#include <string_view>

#include "core/base/error.h"
#include "core/models/torch_parts.h"

namespace partimento::training {

/// Runs `work` and turns what the allocator and the linear-algebra library throw into the project's errors:
/// OutOfMemory for `what` (see ErrorCode), EngineFailed.
template <typename Work>
auto withoutForeignErrors(const char* what, const Work& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    const std::string_view message = error.what_without_backtrace();
    const bool memory = message.find("out of memory") != std::string_view::npos ||
                        message.find("allocate memory") != std::string_view::npos;
    if (memory) throw Error(ErrorCode::OutOfMemory, {what});
    throw Error(ErrorCode::EngineFailed, {std::string(message)});
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, {what});
  }
}

}  // namespace partimento::training
