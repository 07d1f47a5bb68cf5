#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/sound.h"

namespace partimento::cli {

int renderWithProgress(const Score&, const std::string& path, const std::string&) {
  std::fprintf(stderr,
               "partimento-cli: '%s' was not written: this build has no sound. Build with "
               "-DPARTIMENTO_DESKTOP=ON.\n",
               path.c_str());
  return kCouldNotBeDone;
}

}  // namespace partimento::cli
