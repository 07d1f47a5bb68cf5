#include "app/cli/score_pages.h"

#include <QGuiApplication>
#include <array>
#include <cstdio>

#include "app/cli/command.h"
#include "core/notation/notate.h"
#include "ui/score_view/score_export.h"

namespace partimento::cli {

int writePages(const ScorePtr& score, const std::string& path) {
  // Qt remarks on machines without a desktop; what matters is thrown.
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  // Fonts come through Qt; a screen is not needed, so none is asked for.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  std::array<char, 15> name{"partimento-cli"};
  std::array<char*, 2> arguments{name.data(), nullptr};
  int count = 1;
  const QGuiApplication application(count, arguments.data());
  const auto files =
      ui::score::exportScore(*engraving::Layout::make(notation::notate(score), {}), {.target = path});
  if (files.size() > 1) {
    for (const auto& file : files) std::printf("%s\n", file.c_str());
  }
  return kDone;
}

}  // namespace partimento::cli
