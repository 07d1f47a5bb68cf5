#pragma once

#include <cstdint>
#include <vector>

#include "core/engine/run_settings.h"
#include "training/data/stream.h"

namespace partimento::training {

/// The training pieces as streams, changed anew for every pass. What a pass holds follows from the seed and
/// its number alone. One thread.
class Epochs {
 public:
  /// The pieces must outlive it. `transpose` and the rest are resolved: none is negative.
  Epochs(std::vector<const Piece*> pieces, Representation representation,
         const AugmentationSettings& augmentation, std::uint64_t seed);

  /// Valid until the next call.
  const std::vector<Stream>& streams(std::int64_t epoch);
  const Representation& representation() const { return m_representation; }

 private:
  Alteration alterationOf(std::int64_t epoch, std::size_t piece) const;
  bool alters() const;

  std::vector<const Piece*> m_pieces;
  Representation m_representation;
  AugmentationSettings m_augmentation;
  std::uint64_t m_seed;
  std::int64_t m_epoch = -1;
  std::vector<Stream> m_streams;
};

/// What "as usual" means for a representation.
AugmentationSettings resolved(AugmentationSettings settings, const Representation& representation);

}  // namespace partimento::training
