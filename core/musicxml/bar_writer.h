#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "core/musicxml/note_writer.h"
#include "core/musicxml/write_plan.h"
#include "core/musicxml/xml_text.h"

namespace partimento::musicxml {

/// Writes the bars of one part, one after the other.
class BarWriter {
 public:
  BarWriter(const WritePlan& plan, PartContext part, XmlText& out)
      : m_plan(plan), m_part(std::move(part)), m_out(out), m_notes(plan, out) {}

  void write(std::size_t bar);

 private:
  const notation::Part& part() const { return m_plan.notation().parts()[m_part.part]; }
  const notation::StaffBar& staffBar(std::size_t staff) const {
    return m_plan.notation().staffBar(m_part.part, staff, m_bar);
  }
  void writeAttributes(const notation::Bar& bar);
  void writeClef(const notation::Clef& clef, std::size_t staff);
  void writeVoice(std::size_t staff, const notation::Voice& voice, bool first);
  void writeBetween(std::size_t staff, Units from, Units to);
  void writeTextsBefore(Units cursor, Units end);
  void writeText(const PlacedText& text, Units cursor);
  void writeTempo(const PlacedText& text, Units offset);
  void writeChord(const PlacedText& text, Units offset);
  void writeBarline(const notation::Bar& bar, bool left);

  const WritePlan& m_plan;
  PartContext m_part;
  XmlText& m_out;
  NoteWriter m_notes;
  std::size_t m_bar = 0;
  std::size_t m_nextText = 0;
};

/// The shortest decimal of quarter notes a minute that gives the tempo's microseconds back.
std::string tempoText(double quartersPerMinute);

}  // namespace partimento::musicxml
