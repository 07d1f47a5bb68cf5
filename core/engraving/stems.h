#pragma once

namespace partimento::engraving {

struct FreeStem {
  int top = 0;     ///< step of the highest note
  int bottom = 0;  ///< of the lowest
  int direction = 1;
  int flags = 0;
  bool severalVoices = false;
};

/// The y of the tip of a stem without a beam: an octave long, longer where it would not reach the middle line
/// or has many flags, shorter where it points out of the staff.
double freeStemTip(const FreeStem& stem);
/// Least length of a stem with this many flags or beams, from its nearest head.
double leastStem(int flags);

}  // namespace partimento::engraving
