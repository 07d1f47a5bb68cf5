#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/musicxml/document.h"

namespace partimento::musicxml {

/// MusicXML counts loudness in percent of a forte of velocity 90 (sound element, attribute dynamics).
int velocityOfPercent(double percent);
/// The same for a release, which may be 0.
int releaseOfPercent(double percent);
/// With two decimals, from which velocityOfPercent gives the velocity back.
std::string percentOfVelocity(int velocity);

struct DynamicMark {
  int velocity = 80;
  bool once = false;         ///< an accent: "sfz"
  std::optional<int> after;  ///< level that follows: "fp"
};

/// The loudness of "pp" or "sfz"; none for a word that is no dynamic mark.
std::optional<DynamicMark> dynamicMark(std::string_view name);

/// Velocities of all notes of a part in written order, from its marks and hairpins: result[bar][note].
/// What a note states itself (DocumentNote::dynamics) counts before all marks.
std::vector<std::vector<int>> velocitiesOf(const Document& document, const DocumentPart& part);

}  // namespace partimento::musicxml
