#include "core/musicxml/score_assembly.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/formats/midi.h"
#include "core/music/text_events.h"
#include "core/musicxml/playing_order.h"
#include "core/musicxml/score_timeline.h"
#include "core/musicxml/track_assembly.h"
#include "core/notation/written_events.h"

namespace partimento::musicxml {

namespace {

/// Channels for parts that name none: all but percussion's, again from the first when they run out.
class ChannelDealer {
 public:
  int next() {
    const int channel = m_next < 9 ? m_next : m_next + 1;
    m_next = (m_next + 1) % 15;
    return channel;
  }

 private:
  int m_next = 0;
};

std::vector<PlayedBar> orderFor(const Document& document, Repeats repeats, Warnings& warnings) {
  if (!hasRepeats(document)) return writtenOrder(document);
  if (repeats == Repeats::AsWritten) {
    warnings.add(MusicXmlWarningCode::RepeatsNotPlayed);
    return writtenOrder(document);
  }
  if (auto order = playingOrder(document)) return std::move(*order);
  warnings.add(MusicXmlWarningCode::RepeatsUnclear);
  return writtenOrder(document);
}

void addRehearsals(const Document& document, const std::vector<TimedBar>& bars, const TickScale& scale,
                   std::vector<RawEvent>& raw) {
  for (const TimedBar& timed : bars) {
    std::set<std::pair<Units, std::string>> seen;
    for (const DocumentPart& part : document.parts) {
      for (const DocumentWords& words : part.bars[timed.bar].words) {
        if (!words.rehearsal || !seen.emplace(words.at, words.text).second) continue;
        raw.push_back(
            rawEvent(TextEvent{TextEvent::Kind::Rehearsal, scale.at(timed.start + words.at), words.text}));
      }
    }
  }
}

/// The signs of a document whose repeats are not played, for the notation to show.
void addRepeatSigns(const Document& document, const std::vector<TimedBar>& bars, const TickScale& scale,
                    std::vector<RawEvent>& raw) {
  std::vector<int> ending;
  for (const TimedBar& timed : bars) {
    const DocumentJumps& jumps = document.bars[timed.bar].jumps;
    notation::Barlines signs;
    signs.repeatStart = jumps.repeatStart;
    signs.repeatEnd = jumps.repeatEnd;
    if (jumps.times > 0) signs.times = jumps.times;
    signs.endingStart = !jumps.endings.empty();
    if (signs.endingStart) ending = jumps.endings;
    signs.endings = ending;
    signs.endingEnd = jumps.endingEnd;
    if (jumps.endingEnd) ending.clear();
    if (signs != notation::Barlines{}) raw.push_back(notation::repeatEvent(scale.at(timed.start), signs));
  }
}

}  // namespace

ScorePtr scoreOf(const Document& document, Repeats repeats, Warnings& warnings) {
  const TickScale scale(document);
  const std::vector<TimedBar> bars = timedBars(document, orderFor(document, repeats, warnings));
  ScoreParts parts;
  parts.ticksPerQuarter = scale.ticksPerQuarter();
  if (scale.rounds())
    warnings.add(MusicXmlWarningCode::TimesRounded, std::to_string(scale.ticksPerQuarter()));
  assembleTimeline(document, bars, scale, parts);
  addRehearsals(document, bars, scale, parts.raw);
  if (repeats == Repeats::AsWritten) addRepeatSigns(document, bars, scale, parts.raw);
  for (const std::string& recipe : document.recipes) parts.raw.push_back(formats::recipeEvent(recipe));
  std::stable_sort(parts.raw.begin(), parts.raw.end(),
                   [](const RawEvent& a, const RawEvent& b) { return a.at < b.at; });
  ChannelDealer channels;
  std::size_t notes = 0;
  std::vector<std::pair<int, std::shared_ptr<Track>>> tracks;
  for (const DocumentPart& part : document.parts) {
    TrackAssembly assembly(document, part, scale, warnings);
    std::size_t index = 0;
    for (auto& track : assembly.play(bars, channels.next())) {
      notes += track->notes.size();
      tracks.emplace_back(index < part.tracks.size() ? part.tracks[index] : 0, std::move(track));
      ++index;
    }
  }
  std::stable_sort(tracks.begin(), tracks.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [number, track] : tracks) parts.tracks.push_back(std::move(track));
  if (parts.tracks.empty()) parts.tracks.push_back(std::make_shared<Track>());
  if (notes == 0) warnings.add(MusicXmlWarningCode::NoNotes);
  return Score::make(std::move(parts));
}

}  // namespace partimento::musicxml
