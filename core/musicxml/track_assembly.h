#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/music/score.h"
#include "core/musicxml/document.h"
#include "core/musicxml/score_timeline.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// Plays one part of a document into tracks: joins ties, gives grace notes time, turns dynamics into
/// velocities.
class TrackAssembly {
 public:
  TrackAssembly(const Document& document, const DocumentPart& part, const TickScale& scale,
                Warnings& warnings);

  /// `bars` in the order of playing. The tracks' channels are the part's, or `channel` where it states none.
  std::vector<std::shared_ptr<Track>> play(const std::vector<TimedBar>& bars, int channel);

 private:
  struct Sounding {
    Units onset = 0;
    Units writtenEnd = 0;
    Units end = 0;
    int pitch = 60;
    int velocity = 80;
    int releaseVelocity = 64;
    int voice = 0;              ///< as Note::voice
    std::uint8_t spelling = 0;  ///< as Note::spelling
    bool tied = false;          ///< goes on: nothing may take time from its end
  };
  struct Place {
    std::size_t track = 0;
    std::size_t index = 0;
    int voice = 1;
  };
  /// Numbers of a bar's notes, those of one voice together within each moment.
  std::vector<std::size_t> inOrder(const PartBar& bar) const;
  void playBar(const TimedBar& timed);
  /// Plays a run of grace notes that begins at order[first]; returns where the run ends.
  std::size_t playGraces(const TimedBar& timed, const std::vector<std::size_t>& order, std::size_t first);
  Units graceTime(const GraceTime& grace, Units slots, Units anchor, int voice);
  void playNote(const TimedBar& timed, std::size_t number);
  Place add(std::size_t track, int voice, Sounding sounding, bool tieStart);
  bool extendTie(const DocumentNote& note, Units onset, Units end);
  void addWords(const TimedBar& timed);
  void addLyrics(const TimedBar& timed, const DocumentNote& note, std::size_t track);
  std::size_t trackOf(const DocumentNote& note);
  /// The voices of each staff with several of them in this bar, in rising order.
  void learnVoices(const PartBar& bar);
  int voiceOf(const DocumentNote& note) const;
  void addClefs(const TimedBar& timed);
  void addDynamics(const TimedBar& timed);
  /// The first track of a staff, counted from 1.
  std::size_t trackOfStaff(int staff) const;
  std::shared_ptr<Track> makeTrack(std::size_t index, int channel) const;

  const Document& m_document;
  const DocumentPart& m_part;
  const TickScale& m_scale;
  Warnings& m_warnings;
  std::vector<std::vector<int>> m_velocities;
  bool m_percussion = false;
  std::size_t m_drumTrack = 0;       ///< of a part with pitches: where its unpitched notes go
  std::map<int, int> m_staffTracks;  ///< of each staff, where the file says it: its first note's track
  std::vector<std::vector<Sounding>> m_notes;  ///< by track
  std::vector<std::vector<RawEvent>> m_texts;  ///< by track
  std::vector<ControlEvent> m_pedals;
  std::map<int, std::vector<Place>> m_open;    ///< tied notes that wait for their next, by pitch
  std::map<int, std::vector<Place>> m_latest;  ///< the last chord of each voice
  std::map<int, std::set<int>> m_voices;       ///< of the bar, by staff
  std::map<int, Units> m_delays;               ///< that grace notes took from the next chord of a voice
  std::vector<int> m_playCounts;               ///< of each bar of the page
};

}  // namespace partimento::musicxml
