#include "core/notation/part_writer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <map>
#include <numeric>

#include "core/music/text_events.h"
#include "core/notation/percussion_map.h"
#include "core/notation/score_marks.h"
#include "core/notation/staff_finish.h"
#include "core/notation/written_events.h"

namespace partimento::notation {

namespace {

constexpr Clef kTreble{ClefSign::G, 2, 0};
constexpr Clef kBass{ClefSign::F, 4, 0};
constexpr Clef kAlto{ClefSign::C, 3, 0};
constexpr Clef kTenor{ClefSign::C, 4, 0};
constexpr Clef kTrebleBelow{ClefSign::G, 2, -1};
constexpr Clef kBassBelow{ClefSign::F, 4, -1};
// A reader looks for each hand in its own clef.
constexpr double kUnusualForAHand = 1.2;

/// Whether somebody wrote a note below the upper voice: that one then rests, even if nothing else sounds.
bool holdsLowerVoice(const std::vector<DraftVoice>& voices) {
  for (std::size_t rank = 1; rank < voices.size(); ++rank) {
    for (const DraftEvent& event : voices[rank].events) {
      if (std::any_of(event.notes.begin(), event.notes.end(),
                      [](const LineNote* note) { return note->note->voice > 0; }))
        return true;
    }
  }
  return false;
}

std::vector<std::size_t> ranksByNumber(std::size_t ranks) {
  std::vector<std::size_t> order(ranks);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return voiceNumber(a, ranks) < voiceNumber(b, ranks); });
  return order;
}

bool lowerHead(const WrittenNote& a, const WrittenNote& b) {
  if (a.pitch.diatonic() != b.pitch.diatonic()) return a.pitch.diatonic() < b.pitch.diatonic();
  return a.pitch.alter < b.pitch.alter;
}

/// The bar of an earlier notation that reads the same, at the same place from the start or the end.
StaffBarPtr equalBar(const Staff& old, std::size_t bar, const std::vector<StaffBar>& bars) {
  if (bar < old.bars.size() && *old.bars[bar] == bars[bar]) return old.bars[bar];
  const std::size_t fromEnd = bars.size() - bar;
  if (fromEnd > old.bars.size()) return nullptr;
  const StaffBarPtr& other = old.bars[old.bars.size() - fromEnd];
  return *other == bars[bar] ? other : nullptr;
}

/// A drum rings as it likes: what would be tied to it is a rest.
void strikeOnce(Event& event) {
  std::erase_if(event.notes, [](const WrittenNote& note) { return note.tieStop; });
  for (WrittenNote& note : event.notes) note.tieStart = false;
  if (event.notes.empty()) event.kind = EventKind::Rest;
}

WrittenNote headOf(const LineNote& note, bool percussion) {
  WrittenNote head;
  head.ref = {note.track, note.note->id, 0, 1};
  head.pitch = note.spelled;
  if (percussion) {
    const PercussionPlace place = percussionPlace(note.note->pitch);
    head.pitch = place.pitch;
    head.head = place.head;
  }
  return head;
}

}  // namespace

PartWriter::PartWriter(const Score& score, const PartPlan& plan, const BarGrid& grid,
                       const NotateOptions& options)
    : m_score(score), m_plan(plan), m_grid(grid), m_options(options) {
  m_percussion = true;
  for (const auto& tracks : plan.staves) {
    for (const std::size_t track : tracks)
      m_percussion = m_percussion && score.track(track).channel == kPercussionChannel;
  }
  m_staves.resize(plan.split == StaffSplit::Hands ? 2 : plan.staves.size());
  collect();
  m_playing = assessPlaying(m_notes, score, grid);
  alignChords(m_notes, m_playing);
  std::stable_sort(m_notes.begin(), m_notes.end(), [](const LineNote& a, const LineNote& b) {
    return a.on != b.on ? a.on < b.on : a.note->pitch < b.note->pitch;
  });
  markGraces(m_notes, m_playing, grid, options);
  if (plan.split == StaffSplit::Hands) splitHands(m_notes, m_playing);
  std::stable_sort(m_notes.begin(), m_notes.end(), [](const LineNote& a, const LineNote& b) {
    return a.on != b.on ? a.on < b.on : a.note->pitch < b.note->pitch;
  });
  m_homes.resize(m_notes.size());
  m_heads.assign(m_notes.size(), 0);
  buildLines();
}

