#include "core/musicxml/note_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/musicxml/head_reader.h"
#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

using notation::NoteBase;

constexpr std::array<std::pair<std::string_view, NoteBase>, 11> kTypes = {{{"long", NoteBase::Long},
                                                                           {"breve", NoteBase::Breve},
                                                                           {"whole", NoteBase::Whole},
                                                                           {"half", NoteBase::Half},
                                                                           {"quarter", NoteBase::Quarter},
                                                                           {"eighth", NoteBase::Eighth},
                                                                           {"16th", NoteBase::Sixteenth},
                                                                           {"32nd", NoteBase::N32nd},
                                                                           {"64th", NoteBase::N64th},
                                                                           {"128th", NoteBase::N128th},
                                                                           {"256th", NoteBase::N256th}}};
constexpr int kMaxTuplet = 64;
constexpr int kMaxVoice = 1000;
constexpr int kMaxStaves = 16;
constexpr std::int64_t kMaxTrack = 63;
constexpr std::int64_t kHighestNumber = 65535;

/// Keys of the General MIDI drum kit for what stands on a percussion staff of a drum set without a number.
int drumAt(notation::SpelledPitch place) {
  switch (place.diatonic()) {
    case 4 * 7 + 1:  // D4
      return 44;
    case 4 * 7 + 2:  // E4
      return 35;
    case 4 * 7 + 3:  // F4
      return 36;
    case 4 * 7 + 5:  // A4
      return 43;
    case 5 * 7 + 1:  // D5
      return 47;
    case 5 * 7 + 2:  // E5
      return 48;
    case 5 * 7 + 3:  // F5
      return 51;
    case 5 * 7 + 4:  // G5
      return 42;
    case 5 * 7 + 5:  // A5
      return 49;
    default:
      return 38;
  }
}

std::optional<notation::Step> stepOf(std::string_view text) {
  constexpr std::string_view kSteps = "CDEFGAB";
  const std::string step = plainText(text);
  const std::size_t index = step.size() == 1 ? kSteps.find(step.front()) : std::string_view::npos;
  if (index == std::string_view::npos) return std::nullopt;
  return static_cast<notation::Step>(index);
}

int verseOf(std::string_view number) {
  const std::size_t last = number.find_last_not_of("0123456789");
  const auto verse = wholeNumber(last == std::string_view::npos ? number : number.substr(last + 1));
  return static_cast<int>(std::clamp<std::int64_t>(verse.value_or(1), 1, 99));
}

notation::Lyric::Place placeOf(std::string_view syllabic) {
  if (syllabic == "begin") return notation::Lyric::Place::Begin;
  if (syllabic == "middle") return notation::Lyric::Place::Middle;
  return syllabic == "end" ? notation::Lyric::Place::End : notation::Lyric::Place::Single;
}

LeftOut kindOfNotation(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, LeftOut>, 9> kKinds = {
      {{"slur", LeftOut::Slurs},
       {"articulations", LeftOut::Articulations},
       {"fermata", LeftOut::Fermatas},
       {"arpeggiate", LeftOut::Arpeggios},
       {"non-arpeggiate", LeftOut::Arpeggios},
       {"glissando", LeftOut::Glissandi},
       {"slide", LeftOut::Glissandi},
       {"technical", LeftOut::Techniques},
       {"ornaments", LeftOut::Ornaments}}};
  const auto found = std::ranges::find(kKinds, name, &std::pair<std::string_view, LeftOut>::first);
  return found == kKinds.end() ? LeftOut::Other : found->second;
}

}  // namespace

std::optional<NoteBase> noteBaseOf(std::string_view type) {
  const auto found = std::ranges::find(kTypes, type, &std::pair<std::string_view, NoteBase>::first);
  if (found == kTypes.end()) return std::nullopt;
  return found->second;
}

const char* typeName(NoteBase base) {
  const auto found = std::ranges::find(kTypes, base, &std::pair<std::string_view, NoteBase>::second);
  return found == kTypes.end() ? "quarter" : found->first.data();
}

std::vector<int> numbersIn(std::string_view list) {
  std::vector<int> numbers;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(", "), list.size());
    const auto number = wholeNumber(list.substr(0, end));
    if (number && *number >= 1 && *number <= kHighestNumber) numbers.push_back(static_cast<int>(*number));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return numbers;
}

