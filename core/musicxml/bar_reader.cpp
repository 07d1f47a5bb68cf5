#include "core/musicxml/bar_reader.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/musicxml/harmony_reader.h"
#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

constexpr int kMaxBeats = 1024;
constexpr int kMaxBeatType = 128;
constexpr int kMaxStaves = 16;

/// "3+2" is 5.
std::optional<int> beatsOf(std::string_view text) {
  std::int64_t sum = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('+'), text.size());
    const auto number = wholeNumber(text.substr(0, end));
    if (!number || *number < 1 || *number > kMaxBeats) return std::nullopt;
    sum += *number;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (sum < 1 || sum > kMaxBeats) return std::nullopt;
  return static_cast<int>(sum);
}

std::optional<notation::Clef> clefOf(pugi::xml_node element) {
  const std::string sign = plainText(textIn(element, "sign"));
  notation::Clef clef;
  std::int64_t line = 2;
  if (sign == "F") {
    clef.sign = notation::ClefSign::F;
    line = 4;
  } else if (sign == "C") {
    clef.sign = notation::ClefSign::C;
    line = 3;
  } else if (sign == "percussion") {
    clef.sign = notation::ClefSign::Percussion;
    line = 3;
  } else if (sign != "G") {
    return std::nullopt;
  }
  clef.line = static_cast<int>(std::clamp<std::int64_t>(wholeIn(element, "line").value_or(line), 1, 5));
  clef.octaves =
      static_cast<int>(std::clamp<std::int64_t>(wholeIn(element, "clef-octave-change").value_or(0), -3, 3));
  return clef;
}

/// A key at its written place on the line of fifths, seen from `fifths` further on.
int movedFifths(int fifths, int by) {
  int moved = fifths + by;
  while (moved > 7) moved -= 12;
  while (moved < -7) moved += 12;
  return moved;
}

}  // namespace

std::optional<TimeSignature> signatureOf(pugi::xml_node time) {
  int numerator = 0;
  int denominator = 1;
  for (pugi::xml_node beats = time.child("beats"); beats; beats = beats.next_sibling("beats")) {
    const auto number = beatsOf(plainText(beats.child_value()));
    const auto type = wholeNumber(beats.next_sibling("beat-type").child_value());
    const bool sane = number && type && *type >= 1 && *type <= kMaxBeatType && (*type & (*type - 1)) == 0;
    if (!sane) return std::nullopt;
    const int unit = static_cast<int>(*type);
    if (unit > denominator) {
      numerator *= unit / denominator;
      denominator = unit;
    }
    numerator += *number * (denominator / unit);
    if (numerator > kMaxBeats) return std::nullopt;
  }
  if (numerator == 0) return std::nullopt;
  return TimeSignature{numerator, denominator};
}

void BarReader::read(pugi::xml_node measure, PartBar& bar, DocumentBar& shared, int& staves) {
  m_cursor = 0;
  m_lastOnset = 0;
  for (const pugi::xml_node child : measure.children()) readChild(child, bar, shared, staves);
}

void BarReader::readChild(pugi::xml_node child, PartBar& bar, DocumentBar& shared, int& staves) {
  const std::string_view name = child.name();
  if (name == "note") {
    readNote(child, bar);
  } else if (name == "backup") {
    move(child, -1, bar);
  } else if (name == "forward") {
    move(child, 1, bar);
  } else if (name == "attributes") {
    readAttributes(child, bar, staves);
  } else if (name == "direction") {
    m_directions.read(child, m_cursor, bar, shared);
  } else if (name == "sound") {
    const std::string_view offset = textIn(child, "offset");
    const Units by = offset.empty() ? 0 : unitsOf(offset, m_part, m_file).value_or(0);
    m_directions.readSound(child, std::max<Units>(m_cursor + by, 0), bar, shared);
  } else if (name == "harmony") {
    const std::string_view offset = textIn(child, "offset");
    const Units by = offset.empty() ? 0 : unitsOf(offset, m_part, m_file).value_or(0);
    if (auto chord = readHarmony(child, m_warnings))
      shared.chords.push_back({std::max<Units>(m_cursor + by, 0), std::move(*chord)});
  } else if (name == "barline") {
    readBarline(child, shared.jumps);
  } else if (name == "figured-bass") {
    m_warnings.addLeftOut(LeftOut::FiguredBass);
  }
}

