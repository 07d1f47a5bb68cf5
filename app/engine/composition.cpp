#include "app/engine/composition.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>

#include "core/base/error.h"

namespace partimento::engine {

namespace {

using Clock = std::chrono::steady_clock;

/// Passes the search's reports on as the interface has them.
class Relay : public decode::SearchListener {
 public:
  Relay(ComposeListener& listener, std::function<Take(const decode::SearchTake&)> convert, int takes)
      : m_listener(listener), m_convert(std::move(convert)), m_takes(takes) {}

  void progress(const decode::SearchProgress& progress) override {
    const double elapsed = std::chrono::duration<double>(Clock::now() - m_begin).count();
    const double done = std::max(progress.take, 0) +
                        static_cast<double>(progress.notesDone) / std::max(progress.notesTotal, 1);
    const double all = progress.take == decode::kAllTakes ? 1 : m_takes;
    const double left = done > 0 ? std::max(0.0, elapsed * (all - done) / done) : 0;
    m_listener.progress(
        {progress.take, progress.notesDone, progress.notesTotal, Seconds(elapsed), Seconds(left)});
  }

  void takeFinished(const decode::SearchTake& take) override { m_listener.takeFinished(m_convert(take)); }
  void bestSoFar(const decode::SearchTake& part) override { m_listener.bestSoFar(m_convert(part)); }

 private:
  ComposeListener& m_listener;
  std::function<Take(const decode::SearchTake&)> m_convert;
  int m_takes;
  Clock::time_point m_begin = Clock::now();
};

}  // namespace

Composition::Composition(const LoadedStyle& style, const ComposeRequest& request)
    : m_style(style),
      m_phrasing(*style.tokenizer, request, style.card.center),
      m_scorer(models::makeScorer(style.weights)),
      m_takes(request.takes) {
  m_scorer->setPiece(m_phrasing.setting());
}

decode::SearchProblem Composition::problem() {
  // Where no number of last tokens decides, nothing may be merged on them.
  const bool remembers = m_style.card.config().remembers();
  return m_phrasing.problem(*m_scorer, remembers ? 0 : static_cast<int>(m_style.weights->receptiveField()));
}

void Composition::run(std::stop_token stop, ComposeListener& listener) {
  Relay relay(
      listener, [this](const decode::SearchTake& take) { return takeOf(take); }, m_takes);
  if (m_phrasing.foldedNotes() > 0) listener.seedFolded(m_phrasing.foldedNotes());
  decode::search(problem(), m_phrasing.options(), stop, &relay);
}

Take Composition::only(int takeIndex, std::stop_token stop) {
  decode::SearchOptions options = m_phrasing.options();
  options.onlyTake = takeIndex;
  const decode::SearchResult result = decode::search(problem(), options, stop);
  for (const decode::SearchTake& take : result.takes) {
    if (take.index != takeIndex) continue;
    if (take.partial) break;
    return takeOf(take);
  }
  if (stop.stop_requested()) throw Error(ErrorCode::Cancelled);
  throw Error(ErrorCode::RecipeMismatch,
              {"take", std::to_string(takeIndex), std::to_string(result.takes.size())});
}

Take Composition::takeOf(const decode::SearchTake& found) const {
  Take take = m_phrasing.takeOf(found);
  take.recipe.weightHash = m_style.card.info.weightHash;
  take.recipe.programVersion = PARTIMENTO_VERSION;
  return take;
}

}  // namespace partimento::engine
