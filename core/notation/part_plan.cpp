#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/music/voice.h"
#include "core/notation/notate.h"

namespace partimento::notation {

namespace {

constexpr int kPercussion = 9;
constexpr Pitch kMiddleC = 60;
constexpr int kMostInAVoice = 3;

std::string lowered(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

bool isKeyboard(const Track& track) {
  return track.channel != kPercussion && track.program < 24;
}

/// Average pitch, 60 for no notes.
double centre(const Track& track) {
  double sum = 0;
  for (const Note& note : track.notes) sum += note.pitch;
  return track.notes.empty() ? kMiddleC : sum / static_cast<double>(track.notes.size());
}

/// Too wide for one staff: an eighth of the notes well below and as many well above the middle.
bool needsTwoStaves(const Track& track) {
  if (track.channel == kPercussion || track.notes.size() < 16) return false;
  std::size_t low = 0;
  std::size_t high = 0;
  for (const Note& note : track.notes) {
    low += note.pitch < kMiddleC - 5;
    high += note.pitch > kMiddleC + 5;
  }
  const bool wide = 8 * low >= track.notes.size() && 8 * high >= track.notes.size();
  return wide && (isKeyboard(track) || polyphony(track) > 2);
}

bool namedAsHands(const Track& upper, const Track& lower) {
  static constexpr std::array<std::pair<const char*, const char*>, 14> kNames = {{{"right", "left"},
                                                                                  {"upper", "lower"},
                                                                                  {"up", "down"},
                                                                                  {"treble", "bass"},
                                                                                  {"staff 1", "staff 2"},
                                                                                  {"rh", "lh"},
                                                                                  {"r.h.", "l.h."},
                                                                                  {"one", "two"},
                                                                                  {"derecha", "izquierda"},
                                                                                  {"direita", "esquerda"},
                                                                                  {"dreta", "esquerra"},
                                                                                  {"rechte", "linke"},
                                                                                  {"droite", "gauche"},
                                                                                  {"destra", "sinistra"}}};
  const std::string first = lowered(upper.name);
  const std::string second = lowered(lower.name);
  return std::any_of(kNames.begin(), kNames.end(), [&](const auto& names) {
    return first.find(names.first) != std::string::npos && second.find(names.second) != std::string::npos;
  });
}

/// A hand each: same keyboard, the first higher, and no name that says otherwise.
bool areHands(const Track& upper, const Track& lower) {
  if (!isKeyboard(upper) || !isKeyboard(lower) || upper.program != lower.program) return false;
  if (upper.notes.empty() || lower.notes.empty() || centre(upper) <= centre(lower) + 3) return false;
  if (namedAsHands(upper, lower)) return true;
  const bool wide = needsTwoStaves(upper) || needsTwoStaves(lower);
  return !wide && (upper.name == lower.name || (upper.name.empty() && lower.name.empty()));
}

/// Soprano, alto, tenor, bass, from high to low and named so. A voice may divide, or overlap where it was
/// played.
bool isChoir(const Score& score) {
  static constexpr std::array<const char*, 4> kNames = {"sopran", "alt", "tenor", "bass"};
  if (score.tracks().size() != 4) return false;
  bool named = true;
  for (std::size_t i = 0; i < 4; ++i) {
    const Track& track = score.track(i);
    if (track.channel == kPercussion || track.notes.empty() || polyphony(track) > kMostInAVoice) return false;
    if (i > 0 && centre(track) >= centre(score.track(i - 1))) return false;
    named = named && lowered(track.name).find(kNames[i]) == 0;
  }
  return named;
}

}  // namespace

std::vector<PartPlan> planParts(const Score& score) {
  if (isChoir(score)) return {{{{0, 1}, {2, 3}}, StaffSplit::OneStaff}};
  std::vector<PartPlan> plans;
  const std::size_t count = score.tracks().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Track& track = score.track(i);
    if (i + 1 < count && areHands(track, score.track(i + 1))) {
      plans.push_back({{{i}, {i + 1}}, StaffSplit::OneStaff});
      ++i;
    } else {
      plans.push_back({{{i}}, needsTwoStaves(track) ? StaffSplit::Hands : StaffSplit::OneStaff});
    }
  }
  return plans;
}

}  // namespace partimento::notation
