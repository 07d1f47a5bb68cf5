#include "core/musicxml/bar_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/musicxml/dynamics.h"
#include "core/musicxml/note_reader.h"

namespace partimento::musicxml {

namespace {

using notation::Barline;
using notation::ClefSign;

const char* signName(ClefSign sign) {
  switch (sign) {
    case ClefSign::G:
      return "G";
    case ClefSign::F:
      return "F";
    case ClefSign::C:
      return "C";
    case ClefSign::Percussion:
      break;
  }
  return "percussion";
}

std::string decimal(double value, int places) {
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, places);
  std::string result(text.data(), end.ptr);
  if (result.find('.') == std::string::npos) return result;
  result.erase(result.find_last_not_of('0') + 1);
  if (result.ends_with('.')) result.pop_back();
  return result;
}

void writeRoot(const char* name, ChordRoot root, XmlText& out) {
  out.open(name);
  out.element(std::string(name) + "-step", std::string(1, root.step));
  if (root.alter != 0) out.element(std::string(name) + "-alter", root.alter);
  out.close();
}

bool isKind(std::string_view kind) {
  // Kinds that came from no table are words of their own.
  static constexpr std::array<std::string_view, 33> kKinds = {"major",
                                                              "minor",
                                                              "augmented",
                                                              "diminished",
                                                              "dominant",
                                                              "major-seventh",
                                                              "minor-seventh",
                                                              "diminished-seventh",
                                                              "augmented-seventh",
                                                              "half-diminished",
                                                              "major-minor",
                                                              "major-sixth",
                                                              "minor-sixth",
                                                              "dominant-ninth",
                                                              "major-ninth",
                                                              "minor-ninth",
                                                              "dominant-11th",
                                                              "major-11th",
                                                              "minor-11th",
                                                              "dominant-13th",
                                                              "major-13th",
                                                              "minor-13th",
                                                              "suspended-second",
                                                              "suspended-fourth",
                                                              "Neapolitan",
                                                              "Italian",
                                                              "French",
                                                              "German",
                                                              "pedal",
                                                              "power",
                                                              "Tristan",
                                                              "other",
                                                              "none"};
  return std::ranges::find(kKinds, kind) != kKinds.end();
}

const char* degreeName(ChordDegree::Change change) {
  if (change == ChordDegree::Change::Alter) return "alter";
  return change == ChordDegree::Change::Subtract ? "subtract" : "add";
}

}  // namespace

std::string tempoText(double quartersPerMinute) {
  const auto micros = std::llround(60e6 / quartersPerMinute);
  for (int places = 0; places < 10; ++places) {
    std::string text = decimal(quartersPerMinute, places);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    if (value > 0 && std::llround(60e6 / value) == micros) return text;
  }
  return decimal(quartersPerMinute, 10);
}

void BarWriter::write(std::size_t index) {
  m_bar = index;
  m_nextText = 0;
  const notation::Bar& bar = m_plan.notation().bars()[index];
  std::string head = attribute(
      "number", bar.implicit && index > 0 ? 'X' + std::to_string(index) : std::to_string(bar.number));
  if (bar.implicit) head += " implicit=\"yes\"";
  m_out.open("measure", head);
  writeBarline(bar, true);
  writeAttributes(bar);
  bool first = true;
  for (std::size_t staff = 0; staff < part().staves.size(); ++staff) {
    bool firstOfStaff = true;
    for (const notation::Voice& voice : staffBar(staff).voices) {
      if (!first) {
        m_out.open("backup");
        m_out.element("duration", m_plan.barLength(index));
        m_out.close();
      }
      writeVoice(staff, voice, firstOfStaff);
      first = firstOfStaff = false;
    }
  }
  writeBarline(bar, false);
  m_out.close();
}

void BarWriter::writeAttributes(const notation::Bar& bar) {
  const bool first = m_bar == 0;
  bool clefs = first;
  for (std::size_t staff = 0; staff < part().staves.size(); ++staff) {
    const auto& changes = staffBar(staff).clefs;
    clefs = clefs || (!changes.empty() && changes.front().at == notation::Fraction(0));
  }
  if (!first && !clefs && !bar.showKey && !bar.showSignature) return;
  m_out.open("attributes");
  if (first) m_out.element("divisions", m_plan.divisions());
  if ((first || bar.showKey) && !m_part.percussion) {
    m_out.open("key");
    m_out.element("fifths", bar.key.fifths);
    m_out.element("mode", bar.key.minor ? "minor" : "major");
    m_out.close();
  }
  if (first || bar.showSignature) {
    m_out.open("time");
    m_out.element("beats", bar.signature.numerator);
    m_out.element("beat-type", bar.signature.denominator);
    m_out.close();
  }
  if (first && part().staves.size() > 1)
    m_out.element("staves", static_cast<std::int64_t>(part().staves.size()));
  for (std::size_t staff = 0; staff < part().staves.size(); ++staff) {
    const notation::StaffBar& content = staffBar(staff);
    const bool changes = !content.clefs.empty() && content.clefs.front().at == notation::Fraction(0);
    if (first || changes) writeClef(changes ? content.clefs.front().clef : content.clef, staff);
  }
  for (std::size_t staff = 0; first && staff < part().staves.size(); ++staff) {
    if (part().staves[staff].lines == 5) continue;
    m_out.open("staff-details", attribute("number", static_cast<std::int64_t>(staff) + 1));
    m_out.element("staff-lines", part().staves[staff].lines);
    m_out.close();
  }
  m_out.close();
}

