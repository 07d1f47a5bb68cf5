#pragma once

#include <string_view>

#include <pugixml.hpp>

#include "core/musicxml/part_state.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// Reads <direction> and <sound> elements into the bar of their part and the bar of all parts.
class DirectionReader {
 public:
  DirectionReader(PartState& part, FileState& file, Warnings& warnings)
      : m_part(part), m_file(file), m_warnings(warnings) {}

  /// `cursor` is where the element stands, in units from the bar's start.
  void read(pugi::xml_node direction, Units cursor, PartBar& bar, DocumentBar& shared);
  void readSound(pugi::xml_node sound, Units at, PartBar& bar, DocumentBar& shared);

 private:
  struct Place {
    Units at = 0;
    int staff = 0;
    bool sounds = false;  ///< a sound element says what the marks mean
  };
  void readPlaying(pugi::xml_node sound, Units at, PartBar& bar, DocumentBar& shared);
  void readType(pugi::xml_node type, const Place& place, PartBar& bar, DocumentBar& shared);
  void readDynamics(pugi::xml_node dynamics, const Place& place, PartBar& bar);
  void readWedge(pugi::xml_node wedge, Units at, PartBar& bar);
  void readPedal(pugi::xml_node pedal, Units at, PartBar& bar);
  void readWords(pugi::xml_node words, const Place& place, PartBar& bar, DocumentBar& shared);
  void readMetronome(pugi::xml_node metronome, Units at, DocumentBar& shared);
  void setTempo(double quartersPerMinute, std::string_view text, Units at, DocumentBar& shared);

  PartState& m_part;
  FileState& m_file;
  Warnings& m_warnings;
};

}  // namespace partimento::musicxml
