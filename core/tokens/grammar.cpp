#include "core/tokens/grammar.h"

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

}  // namespace partimento::tokens
