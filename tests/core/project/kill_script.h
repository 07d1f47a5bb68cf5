#pragma once

#include <cstdint>

#include "core/project/document.h"

namespace partimento::project::test {

/// A seeded session of a user: the same operations with the same results in every process, so that the state
/// after operation n can be told from n alone.
class KillScript {
 public:
  explicit KillScript(std::uint64_t seed) : m_seed(seed) {}

  /// The document before the first operation.
  static ScorePtr beginning();
  /// Edits, amends, undoes, redoes, adds, marks or removes a take.
  void operate(Document& document, std::uint32_t operation) const;
  /// Notes the number of the last operation in the view state.
  static void note(Document& document, std::uint32_t operation);
  static std::uint32_t noted(const Document& document);  ///< 0: none
  static bool savesAt(std::uint32_t operation) { return operation % 13 == 7; }

 private:
  std::uint64_t m_seed;
};

/// What the child tells its parent, through its standard output.
struct KillReport {
  enum class Kind : std::uint32_t { Edited, SaveBegins, SaveDone };
  Kind kind = Kind::Edited;
  std::uint32_t operation = 0;
  std::int64_t time = 0;  ///< steady clock, nanoseconds
};

bool sameHistory(const History& a, const History& b);
bool sameTakes(const Document& a, const Document& b);

}  // namespace partimento::project::test
