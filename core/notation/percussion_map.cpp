#include "core/notation/percussion_map.h"

namespace partimento::notation {

PercussionPlace percussionPlace(Pitch key) {
  switch (key) {
    case 35:
    case 36:
      return {{Step::F, 0, 4}, HeadShape::Normal};  // bass drum
    case 37:
      return {{Step::C, 0, 5}, HeadShape::Cross};  // side stick
    case 38:
    case 39:
    case 40:
      return {{Step::C, 0, 5}, HeadShape::Normal};  // snare, clap
    case 41:
      return {{Step::G, 0, 4}, HeadShape::Normal};  // toms from low to high
    case 43:
      return {{Step::A, 0, 4}, HeadShape::Normal};
    case 45:
      return {{Step::B, 0, 4}, HeadShape::Normal};
    case 47:
      return {{Step::D, 0, 5}, HeadShape::Normal};
    case 48:
    case 50:
      return {{Step::E, 0, 5}, HeadShape::Normal};
    case 44:
      return {{Step::D, 0, 4}, HeadShape::Cross};  // pedal hi-hat
    case 42:
    case 46:
      return {{Step::G, 0, 5}, HeadShape::Cross};  // hi-hat
    case 49:
    case 55:
    case 57:
      return {{Step::A, 0, 5}, HeadShape::Cross};  // crash
    case 51:
    case 52:
    case 53:
    case 59:
      return {{Step::F, 0, 5}, HeadShape::Cross};  // ride
    case 56:
      return {{Step::E, 0, 5}, HeadShape::Diamond};  // cowbell
    default:
      return {{Step::E, 0, 5}, HeadShape::Cross};
  }
}

}  // namespace partimento::notation
