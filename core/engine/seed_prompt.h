#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/engine/seed_melody.h"
#include "core/tokens/ruler.h"
#include "core/tokens/tokenizer.h"

/// Seeds in the words of a representation.
namespace partimento {

/// How the seed's lines and the notes after them stand in time.
tokens::DecodeFrame frameOf(const SeedMelody& seed);

/// A track a line. Where something follows, its first note stands at the end of the first track.
ScorePtr scoreOf(const SeedMelody& seed, std::optional<Tick> following = {});

/// A seed of several lines as evaluation says the opening of a piece that goes on at the cut.
struct SeedPrompt {
  std::vector<Token> tokens;  ///< notes that are tied over the cut are said in full, or held
  tokens::GrammarSetting setting;
  std::unique_ptr<tokens::Grammar> grammar;  ///< of the prompt and what follows it
  std::optional<tokens::Ruler> ruler;
  std::int64_t end = 0;             ///< nothing begins before it
  int folded = 0;                   ///< notes that are read octaves nearer
  std::vector<std::uint8_t> lines;  ///< by line of the grammar: the line of the seed that it continues
};

/// `noParallels`: see GrammarSetting. Throws SeedVoices where the representation has voices and the seed not
/// all of them.
SeedPrompt promptOf(const tokens::Tokenizer& tokenizer, const SeedMelody& seed, bool noParallels = false);

}  // namespace partimento
