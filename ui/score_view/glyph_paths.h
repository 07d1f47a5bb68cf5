#pragma once

#include <QPainterPath>

#include "core/engraving/glyphs.h"

namespace partimento::ui::score {

/// The outline of a sign in staff spaces around its origin. Made once a thread.
const QPainterPath& glyphPath(engraving::Glyph glyph);

}  // namespace partimento::ui::score
