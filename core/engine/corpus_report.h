#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace partimento {

/// Why a file of a corpus is not used; `detail` of SkippedFile says more.
enum class SkipReason : std::uint8_t {
  Unreadable,      ///< system message
  NotMidi,         ///< none
  Damaged,         ///< what was expected
  NoNotes,         ///< none
  TooShort,        ///< how many notes it has, how many are needed
  SeveralVoices,   ///< none: this representation holds one line, the file has chords or several voices
  VoicesNotClear,  ///< none: this representation wants four voices that can be told apart
  Percussion,      ///< none: only the percussion channel has notes
  Copy,            ///< the file that it repeats, in this or another key
};

/// Stable English identifier ("several-voices").
const char* skipReasonName(SkipReason reason);

struct SkippedFile {
  std::string file;  ///< folder's name / path below it
  SkipReason reason = SkipReason::Unreadable;
  std::string detail;

  bool operator==(const SkippedFile&) const = default;
};

/// What is in a corpus, in numbers that can be drawn. Counts are over the pieces that can be used.
struct CorpusReport {
  int files = 0;
  int pieces = 0;
  int clusters = 0;  ///< pieces of one cluster are one tune or near copies; a split never parts them
  int trainingPieces = 0;
  int validationPieces = 0;
  int testPieces = 0;
  std::int64_t notes = 0;
  double quarters = 0;
  std::map<std::string, int> meters;  ///< "6/8" -> pieces that begin in it
  std::array<int, 24> keys{};         ///< pieces by estimated key: C major to B major, C minor to B minor
  int keysUnknown = 0;
  std::array<std::int64_t, 128> pitches{};  ///< notes by MIDI pitch
  /// Notes by length: 32nd or shorter, 16th, dotted 16th and triplet eighth, eighth, dotted eighth and
  /// triplet quarter, quarter, dotted quarter, half, dotted half, whole, longer.
  std::array<std::int64_t, 11> lengths{};
  std::vector<int> pieceNotes;       ///< notes of every piece, rising
  std::vector<std::string> sources;  ///< "source (licence)", as the manifests name them
  std::vector<SkippedFile> skipped;
  double seconds = 0;  ///< how long the scan took
  int remembered = 0;  ///< files that were not parsed, because they are as they were at an earlier scan

  bool operator==(const CorpusReport&) const = default;
};

/// Names of CorpusReport::lengths, in quarter notes: upper bounds, the last class open.
inline constexpr std::array<double, 10> kLengthClassBounds = {0.1875, 0.3125, 0.4375, 0.5625, 0.875,
                                                              1.25,   1.75,   2.5,    3.5,    5};

}  // namespace partimento
