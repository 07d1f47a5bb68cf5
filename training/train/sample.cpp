#include "training/train/sample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/formats/note_text.h"
#include "core/models/decoding.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::training {

namespace {

constexpr int kTicksPerQuarter = 480;
/// A stream that does not come to its notes (bars and rests alone) ends all the same.
constexpr int kMostTokensPerNote = 16;

struct Candidate {
  Token token = 0;
  double weight = 0;
};

Token drawn(std::span<const float> logProbabilities, const tokens::TokenSet& allowed,
            const SampleSettings& settings, Random& random) {
  std::vector<Candidate> candidates;
  double highest = -std::numeric_limits<double>::infinity();
  allowed.forEach([&](Token token) {
    const double scaled =
        static_cast<double>(logProbabilities[static_cast<std::size_t>(token)]) / settings.temperature;
    candidates.push_back({token, scaled});
    highest = std::max(highest, scaled);
  });
  if (candidates.empty()) throw Error(ErrorCode::Internal, {"a grammar without a next token"});
  double total = 0;
  for (Candidate& candidate : candidates) {
    candidate.weight = std::isfinite(highest) ? std::exp(candidate.weight - highest) : 1;
    total += candidate.weight;
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  double kept = 0;
  std::size_t count = 0;
  while (count < candidates.size() && kept < settings.topP * total) kept += candidates[count++].weight;
  double left = random.uniform() * kept;
  for (std::size_t i = 0; i < count; ++i) {
    left -= candidates[i].weight;
    if (left <= 0) return candidates[i].token;
  }
  return candidates.front().token;
}

}  // namespace

SamplePrompt promptOf(const Stream& stream, int notes) {
  SamplePrompt prompt;
  prompt.setting = stream.setting;
  const std::size_t wanted = static_cast<std::size_t>(std::max(notes, 1));
  std::size_t pitches = 0;
  std::size_t end = 1;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (i > 0 && stream.whole[i]) end = i;
    if (pitches >= wanted && stream.whole[i]) break;
    pitches += stream.said[i] == Said::Pitch ? 1 : 0;
  }
  prompt.tokens.assign(stream.tokens.begin(), stream.tokens.begin() + static_cast<std::ptrdiff_t>(end));
  return prompt;
}

SamplePrompt promptOf(const std::string& noteText, const Representation& representation) {
  auto track = std::make_shared<Track>();
  track->notes = formats::parseNoteText(noteText, kTicksPerQuarter);
  if (track->notes.empty()) throw Error(ErrorCode::SeedEmpty);
  const int offset = representation.normalisesKey ? offsetOf(track->notes, representation.center) : 0;
  ScoreParts parts;
  parts.ticksPerQuarter = kTicksPerQuarter;
  parts.tracks = {std::move(track)};
  tokens::EncodeSettings settings;
  settings.offset = offset;
  const tokens::EncodedScore encoded =
      representation.tokenizer->encode(*Score::make(std::move(parts)), settings);
  if (encoded.tokens.empty()) throw Error(ErrorCode::SeedEmpty);
  SamplePrompt prompt;
  prompt.tokens = encoded.tokens;
  prompt.setting = encoded.setting(offset);
  return prompt;
}

ScorePtr sampleScore(const models::SequenceModel& model, const Representation& representation,
                     const SamplePrompt& prompt, const SampleSettings& settings) {
  const std::unique_ptr<tokens::Grammar> grammar = representation.tokenizer->grammar(prompt.setting);
  tokens::GrammarState state = grammar->start();
  for (const Token token : prompt.tokens) grammar->advance(state, token);
  std::vector<Token> stream = prompt.tokens;
  Random random(settings.randomSeed);
  const std::int32_t wanted = state.notes + settings.notes;
  tokens::Horizon horizon;
  horizon.notes = wanted;
  const auto scorer = models::makeScorer(models::decodingWeights(model, representation.tokenizer));
  scorer->setPiece(prompt.setting);
  std::vector<float> logProbabilities(static_cast<std::size_t>(scorer->vocabularySize()));
  scorer->start(stream, 1, logProbabilities);
  const std::size_t most = stream.size() + static_cast<std::size_t>(settings.notes * kMostTokensPerNote);
  while (!state.ended && stream.size() < most && (state.notes < wanted || !state.whole || state.open > 0)) {
    const Token token = drawn(logProbabilities, grammar->allowed(state, horizon), settings, random);
    grammar->advance(state, token);
    stream.push_back(token);
    scorer->step(std::array{0}, std::array{token}, logProbabilities);
  }
  tokens::DecodeFrame frame;
  frame.offset = prompt.setting.offset;
  frame.ticksPerQuarter = kTicksPerQuarter;
  frame.tempo = prompt.tempo;
  frame.meter = {{Tick(0), prompt.setting.meter}};
  frame.startTime = prompt.setting.startTime;
  // What stands before the first bar line (an upbeat that the file hid) must not fall before tick 0.
  if (frame.startTime < 0) {
    const std::int64_t bar = tokens::barSteps(prompt.setting.meter);
    frame.origin = tokens::tickOfStep(bar, kTicksPerQuarter);
  }
  return representation.tokenizer->decode(stream, frame);
}

}  // namespace partimento::training
