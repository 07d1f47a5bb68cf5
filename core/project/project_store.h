#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/project/database.h"
#include "core/project/snapshot.h"

namespace partimento::project {

/// Brings a database to the state of a snapshot by writing only what changed since the last one. Both the
/// journal (many times) and a saved file (once, from nothing) are written by it.
///
/// Tracks are stored once each, however many steps share them; a track that resembles its neighbour in the
/// history is stored as the change from it, in chains of at most kLongestChain.
class ProjectStore {
 public:
  static constexpr int kLongestChain = 64;

  /// Makes the schema in an empty database.
  explicit ProjectStore(Database database);

  /// One transaction. When it throws, neither the database nor this object has changed: it can be tried
  /// again.
  void sync(const Snapshot& snapshot);
  Database& database() { return m_database; }

 private:
  struct TrackRow {
    std::int64_t id = 0;
    int depth = 0;  // changes between it and a whole track
    TrackPtr track;
  };
  struct StepRow {
    std::int64_t id = 0;
    std::int64_t conductor = 0;
    History::Step step;
  };
  struct Mirror {  // what the database holds
    std::vector<StepRow> steps;
    std::unordered_map<const Track*, TrackRow> tracks;     // those that a step uses
    std::unordered_map<std::int64_t, std::int64_t> bases;  // of every row of the table; 0: whole
    std::set<std::int64_t> conductors;
    std::int64_t lastTrack = 0;
    std::int64_t lastConductor = 0;
    std::map<TakeId, StoredTakePtr> takes;
    ViewState view;
  };

  void syncSteps(Mirror& next, const Snapshot& snapshot);
  void insertStep(Mirror& next, StepRow& row, const StepRow* neighbour);
  std::int64_t storeTrack(Mirror& next, const TrackPtr& track, const TrackPtr& neighbour);
  std::int64_t storeConductor(Mirror& next, const ScoreParts& parts, const StepRow* neighbour);
  void forgetTracks(Mirror& next);
  void syncTakes(Mirror& next, const Snapshot& snapshot);
  void syncView(Mirror& next, const Snapshot& snapshot);
  void writeDocument(const Snapshot& snapshot, const Mirror& next);

  Database m_database;
  Mirror m_mirror;
};

}  // namespace partimento::project
