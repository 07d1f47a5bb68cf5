#include "core/project/document.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "core/project/journal.h"
#include "core/project/project_file.h"
#include "core/project/schema.h"
#include "core/project/session_folder.h"
#include "core/project/take_codec.h"

namespace partimento::project {

namespace fs = std::filesystem;

namespace {

LoadedProject readJournal(const fs::path& journal) {
  Database database = Database::file(journal);
  requireProject(database);
  const bool intact = database.structureIntact();
  LoadedProject loaded = readProject(database);
  if (!intact) loaded.losses.insert(loaded.losses.begin(), Loss{Loss::Kind::Structure, 0});
  return loaded;
}

/// The newest journal of a session that can be read.
LoadedProject readSession(const fs::path& folder) {
  for (const fs::path& journal : journalsOf(folder)) {
    try {
      return readJournal(journal);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::ProjectDamaged) throw;
    }
  }
  throw Error(ErrorCode::ProjectDamaged, {folder.string(), "no journal can be read"});
}

fs::path absolutePath(const fs::path& path) {
  return fs::absolute(path).lexically_normal();
}

}  // namespace

struct Document::Start {
  LoadedProject loaded;
  std::unique_ptr<Journal> journal;
};

Document::Document(Start start)
    : m_history(std::move(start.loaded.snapshot.steps), start.loaded.snapshot.current),
      m_takes(std::move(start.loaded.snapshot.takes)),
      m_view(std::move(start.loaded.snapshot.view)),
      m_path(std::move(start.loaded.snapshot.path)),
      m_fingerprint(start.loaded.snapshot.fingerprint),
      m_losses(std::move(start.loaded.losses)),
      m_nextTake(start.loaded.snapshot.nextTake),
      m_journal(std::move(start.journal)) {
  if (m_losses.empty()) m_savedScore = score();
}

std::unique_ptr<Document> Document::create(const StateFolder& state, ScorePtr initial) {
  Start start;
  start.loaded.snapshot.steps = {{"", std::move(initial)}};
  start.journal = std::make_unique<Journal>(SessionFolder::folderOf(state, SessionFolder::newId()));
  return std::unique_ptr<Document>(new Document(std::move(start)));
}

std::unique_ptr<Document> Document::open(const StateFolder& state, const fs::path& path, IfInUse others) {
  const fs::path full = absolutePath(path);
  if (others == IfInUse::Refuse && openElsewhere(state, full)) {
    throw Error(ErrorCode::ProjectInUse, {full.string()});
  }
  Start start;
  start.loaded = readProjectFile(full);
  start.journal = std::make_unique<Journal>(SessionFolder::folderOf(state, SessionFolder::newId()));
  auto document = std::unique_ptr<Document>(new Document(std::move(start)));
  document->changed();  // the journal takes the whole file in, so that the first edit is a small step
  return document;
}

std::unique_ptr<Document> Document::recover(const RecoverableSession& session) {
  SessionFolder folder = takeOver(session.folder);
  Start start;
  start.loaded = readSession(session.folder);
  start.journal = std::make_unique<Journal>(std::move(folder));
  auto document = std::unique_ptr<Document>(new Document(std::move(start)));
  document->m_savedScore = nullptr;
  document->m_recovered = true;
  document->changed();
  return document;
}

Document::~Document() {
  m_saver = {};
  const bool keep = modified() && !m_discard;
  m_journal->atEnd(keep ? Journal::AtEnd::Keep : Journal::AtEnd::Remove);
}

void Document::push(std::string name, ScorePtr score) {
  m_history.push(std::move(name), std::move(score));
  changed();
}

void Document::amend(ScorePtr score) {
  m_history.amend(std::move(score));
  changed();
}

void Document::undo() {
  if (!m_history.canUndo()) return;
  m_history.undo();
  changed();
}

void Document::redo() {
  if (!m_history.canRedo()) return;
  m_history.redo();
  changed();
}

StoredTakePtr Document::take(TakeId id) const {
  const auto found = std::find_if(m_takes.begin(), m_takes.end(),
                                  [id](const StoredTakePtr& take) { return take->id == id; });
  return found == m_takes.end() ? nullptr : *found;
}

TakeId Document::addTake(StoredTake take) {
  take.id = m_nextTake++;
  take.traceBytes = nullptr;
  take.unreadRecipe.clear();
  if (take.created == std::chrono::system_clock::time_point())
    take.created = std::chrono::system_clock::now();
  take.created = std::chrono::floor<std::chrono::milliseconds>(take.created);
  const TakeId id = take.id;
  m_takes.push_back(std::make_shared<const StoredTake>(std::move(take)));
  takesChanged();
  return id;
}

