#pragma once

#include <string_view>

#include "core/musicxml/document.h"
#include "core/musicxml/warnings.h"
#include "core/musicxml/xml_source.h"

namespace partimento::musicxml {

/// The document in a parsed file. `name` goes into errors. Throws Error(NotMusicXml, MusicXmlDamaged,
/// MusicXmlTooLarge).
Document readDocument(const XmlSource& source, std::string_view name, Warnings& warnings);

}  // namespace partimento::musicxml
