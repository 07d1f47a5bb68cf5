#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/music/score.h"

namespace partimento {

/// Undo and redo as a list of named snapshots. Snapshots share what they do not change, so a step is cheap.
/// One owner, one thread.
class History {
 public:
  struct Step {
    std::string name;  ///< English identifier of the edit ("Add note"); the interface translates it
    ScorePtr score;
  };

  explicit History(ScorePtr initial, std::size_t limit = 1000);
  /// A history as it was saved; `current` indexes `steps`, which must not be empty.
  History(std::vector<Step> steps, std::size_t current, std::size_t limit = 1000);

  const ScorePtr& score() const { return m_steps[m_current].score; }
  /// Drops what could be redone, adds a step, and forgets the oldest step past the limit.
  void push(std::string name, ScorePtr score);
  /// Puts `score` in the place of the current step: one gesture (a drag, a spin box held down) stays one
  /// step.
  void amend(ScorePtr score);
  bool canUndo() const { return m_current > 0; }
  bool canRedo() const { return m_current + 1 < m_steps.size(); }
  /// Name of the step that undo takes back; empty when there is none.
  std::string undoName() const { return canUndo() ? m_steps[m_current].name : std::string(); }
  std::string redoName() const { return canRedo() ? m_steps[m_current + 1].name : std::string(); }
  void undo();  ///< does nothing when there is nothing to undo
  void redo();

  const std::vector<Step>& steps() const { return m_steps; }
  std::size_t current() const { return m_current; }

 private:
  std::vector<Step> m_steps;
  std::size_t m_current = 0;
  std::size_t m_limit;
};

}  // namespace partimento
