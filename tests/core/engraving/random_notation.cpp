#include "tests/core/engraving/random_notation.h"

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/notation_text.h"

namespace partimento::test {
namespace {

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : m_random(seed) {}

  int below(int n) { return static_cast<int>(m_random.below(static_cast<std::uint64_t>(n))); }

  std::string pitch(int centre) {
    const int diatonic = centre + below(17) - 8;
    constexpr const char* kSigns[] = {"", "", "", "", "#", "b", "##", "bb"};
    std::string name;
    name += "CDEFGAB"[diatonic % 7];
    name += kSigns[below(8)];
    name += std::to_string(diatonic / 7);
    return name;
  }

  std::string chord(int centre) {
    const int count = below(3) == 0 ? 2 + below(3) : 1;
    std::vector<int> diatonics;
    for (int i = 0; i < count; ++i) {
      const int d = centre + below(13) - 6;
      if (std::find(diatonics.begin(), diatonics.end(), d) == diatonics.end()) diatonics.push_back(d);
    }
    std::sort(diatonics.begin(), diatonics.end());
    std::string text = "(";
    for (const int d : diatonics) {
      constexpr const char* kSigns[] = {"", "", "#", "b"};
      if (text.size() > 1) text += ',';
      text += "CDEFGAB"[d % 7];
      text += kSigns[below(4)];
      text += std::to_string(d / 7);
    }
    return text + ")";
  }

  /// Four quarters' worth.
  std::string voice(int centre) {
    std::string text;
    for (int beat = 0; beat < 4;) {
      switch (below(9)) {
        case 0:
          if (beat > 2) continue;
          text += chord(centre) + (below(4) == 0 ? ":2~ " : ":2 ");
          beat += 2;
          continue;
        case 1:
          text += "r:4 ";
          break;
        case 2:
          text += chord(centre) + ":8[ " + chord(centre) + ":8] ";
          break;
        case 3:
          text += pitch(centre) + ":16[ " + pitch(centre) + ":16 " + pitch(centre) + ":16 " + pitch(centre) +
                  ":16] ";
          break;
        case 4:
          text += "{3:2 " + pitch(centre) + ":8[ " + pitch(centre) + ":8 " + pitch(centre) + ":8] } ";
          break;
        case 5:
          text += chord(centre) + ":8. " + pitch(centre) + ":16 ";
          break;
        case 6:
          text += "r:8 " + chord(centre) + ":8 ";
          break;
        case 7:
          text += "g(" + pitch(centre) + ") " + chord(centre) + ":4 ";
          break;
        default:
          text += chord(centre) + ":4 ";
      }
      ++beat;
    }
    return text;
  }

 private:
  Random m_random;
};

}  // namespace

notation::NotationPtr randomNotation(std::uint64_t seed, int bars, int staves) {
  Writer writer(seed);
  NotationText text;
  text.key = {writer.below(15) - 7, false};
  std::vector<StaffText> part;
  for (int s = 0; s < staves; ++s) {
    StaffText staff;
    if (s > 0) staff.clef = {notation::ClefSign::F, 4, 0};
    const int centre = s == 0 ? 34 : 22;
    for (int b = 0; b < bars; ++b) {
      std::vector<std::string> voices{writer.voice(centre + 2)};
      if (writer.below(3) == 0) voices.push_back(writer.voice(centre - 2));
      staff.bars.push_back(voices);
    }
    part.push_back(std::move(staff));
  }
  text.parts = {part};
  return notationOf(text);
}

}  // namespace partimento::test
