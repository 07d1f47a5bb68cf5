#pragma once

#include <optional>
#include <vector>

#include "core/engraving/skyline.h"
#include "core/engraving/system.h"

namespace partimento::engraving {

/// A bar's place on the line that is being built.
struct BarFrame {
  double left = 0;
  double music = 0;
  double right = 0;
  std::vector<notation::Fraction> times;
  std::vector<double> columns;  ///< x of each time

  double xOf(notation::Fraction at) const;
};

/// An event with its stem where it ended up.
struct PlacedEvent {
  const notation::Event* event = nullptr;
  const EventShape* shape = nullptr;  ///< null: shows nothing
  double x = 0;                       ///< of its column
  double stemX = 0;
  double tip = 0;  ///< y of the stem's end, or of the outer head without a stem
  int direction = 1;
  bool severalVoices = false;

  bool isChord() const { return shape && shape->chord; }
};

/// One voice of one bar, by event.
using PlacedVoice = std::vector<PlacedEvent>;

/// One staff along one line, before the staves know their distances: y from its middle line.
struct StaffDraft {
  StaffDraft(double width, std::size_t barCount) : skyline(width), bars(barCount), voices(barCount) {}

  Skyline skyline;
  std::vector<Drawing> bars;
  std::vector<std::vector<PlacedVoice>> voices;  ///< by bar, then voice

  void put(std::size_t bar, const GlyphMark& mark);
  void put(std::size_t bar, const LineMark& mark);
  void put(std::size_t bar, const QuadMark& mark);
  void put(std::size_t bar, const CurveMark& mark);
  void put(std::size_t bar, const TextMark& mark);
};

struct StaffDraftInput {
  const SystemInput& system;
  const std::vector<BarFrame>& frames;
  std::size_t part = 0;
  std::size_t staff = 0;
  std::size_t index = 0;  ///< among all staves
  double width = 0;
};

/// Columns, beams, tuplets, ties and octave lines of a staff.
StaffDraft draftStaff(const StaffDraftInput& input);

/// The steps of draftStaff, in this order.
void placeColumns(const StaffDraftInput& input, StaffDraft& draft);
void placeBeams(const StaffDraftInput& input, StaffDraft& draft);
void placeTies(const StaffDraftInput& input, StaffDraft& draft);
void placeTuplets(const StaffDraftInput& input, StaffDraft& draft);
void placeOttavas(const StaffDraftInput& input, StaffDraft& draft);
/// After everything else that stands near the staff.
void placeLyrics(const StaffDraftInput& input, StaffDraft& draft);

}  // namespace partimento::engraving
