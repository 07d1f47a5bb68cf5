#include "core/project/project_store.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "core/engine/recipe_json.h"
#include "core/project/schema.h"
#include "core/project/score_codec.h"
#include "core/project/take_codec.h"

namespace partimento::project {

namespace {

constexpr std::size_t kToleratedGarbage = 1000;  // rows of tracks that no step uses any more

constexpr std::int64_t kDocumentRow = 1;

bool sameStep(const History::Step& a, const History::Step& b) {
  return a.score == b.score && a.name == b.name;
}

void removeRow(const Database& database, const char* sql, std::int64_t id) {
  Statement(database, sql).put(id).run();
}

void insertTake(const Database& database, const StoredTake& take) {
  const std::string recipe = take.unreadRecipe.empty() ? recipeToJson(take.take.recipe) : take.unreadRecipe;
  const Bytes result = encodeResult(take);
  Statement(database, "INSERT OR REPLACE INTO take VALUES (?, ?, ?, ?, ?, ?, ?)")
      .put(take.id)
      .put(take.name)
      .put(encodeMarks(take))
      .put(encodeTime(take.created))
      .put(recipe)
      .put(result)
      .insert();
}

void insertTrace(const Database& database, const StoredTake& take) {
  Statement statement(database, "INSERT OR REPLACE INTO trace VALUES (?, ?, ?)");
  if (take.traceBytes) {
    statement.put(take.id).put(*take.traceBytes).insert();
  } else if (take.take.trace) {
    statement.put(take.id).put(encodeTrace(*take.take.trace)).insert();
  }
}

}  // namespace

ProjectStore::ProjectStore(Database database) : m_database(std::move(database)) {
  Transaction transaction(m_database);
  createSchema(m_database);
  transaction.commit();
}

void ProjectStore::sync(const Snapshot& snapshot) {
  Mirror next = m_mirror;
  Transaction transaction(m_database);
  syncSteps(next, snapshot);
  syncTakes(next, snapshot);
  syncView(next, snapshot);
  forgetTracks(next);
  writeDocument(snapshot, next);
  transaction.commit();
  m_mirror = std::move(next);
}

void ProjectStore::syncSteps(Mirror& next, const Snapshot& snapshot) {
  const std::vector<StepRow>& old = m_mirror.steps;
  const auto& steps = snapshot.steps;
  const auto first = std::find_if(old.begin(), old.end(),
                                  [&](const StepRow& row) { return sameStep(row.step, steps.front()); });
  const auto kept = static_cast<std::size_t>(
      std::mismatch(first, old.end(), steps.begin(), steps.end(),
                    [](const StepRow& row, const History::Step& step) { return sameStep(row.step, step); })
          .first -
      first);
  for (auto row = old.begin(); row != old.end(); ++row) {
    if (row < first || row >= first + static_cast<std::ptrdiff_t>(kept)) {
      removeRow(m_database, "DELETE FROM step WHERE id = ?", row->id);
    }
  }
  next.steps.assign(first, first + static_cast<std::ptrdiff_t>(kept));
  const std::int64_t firstId = kept > 0 ? next.steps.front().id : 1;
  next.steps.resize(steps.size());
  for (std::size_t i = kept; i < steps.size(); ++i) {
    next.steps[i] = {firstId + static_cast<std::int64_t>(i), 0, steps[i]};
  }
  if (kept > 0) {
    for (std::size_t i = kept; i < steps.size(); ++i) insertStep(next, next.steps[i], &next.steps[i - 1]);
    return;
  }
  // The current score comes first and whole, so that it is what a damaged file most likely still holds.
  insertStep(next, next.steps[snapshot.current], nullptr);
  for (std::size_t i = snapshot.current; i-- > 0;) insertStep(next, next.steps[i], &next.steps[i + 1]);
  for (std::size_t i = snapshot.current + 1; i < steps.size(); ++i) {
    insertStep(next, next.steps[i], &next.steps[i - 1]);
  }
}

void ProjectStore::insertStep(Mirror& next, StepRow& row, const StepRow* neighbour) {
  const ScoreParts& parts = row.step.score->parts();
  row.conductor = storeConductor(next, parts, neighbour);
  ByteWriter tracks;
  tracks.number(parts.tracks.size());
  for (std::size_t i = 0; i < parts.tracks.size(); ++i) {
    const bool known = neighbour && i < neighbour->step.score->tracks().size();
    const TrackPtr base = known ? neighbour->step.score->tracks()[i] : nullptr;
    tracks.number(static_cast<std::uint64_t>(storeTrack(next, parts.tracks[i], base)));
  }
  Statement(m_database, "INSERT INTO step VALUES (?, ?, ?, ?, ?)")
      .put(row.id)
      .put(row.step.name)
      .put(row.conductor)
      .put(tracks.take())
      .insert();
}

std::int64_t ProjectStore::storeConductor(Mirror& next, const ScoreParts& parts, const StepRow* neighbour) {
  if (neighbour && sameConductor(neighbour->step.score->parts(), parts)) return neighbour->conductor;
  const std::int64_t id = ++next.lastConductor;
  next.conductors.insert(id);
  Statement(m_database, "INSERT INTO conductor VALUES (?, ?, ?)")
      .put(id)
      .put(encodeConductor(parts))
      .insert();
  return id;
}

std::int64_t ProjectStore::storeTrack(Mirror& next, const TrackPtr& track, const TrackPtr& neighbour) {
  if (const auto stored = next.tracks.find(track.get()); stored != next.tracks.end())
    return stored->second.id;
  TrackRow row{next.lastTrack + 1, 0, track};
  std::int64_t base = 0;
  Bytes data;
  if (const auto near = next.tracks.find(neighbour.get()); near != next.tracks.end()) {
    if (*near->second.track == *track) {
      const TrackRow same{near->second.id, near->second.depth, track};
      next.tracks.emplace(track.get(), same);
      return same.id;
    }
    const bool shortChain = near->second.depth < kLongestChain;
    if (auto change = shortChain ? encodeTrackChange(*near->second.track, *track) : std::nullopt) {
      base = near->second.id;
      row.depth = near->second.depth + 1;
      data = std::move(*change);
    }
  }
  if (base == 0) data = encodeTrack(*track);
  Statement insert(m_database, "INSERT INTO track VALUES (?, ?, ?, ?)");
  insert.put(row.id);
  base == 0 ? insert.putNull() : insert.put(base);
  insert.put(data).insert();
  next.lastTrack = row.id;
  next.bases[row.id] = base;
  next.tracks.emplace(track.get(), row);
  return row.id;
}

void ProjectStore::forgetTracks(Mirror& next) {
  std::unordered_map<const Track*, TrackRow> used;
  std::set<std::int64_t> conductors;
  for (const StepRow& row : next.steps) {
    conductors.insert(row.conductor);
    for (const TrackPtr& track : row.step.score->tracks()) {
      if (!used.contains(track.get())) used.emplace(track.get(), next.tracks.at(track.get()));
    }
  }
  next.tracks = std::move(used);
  for (const std::int64_t id : next.conductors) {
    if (!conductors.contains(id)) removeRow(m_database, "DELETE FROM conductor WHERE id = ?", id);
  }
  next.conductors = std::move(conductors);
  if (next.bases.size() < 2 * next.tracks.size() + kToleratedGarbage) return;
  std::unordered_set<std::int64_t> reached;
  for (const auto& [track, row] : next.tracks) {
    for (std::int64_t id = row.id; id != 0 && reached.insert(id).second;) id = next.bases.at(id);
  }
  std::erase_if(next.bases, [&](const auto& entry) {
    if (reached.contains(entry.first)) return false;
    removeRow(m_database, "DELETE FROM track WHERE id = ?", entry.first);
    return true;
  });
}

void ProjectStore::syncTakes(Mirror& next, const Snapshot& snapshot) {
  next.takes.clear();
  for (const StoredTakePtr& take : snapshot.takes) {
    next.takes.emplace(take->id, take);
    const auto known = m_mirror.takes.find(take->id);
    if (known != m_mirror.takes.end() && known->second == take) continue;
    insertTake(m_database, *take);
    if (known == m_mirror.takes.end()) insertTrace(m_database, *take);
  }
  for (const auto& [id, take] : m_mirror.takes) {
    if (next.takes.contains(id)) continue;
    removeRow(m_database, "DELETE FROM take WHERE id = ?", id);
    removeRow(m_database, "DELETE FROM trace WHERE take = ?", id);
  }
}

void ProjectStore::syncView(Mirror& next, const Snapshot& snapshot) {
  if (next.view == snapshot.view) return;
  next.view = snapshot.view;
  m_database.execute("DELETE FROM view");
  Statement statement(m_database, "INSERT INTO view VALUES (?, ?, ?, ?)");
  std::int64_t id = 0;
  for (const auto& [name, value] : snapshot.view) {
    const auto bytes = std::as_bytes(std::span(value.data(), value.size()));
    statement.put(++id).put(name).put(bytes).insert();
  }
}

void ProjectStore::writeDocument(const Snapshot& snapshot, const Mirror& next) {
  const StepRow& current = next.steps[snapshot.current];
  Statement(m_database, "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .put(kDocumentRow)
      .put(snapshot.session)
      .put(PARTIMENTO_VERSION)
      .put(current.id)
      .put(snapshot.nextTake)
      .put(static_cast<std::int64_t>(current.step.score->noteCount()))
      .put(static_cast<std::int64_t>(snapshot.takes.size()))
      .put(encodeTime(snapshot.changedAt))
      .put(std::int64_t{snapshot.modified})
      .put(snapshot.path.native())
      .put(static_cast<std::int64_t>(snapshot.fingerprint.size))
      .put(snapshot.fingerprint.modified)
      .put(static_cast<std::int64_t>(snapshot.fingerprint.hash))
      .insert();
}

}  // namespace partimento::project