void BarWriter::writeClef(const notation::Clef& clef, std::size_t staff) {
  m_out.open("clef",
             part().staves.size() > 1 ? attribute("number", static_cast<std::int64_t>(staff) + 1) : "");
  m_out.element("sign", signName(clef.sign));
  if (clef.sign != ClefSign::Percussion) m_out.element("line", clef.line);
  if (clef.octaves != 0) m_out.element("clef-octave-change", clef.octaves);
  m_out.close();
}

void BarWriter::writeVoice(std::size_t staff, const notation::Voice& voice, bool first) {
  EventContext context;
  context.staff = static_cast<int>(staff) + 1;
  context.staves = static_cast<int>(part().staves.size());
  context.voice = static_cast<int>(staff) * kVoicesOfStaff + voice.number + 1;
  context.clef = staffBar(staff).clef;
  context.inVoice = &voice;
  Units cursor = 0;
  Units beforeThis = -1;
  for (std::size_t i = 0; i < voice.events.size(); ++i) {
    const notation::Event& event = voice.events[i];
    const Units end = i + 1 < voice.events.size() ? m_plan.units(event.end()) : m_plan.barLength(m_bar);
    if (first) {
      writeBetween(staff, beforeThis, cursor);
      if (staff == 0) writeTextsBefore(cursor, i + 1 < voice.events.size() ? end : end + 1);
    }
    for (const notation::ClefChange& change : staffBar(staff).clefs) {
      if (change.at <= event.at) context.clef = change.clef;
    }
    context.at = m_plan.barStart(m_bar) + cursor;
    context.length = end - cursor;
    context.index = i;
    m_notes.write(event, m_part, context);
    beforeThis = cursor;
    cursor = end;
  }
  if (first) writeBetween(staff, beforeThis, cursor);
}

/// Clefs and ends and starts of octave lines that stand after `from` and not after `to`, where an event
/// begins (or the bar ends).
void BarWriter::writeBetween(std::size_t staff, Units from, Units to) {
  for (const notation::ClefChange& change : staffBar(staff).clefs) {
    const Units at = m_plan.units(change.at);
    if (at == 0 || at <= from || at > to) continue;
    m_out.open("attributes");
    writeClef(change.clef, staff);
    m_out.close();
  }
  for (const bool starts : {false, true}) {
    for (const notation::OttavaSpan& span : staffBar(staff).ottavas) {
      const Units at = m_plan.units(starts ? span.from : span.to);
      if (!(starts ? span.starts : span.ends) || at <= from || at > to) continue;
      const bool up = span.octaves > 0;
      const std::string type = !starts ? "stop" : up ? "down" : "up";
      m_out.open("direction", attribute("placement", up ? "above" : "below"));
      m_out.open("direction-type");
      m_out.empty("octave-shift", attribute("type", type) +
                                      attribute("size", std::abs(span.octaves) == 1 ? 8 : 15) +
                                      attribute("number", static_cast<std::int64_t>(staff) + 1));
      m_out.close();
      if (part().staves.size() > 1) m_out.element("staff", static_cast<std::int64_t>(staff) + 1);
      m_out.close();
    }
  }
}

/// What stands at or behind the cursor and before `end`; called with rising cursors.
void BarWriter::writeTextsBefore(Units cursor, Units end) {
  const auto& texts = m_plan.texts(m_part.part, m_bar);
  for (; m_nextText < texts.size() && texts[m_nextText].at < end; ++m_nextText)
    writeText(texts[m_nextText], cursor);
}