void BarReader::readNote(pugi::xml_node element, PartBar& bar) {
  NoteReader::Result result = m_notes.read(element);
  DocumentNote& note = result.note;
  note.at = note.chord ? m_lastOnset : m_cursor;
  m_lastOnset = note.at;
  if (!note.chord) m_cursor += note.length;
  bar.length = std::max(bar.length, std::max(m_cursor, note.at + note.length));
  if (result.sounds) bar.notes.push_back(std::move(note));
}

void BarReader::move(pugi::xml_node element, int direction, PartBar& bar) {
  const std::string_view duration = textIn(element, "duration");
  const auto length = unitsOf(duration, m_part, m_file);
  if (!length || *length < 0) {
    m_warnings.add(MusicXmlWarningCode::DurationInvalid, plainText(duration));
    return;
  }
  m_cursor += direction * *length;
  bar.length = std::max(bar.length, m_cursor);
  if (m_cursor >= 0) return;
  m_warnings.add(MusicXmlWarningCode::BackedTooFar);
  m_cursor = 0;
}

void BarReader::readAttributes(pugi::xml_node attributes, PartBar& bar, int& staves) {
  for (const pugi::xml_node child : attributes.children()) {
    const std::string_view name = child.name();
    const std::string_view number = attributeOf(child, "number");
    const bool firstStaff = number.empty() || number == "1";
    if (name == "divisions") {
      readDivisions(child);
    } else if (name == "key") {
      if (firstStaff) {
        readKey(child, bar);
      } else if (wholeIn(child, "fifths") != m_part.writtenKey.fifths) {
        m_warnings.add(MusicXmlWarningCode::KeysDiffer);
      }
    } else if (name == "time") {
      if (firstStaff) readMeter(child, bar);
    } else if (name == "staves") {
      const auto count = wholeNumber(child.child_value());
      staves = std::max(staves, static_cast<int>(std::clamp<std::int64_t>(count.value_or(1), 1, kMaxStaves)));
    } else if (name == "clef") {
      readClef(child, bar);
    } else if (name == "transpose") {
      if (firstStaff) readTranspose(child);
    } else if (name == "measure-style") {
      readStyle(child);
    }
  }
  // A transposition may stand behind the key that it changes.
  if (attributes.child("transpose") && m_part.keyStated) setKey(bar);
}

void BarReader::readDivisions(pugi::xml_node divisions) {
  const auto value = wholeNumber(divisions.child_value());
  if (value && *value >= 1 && *value <= kMaxDivisions) {
    m_part.divisions = *value;
  } else {
    m_warnings.add(MusicXmlWarningCode::DivisionsInvalid, plainText(divisions.child_value()));
  }
}

void BarReader::readTranspose(pugi::xml_node transpose) {
  const auto bounded = [](std::optional<std::int64_t> value) {
    return static_cast<int>(std::clamp<std::int64_t>(value.value_or(0), -120, 120));
  };
  int octaves = bounded(wholeIn(transpose, "octave-change"));
  if (const pugi::xml_node doubled = transpose.child("double"))
    octaves += attributeOf(doubled, "above") == "yes" ? 1 : -1;
  m_part.chromatic = bounded(wholeIn(transpose, "chromatic")) + 12 * octaves;
  const auto diatonic = wholeIn(transpose, "diatonic");
  // Without it the interval is spelled as it usually is: -2 is a second, 3 a third.
  static constexpr std::array<int, 12> kSteps = {0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6};
  const int inOctave = ((m_part.chromatic % 12) + 12) % 12;
  const int steps = kSteps[static_cast<std::size_t>(inOctave)] + 7 * ((m_part.chromatic - inOctave) / 12);
  m_part.diatonic = diatonic ? bounded(diatonic) + 7 * octaves : steps;
}

