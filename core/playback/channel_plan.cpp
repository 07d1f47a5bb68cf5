#include "core/playback/channel_plan.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace partimento::playback {

namespace {

constexpr int kFilePercussion = 9;

std::vector<std::uint8_t> melodicChannels() {
  std::vector<std::uint8_t> channels;
  for (int channel = 0; channel < kSynthChannels; ++channel) {
    if (!isPercussionChannel(channel) && channel != kLiveChannel && channel != kAuditionChannel) {
      channels.push_back(static_cast<std::uint8_t>(channel));
    }
  }
  return channels;
}

struct Pool {
  struct User {
    std::uint8_t channel;
    int program;
    int bank;
  };
  std::vector<std::uint8_t> channels;
  std::vector<User> users;
  std::size_t next = 0;

  std::uint8_t give(const Track& track) {
    if (next < channels.size()) {
      users.push_back({channels[next++], track.program, track.bank});
      return users.back().channel;
    }
    const auto same = std::find_if(users.begin(), users.end(), [&](const User& user) {
      return user.program == track.program && user.bank == track.bank;
    });
    return same != users.end() ? same->channel : channels[next++ % channels.size()];
  }
};

}  // namespace

std::vector<std::uint8_t> assignChannels(const Score& score) {
  Pool melodic{melodicChannels(), {}};
  Pool percussion{{9, 25}, {}};
  std::vector<std::uint8_t> assigned;
  assigned.reserve(score.tracks().size());
  for (const TrackPtr& track : score.tracks()) {
    Pool& pool = track->channel == kFilePercussion ? percussion : melodic;
    assigned.push_back(pool.give(*track));
  }
  return assigned;
}

}  // namespace partimento::playback
