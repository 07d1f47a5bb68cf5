#include "core/project/history_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/project/score_codec.h"

namespace partimento::project {

namespace {

constexpr std::size_t kMostSteps = 1000;       // as long as a History is by default
constexpr std::size_t kMostNotes = 32u << 20;  // in all tracks of the history: 1 GiB in memory
constexpr std::size_t kLongestChain = 1000;

}  // namespace

HistoryReader::HistoryReader(Database& database, std::vector<Loss>& losses)
    : m_database(database), m_losses(losses), m_notesLeft(kMostNotes) {}

HistoryReader::Result HistoryReader::read(std::optional<std::int64_t> currentStep) {
  loadConductors();
  loadTracks();
  loadSteps();
  std::size_t wanted = m_steps.empty() ? 0 : m_steps.size() - 1;
  bool exact = !currentStep && !m_steps.empty();
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    if (currentStep && m_steps[i].id <= *currentStep) wanted = i;
    if (currentStep && m_steps[i].id == *currentStep) exact = true;
  }
  // From the wanted step to older ones, then to newer ones.
  std::vector<std::size_t> order;
  for (std::size_t i = wanted + 1; i-- > 0 && !m_steps.empty();) order.push_back(i);
  for (std::size_t i = wanted + 1; i < m_steps.size(); ++i) order.push_back(i);
  std::map<std::size_t, ScorePtr> scores;
  std::optional<std::size_t> opened;
  for (const std::size_t i : order) {
    const ScorePtr score = scores.size() < kMostSteps ? scoreOf(m_steps[i]) : nullptr;
    if (!score) {
      ++m_lostSteps;
      continue;
    }
    scores.emplace(i, score);
    if (!opened) opened = i;
  }
  if (!opened) throw Error(ErrorCode::ProjectDamaged, {m_database.label(), "no score can be read"});
  if (!exact || *opened != wanted) m_losses.push_back({Loss::Kind::CurrentStep, 0});
  if (m_lostSteps > 0 || m_stepsCut) m_losses.push_back({Loss::Kind::History, m_lostSteps});
  Result result;
  for (auto& [i, score] : scores) {
    if (i == *opened) result.current = result.steps.size();
    result.steps.push_back({std::move(m_steps[i].name), std::move(score)});
  }
  return result;
}

void HistoryReader::loadConductors() {
  forEachRow(m_database, "SELECT id, data, sum FROM conductor ORDER BY id",
             [this](std::int64_t id, Statement& row) {
               const Bytes data = row.getBytes();
               if (!row.intact()) return;
               try {
                 m_conductors.emplace(id, decodeConductor(data));
               } catch (const Error&) {
                 return;  // steps that need it are counted as lost
               }
             });
}

void HistoryReader::loadTracks() {
  forEachRow(m_database, "SELECT id, base, data, sum FROM track ORDER BY id",
             [this](std::int64_t id, Statement& row) {
               TrackRow track;
               track.base = row.getInteger();
               track.data = row.getBytes();
               track.broken = !row.intact() || track.base < 0 || track.base >= id;
               m_tracks.emplace(id, std::move(track));
             });
}

void HistoryReader::loadSteps() {
  const bool whole = forEachRow(m_database, "SELECT id, name, conductor, tracks, sum FROM step ORDER BY id",
                                [this](std::int64_t id, Statement& row) {
                                  StepRow step;
                                  step.id = id;
                                  step.name = row.getText();
                                  step.conductor = row.getInteger();
                                  const Bytes tracks = row.getBytes();
                                  try {
                                    if (!row.intact()) throwDamaged("a step's checksum differs");
                                    ByteReader in(tracks);
                                    step.tracks.resize(in.count(1));
                                    for (std::int64_t& track : step.tracks)
                                      track = static_cast<std::int64_t>(in.number());
                                    in.end();
                                    m_steps.push_back(std::move(step));
                                  } catch (const Error&) {
                                    ++m_lostSteps;
                                  }
                                });
  m_stepsCut = !whole;
}

ScorePtr HistoryReader::scoreOf(const StepRow& row) {
  const auto conductor = m_conductors.find(row.conductor);
  if (conductor == m_conductors.end()) return nullptr;
  ScoreParts parts = conductor->second;
  parts.tracks.reserve(row.tracks.size());
  for (const std::int64_t id : row.tracks) {
    TrackPtr track = trackOf(id);
    if (!track) return nullptr;
    parts.tracks.push_back(std::move(track));
  }
  return Score::make(std::move(parts));
}

TrackPtr HistoryReader::trackOf(std::int64_t id) {
  std::vector<TrackRow*> chain;  // from the wanted track to the nearest that is read or whole
  for (std::int64_t next = id;;) {
    const auto row = m_tracks.find(next);
    if (row == m_tracks.end() || row->second.broken || chain.size() > kLongestChain) return nullptr;
    if (row->second.track && chain.empty()) return row->second.track;
    chain.push_back(&row->second);
    if (row->second.track || row->second.base == 0) break;
    next = row->second.base;
  }
  TrackPtr base;
  for (auto row = chain.rbegin(); row != chain.rend(); ++row) {
    TrackRow& link = **row;
    if (!link.track) {
      try {
        Track track = base ? decodeTrackChange(*base, link.data) : decodeTrack(link.data);
        if (track.notes.size() > m_notesLeft) return nullptr;
        m_notesLeft -= track.notes.size();
        for (const Note& note : track.notes) reserveNoteIds(note.id);
        link.track = std::make_shared<const Track>(std::move(track));
        link.data = Bytes();
      } catch (const Error&) {
        link.broken = true;
        return nullptr;
      }
    }
    base = link.track;
  }
  return base;
}

}  // namespace partimento::project
