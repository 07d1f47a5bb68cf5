#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/music/score.h"
#include "core/project/bytes.h"

/// Parts of a score as blobs. Each begins with a version byte. What is encoded decodes to an equal value as
/// long as every field is inside the range that its declaration names; a decoder moves values outside into it
/// (they can only come from a hostile file). Decoders throw Error(ProjectDamaged, {"", what}).
namespace partimento::project {

inline constexpr std::uint8_t kCodecVersion = 1;
Bytes encodeTrack(const Track& track);
Track decodeTrack(std::span<const std::byte> bytes);

/// What `track` has that `base` has not: removed positions and added notes. None where that would not be much
/// smaller than the whole track, or where one of the two holds notes that noteBefore does not tell apart.
std::optional<Bytes> encodeTrackChange(const Track& base, const Track& track);
Track decodeTrackChange(const Track& base, std::span<const std::byte> bytes);

/// Everything of the score but its tracks.
Bytes encodeConductor(const ScoreParts& parts);
ScoreParts decodeConductor(std::span<const std::byte> bytes);
bool sameConductor(const ScoreParts& a, const ScoreParts& b);

}  // namespace partimento::project
