#include "core/music/text_events.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace partimento {

namespace {

constexpr std::uint8_t kMeta = 0xFF;
constexpr std::uint8_t kText = 0x01;
constexpr std::uint8_t kName = 0x03;
constexpr std::uint8_t kLyric = 0x05;
constexpr std::uint8_t kMarker = 0x06;
constexpr std::string_view kOurs = "partimento-";
constexpr std::string_view kVerse = "partimento-verse:";
constexpr std::string_view kComposer = "partimento-composer:";
constexpr std::string_view kDynamic = "partimento-dynamic:";

RawEvent metaEvent(Tick at, std::uint8_t type, std::string_view text) {
  return {at, kMeta, type, {text.begin(), text.end()}};
}

bool isMeta(const RawEvent& event, std::uint8_t type) {
  return event.status == kMeta && event.type == type;
}

std::string textOf(const RawEvent& event) {
  return {event.bytes.begin(), event.bytes.end()};
}

/// "2:la-" behind the prefix.
std::optional<LyricEvent> laterVerse(const RawEvent& event) {
  const std::string text = textOf(event);
  if (!text.starts_with(kVerse)) return std::nullopt;
  LyricEvent lyric{event.at, {}, false, 0};
  const char* end = text.data() + text.size();
  const auto [at, failure] = std::from_chars(text.data() + kVerse.size(), end, lyric.verse);
  if (failure != std::errc() || at == end || *at != ':' || lyric.verse < 2) return std::nullopt;
  lyric.text.assign(at + 1, end);
  return lyric;
}

std::string trimmed(std::string_view text) {
  // Karaoke files begin lines with a slash and paragraphs with a backslash.
  constexpr std::string_view kAround = " \t\r\n/\\";
  const std::size_t first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kAround) - first + 1));
}

bool endsWord(const std::string& text, const std::string* next) {
  const auto isBreak = [](char c) { return c == ' ' || c == '\r' || c == '\n'; };
  if (text.empty() || isBreak(text.back()) || !next || next->empty()) return true;
  return isBreak(next->front()) || next->front() == '/' || next->front() == '\\';
}

std::vector<TextEvent> textsIn(const std::vector<RawEvent>& raw) {
  std::vector<TextEvent> texts;
  for (const RawEvent& event : raw) {
    if (!isMeta(event, kText) && !isMeta(event, kMarker)) continue;
    std::string text = textOf(event);
    if (text.starts_with(kDynamic) && text.size() > kDynamic.size())
      texts.push_back({TextEvent::Kind::Dynamic, event.at, text.substr(kDynamic.size())});
    if (text.empty() || text.starts_with(kOurs) || text.starts_with('@')) continue;
    if (isMeta(event, kMarker)) {
      if (parseChordTag(text)) continue;
      texts.push_back({TextEvent::Kind::Rehearsal, event.at, std::move(text)});
    } else {
      texts.push_back({TextEvent::Kind::Words, event.at, std::move(text)});
    }
  }
  return texts;
}

}  // namespace

RawEvent rawEvent(const LyricEvent& lyric) {
  const std::string text = lyric.text + (lyric.continues ? "-" : "");
  if (lyric.verse <= 1) return metaEvent(lyric.at, kLyric, text);
  return metaEvent(lyric.at, kText, std::string(kVerse) + std::to_string(lyric.verse) + ':' + text);
}

RawEvent rawEvent(const ChordEvent& chord) {
  return metaEvent(chord.at, kMarker, chordTag(chord.chord));
}

RawEvent rawEvent(const TextEvent& text) {
  if (text.kind == TextEvent::Kind::Dynamic)
    return metaEvent(text.at, kText, std::string(kDynamic) + text.text);
  return metaEvent(text.at, text.kind == TextEvent::Kind::Rehearsal ? kMarker : kText, text.text);
}

RawEvent titleEvent(const std::string& title) {
  return metaEvent(Tick(0), kName, title);
}

RawEvent composerEvent(const std::string& composer) {
  return metaEvent(Tick(0), kText, std::string(kComposer) + composer);
}

std::vector<LyricEvent> lyricsOf(const Track& track) {
  std::vector<LyricEvent> lyrics;
  std::vector<std::string> texts;
  std::vector<LyricEvent> verses;
  for (const RawEvent& event : track.raw) {
    if (isMeta(event, kLyric)) {
      lyrics.push_back({event.at, {}, false, 1});
      texts.push_back(textOf(event));
    } else if (isMeta(event, kText)) {
      if (auto later = laterVerse(event)) verses.push_back(std::move(*later));
    }
  }
  const bool bySpaces = std::ranges::any_of(
      texts, [](const std::string& text) { return text.starts_with(' ') || text.ends_with(' '); });
  const auto settle = [](LyricEvent& lyric, std::string text) {
    lyric.continues = text.size() > 1 && text.ends_with('-');
    if (lyric.continues) text.pop_back();
    lyric.text = std::move(text);
  };
  for (std::size_t i = 0; i < lyrics.size(); ++i) {
    const std::string* next = i + 1 < texts.size() ? &texts[i + 1] : nullptr;
    settle(lyrics[i], trimmed(texts[i]));
    if (bySpaces) lyrics[i].continues = lyrics[i].continues || !endsWord(texts[i], next);
  }
  for (LyricEvent& verse : verses) {
    settle(verse, trimmed(verse.text));
    lyrics.push_back(std::move(verse));
  }
  std::erase_if(lyrics, [](const LyricEvent& lyric) { return lyric.text.empty(); });
  std::stable_sort(lyrics.begin(), lyrics.end(), [](const LyricEvent& a, const LyricEvent& b) {
    return a.at != b.at ? a.at < b.at : a.verse < b.verse;
  });
  return lyrics;
}

std::vector<ChordEvent> chordsOf(const Score& score) {
  std::vector<ChordEvent> chords;
  for (const RawEvent& event : score.raw()) {
    if (!isMeta(event, kMarker)) continue;
    if (auto chord = parseChordTag(textOf(event))) chords.push_back({event.at, std::move(*chord)});
  }
  return chords;
}

std::vector<TextEvent> textsOf(const Score& score) {
  return textsIn(score.raw());
}

std::vector<TextEvent> textsOf(const Track& track) {
  return textsIn(track.raw);
}

std::string titleOf(const Score& score) {
  const auto found = std::ranges::find_if(score.raw(), [](const RawEvent& event) {
    return event.at == Tick(0) && isMeta(event, kName) && !event.bytes.empty();
  });
  return found == score.raw().end() ? std::string() : textOf(*found);
}

std::string composerOf(const Score& score) {
  for (const RawEvent& event : score.raw()) {
    if (!isMeta(event, kText)) continue;
    const std::string text = textOf(event);
    if (text.starts_with(kComposer)) return text.substr(kComposer.size());
  }
  return {};
}

}  // namespace partimento