void PartWriter::collect() {
  const Units end = m_grid.bars().back().until();
  for (std::size_t staff = 0; staff < m_plan.staves.size(); ++staff) {
    for (const std::size_t index : m_plan.staves[staff]) {
      for (const Note& note : m_score.track(index).notes) {
        LineNote line;
        line.note = &note;
        line.track = index;
        line.on = m_grid.unitsAt(note.onset);
        line.off = std::max(m_grid.unitsAt(note.end()), line.on);
        line.staff = static_cast<int>(staff);
        if (line.on < end || end == 0) m_notes.push_back(line);
      }
    }
  }
  std::stable_sort(m_notes.begin(), m_notes.end(),
                   [](const LineNote& a, const LineNote& b) { return a.on < b.on; });
}

void PartWriter::buildLines() {
  for (std::size_t staff = 0; staff < m_staves.size(); ++staff) {
    std::vector<LineNote*> notes;
    for (LineNote& note : m_notes) {
      if (note.staff == static_cast<int>(staff) && !note.grace) notes.push_back(&note);
    }
    StaffDraft& draft = m_staves[staff];
    const bool severalTracks = m_plan.split == StaffSplit::OneStaff && m_plan.staves[staff].size() > 1;
    const VoiceRoom room = voiceRoom(notes, m_options.maxVoices);
    std::size_t ranks = room.ranks;
    if (severalTracks) {
      const auto& tracks = m_plan.staves[staff];
      draft.fixedVoices = true;
      ranks = std::min<std::size_t>(tracks.size(), 4);
      for (LineNote* note : notes) {
        const auto at = std::find(tracks.begin(), tracks.end(), note->track) - tracks.begin();
        note->rank = std::min(static_cast<int>(at), static_cast<int>(ranks) - 1);
      }
    } else {
      separateVoices(notes, m_playing, m_grid, room);
      // The search sorts chords for itself.
      std::stable_sort(notes.begin(), notes.end(),
                       [](const LineNote* a, const LineNote* b) { return a->on < b->on; });
    }
    draft.lines.resize(ranks);
    draft.first.assign(ranks, 0);
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      std::vector<LineNote*> line;
      std::copy_if(notes.begin(), notes.end(), std::back_inserter(line),
                   [&](const LineNote* note) { return note->rank == static_cast<int>(rank); });
      draft.lines[rank].tuplets = writeRhythm(line, m_playing, m_grid, m_options);
      draft.lines[rank].notes.assign(line.begin(), line.end());
      std::stable_sort(draft.lines[rank].notes.begin(), draft.lines[rank].notes.end(),
                       [](const LineNote* a, const LineNote* b) { return a->from < b->from; });
    }
  }
}

std::vector<StaffBar> PartWriter::buildStaff(std::size_t staff) {
  std::vector<StaffBar> bars;
  bars.reserve(m_grid.bars().size());
  for (std::size_t bar = 0; bar < m_grid.bars().size(); ++bar) bars.push_back(buildBar(staff, bar));
  return bars;
}

StaffBar PartWriter::buildBar(std::size_t staff, std::size_t bar) {
  StaffDraft& draft = m_staves[staff];
  const BarGrid::Entry& entry = m_grid.bars()[bar];
  std::vector<DraftVoice> voices(draft.lines.size());
  std::size_t present = 0;
  for (std::size_t rank = 0; rank < draft.lines.size(); ++rank) {
    const auto& notes = draft.lines[rank].notes;
    std::size_t& first = draft.first[rank];
    while (first < notes.size() && notes[first]->to <= entry.at) ++first;
    voices[rank] = buildVoice(draft.lines[rank], first, entry, bar);
    present += !voices[rank].events.empty();
  }
  StaffBar result;
  if (present == 0) {
    result.voices.push_back(finishVoice(restingVoice(entry, EventKind::Rest), 0, staff, bar, 0));
    return result;
  }
  const bool apart = present > 1 || draft.fixedVoices || holdsLowerVoice(voices);
  for (const std::size_t rank : ranksByNumber(voices.size())) {
    DraftVoice& voice = voices[rank];
    if (voice.events.empty()) {
      const bool needed = draft.fixedVoices || (rank == 0 && apart);
      if (!needed) continue;
      voice = restingVoice(entry, EventKind::Rest);
    }
    const int number = apart ? voiceNumber(rank, voices.size()) : 0;
    result.voices.push_back(finishVoice(std::move(voice), number, staff, bar, result.voices.size()));
  }
  return result;
}

