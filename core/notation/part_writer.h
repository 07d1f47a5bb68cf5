#pragma once

#include <vector>

#include "core/notation/bar_builder.h"
#include "core/notation/line_note.h"
#include "core/notation/notate.h"
#include "core/notation/staff_finish.h"

namespace partimento::notation {

/// One part on its way to the page, in steps: read() decides rhythm and voices, the notes are then spelled
/// together with those of the other parts, write() makes the staves.
class PartWriter {
 public:
  PartWriter(const Score& score, const PartPlan& plan, const BarGrid& grid, const NotateOptions& options);
  PartWriter(const PartWriter&) = delete;
  PartWriter& operator=(const PartWriter&) = delete;

  bool percussion() const { return m_percussion; }
  /// All notes of the part, sorted by onset; to be spelled before write().
  std::vector<LineNote>& notes() { return m_notes; }
  /// `keys`: signature of every bar. `before`: the same part of an earlier notation, whose equal bars are
  /// shared, or null.
  Part write(const std::vector<Key>& keys, const Part* before);

 private:
  struct StaffDraft {
    std::vector<VoiceLineNotes> lines;  // by rank, from the top
    std::vector<std::size_t> first;     // of each line: first note that may reach into the next bar
    bool fixedVoices = false;           // a track each: voices stay apart all the time
  };
  struct Home {  // where a note is first written
    std::size_t staff = 0, bar = 0, voice = 0, event = 0;
    bool written = false;
  };

  void collect();
  void buildLines();
  std::vector<StaffBar> buildStaff(std::size_t staff);
  StaffBar buildBar(std::size_t staff, std::size_t bar);
  Voice finishVoice(DraftVoice draft, int number, std::size_t staff, std::size_t bar, std::size_t voice);
  void placeGraces(std::vector<std::vector<StaffBar>>& staves);
  void placeLyrics(std::vector<std::vector<StaffBar>>& staves);
  const LineNote* graceTarget(std::size_t grace) const;
  void numberHeads(std::vector<std::vector<StaffBar>>& staves);
  ClefChoice clefsFor(std::size_t staff) const;
  std::vector<StatedClef> statedClefs(std::size_t staff) const;

  const Score& m_score;
  const PartPlan& m_plan;
  const BarGrid& m_grid;
  const NotateOptions& m_options;
  bool m_percussion = false;
  Playing m_playing;
  std::vector<LineNote> m_notes;
  std::vector<StaffDraft> m_staves;
  std::vector<Home> m_homes;  // by index in m_notes
  std::vector<int> m_heads;   // heads written for each note so far
};

}  // namespace partimento::notation
