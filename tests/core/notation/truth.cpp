#include "tests/core/notation/truth.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <sstream>
#include <tuple>

#include "core/musicxml/archive.h"
#include "core/musicxml/container.h"
#include "core/musicxml/document_reader.h"

namespace partimento::test {

namespace {

using musicxml::Document;
using musicxml::DocumentNote;
using notation::Fraction;

constexpr int kTicks = 480;

bool before(const TruthHead& a, const TruthHead& b) {
  return std::tuple(a.at, a.pitch.midi(), a.pitch.diatonic(), a.base, a.dots) <
         std::tuple(b.at, b.pitch.midi(), b.pitch.diatonic(), b.base, b.dots);
}

notation::Ratio reduced(notation::Ratio ratio) {
  const int divisor = std::max(std::gcd(ratio.actual, ratio.normal), 1);
  return {ratio.actual / divisor, ratio.normal / divisor};
}

/// Tied notes by diatonic place, alteration and voice: their index in the track.
using OpenTies = std::map<std::tuple<int, int, int>, std::size_t>;

class TruthReader {
 public:
  explicit TruthReader(const Document& document) : m_document(document) {}

  NotationTruth read() {
    layBars();
    for (const auto& part : m_document.parts) {
      notation::PartPlan plan;
      for (int staff = 1; staff <= part.staves; ++staff) {
        plan.staves.push_back({m_parts.tracks.size()});
        readStaff(part, staff);
      }
      m_truth.plans.push_back(plan);
    }
    m_truth.score = Score::make(std::move(m_parts));
    return std::move(m_truth);
  }

 private:
  Tick ticks(musicxml::Units units) const {
    return Tick((units * kTicks * 2 + m_document.unitsPerQuarter) / (2 * m_document.unitsPerQuarter));
  }

  void layBars() {
    m_parts.ticksPerQuarter = kTicks;
    musicxml::Units start = 0;
    for (std::size_t i = 0; i < m_document.bars.size(); ++i) {
      const auto& bar = m_document.bars[i];
      m_truth.barStarts.push_back(ticks(start));
      m_starts.push_back(start);
      // A change at every bar that does not follow from the one before.
      const bool same = i > 0 && bar.meter == m_document.bars[i - 1].meter;
      const auto full = 4 * m_document.unitsPerQuarter * bar.meter.numerator / bar.meter.denominator;
      const bool shortBefore = i > 0 && m_document.bars[i - 1].length != full;
      if (!same || shortBefore) m_parts.meter.push_back({ticks(start), bar.meter});
      if (!m_document.parts.empty()) {
        const auto& key = m_document.parts[0].bars[i].key;
        if (key) m_parts.keys.push_back({ticks(start), key->fifths, key->minor});
      }
      start += bar.length;
    }
  }

  void readStaff(const musicxml::DocumentPart& part, int staff) {
    auto track = std::make_shared<Track>();
    track->name = part.name;
    std::vector<std::vector<TruthHead>> heads(part.bars.size());
    OpenTies open;
    for (std::size_t bar = 0; bar < part.bars.size(); ++bar) {
      std::vector<const DocumentNote*> notes;
      for (const DocumentNote& note : part.bars[bar].notes) {
        if (note.kind == DocumentNote::Kind::Pitched && note.staff == staff && !note.grace)
          notes.push_back(&note);
      }
      std::stable_sort(notes.begin(), notes.end(),
                       [](const DocumentNote* a, const DocumentNote* b) { return a->at < b->at; });
      for (const DocumentNote* note : notes) {
        addHead(*note, heads[bar]);
        addNote(*note, m_starts[bar] + note->at, open, *track);
      }
      std::sort(heads[bar].begin(), heads[bar].end(), before);
    }
    m_parts.tracks.push_back(std::move(track));
    m_truth.heads.push_back(std::move(heads));
  }

  void addHead(const DocumentNote& note, std::vector<TruthHead>& heads) const {
    TruthHead head;
    head.at = Fraction(note.at, m_document.unitsPerQuarter);
    head.pitch = note.written;
    head.base = note.base.value_or(notation::NoteBase::Whole);
    head.dots = note.dots;
    head.ratio = reduced(note.ratio);
    head.tieStart = note.tieStart;
    head.tieStop = note.tieStop;
    heads.push_back(head);
  }