Voice PartWriter::finishVoice(DraftVoice draft, int number, std::size_t staff, std::size_t bar,
                              std::size_t voice) {
  Voice result = std::move(draft.voice);
  result.number = number;
  result.events.reserve(draft.events.size());
  for (DraftEvent& event : draft.events) {
    for (std::size_t i = 0; i < event.notes.size(); ++i) {
      const LineNote& note = *event.notes[i];
      const auto index = static_cast<std::size_t>(&note - m_notes.data());
      WrittenNote head = headOf(note, m_percussion);
      head.tieStart = event.event.notes[i].tieStart;
      head.tieStop = event.event.notes[i].tieStop;
      const bool struck = !m_percussion || !head.tieStop;
      head.ref.part = struck ? m_heads[index]++ : 0;
      event.event.notes[i] = head;
      if (!m_homes[index].written) m_homes[index] = {staff, bar, voice, result.events.size(), true};
    }
    std::stable_sort(event.event.notes.begin(), event.event.notes.end(), lowerHead);
    if (m_percussion) strikeOnce(event.event);
    result.events.push_back(std::move(event.event));
  }
  if (number > 0 && !m_staves[staff].fixedVoices) hideOuterRests(result.events, *m_grid.bars()[bar].metre);
  return result;
}

const LineNote* PartWriter::graceTarget(std::size_t grace) const {
  const LineNote& note = m_notes[grace];
  const LineNote* best = nullptr;
  for (std::size_t i = grace + 1; i < m_notes.size(); ++i) {
    const LineNote& other = m_notes[i];
    if (best && other.on > best->on) break;
    if (other.grace || other.staff != note.staff || !m_homes[i].written) continue;
    const bool nearer = !best || std::abs(other.note->pitch - note.note->pitch) <
                                     std::abs(best->note->pitch - note.note->pitch);
    if (nearer) best = &other;
  }
  return best;
}

void PartWriter::placeGraces(std::vector<std::vector<StaffBar>>& staves) {
  struct Placed {
    Event* event;
    Units on;
  };
  std::vector<Placed> placed;  // by grace chord, to gather notes of one attack
  std::vector<const LineNote*> last(staves.size(), nullptr);
  for (std::size_t i = 0; i < m_notes.size(); ++i) {
    const LineNote& note = m_notes[i];
    const auto staff = static_cast<std::size_t>(note.staff);
    if (!note.grace) {
      last[staff] = &note;
      continue;
    }
    const LineNote* target = graceTarget(i);
    const LineNote* host = target ? target : last[staff];
    Event* event = nullptr;
    if (host) {
      const Home& home = m_homes[static_cast<std::size_t>(host - m_notes.data())];
      if (home.written) event = &staves[home.staff][home.bar].voices[home.voice].events[home.event];
    }
    if (!event) event = &staves[staff][m_grid.barAt(note.on)].voices.front().events.front();
    auto& chords = target || !host ? event->graceBefore : event->graceAfter;
    const bool sameAttack = !placed.empty() && placed.back().event == event && placed.back().on == note.on;
    if (!sameAttack || chords.empty()) chords.emplace_back();
    chords.back().notes.push_back(headOf(note, m_percussion));
    std::stable_sort(chords.back().notes.begin(), chords.back().notes.end(), lowerHead);
    for (GraceChord& chord : chords) {
      chord.slash = chords.size() == 1;
      chord.value = {chords.size() == 1 ? NoteBase::Eighth : NoteBase::Sixteenth, 0, {}};
    }
    m_heads[i] = 1;
    placed.push_back({event, note.on});
  }
}

void PartWriter::placeLyrics(std::vector<std::vector<StaffBar>>& staves) {
  for (const auto& tracks : m_plan.staves) {
    for (const std::size_t track : tracks) {
      std::map<int, bool> inWord;  // by verse
      for (const LyricEvent& event : lyricsOf(m_score.track(track))) {
        const auto host = std::find_if(m_notes.begin(), m_notes.end(), [&](const LineNote& note) {
          return note.track == track && !note.grace && note.note->onset >= event.at;
        });
        if (host == m_notes.end() || host->note->onset - event.at > Tick(m_score.ticksPerQuarter() / 8))
          continue;
        const Home& home = m_homes[static_cast<std::size_t>(host - m_notes.begin())];
        if (!home.written) continue;
        auto& lyrics = staves[home.staff][home.bar].voices[home.voice].events[home.event].lyrics;
        Lyric lyric = lyricFrom(event, inWord[event.verse]);
        if (lyric.text.empty()) continue;
        inWord[event.verse] = event.continues;
        // Files may give a note several syllables without saying of which verse.
        lyric.verse = std::max(event.verse, lyrics.empty() ? 1 : lyrics.back().verse + 1);
        lyrics.push_back(std::move(lyric));
      }
    }
  }
}

