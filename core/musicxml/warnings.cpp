#include "core/musicxml/warnings.h"

#include <utility>

namespace partimento::musicxml {

namespace {

constexpr std::size_t kLongestArgument = 60;

bool counts(MusicXmlWarningCode code) {
  switch (code) {
    case MusicXmlWarningCode::NoNotes:
    case MusicXmlWarningCode::RepeatsNotPlayed:
    case MusicXmlWarningCode::RepeatsUnclear:
    case MusicXmlWarningCode::BrokenOff:
    case MusicXmlWarningCode::PartMissing:
    case MusicXmlWarningCode::PartUnlisted:
    case MusicXmlWarningCode::BarsMissing:
    case MusicXmlWarningCode::TimesRounded:
    case MusicXmlWarningCode::MoreWarnings:
      return false;
    default:
      return true;
  }
}

}  // namespace

const char* leftOutName(LeftOut what) {
  switch (what) {
    case LeftOut::Slurs:
      return "slurs";
    case LeftOut::Articulations:
      return "articulations";
    case LeftOut::Ornaments:
      return "ornaments";
    case LeftOut::Tremolos:
      return "tremolos";
    case LeftOut::Fermatas:
      return "fermatas";
    case LeftOut::Arpeggios:
      return "arpeggios";
    case LeftOut::Glissandi:
      return "glissandi";
    case LeftOut::Techniques:
      return "techniques";
    case LeftOut::NoteHeads:
      return "note-heads";
    case LeftOut::CueNotes:
      return "cue-notes";
    case LeftOut::FiguredBass:
      return "figured-bass";
    case LeftOut::FretDiagrams:
      return "fret-diagrams";
    case LeftOut::BarRepeats:
      return "bar-repeats";
    case LeftOut::Slashes:
      return "slashes";
    case LeftOut::TextLines:
      return "text-lines";
    case LeftOut::Registrations:
      return "registrations";
    case LeftOut::Microtones:
      return "microtones";
    case LeftOut::Pictures:
      return "pictures";
    case LeftOut::Other:
      return "other";
  }
  return "other";
}

const char* warningName(MusicXmlWarningCode code) {
  switch (code) {
    case MusicXmlWarningCode::NoNotes:
      return "no-notes";
    case MusicXmlWarningCode::LeftOut:
      return "left-out";
    case MusicXmlWarningCode::RepeatsNotPlayed:
      return "repeats-not-played";
    case MusicXmlWarningCode::RepeatsUnclear:
      return "repeats-unclear";
    case MusicXmlWarningCode::BrokenOff:
      return "broken-off";
    case MusicXmlWarningCode::PartMissing:
      return "part-missing";
    case MusicXmlWarningCode::PartUnlisted:
      return "part-unlisted";
    case MusicXmlWarningCode::BarsMissing:
      return "bars-missing";
    case MusicXmlWarningCode::DivisionsInvalid:
      return "divisions-invalid";
    case MusicXmlWarningCode::DurationInvalid:
      return "duration-invalid";
    case MusicXmlWarningCode::DurationMissing:
      return "duration-missing";
    case MusicXmlWarningCode::PitchInvalid:
      return "pitch-invalid";
    case MusicXmlWarningCode::PitchOutOfRange:
      return "pitch-out-of-range";
    case MusicXmlWarningCode::BackedTooFar:
      return "backed-too-far";
    case MusicXmlWarningCode::TimesRounded:
      return "times-rounded";
    case MusicXmlWarningCode::MeterInvalid:
      return "meter-invalid";
    case MusicXmlWarningCode::MetersDiffer:
      return "meters-differ";
    case MusicXmlWarningCode::KeyInvalid:
      return "key-invalid";
    case MusicXmlWarningCode::KeysDiffer:
      return "keys-differ";
    case MusicXmlWarningCode::ModeSimplified:
      return "mode-simplified";
    case MusicXmlWarningCode::TempoInvalid:
      return "tempo-invalid";
    case MusicXmlWarningCode::TiesUnmatched:
      return "ties-unmatched";
    case MusicXmlWarningCode::DrumUnknown:
      return "drum-unknown";
    case MusicXmlWarningCode::MoreWarnings:
      return "more-warnings";
  }
  return "more-warnings";
}

void Warnings::setPlace(std::string part, std::string bar) {
  m_part = std::move(part);
  m_bar = std::move(bar);
}

void Warnings::add(MusicXmlWarningCode code, std::string_view argument) {
  std::string text(argument.substr(0, kLongestArgument));
  const auto found = m_index.find({code, text});
  if (found != m_index.end()) {
    ++m_list[found->second].count;
    return;
  }
  if (m_list.size() + 1 >= kMaxMusicXmlWarnings) {
    ++m_unlisted;
    return;
  }
  m_index.emplace(std::pair(code, text), m_list.size());
  m_list.push_back({{code, m_part, m_bar, {std::move(text)}}, 1});
}

void Warnings::addLeftOut(LeftOut what) {
  add(MusicXmlWarningCode::LeftOut, leftOutName(what));
}

std::vector<MusicXmlWarning> Warnings::take() {
  std::vector<MusicXmlWarning> warnings;
  for (Entry& entry : m_list) {
    if (counts(entry.warning.code)) entry.warning.arguments.push_back(std::to_string(entry.count));
    warnings.push_back(std::move(entry.warning));
  }
  if (m_unlisted > 0)
    warnings.push_back({MusicXmlWarningCode::MoreWarnings, {}, {}, {std::to_string(m_unlisted)}});
  return warnings;
}

}  // namespace partimento::musicxml
