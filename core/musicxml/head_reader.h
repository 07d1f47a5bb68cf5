#pragma once

#include <map>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "core/musicxml/document.h"

namespace partimento::musicxml {

/// A part as the part list names it, and what its unpitched instruments play.
struct ListedPart {
  DocumentPart part;
  std::map<std::string, int, std::less<>> drums;
};

/// Title, composer, recipes and what our own files say about the score they come from.
void readIdentification(pugi::xml_node root, Document& document);
/// The parts in the order of the list; of several with one id the first counts.
std::vector<ListedPart> readPartList(pugi::xml_node list);

/// Which tracks of a score each part was written from, in files of our own: "P1=1 P2=2,3".
void readTrackNumbers(pugi::xml_node root, std::vector<DocumentPart>& parts);

/// Names of the miscellaneous fields that carry what MusicXML has no element for.
inline constexpr const char* kRecipeField = "partimento-recipe";
inline constexpr const char* kTicksField = "partimento-ticks-per-quarter";
inline constexpr const char* kTracksField = "partimento-tracks";
/// Type of the <other-play> element that says which of its part's tracks a note belongs to.
inline constexpr const char* kTrackPlay = "partimento-track";

}  // namespace partimento::musicxml
