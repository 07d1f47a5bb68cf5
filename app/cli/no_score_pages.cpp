#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/score_pages.h"

namespace partimento::cli {

std::vector<std::filesystem::path> drawPages(const ScorePtr&, const std::filesystem::path&) {
  return {};
}

int writePages(const ScorePtr&, const std::string& path) {
  std::fprintf(stderr,
               "partimento-cli: '%s' was not written: this build draws no notation. Build with "
               "-DPARTIMENTO_DESKTOP=ON.\n",
               path.c_str());
  return kCouldNotBeDone;
}

}  // namespace partimento::cli
