#include "core/music/history.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"

namespace partimento {

History::History(ScorePtr initial, std::size_t limit) : m_limit(std::max<std::size_t>(limit, 2)) {
  m_steps.push_back({"", std::move(initial)});
}

History::History(std::vector<Step> steps, std::size_t current, std::size_t limit)
    : m_steps(std::move(steps)), m_current(current), m_limit(std::max<std::size_t>(limit, 2)) {
  if (m_current >= m_steps.size()) throw Error(ErrorCode::Internal, {"history has no current step"});
}

void History::push(std::string name, ScorePtr score) {
  m_steps.resize(m_current + 1);
  m_steps.push_back({std::move(name), std::move(score)});
  ++m_current;
  if (m_steps.size() > m_limit) {
    m_steps.erase(m_steps.begin());
    --m_current;
  }
}

void History::amend(ScorePtr score) {
  m_steps.resize(m_current + 1);
  m_steps[m_current].score = std::move(score);
}

void History::undo() {
  if (canUndo()) --m_current;
}

void History::redo() {
  if (canRedo()) ++m_current;
}

}  // namespace partimento
