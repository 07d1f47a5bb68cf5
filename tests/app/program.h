#pragma once

#include <string>
#include <vector>

namespace partimento::test {

struct ProgramResult {
  int status = -1;  ///< exit status; 128 + n where signal n ended it
  std::string out;
  std::string err;
};

/// Runs build/bin/partimento-cli with these arguments and waits for it.
ProgramResult runCommandLine(const std::vector<std::string>& arguments);

}  // namespace partimento::test
