#pragma once

#include <string>
#include <vector>

namespace partimento::test {

struct ProgramResult {
  int status = -1;  ///< exit status; 128 + n where signal n ended it
  std::string out;
  std::string err;
};

/// Runs the program with these words after its name, and waits for it.
ProgramResult runProgram(const std::string& program, const std::vector<std::string>& arguments);

#ifdef PARTIMENTO_CLI
/// Runs build/bin/partimento-cli with these arguments and waits for it.
inline ProgramResult runCommandLine(const std::vector<std::string>& arguments) {
  return runProgram(PARTIMENTO_CLI, arguments);
}
#endif

}  // namespace partimento::test
