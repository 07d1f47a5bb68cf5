#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/music/history.h"
#include "core/project/project_state.h"
#include "core/project/session.h"

namespace partimento::project {

class Journal;
struct Snapshot;

/// What save does when the file at its path is not the one that this document read or wrote last.
enum class IfChanged { Refuse, Overwrite };

/// How the background journal fares: what the banner of the window says.
struct JournalStatus {
  std::uint64_t posted = 0;      ///< revision of the document
  std::uint64_t durable = 0;     ///< revision that a killed program would come back with
  std::optional<Error> problem;  ///< DiskFull, FolderReadOnly, FileNotWritable; it is tried again each second

  bool durableNow() const { return posted == durable; }
};

/// How a save in the background ended; hand it to Document::finishSave.
struct SaveResult {
  std::filesystem::path path;
  std::optional<Error> error;  ///< what Document::save would have thrown
  std::shared_ptr<const Snapshot> saved;
  Fingerprint fingerprint;
};

/// An open project: the score with its history, the takes, the view state, where it is saved.
///
/// Every change is handed to a background thread that writes it into a journal in the state folder, so that a
/// killed program loses less than a second of work, saved or not. No mutation waits for the disk or throws
/// because of it: what goes wrong there is in journalStatus(), and memory keeps everything.
/// One thread at a time: make it on any thread, then use it on the thread of the interface only.
class Document {
 public:
  /// A new document; its journal begins with the first change.
  static std::unique_ptr<Document> create(const StateFolder& state, ScorePtr initial = Score::empty());
  /// Throws FileNotFound, FileNotReadable, FileEmpty, ProjectTooNew, ProjectDamaged when no score can be
  /// read, ProjectInUse when another window or program has the file open and `others` is Refuse. What was
  /// lost of a damaged file is in losses().
  enum class IfInUse { Refuse, Open };
  static std::unique_ptr<Document> open(const StateFolder& state, const std::filesystem::path& path,
                                        IfInUse others = IfInUse::Refuse);
  /// Takes an unclosed session up where it ended; it is modified, and its path is the old one.
  /// Throws ProjectInUse when another program was quicker, else as open. The session stays until the
  /// document is closed.
  static std::unique_ptr<Document> recover(const RecoverableSession& session);

  /// Waits for the journal. Unsaved changes stay in the session and are offered at the next start (so it is
  /// when the desktop logs out); without any, the session is removed.
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  /// The user was asked: on destruction the session is removed, with what was not saved. A later change takes
  /// that back: it was not what the user was asked about.
  void discardOnClose() { m_discard = true; }
  bool discardsOnClose() const { return m_discard; }

  const ScorePtr& score() const { return m_history.score(); }
  const History& history() const { return m_history; }
  void push(std::string name, ScorePtr score);
  void amend(ScorePtr score);
  void undo();
  void redo();

  /// Oldest first.
  const std::vector<StoredTakePtr>& takes() const { return m_takes; }
  StoredTakePtr take(TakeId id) const;  ///< null when there is none
  /// Gives the take its id and, where it has none, its time; returns the id.
  TakeId addTake(StoredTake take);
  /// Puts `take` in the place of the one with its id; its notes, recipe and trace stay those of the old one.
  /// Ignored when there is none.
  void updateTake(const StoredTake& take);
  void removeTake(TakeId id);
  /// The trace of a take; null when there is none. One that came from a file is decoded here.
  /// Throws ProjectDamaged when it cannot be read.
  std::shared_ptr<const decode::Trace> trace(TakeId id) const;

  /// View state is journaled and saved, but is no modification.
  void setViewState(const std::string& key, std::string value);
  std::string viewState(const std::string& key) const;  ///< empty when there is none

  const std::filesystem::path& path() const { return m_path; }  ///< empty: never saved
  /// Whether score or takes differ from what is saved. Undoing back to the saved score counts as unmodified.
  bool modified() const;
  const std::vector<Loss>& losses() const { return m_losses; }

  /// Writes the whole project to `path`: temporary file in the same folder, fsync, rename. On any failure the
  /// file that was there is untouched. Throws ProjectChangedElsewhere (see IfChanged), DiskFull,
  /// FolderReadOnly, FileNotWritable. Waits for the disk.
  void save(const std::filesystem::path& path, IfChanged others = IfChanged::Refuse);
  /// The same on a thread of its own. `done` is called there and must only pass the result on to the thread
  /// of the interface, which calls finishSave. Waits for an earlier save that still runs.
  void saveInBackground(const std::filesystem::path& path, IfChanged others,
                        std::function<void(SaveResult)> done);
  void finishSave(const SaveResult& result);

  JournalStatus journalStatus() const;
  /// `changed` is called on the journal's thread when a problem begins, changes or ends; it must only pass
  /// the news on. Set it once, before the first change.
  void onJournalProblem(std::function<void()> changed);
  /// Waits until all changes are durable; false when they could not be written.
  bool flush();

 private:
  struct Start;
  struct SaveJob;
  explicit Document(Start start);
  std::shared_ptr<const Snapshot> snapshot() const;
  void changed();
  void takesChanged();

  History m_history;
  std::vector<StoredTakePtr> m_takes;
  mutable std::map<TakeId, std::weak_ptr<const decode::Trace>> m_traces;  // decoded and still in use
  ViewState m_view;
  std::filesystem::path m_path;
  Fingerprint m_fingerprint;  // of the file at m_path
  std::vector<Loss> m_losses;
  TakeId m_nextTake = 1;
  std::uint64_t m_revision = 0;
  std::uint64_t m_takesRevision = 0;
  ScorePtr m_savedScore;  // null: nothing saved equals this document
  std::uint64_t m_savedTakesRevision = 0;
  bool m_recovered = false;  // and not saved since
  bool m_discard = false;
  std::unique_ptr<Journal> m_journal;
  std::jthread m_saver;  // last: it ends first
};

}  // namespace partimento::project
