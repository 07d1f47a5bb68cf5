#include "training/corpus/packed_content.h"

#include <algorithm>

namespace partimento::training {

namespace {

constexpr std::uint64_t kUsable = 1;
constexpr std::uint64_t kUseless = 2;

/// Whole numbers in groups of seven bits, the lowest first.
class Packer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) m_bytes.push_back(static_cast<std::byte>(value | 0x80));
    m_bytes.push_back(static_cast<std::byte>(value));
  }
  /// May be negative.
  void whole(std::int64_t value) {
    number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(const std::string& text) {
    number(text.size());
    for (const char c : text) m_bytes.push_back(static_cast<std::byte>(c));
  }
  std::vector<std::byte> take() { return std::move(m_bytes); }

 private:
  std::vector<std::byte> m_bytes;
};

struct Broken {};

class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(next());
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw Broken();
  }
  std::int64_t whole() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > m_bytes.size() - m_at) throw Broken();  // everything counted takes a byte at least
    return static_cast<std::size_t>(value);
  }
  int small(int highest) {
    const std::uint64_t value = number();
    if (value > static_cast<std::uint64_t>(highest)) throw Broken();
    return static_cast<int>(value);
  }
  std::string text() {
    std::string text(count(), ' ');
    for (char& c : text) c = static_cast<char>(next());
    return text;
  }
  bool done() const { return m_at == m_bytes.size(); }

 private:
  std::byte next() {
    if (m_at >= m_bytes.size()) throw Broken();
    return m_bytes[m_at++];
  }

  std::span<const std::byte> m_bytes;
  std::size_t m_at = 0;
};

void packTrack(Packer& packer, const Track& track) {
  packer.number(static_cast<std::uint64_t>(track.channel));
  packer.number(static_cast<std::uint64_t>(track.program));
  packer.number(track.notes.size());
  Tick before;
  for (const Note& note : track.notes) {
    packer.whole((note.onset - before).value);
    packer.whole(note.duration.value);
    packer.number(static_cast<std::uint64_t>(note.pitch));
    packer.number(note.velocity);
    before = note.onset;
  }
  packer.number(track.controls.size());
  for (const ControlEvent& event : track.controls) {
    packer.whole(event.at.value);
    packer.number(event.number);
    packer.whole(event.value);
  }
}

TrackPtr unpackTrack(Unpacker& unpacker) {
  auto track = std::make_shared<Track>();
  track->channel = unpacker.small(15);
  track->program = unpacker.small(127);
  Tick before;
  for (std::size_t i = unpacker.count(); i > 0; --i) {
    Note note;
    note.onset = before + Tick(unpacker.whole());
    note.duration = Tick(unpacker.whole());
    note.pitch = unpacker.small(kHighestPitch);
    note.velocity = static_cast<std::uint8_t>(unpacker.small(127));
    before = note.onset;
    track->notes.push_back(note);
  }
  for (std::size_t i = unpacker.count(); i > 0; --i) {
    ControlEvent event;
    event.at = Tick(unpacker.whole());
    event.number = static_cast<std::uint8_t>(unpacker.small(127));
    event.value = static_cast<std::int16_t>(unpacker.whole());
    track->controls.push_back(event);
  }
  return track;
}

void packScore(Packer& packer, const Score& score) {
  packer.number(static_cast<std::uint64_t>(score.ticksPerQuarter()));
  packer.number(score.tempo().changes().size());
  for (const TempoChange& change : score.tempo().changes()) {
    packer.whole(change.at.value);
    packer.number(change.microsPerQuarter);
  }
  packer.number(score.meter().changes().size());
  for (const MeterChange& change : score.meter().changes()) {
    packer.whole(change.at.value);
    packer.whole(change.signature.numerator);
    packer.whole(change.signature.denominator);
  }
  packer.number(score.tracks().size());
  for (const TrackPtr& track : score.tracks()) packTrack(packer, *track);
}

ScorePtr unpackScore(Unpacker& unpacker) {
  ScoreParts parts;
  parts.ticksPerQuarter = std::max(unpacker.small(1 << 24), 1);
  for (std::size_t i = unpacker.count(); i > 0; --i) {
    const Tick at(unpacker.whole());
    parts.tempo.push_back({at, static_cast<std::uint32_t>(unpacker.number())});
  }
  for (std::size_t i = unpacker.count(); i > 0; --i) {
    const Tick at(unpacker.whole());
    const auto numerator = static_cast<int>(unpacker.whole());
    const auto denominator = static_cast<int>(unpacker.whole());
    parts.meter.push_back({at, {numerator, denominator}});
  }
  for (std::size_t i = unpacker.count(); i > 0; --i) parts.tracks.push_back(unpackTrack(unpacker));
  if (parts.tracks.empty()) throw Broken();
  return Score::make(std::move(parts));
}

}  // namespace

std::vector<std::byte> packContent(const FileContent& content) {
  Packer packer;
  if (const auto* useless = std::get_if<UselessFile>(&content)) {
    packer.number(kUseless);
    packer.number(static_cast<std::uint64_t>(useless->reason));
    packer.text(useless->detail);
  } else {
    packer.number(kUsable);
    packScore(packer, *std::get<UsableFile>(content).score);
  }
  return packer.take();
}

std::optional<FileContent> unpackContent(std::span<const std::byte> bytes, Material material) {
  try {
    Unpacker unpacker(bytes);
    const std::uint64_t kind = unpacker.number();
    FileContent content;
    if (kind == kUseless) {
      UselessFile useless;
      useless.reason = static_cast<SkipReason>(unpacker.small(static_cast<int>(SkipReason::Copy)));
      useless.detail = unpacker.text();
      content = std::move(useless);
    } else if (kind == kUsable) {
      content = contentOf(unpackScore(unpacker), material);
    } else {
      return std::nullopt;
    }
    return unpacker.done() ? std::optional(std::move(content)) : std::nullopt;
  } catch (const Broken&) {
    return std::nullopt;
  }
}

}  // namespace partimento::training
