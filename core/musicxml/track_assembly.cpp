#include "core/musicxml/track_assembly.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "core/music/text_events.h"
#include "core/musicxml/dynamics.h"
#include "core/notation/spelling.h"
#include "core/notation/written_events.h"

namespace partimento::musicxml {

namespace {

constexpr std::uint8_t kMeta = 0xFF;
/// Tied notes of one pitch at a time; more wait only in files that mean harm.
constexpr std::size_t kMaxOpenTies = 32;
/// A grace note lasts a thirty-second where the file does not say how long.
constexpr Units kGracesPerQuarter = 8;

bool soundsIn(const DocumentNote& note, int pass) {
  return note.kind != DocumentNote::Kind::Rest &&
         (note.passes.empty() || std::ranges::find(note.passes, pass) != note.passes.end());
}

/// The written letter at concert pitch: a transposing instrument's is as many fifths away as its key is.
std::uint8_t spellingOf(const DocumentNote& note) {
  if (note.kind != DocumentNote::Kind::Pitched || std::abs(note.written.alter) > 2) return 0;
  const int written = note.written.fifths();
  const int away = (((note.sounding * 7 - written) % 12) + 12) % 12;
  const notation::SpelledPitch spelled =
      notation::spelledAt(note.sounding, written + (away > 6 ? away - 12 : away));
  return std::abs(spelled.alter) > 2 ? std::uint8_t{0} : notation::spellingOf(spelled);
}

template <typename Event>
void sortByTick(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
}

}  // namespace

TrackAssembly::TrackAssembly(const Document& document, const DocumentPart& part, const TickScale& scale,
                             Warnings& warnings)
    : m_document(document),
      m_part(part),
      m_scale(scale),
      m_warnings(warnings),
      m_velocities(velocitiesOf(document, part)) {
  bool pitched = false;
  bool unpitched = false;
  for (const PartBar& bar : part.bars) {
    for (const DocumentNote& note : bar.notes) {
      pitched = pitched || note.kind == DocumentNote::Kind::Pitched;
      unpitched = unpitched || note.kind == DocumentNote::Kind::Unpitched;
      if (note.track >= 0) m_staffTracks.emplace(note.staff, note.track);
    }
  }
  const bool drumChannel =
      !part.instruments.empty() && part.instruments.front().channel == kPercussionChannel;
  m_percussion = drumChannel || (unpitched && !pitched);
  m_drumTrack = part.tracks.empty() ? static_cast<std::size_t>(part.staves) : part.tracks.size();
  m_notes.resize(m_drumTrack + (unpitched && !m_percussion ? 1 : 0));
  m_texts.resize(m_notes.size());
}

std::vector<std::shared_ptr<Track>> TrackAssembly::play(const std::vector<TimedBar>& bars, int channel) {
  m_playCounts.assign(m_document.bars.size(), 0);
  for (const TimedBar& timed : bars) ++m_playCounts[timed.bar];
  for (const TimedBar& timed : bars) {
    playBar(timed);
    addWords(timed);
    addClefs(timed);
    addDynamics(timed);
  }
  std::vector<std::shared_ptr<Track>> tracks;
  for (std::size_t i = 0; i < m_notes.size(); ++i) {
    // A staff without notes is no track, unless the file says how many there are.
    const bool empty = m_notes[i].empty() && m_texts[i].empty();
    if (empty && m_part.tracks.empty() && (i > 0 || m_notes.size() > 1)) continue;
    tracks.push_back(makeTrack(i, channel));
  }
  if (tracks.empty()) tracks.push_back(makeTrack(0, channel));
  return tracks;
}

std::vector<std::size_t> TrackAssembly::inOrder(const PartBar& bar) const {
  std::vector<std::size_t> order(bar.notes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&bar](std::size_t a, std::size_t b) {
    const DocumentNote& left = bar.notes[a];
    const DocumentNote& right = bar.notes[b];
    return left.at != right.at ? left.at < right.at : left.voice < right.voice;
  });
  return order;
}

