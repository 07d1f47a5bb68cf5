#include "core/formats/midi_warnings.h"

#include <algorithm>
#include <utility>

namespace partimento::formats {

const char* warningName(MidiWarningCode code) {
  switch (code) {
    case MidiWarningCode::NoNotes:
      return "no-notes";
    case MidiWarningCode::HeaderMissing:
      return "header-missing";
    case MidiWarningCode::BytesBeforeHeader:
      return "bytes-before-header";
    case MidiWarningCode::HeaderLengthWrong:
      return "header-length-wrong";
    case MidiWarningCode::FormatUnknown:
      return "format-unknown";
    case MidiWarningCode::FormatZeroWithTracks:
      return "format-zero-with-tracks";
    case MidiWarningCode::SequencesJoined:
      return "sequences-joined";
    case MidiWarningCode::TrackCountWrong:
      return "track-count-wrong";
    case MidiWarningCode::TooManyTracks:
      return "too-many-tracks";
    case MidiWarningCode::DivisionInvalid:
      return "division-invalid";
    case MidiWarningCode::ChunkUnknown:
      return "chunk-unknown";
    case MidiWarningCode::ChunkLengthWrong:
      return "chunk-length-wrong";
    case MidiWarningCode::BytesAfterEnd:
      return "bytes-after-end";
    case MidiWarningCode::EndOfTrackMissing:
      return "end-of-track-missing";
    case MidiWarningCode::EventCutOff:
      return "event-cut-off";
    case MidiWarningCode::EventDamaged:
      return "event-damaged";
    case MidiWarningCode::DataByteTooLarge:
      return "data-byte-too-large";
    case MidiWarningCode::SystemMessageSkipped:
      return "system-message-skipped";
    case MidiWarningCode::TempoInvalid:
      return "tempo-invalid";
    case MidiWarningCode::TempoIgnored:
      return "tempo-ignored";
    case MidiWarningCode::MeterInvalid:
      return "meter-invalid";
    case MidiWarningCode::KeyInvalid:
      return "key-invalid";
    case MidiWarningCode::NotesNotClosed:
      return "notes-not-closed";
    case MidiWarningCode::NoteOffsUnmatched:
      return "note-offs-unmatched";
    case MidiWarningCode::MoreWarnings:
      return "more-warnings";
  }
  return "more-warnings";
}

void MidiWarnings::add(MidiWarningCode code, std::uint64_t byte, std::vector<std::string> arguments) {
  if (m_list.size() + 1 < kMaxMidiWarnings) {
    m_list.push_back({code, byte, std::move(arguments)});
  } else {
    ++m_unlisted;
  }
}

std::vector<MidiWarning> MidiWarnings::take() {
  std::stable_sort(m_list.begin(), m_list.end(),
                   [](const MidiWarning& a, const MidiWarning& b) { return a.byte < b.byte; });
  if (m_unlisted > 0) {
    m_list.push_back({MidiWarningCode::MoreWarnings, m_list.back().byte, {std::to_string(m_unlisted)}});
  }
  return std::move(m_list);
}

std::string hexadecimal(unsigned value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), kDigits[value & 15U]);
    value >>= 4U;
  } while (value != 0 || text.size() < 2);
  return "0x" + text;
}

}  // namespace partimento::formats
