#pragma once

/// Measures of the engraver, in staff spaces. Conventions after E. Gould, Behind Bars (2011), and the usual
/// defaults of SMuFL fonts; where the two differ, what reads better at screen size.
namespace partimento::engraving::rules {

inline constexpr double kStaffLine = 0.11;
inline constexpr double kStem = 0.115;
inline constexpr double kLedgerLine = 0.16;
inline constexpr double kLedgerReach = 0.36;  ///< of a ledger line on either side of the head
inline constexpr double kBarline = 0.16;
inline constexpr double kHeavyBarline = 0.5;
inline constexpr double kBarlineGap = 0.42;  ///< between the lines of a double bar
inline constexpr double kBeam = 0.5;
inline constexpr double kBeamStep = 0.75;  ///< from one beam to the next
inline constexpr double kBeamHook = 1.1;
inline constexpr double kStemLength = 3.5;
inline constexpr double kShortStem = 2.5;
inline constexpr double kStemJoint = 0.17;  ///< above or below the head's middle, where the stem meets it
inline constexpr double kTieThickness = 0.2;
inline constexpr double kBracketLine = 0.12;  ///< of tuplets, endings and octave lines

inline constexpr double kGraceScale = 0.66;
inline constexpr double kSmallClef = 0.8;

inline constexpr double kAccidentalGap = 0.2;  ///< to heads and other accidentals
inline constexpr double kDotGap = 0.42;
inline constexpr double kDotStep = 0.6;  ///< from one dot to the next
inline constexpr double kGraceGap = 0.35;
inline constexpr double kParenthesis = 0.42;  ///< width beside a cautionary accidental

/// Width of a quarter note's place and how it grows with each doubling.
inline constexpr double kQuarterSpace = 4.1;
inline constexpr double kSpaceGrowth = 1.38;
inline constexpr double kNoteGap = 0.3;        ///< least white between the signs of two columns
inline constexpr double kAfterBarline = 1.15;  ///< to the first head
inline constexpr double kAccidentalAfterBarline = 0.55;
inline constexpr double kBeforeBarline = 0.75;
inline constexpr double kTieRoom = 2.1;  ///< between the heads of a tie

inline constexpr double kStaffHalf = 2.0;  ///< from the middle line to the outer ones
inline constexpr double kBraceGap = 0.35;

}  // namespace partimento::engraving::rules
