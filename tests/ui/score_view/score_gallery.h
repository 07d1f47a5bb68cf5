#pragma once

#include <QImage>

#include "ui/score_view/score_ink.h"

namespace partimento::test {

/// Every typical case of engraving in one picture; `scale` in pixels for a staff space.
QImage scoreGallery(double scale, const ui::score::ScoreInk& ink);

}  // namespace partimento::test
