#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/music/history.h"
#include "core/project/database.h"
#include "core/project/project_state.h"

namespace partimento::project {

/// Reads the undo history: current score first, then outwards, each track once however many steps share it.
class HistoryReader {
 public:
  struct Result {
    std::vector<History::Step> steps;
    std::size_t current = 0;
  };

  HistoryReader(Database& database, std::vector<Loss>& losses);

  /// `currentStep` is the id of the step to open; none: the last. Throws ProjectDamaged when no step can be
  /// read.
  Result read(std::optional<std::int64_t> currentStep);

 private:
  struct StepRow {
    std::int64_t id = 0;
    std::string name;
    std::int64_t conductor = 0;
    std::vector<std::int64_t> tracks;
  };
  struct TrackRow {
    std::int64_t base = 0;  // 0: the data holds the whole track
    Bytes data;
    TrackPtr track;  // once it was read
    bool broken = false;
  };

  void loadConductors();
  void loadTracks();
  void loadSteps();
  ScorePtr scoreOf(const StepRow& row);
  TrackPtr trackOf(std::int64_t id);

  Database& m_database;
  std::vector<Loss>& m_losses;
  std::size_t m_lostSteps = 0;
  bool m_stepsCut = false;  // the table ended in damage
  std::map<std::int64_t, ScoreParts> m_conductors;
  std::unordered_map<std::int64_t, TrackRow> m_tracks;
  std::vector<StepRow> m_steps;
  std::size_t m_notesLeft;
};

}  // namespace partimento::project