void PartWriter::numberHeads(std::vector<std::vector<StaffBar>>& staves) {
  std::vector<std::pair<NoteId, int>> several;
  for (std::size_t i = 0; i < m_notes.size(); ++i) {
    if (m_heads[i] > 1) several.emplace_back(m_notes[i].note->id, m_heads[i]);
  }
  std::sort(several.begin(), several.end());
  for (auto& bars : staves) {
    for (StaffBar& bar : bars) {
      for (Voice& voice : bar.voices) {
        for (Event& event : voice.events) {
          for (WrittenNote& head : event.notes) {
            const auto entry = std::lower_bound(several.begin(), several.end(), std::pair(head.ref.id, 0));
            if (entry != several.end() && entry->first == head.ref.id) head.ref.parts = entry->second;
          }
        }
      }
    }
  }
}

ClefChoice PartWriter::clefsFor(std::size_t staff) const {
  if (m_percussion) return {{Clef{ClefSign::Percussion, 2, 0}}};
  const std::size_t tracksFrom = std::min(staff, m_plan.staves.size() - 1);
  const auto& tracks = m_plan.staves[tracksFrom];
  const int program = tracks.empty() ? 0 : m_score.track(tracks[0]).program;
  if (m_staves.size() == 2) {
    return {staff == 0 ? std::vector{kTreble, kBass} : std::vector{kBass, kTreble}, kUnusualForAHand};
  }
  if (program >= 24 && program <= 31) return {{kTrebleBelow}};  // guitars
  if (program >= 32 && program <= 39) return {{kBassBelow}};    // basses
  if (program == 43) return {{kBassBelow, kTrebleBelow}};       // double bass
  if (program == 41) return {{kAlto, kTreble}};                 // viola
  if (program == 42 || program == 57 || program == 70) return {{kBass, kTenor, kTreble}};
  std::string name = tracks.empty() ? "" : m_score.track(tracks[0]).name;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (name.find("tenor") == 0) return {{kTrebleBelow, kBass}};
  return {{kTreble, kBass}};
}

std::vector<StatedClef> PartWriter::statedClefs(std::size_t staff) const {
  std::vector<StatedClef> stated;
  // A track on two staves says nothing about either.
  if (m_percussion || staff >= m_plan.staves.size() || m_plan.split == StaffSplit::Hands) return stated;
  const auto& tracks = m_plan.staves[staff];
  if (tracks.empty()) return stated;
  for (const ClefEvent& event : clefsOf(m_score.track(tracks.front()))) {
    const Units at = m_grid.unitsAt(event.at);
    const std::size_t bar = m_grid.barAt(at);
    stated.push_back({bar, quarters(at - m_grid.bars()[bar].at), event.clef});
  }
  return stated;
}

Part PartWriter::write(const std::vector<Key>& keys, const Part* before) {
  std::vector<std::vector<StaffBar>> staves;
  for (std::size_t staff = 0; staff < m_staves.size(); ++staff) staves.push_back(buildStaff(staff));
  placeGraces(staves);
  placeLyrics(staves);
  numberHeads(staves);
  Part part;
  part.percussion = m_percussion;
  for (const auto& tracks : m_plan.staves)
    part.tracks.insert(part.tracks.end(), tracks.begin(), tracks.end());
  if (!part.tracks.empty()) part.name = m_score.track(part.tracks.front()).name;
  for (std::size_t s = 0; s < staves.size(); ++s) {
    std::vector<StaffBar>& bars = staves[s];
    ClefChoice clefs = clefsFor(s);
    const std::vector<StatedClef> stated = statedClefs(s);
    if (stated.empty()) {
      chooseClefs(bars, clefs);
    } else {
      stateClefs(bars, stated);
      clefs.clefs.clear();
      for (const StatedClef& each : stated) clefs.clefs.push_back(each.clef);
    }
    if (!m_percussion) {
      markOttavas(bars, clefs);
      printAccidentals(bars, keys);
    }
    Staff staff;
    staff.tracks = m_plan.staves[std::min(s, m_plan.staves.size() - 1)];
    const Staff* old = before && s < before->staves.size() ? &before->staves[s] : nullptr;
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
      beamBar(bars[bar], *m_grid.bars()[bar].metre);
      stemBar(bars[bar]);
      StaffBarPtr known = old ? equalBar(*old, bar, bars) : nullptr;
      staff.bars.push_back(known ? known : std::make_shared<const StaffBar>(std::move(bars[bar])));
    }
    part.staves.push_back(std::move(staff));
  }
  return part;
}

}  // namespace partimento::notation
