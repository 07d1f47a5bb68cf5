#include "core/notation/marks.h"

namespace partimento::notation {

int Clef::middleLine() const {
  int onSignLine = 0;
  switch (sign) {
    case ClefSign::F:
      onSignLine = 3 * 7 + 3;
      break;
    case ClefSign::C:
      onSignLine = 4 * 7;
      break;
    case ClefSign::G:
    case ClefSign::Percussion:
      onSignLine = 4 * 7 + 4;
      break;
  }
  return onSignLine + 2 * (3 - line) + 7 * octaves;
}

}  // namespace partimento::notation
