#pragma once

#include <optional>

#include <pugixml.hpp>

#include "core/musicxml/part_state.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// Reads the <note> elements of one part.
class NoteReader {
 public:
  NoteReader(PartState& part, FileState& file, Warnings& warnings)
      : m_part(part), m_file(file), m_warnings(warnings) {}

  /// What the element says; `at` and `chord`'s place are for the caller to settle. The note keeps its length
  /// even where it cannot sound (`sounds` is then false), so that what follows stays in its place.
  struct Result {
    DocumentNote note;
    bool sounds = true;
  };
  Result read(pugi::xml_node element);

 private:
  bool readPitch(pugi::xml_node element, DocumentNote& note);
  bool readUnpitched(pugi::xml_node element, DocumentNote& note);
  void readValue(pugi::xml_node element, DocumentNote& note);
  bool readLength(pugi::xml_node element, DocumentNote& note);
  void readPlaying(pugi::xml_node element, DocumentNote& note);
  void readTies(pugi::xml_node element, DocumentNote& note);
  void readLyrics(pugi::xml_node element, DocumentNote& note);
  void noticeNotations(pugi::xml_node element);

  PartState& m_part;
  FileState& m_file;
  Warnings& m_warnings;
};

/// "eighth", "16th".
std::optional<notation::NoteBase> noteBaseOf(std::string_view type);
const char* typeName(notation::NoteBase base);

/// Numbers of a list such as "1, 2"; what is no number from 1 to 65535 is left out.
std::vector<int> numbersIn(std::string_view list);

}  // namespace partimento::musicxml
