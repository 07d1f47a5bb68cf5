#include "core/musicxml/note_writer.h"

#include <algorithm>

#include "core/musicxml/dynamics.h"
#include "core/musicxml/head_reader.h"
#include "core/musicxml/note_reader.h"

namespace partimento::musicxml {

namespace {

using notation::Accidental;
using notation::Beam;
using notation::Event;
using notation::EventKind;
using notation::HeadShape;
using notation::Lyric;
using notation::Stem;
using notation::WrittenNote;

constexpr std::string_view kSteps = "CDEFGAB";

std::string stepName(notation::Step step) {
  return std::string(1, kSteps[static_cast<std::size_t>(step)]);
}

const char* accidentalName(Accidental accidental) {
  switch (accidental) {
    case Accidental::Natural:
      return "natural";
    case Accidental::Sharp:
      return "sharp";
    case Accidental::Flat:
      return "flat";
    case Accidental::DoubleSharp:
      return "double-sharp";
    case Accidental::DoubleFlat:
      return "flat-flat";
    case Accidental::None:
      break;
  }
  return nullptr;
}

const char* beamName(Beam beam) {
  switch (beam) {
    case Beam::Begin:
      return "begin";
    case Beam::Continue:
      return "continue";
    case Beam::End:
      return "end";
    case Beam::ForwardHook:
      return "forward hook";
    case Beam::BackwardHook:
      return "backward hook";
    case Beam::None:
      break;
  }
  return nullptr;
}

const char* syllabicName(Lyric::Place place) {
  switch (place) {
    case Lyric::Place::Begin:
      return "begin";
    case Lyric::Place::Middle:
      return "middle";
    case Lyric::Place::End:
      return "end";
    case Lyric::Place::Single:
      break;
  }
  return "single";
}

}  // namespace

std::string drumId(const std::string& part, Pitch key) {
  return part + "-K" + std::to_string(key);
}

void NoteWriter::write(const Event& event, const PartContext& part, const EventContext& context) {
  for (const notation::GraceChord& grace : event.graceBefore) writeGrace(grace, part, context, context.at);
  if (event.kind == EventKind::Space) {
    m_out.open("forward");
    m_out.element("duration", context.length);
    m_out.element("voice", context.voice);
    if (context.staves > 1) m_out.element("staff", context.staff);
    m_out.close();
  } else if (event.kind == EventKind::Rest) {
    writeRest(event, part, context);
  } else {
    for (std::size_t i = 0; i < event.notes.size(); ++i) writeNote(event.notes[i], event, part, context, i);
  }
  const Units end = context.at + context.length;
  for (const notation::GraceChord& grace : event.graceAfter) writeGrace(grace, part, context, end);
}

/// The attributes that say how a note is played where that is not how it is written.
std::string NoteWriter::playing(const WrittenNote& written, const PartContext& part, Units begin, Units end,
                                bool grace) const {
  const Note* note = m_plan.find(written.ref);
  if (!note) return {};
  std::string text;
  const bool first = written.ref.part == 0;
  const bool last = written.ref.part + 1 >= written.ref.parts;
  const Units attack = first ? m_plan.unitsAt(note->onset) - begin : 0;
  const Units release = last ? m_plan.unitsAt(note->end()) - end : 0;
  if (attack != 0 || grace) text += attribute("attack", attack);
  if (release != 0 || grace) text += attribute("release", release);
  if (first && (part.statesAllVelocities || note->velocity != Note{}.velocity))
    text += attribute("dynamics", percentOfVelocity(note->velocity));
  if (last && note->releaseVelocity != Note{}.releaseVelocity)
    text += attribute("end-dynamics", percentOfVelocity(note->releaseVelocity));
  return text;
}

void NoteWriter::writeGrace(const notation::GraceChord& grace, const PartContext& part,
                            const EventContext& context, Units anchor) {
  bool chord = false;
  for (const WrittenNote& note : grace.notes) {
    m_out.open("note", playing(note, part, anchor, anchor, true));
    m_out.empty("grace", grace.slash ? " slash=\"yes\"" : "");
    if (chord) m_out.empty("chord");
    chord = true;
    writePitch(note, part);
    if (note.tieStop) m_out.empty("tie", " type=\"stop\"");
    if (note.tieStart) m_out.empty("tie", " type=\"start\"");
    writeInstrument(note, part);
    m_out.element("voice", context.voice);
    writeShape(grace.value, &note, context);
    writeLook(note);
    if (context.staves > 1) m_out.element("staff", context.staff);
    writeNotations(&note, context, false);
    writeTrack(note, part, context);
    m_out.close();
  }
}

void NoteWriter::writeNote(const WrittenNote& note, const Event& event, const PartContext& part,
                           const EventContext& context, std::size_t inChord) {
  m_out.open("note", playing(note, part, context.at, context.at + context.length, false));
  if (inChord > 0) m_out.empty("chord");
  writePitch(note, part);
  m_out.element("duration", context.length);
  if (note.tieStop) m_out.empty("tie", " type=\"stop\"");
  if (note.tieStart) m_out.empty("tie", " type=\"start\"");
  writeInstrument(note, part);
  m_out.element("voice", context.voice);
  writeShape(event.value, &note, context);
  if (event.stem != Stem::None) m_out.element("stem", event.stem == Stem::Up ? "up" : "down");
  writeLook(note);
  if (context.staves > 1) m_out.element("staff", context.staff);
  for (std::size_t i = 0; inChord == 0 && i < event.beams.size(); ++i) {
    if (const char* beam = beamName(event.beams[i]))
      m_out.element("beam", beam, attribute("number", static_cast<std::int64_t>(i) + 1));
  }
  writeNotations(&note, context, inChord == 0);
  if (inChord == 0) writeLyrics(event);
  writeTrack(note, part, context);
  m_out.close();
}

void NoteWriter::writeRest(const Event& event, const PartContext&, const EventContext& context) {
  m_out.open("note");
  const char* whole = event.wholeBar ? " measure=\"yes\"" : "";
  if (event.restStep == 0) {
    m_out.empty("rest", whole);
  } else {
    const int place = context.clef.middleLine() + event.restStep;
    m_out.open("rest", whole);
    m_out.element("display-step", stepName(static_cast<notation::Step>(((place % 7) + 7) % 7)));
    m_out.element("display-octave", std::clamp((place - ((place % 7) + 7) % 7) / 7, 0, 9));
    m_out.close();
  }
  m_out.element("duration", context.length);
  m_out.element("voice", context.voice);
  if (!event.wholeBar) writeShape(event.value, nullptr, context);
  if (context.staves > 1) m_out.element("staff", context.staff);
  writeNotations(nullptr, context, true);
  m_out.close();
}

void NoteWriter::writePitch(const WrittenNote& note, const PartContext& part) {
  m_out.open(part.percussion ? "unpitched" : "pitch");
  m_out.element(part.percussion ? "display-step" : "step", stepName(note.pitch.step));
  if (!part.percussion && note.pitch.alter != 0) m_out.element("alter", note.pitch.alter);
  m_out.element(part.percussion ? "display-octave" : "octave", note.pitch.octave);
  m_out.close();
}

void NoteWriter::writeInstrument(const WrittenNote& note, const PartContext& part) {
  if (!part.percussion) return;
  if (const Note* sounding = m_plan.find(note.ref))
    m_out.empty("instrument", attribute("id", drumId(part.id, sounding->pitch)));
}

void NoteWriter::writeShape(const notation::WrittenValue& value, const WrittenNote* note,
                            const EventContext& context) {
  m_out.element("type", typeName(value.base));
  for (int dot = 0; dot < value.dots; ++dot) m_out.empty("dot");
  const char* accidental = note ? accidentalName(note->accidental) : nullptr;
  if (accidental) m_out.element("accidental", accidental, note->cautionary ? " parentheses=\"yes\"" : "");
  if (value.ratio.plain()) return;
  m_out.open("time-modification");
  m_out.element("actual-notes", value.ratio.actual);
  m_out.element("normal-notes", value.ratio.normal);
  for (const notation::Tuplet& tuplet : context.inVoice->tuplets) {
    const bool inside = tuplet.first <= context.index && context.index <= tuplet.last;
    if (!inside || tuplet.unit == value.base) continue;
    m_out.element("normal-type", typeName(tuplet.unit));
    break;
  }
  m_out.close();
}

void NoteWriter::writeLook(const WrittenNote& note) {
  if (note.head == HeadShape::Cross) m_out.element("notehead", "x");
  if (note.head == HeadShape::Diamond) m_out.element("notehead", "diamond");
}

void NoteWriter::writeNotations(const WrittenNote* note, const EventContext& context, bool tuplets) {
  std::vector<std::string> marks;
  if (note && note->tieStop) marks.push_back("<tied type=\"stop\"/>");
  if (note && note->tieStart) marks.push_back("<tied type=\"start\"/>");
  std::int64_t number = 0;
  for (const notation::Tuplet& tuplet : context.inVoice->tuplets) {
    // A tuplet's number is its depth among those around it.
    const bool inside = tuplet.first <= context.index && context.index <= tuplet.last;
    if (!tuplets || !inside) continue;
    ++number;
    const std::string which = attribute("number", number);
    if (tuplet.first == context.index)
      marks.push_back("<tuplet type=\"start\"" + which + attribute("bracket", tuplet.bracket ? "yes" : "no") +
                      "/>");
    if (tuplet.last == context.index) marks.push_back("<tuplet type=\"stop\"" + which + "/>");
  }
  if (marks.empty()) return;
  m_out.open("notations");
  for (const std::string& mark : marks) m_out.raw("          " + mark + "\n");
  m_out.close();
}

void NoteWriter::writeLyrics(const Event& event) {
  std::vector<Lyric> lyrics = event.lyrics;
  for (const WrittenNote& note : event.notes) {
    const Note* sounding = note.ref.part == 0 ? m_plan.find(note.ref) : nullptr;
    const auto* stated = sounding ? m_plan.lyricsAt(note.ref.track, sounding->onset) : nullptr;
    if (!stated) continue;
    // The score says which verse a syllable belongs to.
    lyrics = *stated;
    break;
  }
  for (const Lyric& lyric : lyrics) {
    m_out.open("lyric", attribute("number", lyric.verse));
    m_out.element("syllabic", syllabicName(lyric.place));
    m_out.element("text", lyric.text);
    if (lyric.extends) m_out.empty("extend");
    m_out.close();
  }
}

void NoteWriter::writeTrack(const WrittenNote& note, const PartContext& part, const EventContext& context) {
  const auto found = std::ranges::find(part.tracks, note.ref.track);
  if (found == part.tracks.end()) return;
  const auto track = static_cast<std::size_t>(found - part.tracks.begin());
  const std::size_t usual = std::min(static_cast<std::size_t>(context.staff), part.tracks.size()) - 1;
  if (track == usual) return;
  m_out.open("play");
  m_out.element("other-play", static_cast<std::int64_t>(track), attribute("type", kTrackPlay));
  m_out.close();
}

}  // namespace partimento::musicxml
