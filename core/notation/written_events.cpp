#include "core/notation/written_events.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace partimento::notation {

namespace {

constexpr std::uint8_t kMetaStatus = 0xFF;
constexpr std::uint8_t kTextType = 0x01;
constexpr std::string_view kClefTag = "partimento-clef:";
constexpr std::array<char, 4> kSigns = {'G', 'F', 'C', 'P'};  // as in ClefSign
constexpr int kMostOctaves = 3;
constexpr std::string_view kRepeatTag = "partimento-repeat:";
constexpr std::string_view kStart = "start";
constexpr std::string_view kEnd = "end*";
constexpr std::string_view kEnding = "ending=";
constexpr std::string_view kBegins = "begins";
constexpr std::string_view kCloses = "closes";
constexpr int kMostTimes = 64;

/// "G2", "F4", "C3", "G2-1": sign, line, octaves.
std::optional<Clef> clefNamed(std::string_view text) {
  if (text.size() != 2 && text.size() != 4) return std::nullopt;
  const auto sign = std::ranges::find(kSigns, text[0]);
  if (sign == kSigns.end() || text[1] < '1' || text[1] > '5') return std::nullopt;
  Clef clef{static_cast<ClefSign>(sign - kSigns.begin()), text[1] - '0', 0};
  if (text.size() == 4) {
    const bool sound = (text[2] == '+' || text[2] == '-') && text[3] >= '1' && text[3] <= '0' + kMostOctaves;
    if (!sound) return std::nullopt;
    clef.octaves = (text[2] == '-' ? -1 : 1) * (text[3] - '0');
  }
  return clef;
}

RawEvent ownText(Tick at, const std::string& text) {
  return {at, kMetaStatus, kTextType, {text.begin(), text.end()}};
}

/// What stands behind the tag; none: the event is another.
std::optional<std::string> behind(const RawEvent& event, std::string_view tag) {
  const bool text =
      event.status == kMetaStatus && event.type == kTextType && event.bytes.size() >= tag.size();
  if (!text || !std::equal(tag.begin(), tag.end(), event.bytes.begin())) return std::nullopt;
  return std::string(event.bytes.begin() + static_cast<std::ptrdiff_t>(tag.size()), event.bytes.end());
}

/// Whole numbers from 1 to `most`, separated by commas; others are passed over.
std::vector<int> numbersIn(std::string_view text, int most) {
  std::vector<int> numbers;
  while (!text.empty()) {
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure == std::errc() && number >= 1 && number <= most) numbers.push_back(number);
    const std::size_t comma = text.find(',');
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return numbers;
}

}  // namespace

RawEvent rawEvent(const ClefEvent& event) {
  std::string text(kClefTag);
  text += kSigns.at(static_cast<std::size_t>(event.clef.sign));
  text += static_cast<char>('0' + event.clef.line);
  if (event.clef.octaves != 0) {
    text += event.clef.octaves < 0 ? '-' : '+';
    text += static_cast<char>('0' + std::min(std::abs(event.clef.octaves), kMostOctaves));
  }
  return ownText(event.at, text);
}

std::vector<ClefEvent> clefsOf(const Track& track) {
  std::vector<ClefEvent> clefs;
  for (const RawEvent& event : track.raw) {
    const auto text = behind(event, kClefTag);
    const auto clef = text ? clefNamed(*text) : std::nullopt;
    if (clef) clefs.push_back({event.at, *clef});
  }
  std::ranges::stable_sort(clefs, {}, &ClefEvent::at);
  return clefs;
}

RawEvent repeatEvent(Tick at, const Barlines& signs) {
  std::string text;
  const auto say = [&text](std::string_view word) { text += (text.empty() ? "" : " ") + std::string(word); };
  if (signs.repeatStart) say(kStart);
  if (signs.repeatEnd) say(std::string(kEnd) + std::to_string(signs.times));
  std::string endings;
  for (const int number : signs.endings) endings += (endings.empty() ? "" : ",") + std::to_string(number);
  if (!endings.empty()) say(std::string(kEnding) + endings);
  if (signs.endingStart) say(kBegins);
  if (signs.endingEnd) say(kCloses);
  return ownText(at, std::string(kRepeatTag) + text);
}

std::optional<Barlines> repeatSignsIn(const RawEvent& event) {
  const auto text = behind(event, kRepeatTag);
  if (!text) return std::nullopt;
  Barlines signs;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word == kStart) signs.repeatStart = true;
    if (word == kBegins) signs.endingStart = true;
    if (word == kCloses) signs.endingEnd = true;
    if (word.starts_with(kEnding)) signs.endings = numbersIn(word.substr(kEnding.size()), kMostTimes);
    if (!word.starts_with(kEnd)) continue;
    signs.repeatEnd = true;
    const std::vector<int> times = numbersIn(word.substr(kEnd.size()), kMostTimes);
    if (!times.empty()) signs.times = times.front();
  }
  return signs;
}

}  // namespace partimento::notation
