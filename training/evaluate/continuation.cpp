#include "training/evaluate/continuation.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/decode/search.h"

namespace partimento::training {

namespace {

/// Nothing sounds beyond the end, as nothing of the real piece is heard there.
ScorePtr cutAt(const Score& score, Tick end) {
  ScoreParts parts = score.parts();
  for (TrackPtr& track : parts.tracks) {
    auto cut = std::make_shared<Track>(*track);
    std::erase_if(cut->notes, [end](const Note& note) { return note.onset >= end; });
    for (Note& note : cut->notes) note.duration = std::min(note.duration, end - note.onset);
    track = std::move(cut);
  }
  return Score::make(std::move(parts));
}

decode::SearchOptions optionsFor(const Opening& opening, const decode::Settings& settings,
                                 std::uint64_t randomSeed) {
  decode::SearchOptions options;
  options.settings = settings;
  options.settings.length = {};
  // bars are counted from the end of the bar that the prompt reaches into
  const std::int64_t over = opening.promptEnd - opening.cutTime;
  const auto begun = static_cast<int>((over + opening.barTime - 1) / opening.barTime);
  options.settings.length.bars = std::max(opening.bars - begun, 1);
  options.randomSeed = randomSeed;
  options.trace = decode::TraceDetail::Off;
  return options;
}

}  // namespace

StylePlayer::StylePlayer(const models::StyleCard& card, const models::SequenceModel& model,
                         std::shared_ptr<const tokens::Tokenizer> tokenizer)
    : m_tokenizer(std::move(tokenizer)),
      m_weights(models::decodingWeights(model, m_tokenizer)),
      m_scorer(models::makeScorer(m_weights)) {
  m_remembers = card.config().remembers();
}

Continuation StylePlayer::play(const Opening& opening, const decode::Settings& settings,
                               std::uint64_t randomSeed, std::stop_token stop) {
  tokens::GrammarSetting setting = opening.setting;
  setting.noParallels = settings.rules.noParallels;
  const std::unique_ptr<tokens::Grammar> grammar = m_tokenizer->grammar(setting);
  m_scorer->setPiece(opening.setting);
  const decode::Timeline timeline{static_cast<int>(opening.barTime), opening.promptEnd, opening.cutTime};
  // What stood some bars ago is read however many tokens that is: nothing may be merged on the last ones.
  const int field = m_remembers ? 0 : static_cast<int>(m_weights->receptiveField());
  const decode::SearchProblem problem{*m_scorer, opening.prompt, {},          timeline,
                                      field,     grammar.get(),  std::nullopt};
  const decode::SearchResult result =
      decode::search(problem, optionsFor(opening, settings, randomSeed), stop);
  if (stop.stop_requested()) throw Error(ErrorCode::Cancelled);
  if (result.takes.empty()) throw Error(ErrorCode::Internal, {"a search without a take"});
  const decode::SearchTake& take = result.takes.front();
  std::vector<Token> all = opening.prompt;
  all.insert(all.end(), take.tokens.begin(), take.tokens.end());
  Continuation continuation;
  continuation.score = cutAt(*m_tokenizer->decode(all, opening.frame), opening.cut.to);
  continuation.logProbability = take.logProbability;
  continuation.relaxations = static_cast<int>(take.relaxations.size());
  return continuation;
}

}  // namespace partimento::training