std::optional<Units> unitsOf(std::string_view text, const PartState& part, FileState& file) {
  const auto whole = wholeNumber(text);
  const auto decimal = whole ? static_cast<double>(*whole) : decimalNumber(text);
  if (!decimal || std::abs(*decimal) > kLongestDuration * static_cast<double>(part.divisions))
    return std::nullopt;
  if (whole && *whole * file.unitsPerQuarter % part.divisions == 0)
    return *whole * file.unitsPerQuarter / part.divisions;
  const double exact =
      *decimal * static_cast<double>(file.unitsPerQuarter) / static_cast<double>(part.divisions);
  file.rounded = file.rounded || std::abs(exact - std::round(exact)) > 1e-6;
  return std::llround(exact);
}

NoteReader::Result NoteReader::read(pugi::xml_node element) {
  Result result;
  DocumentNote& note = result.note;
  note.chord = !element.child("chord").empty();
  note.voice =
      static_cast<int>(std::clamp<std::int64_t>(wholeIn(element, "voice").value_or(1), 0, kMaxVoice));
  note.staff =
      static_cast<int>(std::clamp<std::int64_t>(wholeIn(element, "staff").value_or(1), 1, kMaxStaves));
  if (const pugi::xml_node grace = element.child("grace")) {
    note.grace = GraceTime{attributeOf(grace, "slash") == "yes",
                           decimalNumber(attributeOf(grace, "steal-time-previous")),
                           decimalNumber(attributeOf(grace, "steal-time-following"))};
  }
  readValue(element, note);
  result.sounds = readLength(element, note);
  if (element.child("rest")) {
    note.kind = DocumentNote::Kind::Rest;
  } else if (element.child("unpitched")) {
    result.sounds = readUnpitched(element, note) && result.sounds;
  } else {
    result.sounds = readPitch(element, note) && result.sounds;
  }
  if (element.child("cue")) {
    m_warnings.addLeftOut(LeftOut::CueNotes);
    result.sounds = false;
  }
  const std::string_view head = textIn(element, "notehead");
  // The heads of percussion follow from the instrument.
  const bool shaped = !head.empty() && head != "normal" && note.kind != DocumentNote::Kind::Unpitched;
  if (shaped) m_warnings.addLeftOut(LeftOut::NoteHeads);
  readPlaying(element, note);
  readTies(element, note);
  readLyrics(element, note);
  noticeNotations(element);
  return result;
}

bool NoteReader::readPitch(pugi::xml_node element, DocumentNote& note) {
  const pugi::xml_node pitch = element.child("pitch");
  const auto step = stepOf(textIn(pitch, "step"));
  const auto octave = wholeIn(pitch, "octave");
  const pugi::xml_node alterNode = pitch.child("alter");
  const auto alter = alterNode ? decimalNumber(alterNode.child_value()) : std::optional<double>(0);
  if (!step || !octave || !alter || std::abs(*alter) > 12 || *octave < -20 || *octave > 20) {
    m_warnings.add(MusicXmlWarningCode::PitchInvalid, plainText(textIn(pitch, "step")) +
                                                          plainText(textIn(pitch, "alter")) +
                                                          plainText(textIn(pitch, "octave")));
    return false;
  }
  if (std::trunc(*alter) != *alter) m_warnings.addLeftOut(LeftOut::Microtones);
  note.written = {*step, static_cast<int>(*alter), static_cast<int>(*octave)};
  static constexpr std::array<int, 7> kSemitones = {0, 2, 4, 5, 7, 9, 11};
  note.sounding = (note.written.octave + 1) * 12 + kSemitones[static_cast<std::size_t>(*step)] +
                  note.written.alter + m_part.chromatic;
  if (note.sounding >= kLowestPitch && note.sounding <= kHighestPitch) return true;
  m_warnings.add(MusicXmlWarningCode::PitchOutOfRange);
  return false;
}

bool NoteReader::readUnpitched(pugi::xml_node element, DocumentNote& note) {
  note.kind = DocumentNote::Kind::Unpitched;
  const pugi::xml_node place = element.child("unpitched");
  const auto octave = wholeIn(place, "display-octave");
  note.written = {stepOf(textIn(place, "display-step")).value_or(notation::Step::B), 0,
                  static_cast<int>(std::clamp<std::int64_t>(octave.value_or(4), 0, 9))};
  const auto drum = m_part.drums.find(attributeOf(element.child("instrument"), "id"));
  if (drum != m_part.drums.end()) {
    note.sounding = drum->second;
  } else if (m_part.drums.size() == 1) {
    note.sounding = m_part.drums.begin()->second;
  } else {
    note.sounding = drumAt(note.written);
    m_warnings.add(MusicXmlWarningCode::DrumUnknown);
  }
  return true;
}

