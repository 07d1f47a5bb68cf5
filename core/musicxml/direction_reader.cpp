#include "core/musicxml/direction_reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/musicxml/dynamics.h"
#include "core/musicxml/note_reader.h"
#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

constexpr double kSlowest = 4;  ///< quarter notes a minute; a MIDI file's slowest is 3.6
constexpr double kFastest = 60000;
constexpr std::size_t kMaxTempi = 1000;  ///< in one bar

bool isSet(std::string_view value) {
  return !value.empty() && value != "no";
}

/// "D.S. al Coda" as letters alone: "dsalcoda".
std::string letters(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)))
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

/// What players know from words where no sound element says it.
void readJump(std::string_view text, DocumentJumps& jumps) {
  const std::string word = letters(text);
  if (word == "dc" || word.starts_with("dcal") || word.starts_with("dacapo")) jumps.daCapo = true;
  if (word == "ds" || word.starts_with("dsal") || word.starts_with("dalsegno")) jumps.dalSegno = "";
  if (word == "fine") jumps.fine = true;
  if (word == "tocoda" || word == "alcoda") jumps.toCoda = "";
}

/// "c. 108" says 108.
std::optional<double> numberInside(std::string_view text) {
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789.", first), text.size());
  return decimalNumber(text.substr(first, end - first));
}

/// Length in quarter notes of the beat unit that begins at `unit`; none where there is none.
std::optional<double> beatOf(pugi::xml_node unit) {
  const auto base = noteBaseOf(plainText(unit.child_value()));
  if (!base) return std::nullopt;
  int dots = 0;
  for (pugi::xml_node dot = unit.next_sibling(); dots < 4 && std::string_view(dot.name()) == "beat-unit-dot";
       dot = dot.next_sibling()) {
    ++dots;
  }
  return notation::WrittenValue{*base, dots, {}}.length().value();
}

}  // namespace

void DirectionReader::read(pugi::xml_node direction, Units cursor, PartBar& bar, DocumentBar& shared) {
  Place place;
  // Other offsets move what is drawn.
  const pugi::xml_node offset = direction.child("offset");
  if (attributeOf(offset, "sound") == "yes")
    cursor += unitsOf(offset.child_value(), m_part, m_file).value_or(0);
  place.at = std::max<Units>(cursor, 0);
  place.staff = static_cast<int>(std::clamp<std::int64_t>(wholeIn(direction, "staff").value_or(0), 0, 16));
  const pugi::xml_node sound = direction.child("sound");
  place.sounds = !sound.empty();
  const std::size_t before = bar.dynamics.size();
  for (const pugi::xml_node type : direction.children("direction-type")) {
    for (const pugi::xml_node child : type.children()) readType(child, place, bar, shared);
  }
  if (!sound) return;
  const auto percent = decimalNumber(attributeOf(sound, "dynamics"));
  if (percent && bar.dynamics.size() > before) {
    bar.dynamics.back().velocity = velocityOfPercent(*percent);
  } else if (percent) {
    bar.dynamics.push_back({place.at, place.staff, velocityOfPercent(*percent), {}, false});
  }
  readPlaying(sound, place.at, bar, shared);
}

void DirectionReader::readSound(pugi::xml_node sound, Units at, PartBar& bar, DocumentBar& shared) {
  const auto percent = decimalNumber(attributeOf(sound, "dynamics"));
  if (percent) bar.dynamics.push_back({at, 0, velocityOfPercent(*percent), {}, false});
  readPlaying(sound, at, bar, shared);
}

void DirectionReader::readPlaying(pugi::xml_node sound, Units at, PartBar& bar, DocumentBar& shared) {
  if (const pugi::xml_attribute tempo = sound.attribute("tempo")) {
    const auto value = decimalNumber(tempo.value());
    setTempo(value.value_or(0), tempo.value(), at, shared);
  }
  const std::string_view pedal = attributeOf(sound, "damper-pedal");
  if (!pedal.empty()) {
    const double percent = decimalNumber(pedal).value_or(pedal == "yes" ? 100 : 0);
    bar.pedals.push_back({at, static_cast<int>(std::lround(std::clamp(percent, 0.0, 100.0) * 1.27))});
  }
  DocumentJumps& jumps = shared.jumps;
  jumps.daCapo = jumps.daCapo || attributeOf(sound, "dacapo") == "yes";
  jumps.fine = jumps.fine || isSet(attributeOf(sound, "fine"));
  jumps.repeatStart = jumps.repeatStart || attributeOf(sound, "forward-repeat") == "yes";
  if (const auto name = sound.attribute("dalsegno")) jumps.dalSegno = name.value();
  if (const auto name = sound.attribute("segno")) jumps.segno = name.value();
  if (const auto name = sound.attribute("coda")) jumps.coda = name.value();
  if (const auto name = sound.attribute("tocoda")) jumps.toCoda = name.value();
}

