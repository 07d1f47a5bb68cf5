#pragma once

#include <QString>

#include "core/engine/engine.h"

namespace partimento::ui {

/// Name and sentence of a style in the user's language where it is one that comes with the program, else as
/// its pack has them.
QString styleName(const StyleInfo& style);
QString styleSentence(const StyleInfo& style);
/// One line of figures for the card.
QString styleFacts(const StyleInfo& style);
/// Says of a style of the user's own that it stands in for one that comes with the program; else empty.
QString styleOrigin(const StyleInfo& style);
/// Everything known of the style, for the tooltip: figures explained, sources, licences.
QString styleDetails(const StyleInfo& style);

}  // namespace partimento::ui
