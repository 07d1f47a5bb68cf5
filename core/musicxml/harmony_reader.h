#pragma once

#include <optional>

#include <pugixml.hpp>

#include "core/music/chord_symbol.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// The chord symbol of a <harmony> element; none for harmony that is no letter (functions, numerals), which
/// is named by a warning.
std::optional<ChordSymbol> readHarmony(pugi::xml_node element, Warnings& warnings);

}  // namespace partimento::musicxml
