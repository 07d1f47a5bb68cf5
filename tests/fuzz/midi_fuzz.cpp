// libFuzzer target: no bytes may crash or hang the reader, and what it reads must survive writing and
// reading.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/base/error.h"
#include "core/formats/midi.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// Longer waits are broken by text events, so the copy holds more than the original.
constexpr std::int64_t kLongestWait = 0x0FFFFFFF;

bool hasLongWait(const partimento::Score& score) {
  partimento::Tick last = score.end();
  for (const auto& event : score.raw()) last = std::max(last, event.at);
  for (const auto& change : score.tempo().changes()) last = std::max(last, change.at);
  for (const auto& change : score.meter().changes()) last = std::max(last, change.at);
  for (const auto& key : score.keys()) last = std::max(last, key.at);
  for (const auto& track : score.tracks()) {
    for (const auto& event : track->raw) last = std::max(last, event.at);
    for (const auto& event : track->controls) last = std::max(last, event.at);
  }
  return last.value > kLongestWait;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  formats::MidiImport first;
  try {
    first = formats::readMidi(std::as_bytes(std::span(data, size)), "fuzz");
  } catch (const Error&) {
    return 0;
  }
  if (first.warnings.size() > formats::kMaxMidiWarnings) std::abort();
  if (hasLongWait(*first.score)) return 0;
  const auto written = formats::writeMidi(*first.score);
  const formats::MidiImport second = formats::readMidi(written, "copy");
  if (!first.score->sameMusic(*second.score)) std::abort();
  return 0;
}
