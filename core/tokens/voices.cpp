#include "core/tokens/voices.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "core/tokens/melody_tokenizer.h"

namespace partimento::tokens {

namespace {

using Line = std::vector<VoiceNote>;

double meanPitch(const Line& line) {
  double sum = 0;
  for (const VoiceNote& note : line) sum += note.pitch;
  return line.empty() ? 0 : sum / static_cast<double>(line.size());
}

void sortByTime(Line& line) {
  std::ranges::stable_sort(line, [](const VoiceNote& a, const VoiceNote& b) {
    return std::tuple(a.onset, -a.end, -a.pitch) < std::tuple(b.onset, -b.end, -b.pitch);
  });
}

/// One note at a time; returns how many were dropped.
std::int64_t makeMonophonic(Line& line) {
  sortByTime(line);
  const auto same = [](const VoiceNote& a, const VoiceNote& b) { return a.onset == b.onset; };
  const auto first = std::unique(line.begin(), line.end(), same);
  const std::int64_t dropped = line.end() - first;
  line.erase(first, line.end());
  for (std::size_t i = 0; i + 1 < line.size(); ++i) line[i].end = std::min(line[i].end, line[i + 1].onset);
  return dropped;
}

std::map<std::int32_t, Line> tracksOf(const Score& score) {
  std::map<std::int32_t, Line> tracks;
  for (const SourceNote& note : notesOf(score)) {
    const std::int64_t onset = stepOfTick(note.onset, score.ticksPerQuarter());
    const std::int64_t end = std::max(onset + 1, stepOfTick(note.end, score.ticksPerQuarter()));
    tracks[note.track].push_back({onset, end, note.pitch, note.index});
  }
  return tracks;
}

Voices fromTracks(std::vector<Line> lines) {
  Voices voices;
  std::ranges::stable_sort(lines, std::ranges::greater{}, &Line::size);
  for (std::size_t i = kVoices; i < lines.size(); ++i) voices.dropped += std::ssize(lines[i]);
  lines.resize(kVoices);
  std::ranges::stable_sort(lines, std::ranges::greater{}, meanPitch);
  for (std::size_t i = 0; i < kVoices; ++i) {
    voices.dropped += makeMonophonic(lines[i]);
    voices.notes[i] = std::move(lines[i]);
  }
  return voices;
}

/// Deals the notes of one onset, from high to low, so that voices do not cross and each moves little.
class Dealer {
 public:
  explicit Dealer(std::size_t voices) : m_count(voices) {}

  void deal(std::span<const VoiceNote> chord) {
    std::vector<std::size_t> free;
    for (std::size_t v = 0; v < m_count; ++v) {
      const bool isFree = m_voices.notes[v].empty() || m_voices.notes[v].back().end <= chord.front().onset;
      if (isFree) free.push_back(v);
    }
    std::size_t from = 0;
    for (std::size_t i = 0; i < chord.size(); ++i) {
      if (from >= free.size()) {
        m_voices.dropped += std::ssize(chord.subspan(i));
        return;
      }
      // as many voices must be left as notes still wait, where there are so many
      const std::size_t waiting = chord.size() - i - 1;
      const std::size_t spare = free.size() - from > waiting ? free.size() - from - waiting : 1;
      std::size_t best = from;
      for (std::size_t k = from; k < from + spare; ++k) {
        if (distance(free[k], chord[i].pitch) < distance(free[best], chord[i].pitch)) best = k;
      }
      m_voices.notes[free[best]].push_back(chord[i]);
      from = best + 1;
    }
  }

  Voices take() { return std::move(m_voices); }

 private:
  /// A voice that has not sung yet is expected where such a voice usually sings.
  int distance(std::size_t voice, Pitch pitch) const {
    static constexpr std::array<Pitch, kVoices> kUsual = {71, 65, 59, 50};
    const Line& line = m_voices.notes[voice];
    return std::abs(pitch - (line.empty() ? kUsual[voice] : line.back().pitch));
  }

  std::size_t m_count;
  Voices m_voices;
};

std::size_t mostAtOnce(const Line& notes) {
  std::size_t most = 1;
  std::multimap<std::int64_t, int> ends;
  for (const VoiceNote& note : notes) {
    ends.erase(ends.begin(), ends.upper_bound(note.onset));
    ends.emplace(note.end, 0);
    most = std::max(most, ends.size());
  }
  return most;
}

Voices parted(Line notes) {
  std::ranges::stable_sort(notes, [](const VoiceNote& a, const VoiceNote& b) {
    return std::tuple(a.onset, -a.pitch) < std::tuple(b.onset, -b.pitch);
  });
  Dealer dealer(std::min<std::size_t>(mostAtOnce(notes), kVoices));
  for (std::size_t i = 0; i < notes.size();) {
    std::size_t end = i;
    while (end < notes.size() && notes[end].onset == notes[i].onset) ++end;
    dealer.deal(std::span(notes).subspan(i, end - i));
    i = end;
  }
  return dealer.take();
}

}  // namespace

Voices voicesOf(const Score& score) {
  std::vector<Line> lines;
  for (auto& [track, line] : tracksOf(score)) lines.push_back(std::move(line));
  if (lines.size() >= kVoices) return fromTracks(std::move(lines));
  Line all;
  for (Line& line : lines) all.insert(all.end(), line.begin(), line.end());
  return parted(std::move(all));
}

}  // namespace partimento::tokens
