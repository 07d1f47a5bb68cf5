#include "core/project/project_reader.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/engine/recipe_json.h"
#include "core/project/history_reader.h"
#include "core/project/take_codec.h"

namespace partimento::project {

namespace {

struct DocumentRow {
  std::int64_t currentStep = 0;
  TakeId nextTake = 1;
  Fingerprint fingerprint;
  ProjectSummary summary;
};

std::size_t sizeOf(std::int64_t value) {
  return static_cast<std::size_t>(std::max<std::int64_t>(value, 0));
}

std::optional<DocumentRow> readDocument(Database& database) {
  std::optional<DocumentRow> found;
  const auto read = [&found](std::int64_t, Statement& row) {
    DocumentRow document;
    ProjectSummary& summary = document.summary;
    summary.session = row.getText();
    row.getText();  // the program that wrote it: for people who look into the file
    document.currentStep = row.getInteger();
    document.nextTake = std::max<TakeId>(row.getInteger(), 1);
    summary.notes = sizeOf(row.getInteger());
    summary.takes = sizeOf(row.getInteger());
    summary.changedAt = decodeTime(row.getInteger());
    summary.modified = row.getInteger() != 0;
    summary.path = row.getText();
    document.fingerprint.size = static_cast<std::uint64_t>(row.getInteger());
    document.fingerprint.modified = row.getInteger();
    document.fingerprint.hash = static_cast<std::uint64_t>(row.getInteger());
    if (row.intact()) found = std::move(document);
  };
  forEachRow(
      database,
      "SELECT id, session, program, current_step, next_take, notes, takes, changed_at, modified, path, "
      "file_size, file_modified, file_hash, sum FROM document WHERE id = 1",
      read);
  return found;
}

class TakesReader {
 public:
  TakesReader(Database& database, std::vector<Loss>& losses) : m_database(database), m_losses(losses) {}

  std::vector<StoredTakePtr> read() {
    const bool takesWhole = forEachRow(
        m_database, "SELECT id, name, marks, created_at, recipe, result, sum FROM take ORDER BY id",
        [this](std::int64_t id, Statement& row) { readTake(id, row); });
    const bool tracesWhole = forEachRow(m_database, "SELECT take, data, sum FROM trace ORDER BY take",
                                        [this](std::int64_t id, Statement& row) { readTrace(id, row); });
    if (m_lostTakes > 0 || !takesWhole) m_losses.push_back({Loss::Kind::Takes, m_lostTakes});
    if (m_lostRecipes > 0) m_losses.push_back({Loss::Kind::Recipes, m_lostRecipes});
    if (m_lostTraces > 0 || !tracesWhole) m_losses.push_back({Loss::Kind::Traces, m_lostTraces});
    return {m_takes.begin(), m_takes.end()};
  }

 private:
  void readTake(std::int64_t id, Statement& row) {
    auto take = std::make_shared<StoredTake>();
    take->id = id;
    take->name = row.getText();
    decodeMarks(row.getInteger(), *take);
    take->created = decodeTime(row.getInteger());
    const std::string recipe = row.getText();
    const Bytes result = row.getBytes();
    try {
      if (id < 1 || !row.intact()) throwDamaged("a take's checksum differs");
      decodeResult(result, *take);
    } catch (const Error&) {
      ++m_lostTakes;
      return;
    }
    for (const Note& note : take->take.notes) reserveNoteIds(note.id);
    try {
      take->take.recipe = recipeFromJson(recipe);
    } catch (const Error&) {
      take->unreadRecipe = recipe;
      ++m_lostRecipes;
    }
    m_takes.push_back(std::move(take));
  }

  void readTrace(std::int64_t id, Statement& row) {
    auto bytes = std::make_shared<const Bytes>(row.getBytes());
    const auto take =
        std::lower_bound(m_takes.begin(), m_takes.end(), id,
                         [](const auto& known, std::int64_t wanted) { return known->id < wanted; });
    if (take == m_takes.end() || (*take)->id != id) return;
    if (row.intact()) {
      (*take)->traceBytes = std::move(bytes);
    } else {
      ++m_lostTraces;
    }
  }

  Database& m_database;
  std::vector<Loss>& m_losses;
  std::vector<std::shared_ptr<StoredTake>> m_takes;  // by id
  std::size_t m_lostTakes = 0;
  std::size_t m_lostRecipes = 0;
  std::size_t m_lostTraces = 0;
};

ViewState readView(Database& database, std::vector<Loss>& losses) {
  ViewState view;
  std::size_t lost = 0;
  const bool whole = forEachRow(database, "SELECT id, name, value, sum FROM view ORDER BY id",
                                [&](std::int64_t, Statement& row) {
                                  const std::string name = row.getText();
                                  const Bytes value = row.getBytes();
                                  if (!row.intact()) {
                                    ++lost;
                                    return;
                                  }
                                  std::string& text = view[name];
                                  text.clear();
                                  for (const std::byte byte : value) text.push_back(static_cast<char>(byte));
                                });
  if (lost > 0 || !whole) losses.push_back({Loss::Kind::View, lost});
  return view;
}

}  // namespace

LoadedProject readProject(Database& database) {
  LoadedProject loaded;
  Snapshot& snapshot = loaded.snapshot;
  const std::optional<DocumentRow> document = readDocument(database);
  if (document) {
    snapshot.session = document->summary.session;
    snapshot.changedAt = document->summary.changedAt;
    snapshot.modified = document->summary.modified;
    snapshot.path = document->summary.path;
    snapshot.fingerprint = document->fingerprint;
    snapshot.nextTake = document->nextTake;
  }
  HistoryReader history(database, loaded.losses);
  auto read = history.read(document ? std::optional(document->currentStep) : std::nullopt);
  if (!document) loaded.losses.push_back({Loss::Kind::CurrentStep, 0});
  snapshot.steps = std::move(read.steps);
  snapshot.current = read.current;
  snapshot.takes = TakesReader(database, loaded.losses).read();
  for (const StoredTakePtr& take : snapshot.takes) {
    snapshot.nextTake = std::max(snapshot.nextTake, take->id + 1);
  }
  snapshot.view = readView(database, loaded.losses);
  return loaded;
}

ProjectSummary readSummary(Database& database) {
  if (auto document = readDocument(database)) return document->summary;
  throw Error(ErrorCode::ProjectDamaged, {database.label(), "no document"});
}

}  // namespace partimento::project
