#pragma once

#include <QString>
#include <vector>

#include "core/music/score.h"

namespace partimento::ui {

/// An opening that comes with the program.
struct DemoSeed {
  QString file;
  QString title;
  QString composer;
  QString style;  ///< id of the style that suits it
  int bars = 0;
};

/// Title and composer in the user's language, where they have names there.
QString demoTitle(const DemoSeed& seed);
QString demoComposer(const DemoSeed& seed);

/// In the order to offer them.
const std::vector<DemoSeed>& demoSeeds();
/// Throws Error when the program's own file is damaged.
ScorePtr loadDemoSeed(const DemoSeed& seed);

}  // namespace partimento::ui