void TrackAssembly::playBar(const TimedBar& timed) {
  const PartBar& bar = m_part.bars[timed.bar];
  m_warnings.setPlace(m_part.name, m_document.bars[timed.bar].number);
  const std::vector<std::size_t> order = inOrder(bar);
  learnVoices(bar);
  for (std::size_t i = 0; i < order.size();) {
    const DocumentNote& note = bar.notes[order[i]];
    if (note.grace && note.kind != DocumentNote::Kind::Rest) {
      i = playGraces(timed, order, i);
      continue;
    }
    if (soundsIn(note, timed.pass)) playNote(timed, order[i]);
    ++i;
  }
  m_warnings.setPlace({}, {});
}

void TrackAssembly::learnVoices(const PartBar& bar) {
  m_voices.clear();
  for (const DocumentNote& note : bar.notes) {
    if (!note.grace) m_voices[note.staff].insert(note.voice);
  }
}

int TrackAssembly::voiceOf(const DocumentNote& note) const {
  const auto voices = m_voices.find(note.staff);
  // Tracks that share a staff are its voices; a staff with one voice leaves it open.
  const bool shared = static_cast<int>(m_part.tracks.size()) > m_part.staves;
  if (shared || voices == m_voices.end() || voices->second.size() < 2) return 0;
  const auto rank = std::distance(voices->second.begin(), voices->second.find(note.voice));
  return rank < kVoicesOfStaff ? static_cast<int>(rank) + 1 : 0;
}

std::size_t TrackAssembly::playGraces(const TimedBar& timed, const std::vector<std::size_t>& order,
                                      std::size_t first) {
  const PartBar& bar = m_part.bars[timed.bar];
  const DocumentNote& head = bar.notes[order[first]];
  std::size_t end = first;
  Units slots = 0;
  for (; end < order.size(); ++end) {
    const DocumentNote& note = bar.notes[order[end]];
    if (!note.grace || note.voice != head.voice || note.at != head.at) break;
    if (!note.chord || slots == 0) ++slots;
  }
  const Units anchor = timed.start + head.at;
  const bool exact = head.timed;
  const Units each = exact ? 0 : graceTime(*head.grace, slots, anchor, head.voice);
  const bool before = m_delays.find(head.voice) == m_delays.end();
  const Units start = before ? anchor - each * slots : anchor;
  Units slot = -1;
  std::vector<Place> places;
  for (std::size_t i = first; i < end; ++i) {
    const DocumentNote& note = bar.notes[order[i]];
    if (!note.chord || slot < 0) ++slot;
    if (!soundsIn(note, timed.pass)) continue;
    Sounding sounding;
    sounding.onset = exact || note.timed ? anchor + note.attack : start + slot * each;
    sounding.end = exact || note.timed ? anchor + note.release : sounding.onset + each;
    sounding.writtenEnd = anchor;
    sounding.pitch = note.sounding;
    sounding.spelling = spellingOf(note);
    sounding.velocity = m_velocities[timed.bar][order[i]];
    if (note.endDynamics) sounding.releaseVelocity = releaseOfPercent(*note.endDynamics);
    places.push_back(add(trackOf(note), note.voice, sounding, note.tieStart));
    addLyrics(timed, note, trackOf(note));
  }
  return end;
}

/// Length of each grace note of a run. Taken from the chord before, which is cut, or from the chord that
/// follows, which is then delayed.
Units TrackAssembly::graceTime(const GraceTime& grace, Units slots, Units anchor, int voice) {
  Units total = slots * m_document.unitsPerQuarter / kGracesPerQuarter;
  std::vector<Sounding*> previous;
  for (const Place& place : m_latest[voice]) {
    Sounding& sounding = m_notes[place.track][place.index];
    if (sounding.writtenEnd == anchor && !sounding.tied) previous.push_back(&sounding);
  }
  const bool onBeat = grace.fromFollowing.has_value() || anchor == 0;
  if (onBeat) {
    m_delays[voice] = total;
    return std::max<Units>(total / slots, 0);
  }
  if (!previous.empty()) {
    const Units length = previous.front()->end - previous.front()->onset;
    const double percent = std::clamp(grace.fromPrevious.value_or(50), 0.0, 100.0);
    const Units most = static_cast<Units>(static_cast<double>(std::max<Units>(length, 0)) * percent / 100);
    total = grace.fromPrevious ? most : std::min(total, most);
    for (Sounding* sounding : previous) sounding->end = std::min(sounding->end, anchor - total);
  }
  return std::min(total, anchor) / slots;
}