void Document::updateTake(const StoredTake& take) {
  for (StoredTakePtr& known : m_takes) {
    if (known->id != take.id) continue;
    auto changedTake = std::make_shared<StoredTake>(*known);
    changedTake->name = take.name;
    changedTake->favourite = take.favourite;
    changedTake->rejected = take.rejected;
    known = std::move(changedTake);
    takesChanged();
    return;
  }
}

void Document::removeTake(TakeId id) {
  const auto removed = std::erase_if(m_takes, [id](const StoredTakePtr& take) { return take->id == id; });
  if (removed > 0) takesChanged();
}

std::shared_ptr<const decode::Trace> Document::trace(TakeId id) const {
  const StoredTakePtr stored = take(id);
  if (!stored) return nullptr;
  if (stored->take.trace || !stored->traceBytes) return stored->take.trace;
  if (auto known = m_traces[id].lock()) return known;
  try {
    auto decoded = decodeTrace(*stored->traceBytes);
    m_traces[id] = decoded;
    return decoded;
  } catch (const Error& error) {
    throw Error(ErrorCode::ProjectDamaged, {m_path.string(), error.arguments().at(1)});
  }
}

void Document::setViewState(const std::string& key, std::string value) {
  const auto known = m_view.find(key);
  if (known != m_view.end() && known->second == value) return;
  m_view[key] = std::move(value);
  changed();
}

std::string Document::viewState(const std::string& key) const {
  const auto known = m_view.find(key);
  return known == m_view.end() ? std::string() : known->second;
}

bool Document::modified() const {
  return m_savedScore != score() || m_savedTakesRevision != m_takesRevision;
}

std::shared_ptr<const Snapshot> Document::snapshot() const {
  auto state = std::make_shared<Snapshot>();
  state->revision = m_revision;
  state->steps = m_history.steps();
  state->current = m_history.current();
  state->takes = m_takes;
  state->nextTake = m_nextTake;
  state->view = m_view;
  state->changedAt = std::chrono::system_clock::now();
  state->modified = modified();
  state->path = m_path;
  state->fingerprint = m_fingerprint;
  state->session = m_journal->session();
  state->takesRevision = m_takesRevision;
  return state;
}

void Document::changed() {
  m_discard = false;
  ++m_revision;
  m_journal->post(snapshot());
}

void Document::takesChanged() {
  ++m_takesRevision;
  changed();
}

struct Document::SaveJob {
  fs::path path;
  IfChanged others = IfChanged::Refuse;
  std::shared_ptr<const Snapshot> state;
  bool recovered = false;

  bool changedElsewhere() const {
    if (others == IfChanged::Overwrite || path != state->path || unchanged(path, state->fingerprint))
      return false;
    // A program killed between saving and noting it in its journal finds its own file there.
    return !recovered || sessionOfFile(path) != state->session;
  }

  SaveResult run() const {
    SaveResult result{path, std::nullopt, state, {}};
    try {
      if (changedElsewhere()) throw Error(ErrorCode::ProjectChangedElsewhere, {path.string()});
      result.fingerprint = writeProjectFile(path, *state);
    } catch (const Error& error) {
      result.error = error;
    } catch (const std::exception& error) {
      result.error = Error(ErrorCode::Internal, {error.what()});
    }
    return result;
  }
};

void Document::save(const fs::path& path, IfChanged others) {
  m_saver = {};
  const SaveResult result = SaveJob{absolutePath(path), others, snapshot(), m_recovered}.run();
  if (result.error) throw *result.error;
  finishSave(result);
}

void Document::saveInBackground(const fs::path& path, IfChanged others,
                                std::function<void(SaveResult)> done) {
  SaveJob job{absolutePath(path), others, snapshot(), m_recovered};
  m_saver = std::jthread([job = std::move(job), done = std::move(done)] { done(job.run()); });
}

void Document::finishSave(const SaveResult& result) {
  if (result.error) return;
  m_path = result.path;
  m_fingerprint = result.fingerprint;
  m_savedScore = result.saved->steps[result.saved->current].score;
  m_savedTakesRevision = result.saved->takesRevision;
  m_recovered = false;
  m_losses.clear();
  changed();
}

JournalStatus Document::journalStatus() const {
  return m_journal->status();
}

void Document::onJournalProblem(std::function<void()> changed) {
  m_journal->onProblem(std::move(changed));
}

bool Document::flush() {
  return m_journal->flush();
}

}  // namespace partimento::project
