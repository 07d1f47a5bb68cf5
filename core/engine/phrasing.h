#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/decode/search.h"
#include "core/engine/engine.h"
#include "core/tokens/ruler.h"

namespace partimento {

/// A request in the words of a representation: what the search reads, and what it found as a take. One
/// request; immutable once made. Knows no network.
///
/// A melody continues as one line, its key normalised. Under a chorale style the seed is the soprano: its
/// other voices are found, then all four go on; four voices just go on. Every other representation goes on
/// after the seed, in all its lines, at the seed's tempo. Without a seed all begin at the first bar line,
/// with what stands before a first note.
class Phrasing {
 public:
  /// `center`: see tokens::octaveNearest; melodies alone read it. The tokenizer must outlive the phrasing.
  /// Throws SeedPolyphonic, SeedVoices, SeedUnusable.
  Phrasing(const tokens::Tokenizer& tokenizer, const ComposeRequest& request, double center);

  /// What the scorer must know of the piece.
  const tokens::GrammarSetting& setting() const { return m_setting; }
  const tokens::Grammar& grammar() const { return *m_grammar; }
  /// Notes of the seed that are read octaves nearer, because the representation does not reach them.
  int foldedNotes() const { return m_folded; }
  /// Borrows from this and from the scorer. `receptiveFieldTokens`: see decode::SearchProblem.
  decode::SearchProblem problem(decode::Scorer& scorer, int receptiveFieldTokens) const;
  decode::SearchOptions options() const;
  /// All of a take but the style's part of its recipe.
  Take takeOf(const decode::SearchTake& found) const;

 private:
  void phraseMelody(double center);
  void phraseScore();
  void phraseLines();
  void countBars();
  void tellLastBar();
  void harmonise(const tokens::EncodedScore& encoded);
  bool isSeeds(const decode::SearchNote& note) const;
  bool saysVelocity() const;
  std::uint8_t lineOf(const decode::SearchNote& note) const;

  const tokens::Tokenizer& m_tokenizer;
  ComposeRequest m_request;
  tokens::GrammarSetting m_setting;
  std::unique_ptr<tokens::Grammar> m_grammar;
  std::vector<Token> m_prompt;
  decode::Timeline m_timeline;
  std::optional<tokens::Ruler> m_ruler;
  bool m_isChorale = false;
  bool m_isSeveral = false;
  bool m_harmonises = false;
  std::vector<std::uint8_t> m_lines;  // of a seed of several lines: by line of the grammar, that of the take
  int m_folded = 0;
};

}  // namespace partimento