void BarWriter::writeText(const PlacedText& text, Units cursor) {
  const Units offset = text.at - cursor;
  switch (text.kind) {
    case PlacedText::Kind::Tempo:
      writeTempo(text, offset);
      return;
    case PlacedText::Kind::Chord:
      writeChord(text, offset);
      return;
    case PlacedText::Kind::Pedal:
      m_out.open("sound", attribute("damper-pedal", text.value >= 100 ? "yes"
                                                    : text.value <= 0 ? "no"
                                                                      : decimal(text.value, 2)));
      if (offset != 0) m_out.element("offset", offset);
      m_out.close();
      return;
    case PlacedText::Kind::Rehearsal:
    case PlacedText::Kind::Words:
    case PlacedText::Kind::Dynamic:
      break;
  }
  const bool dynamic = text.kind == PlacedText::Kind::Dynamic;
  m_out.open("direction", attribute("placement", dynamic ? "below" : "above"));
  m_out.open("direction-type");
  if (dynamic) {
    m_out.open("dynamics");
    if (dynamicMark(text.text)) {
      m_out.empty(text.text);
    } else {
      m_out.element("other-dynamics", text.text);
    }
    m_out.close();
  } else {
    m_out.element(text.kind == PlacedText::Kind::Rehearsal ? "rehearsal" : "words", text.text);
  }
  m_out.close();
  if (offset != 0) m_out.element("offset", offset, " sound=\"yes\"");
  if (part().staves.size() > 1) m_out.element("staff", text.staff);
  m_out.close();
}

void BarWriter::writeTempo(const PlacedText& text, Units offset) {
  const std::string sound = attribute("tempo", tempoText(text.value));
  if (!text.mark || (!text.mark->metronome && text.mark->text.empty())) {
    m_out.open("sound", sound);
    if (offset != 0) m_out.element("offset", offset);
    m_out.close();
    return;
  }
  m_out.open("direction", " placement=\"above\"");
  if (!text.mark->text.empty()) {
    m_out.open("direction-type");
    m_out.element("words", text.mark->text);
    m_out.close();
  }
  if (text.mark->metronome) {
    m_out.open("direction-type");
    m_out.open("metronome");
    m_out.element("beat-unit", typeName(text.mark->beat.base));
    for (int dot = 0; dot < text.mark->beat.dots; ++dot) m_out.empty("beat-unit-dot");
    m_out.element("per-minute", decimal(text.mark->perMinute, 1));
    m_out.close();
    m_out.close();
  }
  if (offset != 0) m_out.element("offset", offset, " sound=\"yes\"");
  if (part().staves.size() > 1) m_out.element("staff", text.staff);
  m_out.empty("sound", sound);
  m_out.close();
}

void BarWriter::writeChord(const PlacedText& text, Units offset) {
  const auto chord = parseChordTag(text.text);
  if (!chord) return;
  m_out.open("harmony");
  writeRoot("root", chord->root, m_out);
  if (isKind(chord->kind)) {
    const ChordSymbol plain{chord->root, chord->kind, {}, {}};
    const std::string suffix = chordText(plain).substr(chordText({chord->root, "major", {}, {}}).size());
    m_out.element("kind", chord->kind, chord->kind == "none" ? " text=\"N.C.\"" : attribute("text", suffix));
  } else {
    m_out.element("kind", "other", attribute("text", chord->kind));
  }
  if (chord->bass) writeRoot("bass", *chord->bass, m_out);
  for (const ChordDegree& degree : chord->degrees) {
    m_out.open("degree");
    m_out.element("degree-value", degree.value);
    m_out.element("degree-alter", degree.alter);
    m_out.element("degree-type", degreeName(degree.change));
    m_out.close();
  }
  if (offset != 0) m_out.element("offset", offset);
  if (part().staves.size() > 1) m_out.element("staff", text.staff);
  m_out.close();
}

void BarWriter::writeBarline(const notation::Bar& bar, bool left) {
  const notation::Barlines& lines = bar.barlines;
  const bool repeat = left ? lines.repeatStart : lines.repeatEnd;
  const bool ending = !lines.endings.empty() && (left ? lines.endingStart : lines.endingEnd);
  const bool final = !left && lines.right == Barline::Final;
  const bool twice = !left && lines.right == Barline::Double;
  if (!repeat && !ending && !final && !twice) return;
  m_out.open("barline", attribute("location", left ? "left" : "right"));
  if (repeat || final) m_out.element("bar-style", left ? "heavy-light" : "light-heavy");
  if (twice && !repeat) m_out.element("bar-style", "light-light");
  if (ending) {
    std::string numbers;
    for (const int number : lines.endings) numbers += (numbers.empty() ? "" : ",") + std::to_string(number);
    m_out.empty("ending", attribute("number", numbers) + attribute("type", left ? "start" : "stop"));
  }
  if (repeat) {
    std::string attributes = attribute("direction", left ? "forward" : "backward");
    if (!left && lines.times != 2) attributes += attribute("times", lines.times);
    m_out.empty("repeat", attributes);
  }
  m_out.close();
}

}  // namespace partimento::musicxml
