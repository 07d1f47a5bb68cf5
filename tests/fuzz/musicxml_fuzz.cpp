// libFuzzer target: no bytes may crash or hang the reader, as written and played out, and what it reads must
// keep its notes through notation and MusicXML.

#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/base/error.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  using musicxml::Repeats;
  constexpr std::size_t kManyNotes = 2000;
  constexpr std::int64_t kManyQuarters = 4000;
  for (const Repeats repeats : {Repeats::AsWritten, Repeats::PlayedOut}) {
    musicxml::MusicXmlImport import;
    try {
      import = musicxml::readMusicXml(std::as_bytes(std::span(data, size)), "fuzz", {repeats});
    } catch (const Error&) {
      return 0;
    }
    if (import.warnings.size() > musicxml::kMaxMusicXmlWarnings) std::abort();
    const Score& score = *import.score;
    const bool longPiece =
        score.noteCount() > kManyNotes || score.end().value / score.ticksPerQuarter() > kManyQuarters;
    if (longPiece) continue;
    const auto copy =
        musicxml::readMusicXml(musicxml::writeMusicXml(*notation::notate(import.score)), "copy");
    if (copy.score->noteCount() != score.noteCount()) std::abort();
  }
  return 0;
}
