#pragma once

#include <string>
#include <vector>

#include "core/notation/notation.h"

namespace partimento::test {

/// A typical piece of engraving.
struct ScoreCase {
  std::string name;
  notation::NotationPtr notation;
};

std::vector<ScoreCase> scoreCases();

}  // namespace partimento::test