void BarReader::readKey(pugi::xml_node key, PartBar& bar) {
  const auto fifths = wholeIn(key, "fifths");
  if (!fifths || std::abs(*fifths) > 7) {
    const std::string text = plainText(textIn(key, "fifths"));
    m_warnings.add(MusicXmlWarningCode::KeyInvalid, text.empty() ? plainText(textIn(key, "key-step")) : text);
    return;
  }
  const std::string mode = plainText(textIn(key, "mode"));
  const bool minor =
      mode == "minor" || mode == "aeolian" || mode == "dorian" || mode == "phrygian" || mode == "locrian";
  const bool plain = mode.empty() || mode == "major" || mode == "minor" || mode == "none" ||
                     mode == "ionian" || mode == "aeolian";
  if (!plain) m_warnings.add(MusicXmlWarningCode::ModeSimplified, mode);
  m_part.writtenKey = {static_cast<int>(*fifths), minor};
  m_part.keyStated = true;
  setKey(bar);
}

void BarReader::setKey(PartBar& bar) {
  // An interval of so many semitones and steps is so many fifths: 12 fifths are 7 octaves.
  const int fifths = 7 * m_part.chromatic - 12 * m_part.diatonic;
  bar.key = notation::Key{movedFifths(m_part.writtenKey.fifths, fifths), m_part.writtenKey.minor};
}

void BarReader::readMeter(pugi::xml_node time, PartBar& bar) {
  if (time.child("senza-misura")) return;
  if (const auto meter = signatureOf(time)) {
    bar.meter = *meter;
  } else {
    m_warnings.add(MusicXmlWarningCode::MeterInvalid,
                   plainText(textIn(time, "beats")) + '/' + plainText(textIn(time, "beat-type")));
  }
}

void BarReader::readClef(pugi::xml_node clef, PartBar& bar) {
  const auto staff = wholeNumber(attributeOf(clef, "number")).value_or(1);
  if (const auto read = clefOf(clef))
    bar.clefs.push_back({m_cursor, static_cast<int>(std::clamp<std::int64_t>(staff, 1, kMaxStaves)), *read});
}

void BarReader::readStyle(pugi::xml_node style) {
  for (const pugi::xml_node child : style.children()) {
    const std::string_view name = child.name();
    if (attributeOf(child, "type") == "stop") continue;
    if (name == "slash") m_warnings.addLeftOut(LeftOut::Slashes);
    if (name == "measure-repeat" || name == "beat-repeat") m_warnings.addLeftOut(LeftOut::BarRepeats);
  }
}

void BarReader::readBarline(pugi::xml_node barline, DocumentJumps& jumps) {
  if (barline.child("fermata")) m_warnings.addLeftOut(LeftOut::Fermatas);
  if (barline.child("segno") && !jumps.segno) jumps.segno = attributeOf(barline, "segno");
  if (barline.child("coda") && !jumps.coda) jumps.coda = attributeOf(barline, "coda");
  if (const pugi::xml_node ending = barline.child("ending")) {
    if (attributeOf(ending, "type") == "start") {
      jumps.endings = numbersIn(attributeOf(ending, "number"));
    } else {
      jumps.endingEnd = true;
    }
  }
  if (const pugi::xml_node repeat = barline.child("repeat")) {
    const bool backward = attributeOf(repeat, "direction") == "backward";
    (backward ? jumps.repeatEnd : jumps.repeatStart) = true;
    const auto times = wholeNumber(attributeOf(repeat, "times"));
    if (backward && times) jumps.times = static_cast<int>(std::clamp<std::int64_t>(*times, 1, 64));
  }
}

}  // namespace partimento::musicxml
