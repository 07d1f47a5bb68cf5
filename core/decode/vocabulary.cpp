#include "core/decode/vocabulary.h"

#include <algorithm>

namespace partimento::decode {

Vocabulary::Vocabulary(std::span<const Symbol> symbols) : m_symbols(symbols.begin(), symbols.end()) {
  for (Token token = 0; token < size(); ++token) {
    const Symbol& symbol = (*this)[token];
    m_all.insert(token);
    switch (symbol.kind) {
      case Symbol::Kind::Pitch:
        m_pitches.insert(token);
        m_byPitch[static_cast<std::size_t>(symbol.value)].insert(token);
        m_byClass[static_cast<std::size_t>(symbol.value % 12)].insert(token);
        break;
      case Symbol::Kind::Rest:
        m_rests.insert(token);
        break;
      case Symbol::Kind::End:
        m_ends.insert(token);
        break;
      case Symbol::Kind::Length:
        m_lengths.insert(token);
        break;
      case Symbol::Kind::Duration:
        m_lengths.insert(token);
        m_shortestDuration =
            m_shortestDuration == 0 ? symbol.value : std::min(m_shortestDuration, symbol.value);
        break;
      default:
        break;
    }
  }
}

const TokenSet& Vocabulary::pitch(int pitch) const {
  static const TokenSet kNone;
  if (pitch < kLowestPitch || pitch > kHighestPitch) return kNone;
  return m_byPitch[static_cast<std::size_t>(pitch)];
}

}  // namespace partimento::decode
