#pragma once

#include <pugixml.hpp>

#include "core/musicxml/direction_reader.h"
#include "core/musicxml/note_reader.h"
#include "core/musicxml/part_state.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// Reads what one part does in one bar.
class BarReader {
 public:
  BarReader(PartState& part, FileState& file, Warnings& warnings)
      : m_part(part),
        m_file(file),
        m_warnings(warnings),
        m_notes(part, file, warnings),
        m_directions(part, file, warnings) {}

  /// Fills `bar`, adds to `shared`; `staves` grows to the part's number of staves.
  void read(pugi::xml_node measure, PartBar& bar, DocumentBar& shared, int& staves);

 private:
  void readChild(pugi::xml_node child, PartBar& bar, DocumentBar& shared, int& staves);
  void readNote(pugi::xml_node element, PartBar& bar);
  void move(pugi::xml_node element, int direction, PartBar& bar);
  void readAttributes(pugi::xml_node attributes, PartBar& bar, int& staves);
  void readDivisions(pugi::xml_node divisions);
  void readTranspose(pugi::xml_node transpose);
  void readKey(pugi::xml_node key, PartBar& bar);
  void setKey(PartBar& bar);
  void readMeter(pugi::xml_node time, PartBar& bar);
  void readClef(pugi::xml_node clef, PartBar& bar);
  void readStyle(pugi::xml_node style);
  void readBarline(pugi::xml_node barline, DocumentJumps& jumps);

  PartState& m_part;
  FileState& m_file;
  Warnings& m_warnings;
  NoteReader m_notes;
  DirectionReader m_directions;
  Units m_cursor = 0;
  Units m_lastOnset = 0;
};

/// The time signature of a <time> element: several are added up, 3/8 + 2/4 is 7/8. None where it makes no
/// sense or says that there is none.
std::optional<TimeSignature> signatureOf(pugi::xml_node time);

inline constexpr std::int64_t kMaxDivisions = 1 << 20;

}  // namespace partimento::musicxml
