// Scores in MusicXML, for builds that have it.

#include "app/cli/score_file.h"
#include "app/cli/warning_text.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"

namespace partimento::cli {

namespace {

using musicxml::MusicXmlWarning;
using musicxml::MusicXmlWarningCode;

// {0}, {1}: the warning's arguments (see MusicXmlWarningCode).
const char* sentence(MusicXmlWarningCode code) {
  switch (code) {
    case MusicXmlWarningCode::NoNotes:
      return "The file holds no notes";
    case MusicXmlWarningCode::LeftOut:
      return "Left out, because a piece has no place for them: {0} ({1})";
    case MusicXmlWarningCode::RepeatsNotPlayed:
      return "Repeats and endings are not played out; --play-repeats does it";
    case MusicXmlWarningCode::RepeatsUnclear:
      return "The repeat signs lead nowhere or go on for ever; the bars stand in the order of the page";
    case MusicXmlWarningCode::BrokenOff:
      return "The file is damaged behind byte {0}; what stands before was read";
    case MusicXmlWarningCode::PartMissing:
      return "The part '{0}' is listed but has no music";
    case MusicXmlWarningCode::PartUnlisted:
      return "The part '{0}' has music but is not listed";
    case MusicXmlWarningCode::BarsMissing:
      return "The part '{0}' has fewer bars than others";
    case MusicXmlWarningCode::DivisionsInvalid:
      return "Divisions that make no sense ('{0}', {1}) were skipped";
    case MusicXmlWarningCode::DurationInvalid:
      return "Notes whose duration makes no sense ('{0}', {1}) were left out";
    case MusicXmlWarningCode::DurationMissing:
      return "{1} durations are missing and were taken from the shape of the notes";
    case MusicXmlWarningCode::PitchInvalid:
      return "Notes whose pitch makes no sense ('{0}', {1}) were left out";
    case MusicXmlWarningCode::PitchOutOfRange:
      return "{1} notes are too high or too low for MIDI and were left out";
    case MusicXmlWarningCode::BackedTooFar:
      return "{1} times a voice would begin before its bar; it begins with the bar";
    case MusicXmlWarningCode::TimesRounded:
      return "Some times were rounded to {0} parts of a quarter note";
    case MusicXmlWarningCode::MeterInvalid:
      return "A time signature that makes no sense ({0}) was skipped";
    case MusicXmlWarningCode::MetersDiffer:
      return "Parts state different time signatures; the first part's is kept";
    case MusicXmlWarningCode::KeyInvalid:
      return "A key signature that is no major or minor ({0}) was skipped";
    case MusicXmlWarningCode::KeysDiffer:
      return "Parts or staves state different keys; the first part's is kept";
    case MusicXmlWarningCode::ModeSimplified:
      return "The mode {0} is kept as major or minor";
    case MusicXmlWarningCode::TempoInvalid:
      return "A tempo that makes no sense ('{0}') was skipped";
    case MusicXmlWarningCode::TiesUnmatched:
      return "{1} ties end where none began";
    case MusicXmlWarningCode::DrumUnknown:
      return "{1} percussion notes name no instrument; it was chosen by their place on the staff";
    case MusicXmlWarningCode::MoreWarnings:
      return "There are {0} more warnings";
  }
  return "";
}

std::string sentenceFor(const MusicXmlWarning& warning) {
  std::string text = filled(sentence(warning.code), warning.arguments);
  if (warning.part.empty() && warning.bar.empty()) return text + '.';
  const std::string part = warning.part.empty() ? "" : warning.part + ", ";
  return text + " (first in " + part + "bar " + warning.bar + ").";
}

}  // namespace

bool isMusicXml(std::span<const std::byte> bytes) {
  return musicxml::looksLikeMusicXml(bytes);
}

ScoreFile readMusicXmlScore(std::span<const std::byte> bytes, const std::string& path, RepeatSigns repeats) {
  const auto order =
      repeats == RepeatSigns::Play ? musicxml::Repeats::PlayedOut : musicxml::Repeats::AsWritten;
  const musicxml::MusicXmlImport import = musicxml::readMusicXml(bytes, path, {order});
  ScoreFile file{import.score, {}};
  for (const MusicXmlWarning& warning : import.warnings) {
    file.warnings.push_back(
        {warningName(warning.code), {}, warning.part, warning.bar, warning.arguments, sentenceFor(warning)});
  }
  return file;
}

void writeMusicXmlScore(const std::string& path, const ScorePtr& score,
                        const std::vector<std::string>& recipes) {
  musicxml::writeMusicXmlFile(path, *notation::notate(score), {recipes});
}

}  // namespace partimento::cli