  void addNote(const DocumentNote& note, musicxml::Units at, OpenTies& open, Track& track) const {
    const Tick onset = ticks(at);
    const Tick end = ticks(at + note.length);
    auto tied = open.find({note.written.diatonic(), note.written.alter, note.voice});
    if (tied == open.end()) {  // a tie may change voices
      tied = std::find_if(open.begin(), open.end(), [&](const auto& entry) {
        return std::get<0>(entry.first) == note.written.diatonic() &&
               std::get<1>(entry.first) == note.written.alter && track.notes[entry.second].end() == onset;
      });
    }
    std::size_t index = track.notes.size();
    if (note.tieStop && tied != open.end() && track.notes[tied->second].end() == onset) {
      index = tied->second;
      track.notes[index].duration = end - track.notes[index].onset;
    } else {
      Note sounding;
      sounding.onset = onset;
      sounding.duration = end - onset;
      sounding.pitch = std::clamp(note.written.midi(), 0, 127);
      track.notes.push_back(sounding);
    }
    if (note.tieStop && tied != open.end()) open.erase(tied);
    if (note.tieStart) open[{note.written.diatonic(), note.written.alter, note.voice}] = index;
  }

  const Document& m_document;
  ScoreParts m_parts;
  NotationTruth m_truth;
  std::vector<musicxml::Units> m_starts;
};

std::vector<TruthHead> headsOf(const notation::StaffBar& bar) {
  std::vector<TruthHead> heads;
  for (const notation::Voice& voice : bar.voices) {
    for (const notation::Event& event : voice.events) {
      for (const notation::WrittenNote& note : event.notes) {
        heads.push_back({event.at, note.pitch, event.value.base, event.value.dots, reduced(event.value.ratio),
                         note.tieStart, note.tieStop});
      }
    }
  }
  std::sort(heads.begin(), heads.end(), before);
  return heads;
}

std::string text(const std::vector<TruthHead>& heads) {
  std::ostringstream out;
  for (const TruthHead& head : heads) {
    const int base = static_cast<int>(head.base);
    out << head.at.value() << ':' << (head.tieStop ? "~" : "") << notation::spelledName(head.pitch) << '/'
        << (base < 2 ? 0 : 1 << (base - 2)) << std::string(static_cast<std::size_t>(head.dots), '.');
    if (!head.ratio.plain()) out << '(' << head.ratio.actual << ':' << head.ratio.normal << ')';
    out << (head.tieStart ? "~ " : " ");
  }
  return out.str();
}

template <typename Equal>
bool agree(const std::vector<TruthHead>& a, const std::vector<TruthHead>& b, Equal&& equal) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

}  // namespace

NotationTruth readTruth(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  std::vector<std::byte> bytes(content.size());
  std::transform(content.begin(), content.end(), bytes.begin(),
                 [](char c) { return static_cast<std::byte>(c); });
  if (musicxml::looksLikeArchive(bytes)) bytes = musicxml::unpackScore(bytes, file.string());
  musicxml::XmlSource source;
  musicxml::parseXml(std::move(bytes), file.string(), source);
  musicxml::Warnings warnings;
  return TruthReader(musicxml::readDocument(source, file.string(), warnings)).read();
}

Agreement& Agreement::operator+=(const Agreement& other) {
  bars += other.bars;
  values += other.values;
  ties += other.ties;
  spelling += other.spelling;
  all += other.all;
  differences.insert(differences.end(), other.differences.begin(), other.differences.end());
  return *this;
}

Agreement compare(const NotationTruth& truth, const notation::Notation& written) {
  Agreement agreement;
  std::size_t track = 0;
  for (std::size_t part = 0; part < truth.plans.size(); ++part) {
    for (std::size_t staff = 0; staff < truth.plans[part].staves.size(); ++staff, ++track) {
      for (std::size_t bar = 0; bar < truth.barStarts.size(); ++bar) {
        const auto& heads = truth.heads[track][bar];
        if (heads.empty()) continue;
        ++agreement.bars;
        const std::size_t index = written.barAt(truth.barStarts[bar]);
        const auto ours = headsOf(written.staffBar(part, staff, index));
        const bool values = agree(heads, ours, [](const TruthHead& a, const TruthHead& b) {
          return a.at == b.at && a.base == b.base && a.dots == b.dots && a.ratio == b.ratio &&
                 a.pitch.midi() == b.pitch.midi();
        });
        const bool ties = values && agree(heads, ours, [](const TruthHead& a, const TruthHead& b) {
                            return a.tieStart == b.tieStart && a.tieStop == b.tieStop;
                          });
        std::vector<int> theirs;
        std::vector<int> mine;
        for (const auto& head : heads) theirs.push_back(100 * head.pitch.diatonic() + head.pitch.alter);
        for (const auto& head : ours) mine.push_back(100 * head.pitch.diatonic() + head.pitch.alter);
        for (auto* list : {&theirs, &mine}) {
          std::sort(list->begin(), list->end());
          list->erase(std::unique(list->begin(), list->end()), list->end());
        }
        const bool spelling = theirs == mine;
        agreement.values += values;
        agreement.ties += ties;
        agreement.spelling += spelling;
        agreement.all += ties && spelling;
        if (!ties || !spelling) {
          std::ostringstream line;
          line << "part " << part << " staff " << staff << " bar " << bar
               << (values ? ties ? " SPELLING" : " TIES" : " VALUES") << "\n  theirs " << text(heads)
               << "\n  ours   " << text(ours);
          agreement.differences.push_back(line.str());
        }
      }
    }
  }
  return agreement;
}

namespace {

/// The signature of a piece that has one throughout.
std::optional<int> onlyKey(const Score& score) {
  if (score.keys().empty() || score.keys().front().at > Tick(0) || score.noteCount() < 16)
    return std::nullopt;
  const int sharps = score.keys().front().sharps;
  for (const KeySignature& key : score.keys()) {
    if (key.sharps != sharps) return std::nullopt;
  }
  return sharps;
}

/// Both hands in one track, and how many of its notes come back to their staff.
Guesses compareHands(const Score& score, std::size_t right, std::size_t left) {
  Guesses guesses;
  const std::vector<Note>& upper = score.track(right).notes;
  const std::vector<Note>& lower = score.track(left).notes;
  if (upper.empty() || lower.empty()) return guesses;
  auto both = std::make_shared<Track>();
  both->notes = upper;
  both->notes.insert(both->notes.end(), lower.begin(), lower.end());
  ScoreParts parts = score.parts();
  parts.tracks = {std::move(both)};
  notation::NotateOptions options;
  options.parts = {{{{0}}, notation::StaffSplit::Hands}};
  const notation::NotationPtr written = notation::notate(Score::make(std::move(parts)), options);
  const auto count = [&](const std::vector<Note>& notes, std::size_t staff) {
    for (const Note& note : notes) {
      const auto places = written->find(note.id);
      if (places.empty()) continue;
      ++guesses.notes;
      guesses.onStaff += places.front().staff == staff;
    }
  };
  count(upper, 0);
  count(lower, 1);
  guesses.handPieces = 1;
  return guesses;
}

}  // namespace

Guesses& Guesses::operator+=(const Guesses& other) {
  keys += other.keys;
  right += other.right;
  nearby += other.nearby;
  handPieces += other.handPieces;
  notes += other.notes;
  onStaff += other.onStaff;
  return *this;
}

Guesses compareGuesses(const Score& score, const std::vector<notation::PartPlan>& plans) {
  Guesses guesses;
  if (const std::optional<int> truth = onlyKey(score)) {
    ScoreParts parts = score.parts();
    parts.keys.clear();
    notation::NotateOptions options;
    options.parts = plans;
    const auto written = notation::notate(Score::make(std::move(parts)), options);
    const int off = std::abs(written->bars().front().key.fifths - *truth);
    guesses.keys = 1;
    guesses.right = off == 0 || off == 12;
    guesses.nearby = off == 1 || off == 11;
  }
  for (const notation::PartPlan& plan : plans) {
    const bool hands = plan.staves.size() == 2 && plan.staves[0].size() == 1 && plan.staves[1].size() == 1;
    if (hands) guesses += compareHands(score, plan.staves[0][0], plan.staves[1][0]);
  }
  return guesses;
}

}  // namespace partimento::test