void TrackAssembly::playNote(const TimedBar& timed, std::size_t number) {
  const DocumentNote& note = m_part.bars[timed.bar].notes[number];
  const Units onset = timed.start + note.at;
  const Units end = onset + note.length;
  if (note.tieStop && extendTie(note, onset, end)) return;
  if (note.tieStop) m_warnings.add(MusicXmlWarningCode::TiesUnmatched);
  Sounding sounding;
  sounding.onset = onset + note.attack;
  sounding.writtenEnd = end;
  sounding.end = end + note.release;
  sounding.pitch = note.sounding;
  sounding.spelling = spellingOf(note);
  sounding.velocity = m_velocities[timed.bar][number];
  sounding.voice = voiceOf(note);
  if (note.endDynamics) sounding.releaseVelocity = releaseOfPercent(*note.endDynamics);
  const auto delay = m_delays.find(note.voice);
  if (delay != m_delays.end()) {
    sounding.onset += std::min(delay->second, note.length / 2);
    const auto& notes = m_part.bars[timed.bar].notes;
    const bool chordGoesOn = number + 1 < notes.size() && notes[number + 1].chord;
    if (!chordGoesOn) m_delays.erase(delay);
  }
  const std::size_t track = trackOf(note);
  add(track, note.voice, sounding, note.tieStart);
  addLyrics(timed, note, track);
}

TrackAssembly::Place TrackAssembly::add(std::size_t track, int voice, Sounding sounding, bool tieStart) {
  sounding.tied = tieStart;
  const Place place{track, m_notes[track].size(), voice};
  m_notes[track].push_back(sounding);
  std::vector<Place>& latest = m_latest[voice];
  if (!latest.empty() &&
      m_notes[latest.front().track][latest.front().index].writtenEnd != sounding.writtenEnd) {
    latest.clear();
  }
  if (latest.size() < kMaxOpenTies) latest.push_back(place);
  std::vector<Place>& open = m_open[sounding.pitch];
  if (tieStart && open.size() < kMaxOpenTies) open.push_back(place);
  return place;
}

bool TrackAssembly::extendTie(const DocumentNote& note, Units onset, Units end) {
  std::vector<Place>& open = m_open[note.sounding];
  std::erase_if(open, [this, onset](const Place& place) {
    return m_notes[place.track][place.index].writtenEnd < onset;
  });
  const auto fits = [this, onset](const Place& place) {
    return m_notes[place.track][place.index].writtenEnd == onset;
  };
  auto found = std::ranges::find_if(
      open, [&](const Place& place) { return place.voice == note.voice && fits(place); });
  if (found == open.end()) found = std::ranges::find_if(open, fits);
  if (found == open.end()) return false;
  Sounding& sounding = m_notes[found->track][found->index];
  sounding.writtenEnd = end;
  sounding.end = end + note.release;
  sounding.tied = note.tieStart;
  if (note.endDynamics) sounding.releaseVelocity = releaseOfPercent(*note.endDynamics);
  Place place = *found;
  place.voice = note.voice;
  if (note.tieStart) {
    found->voice = note.voice;
  } else {
    open.erase(found);
  }
  std::vector<Place>& latest = m_latest[note.voice];
  const bool sameChord =
      !latest.empty() && m_notes[latest.front().track][latest.front().index].writtenEnd == end;
  if (!sameChord) latest.clear();
  if (latest.size() < kMaxOpenTies) latest.push_back(place);
  return true;
}

std::size_t TrackAssembly::trackOf(const DocumentNote& note) {
  if (note.kind == DocumentNote::Kind::Unpitched && m_notes.size() > m_drumTrack) return m_drumTrack;
  const int wanted = !m_part.tracks.empty() && note.track >= 0 ? note.track : note.staff - 1;
  return std::min(static_cast<std::size_t>(wanted), m_drumTrack - 1);
}

void TrackAssembly::addLyrics(const TimedBar& timed, const DocumentNote& note, std::size_t track) {
  const bool repeated = m_playCounts[timed.bar] > 1;
  const Units at = std::max<Units>(timed.start + note.at + note.attack, 0);
  const auto ofPass = std::ranges::find(note.lyrics, timed.pass, &notation::Lyric::verse);
  for (const notation::Lyric& lyric : note.lyrics) {
    // Each time through a repeat sings its own verse; a refrain has only one.
    const bool sung =
        !repeated || (ofPass != note.lyrics.end() ? &lyric == &*ofPass : &lyric == &note.lyrics.front());
    if (!sung) continue;
    const bool continues =
        lyric.place == notation::Lyric::Place::Begin || lyric.place == notation::Lyric::Place::Middle;
    m_texts[track].push_back(
        rawEvent(LyricEvent{m_scale.at(at), lyric.text, continues, repeated ? 1 : lyric.verse}));
  }
}

