#include <algorithm>
#include <unordered_map>

#include "core/notation/notate.h"

namespace partimento::notation {

namespace {

/// A head in time.
struct Sounding {
  NoteRef ref;
  Pitch pitch = 0;
  Tick from;
  Tick to;
  bool tieStart = false;
  bool tieStop = false;
  bool grace = false;
  bool percussion = false;
};

class Reader {
 public:
  explicit Reader(const Notation& notation) : m_notation(notation) {}

  ScorePtr read() {
    collect();
    std::stable_sort(m_heads.begin(), m_heads.end(), [](const Sounding& a, const Sounding& b) {
      return a.ref.id != b.ref.id ? a.ref.id < b.ref.id : a.ref.part < b.ref.part;
    });
    const Score& score = *m_notation.score();
    std::vector<std::vector<Note>> notes(score.tracks().size());
    for (std::size_t first = 0; first < m_heads.size();) {
      std::size_t last = first + 1;
      while (last < m_heads.size() && m_heads[last].ref.id == m_heads[first].ref.id) ++last;
      play(first, last, notes);
      first = last;
    }
    ScoreParts parts = score.parts();
    for (std::size_t i = 0; i < parts.tracks.size(); ++i) {
      auto track = std::make_shared<Track>(*parts.tracks[i]);
      track->notes = std::move(notes[i]);
      std::sort(track->notes.begin(), track->notes.end(), noteBefore);
      parts.tracks[i] = std::move(track);
    }
    return Score::make(std::move(parts));
  }

 private:
  void collect() {
    for (const Part& part : m_notation.parts()) {
      for (const Staff& staff : part.staves) {
        for (std::size_t bar = 0; bar < staff.bars.size(); ++bar) {
          for (const Voice& voice : staff.bars[bar]->voices) {
            for (const Event& event : voice.events) collect(event, bar, part.percussion);
          }
        }
      }
    }
    for (std::size_t i = 0; i < m_notation.score()->tracks().size(); ++i) {
      for (const Note& note : m_notation.score()->track(i).notes) m_played[note.id] = &note;
    }
  }

  void collect(const Event& event, std::size_t bar, bool percussion) {
    const Tick from = m_notation.tickAt(bar, event.at);
    const Tick to = m_notation.tickAt(bar, event.end());
    const auto add = [&](const WrittenNote& head, bool grace) {
      if (head.ref.id == 0) return;
      m_heads.push_back(
          {head.ref, head.pitch.midi(), from, to, head.tieStart, head.tieStop, grace, percussion});
    };
    for (const WrittenNote& head : event.notes) add(head, false);
    for (const auto* chords : {&event.graceBefore, &event.graceAfter}) {
      for (const GraceChord& chord : *chords) {
        for (const WrittenNote& head : chord.notes) add(head, true);
      }
    }
  }

  void play(std::size_t first, std::size_t last, std::vector<std::vector<Note>>& notes) const {
    const Sounding& head = m_heads[first];
    const auto played = m_played.find(head.ref.id);
    if (played == m_played.end() || head.ref.track >= notes.size()) return;
    std::vector<Note>& out = notes[head.ref.track];
    Note note = *played->second;
    if (head.grace || head.percussion) {
      out.push_back(note);
      return;
    }
    Tick end = head.to;
    note.onset = head.from;
    note.pitch = std::clamp(head.pitch, kLowestPitch, kHighestPitch);
    for (std::size_t i = first + 1; i < last; ++i) {
      const Sounding& next = m_heads[i];
      const bool tied =
          m_heads[i - 1].tieStart && next.tieStop && next.from == end && next.pitch == head.pitch;
      if (!tied) {
        note.duration = end - note.onset;
        out.push_back(note);
        note.id = 0;
        note.onset = next.from;
      }
      end = next.to;
    }
    note.duration = end - note.onset;
    out.push_back(note);
  }

  const Notation& m_notation;
  std::vector<Sounding> m_heads;
  std::unordered_map<NoteId, const Note*> m_played;
};

}  // namespace

ScorePtr writtenScore(const Notation& notation) {
  return Reader(notation).read();
}

}  // namespace partimento::notation
