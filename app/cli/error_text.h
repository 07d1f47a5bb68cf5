#pragma once

#include <string>

#include "core/base/error.h"

namespace partimento::cli {

/// One English line: what went wrong, why, and what to do about it.
std::string sentenceFor(const Error& error);

}  // namespace partimento::cli