void TrackAssembly::addWords(const TimedBar& timed) {
  const PartBar& bar = m_part.bars[timed.bar];
  for (const DocumentWords& words : bar.words) {
    if (words.rehearsal) continue;
    m_texts.front().push_back(
        rawEvent(TextEvent{TextEvent::Kind::Words, m_scale.at(timed.start + words.at), words.text}));
  }
  for (const DocumentPedal& pedal : bar.pedals) {
    m_pedals.push_back({m_scale.at(timed.start + pedal.at), ControlEvent::Kind::Controller, kSustainPedal,
                        static_cast<std::int16_t>(pedal.depth)});
  }
}

std::size_t TrackAssembly::trackOfStaff(int staff) const {
  const auto known = m_staffTracks.find(staff);
  const int wanted = known != m_staffTracks.end() ? known->second : staff - 1;
  return std::min(static_cast<std::size_t>(std::max(wanted, 0)), m_drumTrack - 1);
}

void TrackAssembly::addClefs(const TimedBar& timed) {
  for (const DocumentClef& clef : m_part.bars[timed.bar].clefs) {
    const notation::ClefEvent event{m_scale.at(timed.start + clef.at), clef.clef};
    const bool drums = m_percussion || clef.clef.sign == notation::ClefSign::Percussion;
    if (!drums) m_texts[trackOfStaff(clef.staff)].push_back(notation::rawEvent(event));
  }
}

void TrackAssembly::addDynamics(const TimedBar& timed) {
  for (const DocumentDynamic& dynamic : m_part.bars[timed.bar].dynamics) {
    if (dynamic.mark.empty()) continue;
    // Of a keyboard they stand between the staves, below the upper one.
    const std::size_t track = dynamic.staff == 0 ? 0 : trackOfStaff(dynamic.staff);
    m_texts[track].push_back(
        rawEvent(TextEvent{TextEvent::Kind::Dynamic, m_scale.at(timed.start + dynamic.at), dynamic.mark}));
  }
}

std::shared_ptr<Track> TrackAssembly::makeTrack(std::size_t index, int channel) const {
  auto track = std::make_shared<Track>();
  DocumentInstrument instrument;
  instrument.channel = channel;
  if (!m_part.instruments.empty()) {
    const bool own = m_part.tracks.size() > 1 && index < m_part.instruments.size();
    instrument = m_part.instruments[own ? index : 0];
    if (instrument.channel < 0) instrument.channel = channel;
  }
  const bool drums = m_percussion || index >= m_drumTrack;
  track->name = m_part.tracks.empty() || m_percussion ? m_part.name : instrument.name;
  track->channel = drums ? kPercussionChannel : instrument.channel;
  track->bank = instrument.bank;
  track->program = instrument.program;
  for (const Sounding& sounding : m_notes[index]) {
    Note note;
    note.onset = m_scale.at(std::max<Units>(sounding.onset, 0));
    note.duration = std::max(m_scale.at(std::max<Units>(sounding.end, 0)) - note.onset, Tick(0));
    note.pitch = sounding.pitch;
    note.velocity = static_cast<std::uint8_t>(sounding.velocity);
    note.releaseVelocity = static_cast<std::uint8_t>(sounding.releaseVelocity);
    note.voice = static_cast<std::uint8_t>(sounding.voice);
    note.spelling = sounding.spelling;
    track->notes.push_back(note);
  }
  track->controls = m_pedals;
  track->raw = m_texts[index];
  sortByTick(track->controls);
  sortByTick(track->raw);
  // Several notes of a chord may carry the same syllable.
  const auto doubled =
      std::unique(track->raw.begin(), track->raw.end(),
                  [](const RawEvent& a, const RawEvent& b) { return a.status == kMeta && a == b; });
  track->raw.erase(doubled, track->raw.end());
  return track;
}

}  // namespace partimento::musicxml
