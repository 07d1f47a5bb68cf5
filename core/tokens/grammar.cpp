#include "core/tokens/grammar.h"

#include <algorithm>

namespace partimento::tokens {

Trail follow(const Grammar& grammar, std::span<const Token> tokens) {
  Trail trail;
  trail.places.reserve(tokens.size());
  trail.times.reserve(tokens.size());
  trail.fields.reserve(tokens.size());
  trail.lines.reserve(tokens.size());
  trail.end = grammar.start();
  for (const Token token : tokens) {
    trail.places.push_back(grammar.place(trail.end));
    trail.times.push_back(trail.end.time);
    trail.fields.push_back(trail.end.field);
    trail.lines.push_back(trail.end.line);
    grammar.advance(trail.end, token);
  }
  return trail;
}

std::size_t lengthUpTo(const Grammar& grammar, std::span<const Token> tokens, std::int64_t cut) {
  const auto isBeyond = [cut](const PlayedNote& note) { return note.onset >= cut; };
  GrammarState state = grammar.start();
  std::size_t before = 1;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (state.whole && i > 0) {
      if (state.time >= cut)
        return std::ranges::any_of(grammar.read(tokens.first(i)).notes, isBeyond) ? before : i;
      before = i;
    }
    grammar.advance(state, tokens[i]);
  }
  return before;
}

}  // namespace partimento::tokens
