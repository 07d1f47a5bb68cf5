#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/musicxml/write_plan.h"
#include "core/musicxml/xml_text.h"

namespace partimento::musicxml {

/// What holds for all notes of a part.
struct PartContext {
  std::size_t part = 0;
  std::string id;                   ///< "P1"
  std::vector<std::size_t> tracks;  ///< of the score, as the part lists them
  bool percussion = false;
  bool statesAllVelocities = false;  ///< dynamic marks would otherwise change them
};

/// Where the event that is written stands.
struct EventContext {
  int staff = 1;
  int staves = 1;
  int voice = 1;  ///< number of the voice in its part
  Units at = 0;   ///< from the start of the music
  Units length = 0;
  notation::Clef clef;
  const notation::Voice* inVoice = nullptr;
  std::size_t index = 0;  ///< of the event in its voice
};

/// Writes events as <note> and <forward> elements.
class NoteWriter {
 public:
  NoteWriter(const WritePlan& plan, XmlText& out) : m_plan(plan), m_out(out) {}

  void write(const notation::Event& event, const PartContext& part, const EventContext& context);

 private:
  void writeGrace(const notation::GraceChord& grace, const PartContext& part, const EventContext& context,
                  Units anchor);
  void writeNote(const notation::WrittenNote& note, const notation::Event& event, const PartContext& part,
                 const EventContext& context, std::size_t inChord);
  void writeRest(const notation::Event& event, const PartContext& part, const EventContext& context);
  void writePitch(const notation::WrittenNote& note, const PartContext& part);
  void writeInstrument(const notation::WrittenNote& note, const PartContext& part);
  void writeShape(const notation::WrittenValue& value, const notation::WrittenNote* note,
                  const EventContext& context);
  void writeLook(const notation::WrittenNote& note);
  void writeNotations(const notation::WrittenNote* note, const EventContext& context, bool tuplets);
  void writeLyrics(const notation::Event& event);
  void writeTrack(const notation::WrittenNote& note, const PartContext& part, const EventContext& context);
  std::string playing(const notation::WrittenNote& note, const PartContext& part, Units begin, Units end,
                      bool grace) const;

  const WritePlan& m_plan;
  XmlText& m_out;
};

/// Id of the instrument of a drum part that plays a MIDI key: "P2-K38".
std::string drumId(const std::string& part, Pitch key);

}  // namespace partimento::musicxml
