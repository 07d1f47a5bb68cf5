#pragma once

#include <cstdint>
#include <vector>

#include "core/music/score.h"
#include "core/playback/synth.h"

namespace partimento::playback {

/// Channels that no track gets: what they sound must not end, or be ended by, a note of the score. Live keys
/// of a percussion track share the audition's.
inline constexpr std::uint8_t kMetronomeChannel = 41;
inline constexpr std::uint8_t kAuditionPercussionChannel = 57;
inline constexpr std::uint8_t kLiveChannel = 62;
inline constexpr std::uint8_t kAuditionChannel = 63;

/// The synth channel of each track. Every melodic track has one of its own while there are enough (58), so
/// that tracks that share a channel in their file can still be mixed apart; percussion tracks (file channel
/// 9) are on 9 and 25. Beyond that channels are shared, by the tracks with the same program first.
std::vector<std::uint8_t> assignChannels(const Score& score);

}  // namespace partimento::playback
