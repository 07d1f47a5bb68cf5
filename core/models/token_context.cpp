#include "core/models/token_context.h"

#include <algorithm>

#include "core/tokens/bar_place.h"

namespace partimento::models {

using tokens::BarPlace;

int contextTableSize(ContextColumn column, int vocabulary) {
  switch (column) {
    case ContextColumn::Slot:
      return BarPlace::kMeters * BarPlace::kSlots;
    case ContextColumn::Fine:
      return BarPlace::kFine;
    case ContextColumn::Phrase:
      return BarPlace::kPhrase;
    case ContextColumn::Matches:
      return 1 << kLookbacks;
    case ContextColumn::ToGo:
      return kBarsToGo + 2;
    default:
      return vocabulary + 1;
  }
}

int firstContextRow(ContextColumn column, int vocabulary) {
  int row = vocabulary;
  for (int i = 0; i < static_cast<int>(column); ++i) {
    row += contextTableSize(static_cast<ContextColumn>(i), vocabulary);
  }
  return row;
}

int contextColumns(ContextUse use) {
  switch (use) {
    case ContextUse::None:
      return 0;
    case ContextUse::Read:
      return static_cast<int>(ContextColumn::ToGo);
    case ContextUse::ReadToEnd:
      return kContextColumns;
  }
  return 0;
}

int contextRows(ContextUse use, int vocabulary) {
  return firstContextRow(static_cast<ContextColumn>(contextColumns(use)), vocabulary) - vocabulary;
}

ContextTrees::ContextTrees(const tokens::Grammar& grammar, std::int32_t lastBar)
    : m_grammar(&grammar), m_beats(grammar.timeBase() == tokens::TimeBase::Steps), m_lastBar(lastBar) {}

void ContextTrees::clear() {
  m_nodes.clear();
}

ContextTrees::Branch ContextTrees::root() const {
  Branch branch;
  branch.state = m_grammar->start();
  branch.place = m_grammar->place(branch.state);
  return branch;
}

ContextRow ContextTrees::read(Branch& branch, Token token) {
  ContextRow row{};
  if (!m_beats) return row;
  const Symbol::Kind kind = m_grammar->symbols(branch.state.field)[static_cast<std::size_t>(token)].kind;
  if (kind == Symbol::Kind::Begin || kind == Symbol::Kind::Padding) {
    m_grammar->advance(branch.state, token);
    return describe(branch, 0);
  }
  Node node;
  node.parent = branch.node;
  node.token = token;
  node.bar = branch.bar;
  node.slot = static_cast<std::int16_t>(branch.place.slot);
  node.fine = static_cast<std::int16_t>(branch.place.fine);
  node.rank = branch.rank;
  branch.node = static_cast<std::int32_t>(m_nodes.size());
  m_nodes.push_back(node);

  std::int16_t matches = 0;
  for (std::size_t k = 0; k < kLookbacks; ++k) {
    if (branch.promised[k] == token + 1) matches = static_cast<std::int16_t>(matches | (1 << k));
  }
  const BarPlace before = branch.place;
  m_grammar->advance(branch.state, token);
  branch.place = m_grammar->place(branch.state);
  branch.bar += (branch.place.phrase - before.phrase + BarPlace::kPhrase) % BarPlace::kPhrase;
  const bool stays =
      branch.bar == node.bar && branch.place.slot == before.slot && branch.place.fine == before.fine;
  branch.rank = stays ? static_cast<std::int16_t>(branch.rank + 1) : std::int16_t{0};
  lookBack(branch);
  return describe(branch, matches);
}

ContextRow ContextTrees::describe(const Branch& branch, std::int16_t matches) const {
  ContextRow row{};
  const auto put = [&](ContextColumn column, int value) {
    row[static_cast<std::size_t>(column)] = static_cast<std::int16_t>(value);
  };
  put(ContextColumn::Slot, branch.place.meter * BarPlace::kSlots + branch.place.slot);
  put(ContextColumn::Fine, branch.place.fine);
  put(ContextColumn::Phrase, branch.place.phrase);
  std::copy(branch.promised.begin(), branch.promised.end(),
            row.begin() + static_cast<std::ptrdiff_t>(ContextColumn::Bars1));
  put(ContextColumn::Matches, matches);
  // what is said after the last bar still belongs to it
  if (m_lastBar >= 0) put(ContextColumn::ToGo, std::clamp(m_lastBar - branch.bar + 1, 1, kBarsToGo + 1));
  return row;
}

void ContextTrees::lookBack(Branch& branch) const {
  branch.promised = {};
  const std::int32_t farthest = branch.bar - (1 << (kLookbacks - 1));
  for (std::int32_t at = branch.node; at >= 0; at = m_nodes[static_cast<std::size_t>(at)].parent) {
    const Node& node = m_nodes[static_cast<std::size_t>(at)];
    if (node.bar < farthest) return;
    if (node.slot != branch.place.slot || node.fine != branch.place.fine || node.rank != branch.rank)
      continue;
    for (std::size_t k = 0; k < kLookbacks; ++k) {
      if (node.bar == branch.bar - (1 << k) && branch.promised[k] == 0) {
        branch.promised[k] = static_cast<std::int16_t>(node.token + 1);
      }
    }
  }
}

std::vector<ContextRow> contextOf(const tokens::Grammar& grammar, std::span<const Token> tokens,
                                  std::int32_t lastBar) {
  ContextTrees trees(grammar, lastBar);
  ContextTrees::Branch branch = trees.root();
  std::vector<ContextRow> rows;
  rows.reserve(tokens.size());
  for (const Token token : tokens) rows.push_back(trees.read(branch, token));
  return rows;
}

std::int32_t lastBarOf(const tokens::Grammar& grammar, std::span<const Token> tokens) {
  if (grammar.timeBase() != tokens::TimeBase::Steps) return -1;
  tokens::GrammarState state = grammar.start();
  BarPlace place = grammar.place(state);
  std::int32_t bar = 0, last = -1;
  for (const Token token : tokens) {
    const Symbol::Kind kind = grammar.symbols(state.field)[static_cast<std::size_t>(token)].kind;
    if (kind == Symbol::Kind::Pitch && token != grammar.sustaining(state)) last = bar;
    grammar.advance(state, token);
    const BarPlace now = grammar.place(state);
    bar += (now.phrase - place.phrase + BarPlace::kPhrase) % BarPlace::kPhrase;
    place = now;
  }
  return last;
}

}  // namespace partimento::models
