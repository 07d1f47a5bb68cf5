#include "core/tokens/tmidi_tokenizer.h"

#include <algorithm>

#include "core/tokens/note_lists.h"
#include "core/tokens/tmidi_grammar.h"
#include "core/tokens/token_ranges.h"

namespace partimento::tokens {

namespace {

struct TimedNote {
  std::int64_t onset = 0;  // milliseconds
  std::int64_t end = 0;
  Pitch pitch = 60;
  std::int32_t index = 0;
};

std::vector<TimedNote> inOrder(const Score& score) {
  std::vector<TimedNote> notes;
  for (const SourceNote& note : notesOf(score)) {
    notes.push_back(
        {millisecondsAt(score, note.onset), millisecondsAt(score, note.end), note.pitch, note.index});
  }
  std::ranges::stable_sort(notes, [](const TimedNote& a, const TimedNote& b) {
    return a.onset != b.onset ? a.onset < b.onset : a.pitch > b.pitch;
  });
  return notes;
}

Token number(std::int64_t value, std::int64_t least) {
  return static_cast<Token>(std::clamp<std::int64_t>(value, least, TmidiTokenizer::kLargest));
}

}  // namespace

SpecialTokens TmidiTokenizer::special() const {
  return m_form == Form::Document ? SpecialTokens{} : SpecialTokens{128, 127, 256};
}

std::unique_ptr<Grammar> TmidiTokenizer::grammar(const GrammarSetting& setting) const {
  return std::make_unique<TmidiGrammar>(m_form, setting.offset);
}

EncodedScore TmidiTokenizer::encode(const Score& score, const EncodeSettings& settings) const {
  EncodedScore encoded;
  const std::vector<TimedNote> notes = inOrder(score);
  if (notes.empty()) return encoded;
  const bool document = m_form == Form::Document;
  const Token shift = document ? 0 : 128;
  if (!document) {
    encoded.tokens.push_back(special().begin);
    encoded.noteOf.push_back(-1);
  }
  std::int64_t before = notes.front().onset / kDeltaMilliseconds;
  encoded.originTime = Seconds(static_cast<double>(before * kDeltaMilliseconds) / 1000);
  for (const TimedNote& note : notes) {
    const std::int64_t start = note.onset / kDeltaMilliseconds;
    const Pitch pitch = note.pitch + settings.offset;
    if (document) encoded.tokens.push_back(kSeparator);
    encoded.tokens.push_back(number(start - before, 0));
    encoded.tokens.push_back(shift + number((note.end - note.onset) / kLengthMilliseconds, 1));
    encoded.tokens.push_back(2 * shift + number(pitch, 1));
    encoded.noteOf.insert(encoded.noteOf.end(), document ? 4 : 3, note.index);
    encoded.folded += pitch < 1 || pitch > kLargest ? 1 : 0;
    before = start;
  }
  encoded.notes = static_cast<std::int64_t>(notes.size());
  return encoded;
}

EncodedScore TmidiTokenizer::opening(const Score& score) const {
  EncodedScore encoded = Tokenizer::opening(score);
  if (m_form == Form::ThreeTokens) return encoded;
  encoded.tokens = {kSeparator};
  encoded.noteOf = {-1};
  return encoded;
}

bool TmidiTokenizer::transpose(std::span<Token> tokens, int semitones) const {
  if (m_form == Form::ThreeTokens) return shiftPitches(tokens, {257, 257 + kLargest}, semitones);
  const Trail trail = follow(TmidiGrammar(m_form, 0), tokens);
  const auto isPitch = [&](std::size_t i) {
    return trail.fields[i] == static_cast<std::uint8_t>(TmidiGrammar::Field::Pitch) && tokens[i] > 0 &&
           tokens[i] <= kLargest;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (isPitch(i) && (tokens[i] + semitones < 1 || tokens[i] + semitones > kLargest)) return false;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (isPitch(i)) tokens[i] += semitones;
  }
  return true;
}

}  // namespace partimento::tokens
