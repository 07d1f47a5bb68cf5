#include "ui/score_view/score_files.h"

#include <QGuiApplication>
#include <array>

#include "core/notation/notate.h"
#include "ui/score_view/score_export.h"

namespace partimento::ui::score {

std::vector<std::filesystem::path> writePagesWithoutScreen(const ScorePtr& score,
                                                           const std::filesystem::path& target) {
  // Qt remarks on machines without a desktop; what matters is thrown.
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  // Fonts come through Qt; a screen is not needed, so none is asked for.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  std::array<char, 11> name{"partimento"};
  std::array<char*, 2> arguments{name.data(), nullptr};
  int count = 1;
  const QGuiApplication application(count, arguments.data());
  return exportScore(*engraving::Layout::make(notation::notate(score), {}), {.target = target});
}

}  // namespace partimento::ui::score
