#include "app/cli/score_pages.h"

#include <cstdio>

#include "app/cli/command.h"
#include "ui/score_view/score_files.h"

namespace partimento::cli {

std::vector<std::filesystem::path> drawPages(const ScorePtr& score, const std::filesystem::path& path) {
  return ui::score::writePagesWithoutScreen(score, path);
}

int writePages(const ScorePtr& score, const std::string& path) {
  const auto files = drawPages(score, path);
  if (files.size() > 1) {
    for (const auto& file : files) std::printf("%s\n", file.c_str());
  }
  return kDone;
}

}  // namespace partimento::cli
