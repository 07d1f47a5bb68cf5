#include "core/music/scale.h"

#include <algorithm>
#include <cctype>

#include "core/base/error.h"
#include "core/music/pitch_name.h"

namespace partimento {

namespace {

constexpr std::uint16_t degreeBits(std::initializer_list<int> degrees) {
  std::uint16_t bits = 0;
  for (int degree : degrees) bits = static_cast<std::uint16_t>(bits | (1 << degree));
  return bits;
}

}  // namespace

const std::vector<ScaleMode>& scaleModes() {
  static const std::vector<ScaleMode> kModes = {
      {"major", degreeBits({0, 2, 4, 5, 7, 9, 11})},
      {"minor", degreeBits({0, 2, 3, 5, 7, 8, 10})},
      {"harmonic minor", degreeBits({0, 2, 3, 5, 7, 8, 11})},
      {"melodic minor", degreeBits({0, 2, 3, 5, 7, 8, 9, 10, 11})},
      {"dorian", degreeBits({0, 2, 3, 5, 7, 9, 10})},
      {"phrygian", degreeBits({0, 1, 3, 5, 7, 8, 10})},
      {"lydian", degreeBits({0, 2, 4, 6, 7, 9, 11})},
      {"mixolydian", degreeBits({0, 2, 4, 5, 7, 9, 10})},
      {"locrian", degreeBits({0, 1, 3, 5, 6, 8, 10})},
      {"major pentatonic", degreeBits({0, 2, 4, 7, 9})},
      {"minor pentatonic", degreeBits({0, 3, 5, 7, 10})},
      {"blues", degreeBits({0, 3, 5, 6, 7, 10})},
      {"whole tone", degreeBits({0, 2, 4, 6, 8, 10})},
      {"chromatic", 0xFFF},
  };
  return kModes;
}

Scale makeScale(int tonic, const std::string& mode) {
  const auto& modes = scaleModes();
  const auto found =
      std::find_if(modes.begin(), modes.end(), [&](const ScaleMode& m) { return mode == m.name; });
  if (found == modes.end()) throw Error(ErrorCode::ScaleInvalid, {mode});
  return Scale{((tonic % 12) + 12) % 12, found->degrees, mode};
}

Scale parseScale(std::string_view text) {
  const auto tonic = parsePitch(text);
  if (!tonic) throw Error(ErrorCode::ScaleInvalid, {std::string(text)});
  std::string mode;
  for (char c : text.substr(tonic->length)) {
    if (std::isspace(static_cast<unsigned char>(c)) && (mode.empty() || mode.back() == ' ')) continue;
    mode += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  while (!mode.empty() && mode.back() == ' ') mode.pop_back();
  try {
    return makeScale(tonic->pitch, mode.empty() ? "major" : mode);
  } catch (const Error&) {
    throw Error(ErrorCode::ScaleInvalid, {std::string(text)});
  }
}

std::string scaleName(const Scale& scale) {
  return pitchClassName(scale.tonic) + ' ' + scale.mode;
}

}  // namespace partimento
