#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/music/voice.h"
#include "core/notation/notate.h"

namespace partimento::notation {

namespace {

constexpr Pitch kMiddleC = 60;
constexpr int kMostInAVoice = 3;
constexpr int kMostInALine = 2;
constexpr double kLowestSung = 40;  // on average
constexpr double kHighestSung = 80;

std::string lowered(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

bool isKeyboard(const Track& track) {
  return track.channel != kPercussionChannel && track.program < 24;
}

/// Average pitch, 60 for no notes.
double centre(const Track& track) {
  double sum = 0;
  for (const Note& note : track.notes) sum += note.pitch;
  return track.notes.empty() ? kMiddleC : sum / static_cast<double>(track.notes.size());
}

/// Too wide for one staff: an eighth of the notes well below and as many well above the middle.
bool needsTwoStaves(const Track& track) {
  if (track.channel == kPercussionChannel || track.notes.size() < 16) return false;
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

/// One of several voices that nothing but their pitch tells apart: a single line, overlapping at most where
/// it was played legato.
bool isLikeVoice(const Track& track, const Track& other) {
  return track.program == other.program && track.name == other.name && track.channel != kPercussionChannel &&
         !track.notes.empty() && polyphony(track) <= kMostInALine;
}

bool isVoiceAbove(const Track& upper, const Track& lower) {
  return isLikeVoice(upper, lower) && isLikeVoice(lower, upper) && centre(upper) > centre(lower);
}

/// How many voices stand one below the other around track `index`, itself included.
std::size_t voicesAround(const Score& score, std::size_t index) {
  std::size_t first = index;
  std::size_t last = index;
  while (first > 0 && isVoiceAbove(score.track(first - 1), score.track(first))) --first;
  while (last + 1 < score.tracks().size() && isVoiceAbove(score.track(last), score.track(last + 1))) ++last;
  return last - first + 1;
}

/// Track `index` and the next a hand each: same keyboard, the first higher, no name that says otherwise, and
/// not two of three voices or more.
bool areHands(const Score& score, std::size_t index) {
  const Track& upper = score.track(index);
  const Track& lower = score.track(index + 1);
  if (!isKeyboard(upper) || !isKeyboard(lower) || upper.program != lower.program) return false;
  if (upper.notes.empty() || lower.notes.empty() || centre(upper) <= centre(lower) + 3) return false;
  if (namedAsHands(upper, lower)) return true;
  const bool wide = needsTwoStaves(upper) || needsTwoStaves(lower);
  return !wide && upper.name == lower.name && voicesAround(score, index) <= 2;
}

/// Whether a track is named as voice `index` of soprano, alto, tenor, bass, in the languages of namedAsHands.
bool namedAsVoice(const Track& track, std::size_t index) {
  static constexpr std::array<std::array<const char*, 3>, 4> kNames = {{{"sopran", "tiple", "dessus"},
                                                                        {"alt", "contralt", "haute"},
                                                                        {"tenor", "ténor", "taille"},
                                                                        {"bass", "bajo", "baix"}}};
  const std::string name = lowered(track.name);
  return std::ranges::any_of(kNames[index], [&name](const char* start) { return name.starts_with(start); });
}

bool isSung(const Track& track) {
  const double middle = centre(track);
  return middle > kLowestSung && middle < kHighestSung;
}

/// Soprano, alto, tenor, bass, from high to low and named so (a voice may then divide, or overlap where it
/// was played), or four lines alike where voices sing.
bool isChoir(const Score& score) {
  if (score.tracks().size() != 4) return false;
  bool named = true;
  bool sung = voicesAround(score, 0) == 4;
  for (std::size_t i = 0; i < 4; ++i) {
    const Track& track = score.track(i);
    if (track.channel == kPercussionChannel || track.notes.empty() || polyphony(track) > kMostInAVoice)
      return false;
    if (i > 0 && centre(track) >= centre(score.track(i - 1))) return false;
    named = named && namedAsVoice(track, i);
    sung = sung && isSung(track);
  }
  return named || sung;
}

}  // namespace

std::vector<PartPlan> planParts(const Score& score) {
  if (isChoir(score)) return {{{{0, 1}, {2, 3}}, StaffSplit::OneStaff}};
  std::vector<PartPlan> plans;
  const std::size_t count = score.tracks().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Track& track = score.track(i);
    if (i + 1 < count && areHands(score, i)) {
      plans.push_back({{{i}, {i + 1}}, StaffSplit::OneStaff});
      ++i;
    } else {
      plans.push_back({{{i}}, needsTwoStaves(track) ? StaffSplit::Hands : StaffSplit::OneStaff});
    }
  }
  return plans;
}

}  // namespace partimento::notation
