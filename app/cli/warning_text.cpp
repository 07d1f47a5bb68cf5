#include "app/cli/warning_text.h"

namespace partimento::cli {

namespace {

using formats::MidiWarningCode;

// {0}, {1}: the warning's arguments (see MidiWarningCode).
const char* sentence(MidiWarningCode code) {
  switch (code) {
    case MidiWarningCode::NoNotes:
      return "The file holds no notes";
    case MidiWarningCode::HeaderMissing:
      return "The header is missing; 480 ticks a quarter note are assumed";
    case MidiWarningCode::BytesBeforeHeader:
      return "{0} bytes before the header were skipped";
    case MidiWarningCode::HeaderLengthWrong:
      return "The header states a length of {0}, which cannot be";
    case MidiWarningCode::FormatUnknown:
      return "Format {0} does not exist; read as format 1";
    case MidiWarningCode::FormatZeroWithTracks:
      return "A file of format 0 with {0} tracks; read as format 1";
    case MidiWarningCode::SequencesJoined:
      return "{0} separate sequences were placed one after the other";
    case MidiWarningCode::TrackCountWrong:
      return "The header states {0} tracks; there are {1}";
    case MidiWarningCode::TooManyTracks:
      return "Tracks after the first {0} were left out";
    case MidiWarningCode::DivisionInvalid:
      return "The time division {0} makes no sense; 480 ticks a quarter note are assumed";
    case MidiWarningCode::ChunkUnknown:
      return "An unknown chunk '{0}' was skipped";
    case MidiWarningCode::ChunkLengthWrong:
      return "A chunk states a length of {0}, which is wrong; its end was found otherwise";
    case MidiWarningCode::BytesAfterEnd:
      return "{0} bytes behind the end of a track were skipped";
    case MidiWarningCode::EndOfTrackMissing:
      return "A track has no end mark";
    case MidiWarningCode::EventCutOff:
      return "A track ends in the middle of an event";
    case MidiWarningCode::EventDamaged:
      return "{0} damaged bytes were skipped";
    case MidiWarningCode::DataByteTooLarge:
      return "The value {0} is too large and was cut to seven bits";
    case MidiWarningCode::SystemMessageSkipped:
      return "The message {0} does not belong in a file and was skipped";
    case MidiWarningCode::TempoInvalid:
      return "A tempo that makes no sense was skipped";
    case MidiWarningCode::TempoIgnored:
      return "The file counts time in film frames; its tempo marks have no meaning and were skipped";
    case MidiWarningCode::MeterInvalid:
      return "A time signature that makes no sense ({0}, exponent {1}) was skipped";
    case MidiWarningCode::KeyInvalid:
      return "A key signature that makes no sense ({0} sharps, mode {1}) was skipped";
    case MidiWarningCode::NotesNotClosed:
      return "{0} notes are never released; they end with their track";
    case MidiWarningCode::NoteOffsUnmatched:
      return "{0} releases without a note were skipped";
    case MidiWarningCode::MoreWarnings:
      return "There are {0} more warnings";
  }
  return "";
}

}  // namespace

std::string filled(std::string text, const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string mark = '{' + std::to_string(i) + '}';
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), arguments[i]);
  }
  return text;
}

std::string sentenceFor(const formats::MidiWarning& warning) {
  std::string text = filled(sentence(warning.code), warning.arguments);
  if (warning.code == MidiWarningCode::MoreWarnings) return text + '.';
  return text + " (byte " + std::to_string(warning.byte) + ").";
}

}  // namespace partimento::cli