void DirectionReader::readType(pugi::xml_node type, const Place& place, PartBar& bar, DocumentBar& shared) {
  const std::string_view name = type.name();
  if (name == "dynamics") {
    readDynamics(type, place, bar);
  } else if (name == "wedge") {
    readWedge(type, place.at, bar);
  } else if (name == "pedal") {
    readPedal(type, place.at, bar);
  } else if (name == "words" || name == "rehearsal") {
    readWords(type, place, bar, shared);
  } else if (name == "metronome") {
    if (!type.parent().parent().child("sound").attribute("tempo")) readMetronome(type, place.at, shared);
  } else if (name == "segno") {
    if (!shared.jumps.segno) shared.jumps.segno = "";
  } else if (name == "coda") {
    const bool isJump = type.parent().parent().child("sound").attribute("tocoda");
    if (!isJump && !shared.jumps.coda) shared.jumps.coda = "";
  } else if (name == "dashes" || name == "bracket") {
    if (attributeOf(type, "type") == "start") m_warnings.addLeftOut(LeftOut::TextLines);
  } else if (name == "harp-pedals" || name == "accordion-registration" || name == "scordatura") {
    m_warnings.addLeftOut(LeftOut::Registrations);
  } else if (name == "damp" || name == "damp-all" || name == "string-mute") {
    m_warnings.addLeftOut(LeftOut::Techniques);
  } else if (name == "image") {
    m_warnings.addLeftOut(LeftOut::Pictures);
  } else if (name != "octave-shift" && name != "symbol" && type.type() == pugi::node_element) {
    // An octave line changes what is drawn, not the pitches.
    m_warnings.addLeftOut(LeftOut::Other);
  }
}

void DirectionReader::readDynamics(pugi::xml_node dynamics, const Place& place, PartBar& bar) {
  for (const pugi::xml_node child : dynamics.children()) {
    const bool other = std::string_view(child.name()) == "other-dynamics";
    const std::string name = other ? plainText(child.child_value()) : child.name();
    const auto mark = dynamicMark(name);
    if (!mark) {
      if (child.type() == pugi::node_element && !place.sounds) m_warnings.addLeftOut(LeftOut::Other);
      continue;
    }
    if (mark->after) bar.dynamics.push_back({place.at, place.staff, *mark->after, name, false});
    bar.dynamics.push_back({place.at, place.staff, mark->velocity, name, mark->once});
  }
}

void DirectionReader::readWedge(pugi::xml_node wedge, Units at, PartBar& bar) {
  const std::string_view type = attributeOf(wedge, "type");
  const int number = static_cast<int>(
      std::clamp<std::int64_t>(wholeNumber(attributeOf(wedge, "number")).value_or(1), 1, 16));
  if (type == "crescendo") bar.wedges.push_back({DocumentWedge::Kind::Crescendo, at, number});
  if (type == "diminuendo") bar.wedges.push_back({DocumentWedge::Kind::Diminuendo, at, number});
  if (type == "stop") bar.wedges.push_back({DocumentWedge::Kind::Stop, at, number});
}

void DirectionReader::readPedal(pugi::xml_node pedal, Units at, PartBar& bar) {
  const std::string_view type = attributeOf(pedal, "type");
  if (type == "start" || type == "sostenuto" || type == "resume") bar.pedals.push_back({at, 127});
  if (type == "stop" || type == "discontinue") bar.pedals.push_back({at, 0});
  if (type == "change") {
    bar.pedals.push_back({at, 0});
    bar.pedals.push_back({at, 127});
  }
}

void DirectionReader::readWords(pugi::xml_node words, const Place& place, PartBar& bar, DocumentBar& shared) {
  std::string text = plainText(words.child_value());
  if (text.empty()) return;
  const bool rehearsal = std::string_view(words.name()) == "rehearsal";
  if (!rehearsal && !place.sounds) readJump(text, shared.jumps);
  bar.words.push_back({place.at, std::move(text), rehearsal});
}

void DirectionReader::readMetronome(pugi::xml_node metronome, Units at, DocumentBar& shared) {
  const pugi::xml_node unit = metronome.child("beat-unit");
  const auto beat = beatOf(unit);
  if (!beat) return;
  if (const pugi::xml_node number = metronome.child("per-minute")) {
    const auto perMinute = numberInside(number.child_value());
    if (perMinute) setTempo(*perMinute * *beat, number.child_value(), at, shared);
    return;
  }
  // A change of what is counted: the first unit's length becomes the second's.
  const auto next = beatOf(unit.next_sibling("beat-unit"));
  if (next) setTempo(m_file.quartersPerMinute * *next / *beat, "=", at, shared);
}

void DirectionReader::setTempo(double quartersPerMinute, std::string_view text, Units at,
                               DocumentBar& shared) {
  if (!(quartersPerMinute >= kSlowest && quartersPerMinute <= kFastest)) {
    m_warnings.add(MusicXmlWarningCode::TempoInvalid, plainText(text));
    return;
  }
  m_file.quartersPerMinute = quartersPerMinute;
  if (shared.tempo.size() < kMaxTempi) shared.tempo.push_back({at, quartersPerMinute});
}

}  // namespace partimento::musicxml