void NoteReader::readValue(pugi::xml_node element, DocumentNote& note) {
  note.base = noteBaseOf(plainText(textIn(element, "type")));
  for (pugi::xml_node dot = element.child("dot"); dot && note.dots < 4; dot = dot.next_sibling("dot"))
    ++note.dots;
  if (const pugi::xml_node ratio = element.child("time-modification")) {
    const auto actual = wholeIn(ratio, "actual-notes");
    const auto normal = wholeIn(ratio, "normal-notes");
    const bool sane =
        actual && normal && *actual > 0 && *normal > 0 && *actual <= kMaxTuplet && *normal <= kMaxTuplet;
    if (sane) note.ratio = {static_cast<int>(*actual), static_cast<int>(*normal)};
  }
}

bool NoteReader::readLength(pugi::xml_node element, DocumentNote& note) {
  if (note.grace) return true;
  const pugi::xml_node duration = element.child("duration");
  if (duration) {
    const auto length = unitsOf(duration.child_value(), m_part, m_file);
    if (length && *length >= 0) {
      note.length = *length;
      return true;
    }
    m_warnings.add(MusicXmlWarningCode::DurationInvalid, plainText(duration.child_value()));
    return false;
  }
  if (!note.base) {
    m_warnings.add(MusicXmlWarningCode::DurationInvalid);
    return false;
  }
  m_warnings.add(MusicXmlWarningCode::DurationMissing);
  const notation::Fraction length =
      notation::WrittenValue{*note.base, note.dots, note.ratio}.length() * m_file.unitsPerQuarter;
  note.length = length.floor();
  return true;
}

void NoteReader::readPlaying(pugi::xml_node element, DocumentNote& note) {
  note.dynamics = decimalNumber(attributeOf(element, "dynamics"));
  note.endDynamics = decimalNumber(attributeOf(element, "end-dynamics"));
  note.attack = unitsOf(attributeOf(element, "attack"), m_part, m_file).value_or(0);
  note.release = unitsOf(attributeOf(element, "release"), m_part, m_file).value_or(0);
  note.timed = element.attribute("attack") || element.attribute("release");
  note.passes = numbersIn(attributeOf(element, "time-only"));
  for (const pugi::xml_node play : element.child("play").children("other-play")) {
    if (attributeOf(play, "type") != kTrackPlay) continue;
    note.track =
        static_cast<int>(std::clamp<std::int64_t>(wholeNumber(play.child_value()).value_or(0), 0, kMaxTrack));
  }
}

void NoteReader::readTies(pugi::xml_node element, DocumentNote& note) {
  const auto read = [&note](const pugi::xml_object_range<pugi::xml_named_node_iterator>& ties) {
    for (const pugi::xml_node tie : ties) {
      note.tieStart = note.tieStart || attributeOf(tie, "type") == "start";
      note.tieStop = note.tieStop || attributeOf(tie, "type") == "stop";
    }
  };
  read(element.children("tie"));
  if (note.tieStart || note.tieStop) return;
  // Some programs write only the sign that is seen.
  for (const pugi::xml_node notations : element.children("notations")) read(notations.children("tied"));
}

void NoteReader::readLyrics(pugi::xml_node element, DocumentNote& note) {
  for (const pugi::xml_node lyric : element.children("lyric")) {
    notation::Lyric result;
    result.verse = verseOf(attributeOf(lyric, "number"));
    std::string_view syllabic;
    for (const pugi::xml_node child : lyric.children()) {
      const std::string_view name = child.name();
      if (name == "text") {
        result.text += plainText(child.child_value());
      } else if (name == "elision") {
        const std::string between = utf8Text(child.child_value());
        result.text += between.empty() ? "\u203F" : between;
      } else if (name == "syllabic") {
        syllabic = child.child_value();
      } else if (name == "extend") {
        result.extends = true;
      }
    }
    result.place = placeOf(syllabic);
    if (!result.text.empty()) note.lyrics.push_back(std::move(result));
  }
}

void NoteReader::noticeNotations(pugi::xml_node element) {
  for (const pugi::xml_node notations : element.children("notations")) {
    for (const pugi::xml_node child : notations.children()) {
      const std::string_view name = child.name();
      const std::string_view type = attributeOf(child, "type");
      const bool silent = name == "tied" || name == "tuplet" || name == "dynamics" || name == "footnote" ||
                          name == "level" || name == "accidental-mark" || type == "stop" ||
                          type == "continue";
      if (silent || child.type() != pugi::node_element) continue;
      if (name == "ornaments" && child.child("tremolo")) {
        m_warnings.addLeftOut(LeftOut::Tremolos);
      } else {
        m_warnings.addLeftOut(kindOfNotation(name));
      }
    }
  }
}

}  // namespace partimento::musicxml
