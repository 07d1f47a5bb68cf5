#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/models/model_config.h"
#include "core/tokens/grammar.h"

namespace partimento::models {

/// What a network may read at a token besides the token; all of it is known before the next token is chosen.
/// Columns of the context tensor; values are indexes into tables of contextTableSize() rows.
enum class ContextColumn : std::uint8_t {
  Slot,     ///< metre and eighth of the bar at which the next token stands
  Fine,     ///< step within its quarter note
  Phrase,   ///< bar, modulo 8
  Bars1,    ///< 1 + the token that stood one bar before the next one; 0: none began there
  Bars2,    ///< the same two bars before
  Bars4,    ///< four
  Bars8,    ///< eight
  Matches,  ///< bit k: the token just read is the one that Bars1 << k promised for it
  ToGo,     ///< 1 in the piece's last bar, 2 in the one before ..., kBarsToGo + 1: farther; 0: not known
  Count
};
/// Distances looked back: 1, 2, 4, 8 bars.
inline constexpr std::size_t kLookbacks = 4;
/// So many bars before the end are told apart: two strains of eight bars, each twice.
inline constexpr int kBarsToGo = 32;
inline constexpr int kContextColumns = static_cast<int>(ContextColumn::Count);
using ContextRow = std::array<std::int16_t, kContextColumns>;

int contextTableSize(ContextColumn column, int vocabulary);
/// How many of the columns, from the first on, such a network reads.
int contextColumns(ContextUse use);
/// Rows of their tables together.
int contextRows(ContextUse use, int vocabulary);
/// Networks keep one table: the vocabulary's rows, then each column's. Row at which a column begins.
int firstContextRow(ContextColumn column, int vocabulary);

/// Gathers the context of streams that branch, step by step. Bars are counted by the grammar's places, so 3/4
/// looks back three quarters, and changes of metre are followed. Where time does not count in beats every
/// column stays 0. Tokens stand "at the same place" when bar distance, place in the bar and the number of
/// tokens that stand there before them agree: pitch answers pitch, the second voice the second voice.
class ContextTrees {
 public:
  /// The grammar must outlive the trees. `lastBar`: see tokens::GrammarSetting.
  explicit ContextTrees(const tokens::Grammar& grammar, std::int32_t lastBar = -1);

  /// Where a stream stands; plain, so that a hypothesis copies its parent's.
  struct Branch {
    tokens::GrammarState state;
    tokens::BarPlace place;
    std::int32_t node = -1;  ///< of its last token
    std::int32_t bar = 0;    ///< bars since the start
    std::int16_t rank = 0;   ///< tokens that stand at the place already
    std::array<std::int16_t, kLookbacks> promised{};
  };

  /// Before the first token.
  Branch root() const;
  /// The branch reads a token; returns what stands beside it.
  ContextRow read(Branch& branch, Token token);
  /// Forgets every token; branches but the root become invalid.
  void clear();

 private:
  struct Node {
    std::int32_t parent = -1;
    Token token = 0;
    std::int32_t bar = 0;
    std::int16_t slot = 0;
    std::int16_t fine = 0;
    std::int16_t rank = 0;
  };

  void lookBack(Branch& branch) const;
  ContextRow describe(const Branch& branch, std::int16_t matches) const;

  const tokens::Grammar* m_grammar;
  bool m_beats;
  std::int32_t m_lastBar;
  std::vector<Node> m_nodes;
};

/// Context of a whole stream, a row a token.
std::vector<ContextRow> contextOf(const tokens::Grammar& grammar, std::span<const Token> tokens,
                                  std::int32_t lastBar = -1);
/// The bar in which a stream's last note begins, as tokens::GrammarSetting::lastBar counts; -1 where time
/// does not count in beats.
std::int32_t lastBarOf(const tokens::Grammar& grammar, std::span<const Token> tokens);

}  // namespace partimento::models
