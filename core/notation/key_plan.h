#pragma once

#include <optional>
#include <vector>

#include "core/analysis/key.h"
#include "core/notation/line_note.h"

namespace partimento::notation {

/// The key signature of every bar.
struct KeyPlan {
  std::vector<Key> bars;
  std::optional<double> confidence;  ///< where the key was estimated
};

/// The file's signatures where it states any (a change inside a bar counts from the nearest bar line), else
/// the caller's, else estimated.
KeyPlan planKeys(const Score& score, const NotateOptions& options, const BarGrid& grid);

struct SignatureEstimate {
  Key key;
  double confidence = 0;  ///< of the best key over the second
};

/// The signature that fits the whole piece: the correlation of analysis::estimateKey for every key, corrected
/// by the share of time that its own notes (with the raised sixth and seventh of minor) sound, and by the
/// last bass note. None where nothing pitched sounds.
std::optional<SignatureEstimate> estimateSignature(const Score& score);

}  // namespace partimento::notation
