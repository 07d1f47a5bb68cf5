#include "core/engine/supply.h"

#include <algorithm>
#include <string_view>

#include "core/tokens/melody_tokenizer.h"

namespace partimento {

decode::Supply supplyOf(const StyleInfo& style) {
  const auto names = tokens::tokenizerNames();
  const bool known = std::ranges::find(names, std::string_view(style.tokenizer)) != names.end();
  const auto tokenizer = tokens::makeTokenizer(known ? style.tokenizer : tokens::MelodyTokenizer::kName);
  decode::Supply supply = decode::supplyOf(*tokenizer->grammar());
  supply.pitches = decode::pitchRange(style.lowest, style.highest);
  return supply;
}

SeedReading readingOf(std::string_view tokenizer) {
  if (tokenizer.starts_with("chorale")) return SeedReading::Voices;
  const auto names = {"beat", "performance", "tmidi"};
  const bool all = std::ranges::any_of(names, [&](const char* name) { return tokenizer.starts_with(name); });
  return all ? SeedReading::All : SeedReading::OneLine;
}

PlayingSaid playingSaidBy(std::string_view tokenizer) {
  const bool velocity = tokenizer.starts_with("beat") || tokenizer.starts_with("performance");
  return {velocity || tokenizer.starts_with("tmidi"), velocity};
}

}  // namespace partimento
