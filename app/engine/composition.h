#pragma once

#include <memory>
#include <stop_token>

#include "app/engine/style_library.h"
#include "core/decode/search.h"
#include "core/engine/engine.h"
#include "core/engine/phrasing.h"
#include "core/models/decoding.h"

namespace partimento::engine {

/// One request on its way through the style's representation, network and search, and its takes back to
/// notes. One thread.
class Composition {
 public:
  /// Throws what Phrasing throws.
  Composition(const LoadedStyle& style, const ComposeRequest& request);

  /// Throws what decode::search throws.
  void run(std::stop_token stop, ComposeListener& listener);
  /// The one take of a recipe. Throws Cancelled when it was stopped before its end.
  Take only(int takeIndex, std::stop_token stop);

 private:
  decode::SearchProblem problem();
  Take takeOf(const decode::SearchTake& found) const;

  const LoadedStyle& m_style;
  Phrasing m_phrasing;
  std::unique_ptr<models::SequenceScorer> m_scorer;
  int m_takes;
};

}  // namespace partimento::engine
