#include "core/project/document.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>
#include <string>

#include <gtest/gtest.h>

#include "core/base/file_io.h"
#include "core/music/edits.h"
#include "tests/core/project/fixtures.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"

namespace partimento::project {
namespace {

namespace fs = std::filesystem;

class DocumentTest : public ::testing::Test {
 protected:
  fs::path path(const char* name = "song.partimento") const { return m_folder.path() / name; }
  StateFolder state() const { return {m_folder.path() / "state"}; }
  std::unique_ptr<Document> melody() const { return Document::create(state(), test::melody(20)); }

  static void addNote(Document& document) {
    document.push("Add note", edits::addNotes(document.score(), 0, {{Note{}}}));
  }

  /// What the state folder would look like had the program been killed now.
  StateFolder crashed(Document& document) {
    EXPECT_TRUE(document.flush());
    const fs::path copy = m_folder.path() / ("crashed" + std::to_string(++m_crashes));
    fs::copy(state().path, copy, fs::copy_options::recursive);
    return {copy};
  }

  std::size_t sessionFolders() const {
    if (!fs::exists(state().path / "sessions")) return 0;
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(state().path / "sessions"), {}));
  }

  static ErrorCode codeOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorCode::Internal;
  }

 private:
  partimento::test::TemporaryFolder m_folder;
  int m_crashes = 0;
};

TEST_F(DocumentTest, BeginsUnmodifiedAndWithoutATraceOnDisk) {
  {
    const auto document = melody();
    EXPECT_FALSE(document->modified());
    EXPECT_TRUE(document->path().empty());
    EXPECT_TRUE(document->flush());
    EXPECT_TRUE(document->journalStatus().durableNow());
  }
  EXPECT_EQ(sessionFolders(), 0U);
}

TEST_F(DocumentTest, IsModifiedUntilSavedOrUndone) {
  const auto document = melody();
  addNote(*document);
  EXPECT_TRUE(document->modified());
  document->undo();
  EXPECT_FALSE(document->modified());
  document->redo();
  document->save(path());
  EXPECT_FALSE(document->modified());
  EXPECT_EQ(document->path(), path());
  document->undo();
  EXPECT_TRUE(document->modified());
  document->redo();
  EXPECT_FALSE(document->modified());
  document->setViewState("zoom", "2");
  EXPECT_FALSE(document->modified());
  const TakeId take = document->addTake({});
  EXPECT_TRUE(document->modified());
  document->save(path());
  StoredTake marked = *document->take(take);
  marked.favourite = true;
  document->updateTake(marked);
  EXPECT_TRUE(document->modified());
}

TEST_F(DocumentTest, OpensWhatItSavedWithHistoryTakesAndView) {
  Random random(31);
  const auto document = melody();
  for (int i = 0; i < 5; ++i) addNote(*document);
  document->undo();
  const StoredTake take = test::randomTake(random);
  const TakeId first = document->addTake(take);
  const TakeId second = document->addTake(test::randomTake(random));
  document->removeTake(first);
  document->setViewState("zoom", "2");
  document->save(path());
  const auto opened = Document::open(state(), path(), Document::IfInUse::Open);
  EXPECT_TRUE(opened->losses().empty());
  EXPECT_FALSE(opened->modified());
  EXPECT_EQ(opened->history().steps().size(), 6U);
  EXPECT_EQ(opened->history().current(), 4U);
  EXPECT_TRUE(*opened->score() == *document->score());
  EXPECT_EQ(opened->history().redoName(), "Add note");
  ASSERT_EQ(opened->takes().size(), 1U);
  test::expectSameTake(*opened->takes()[0], *document->takes()[0]);
  EXPECT_EQ(opened->viewState("zoom"), "2");
  EXPECT_EQ(opened->viewState("unknown"), "");
  EXPECT_GT(opened->addTake({}), second) << "ids of takes are never given twice";
  opened->discardOnClose();
}

TEST_F(DocumentTest, GivesTakesIdsTimesAndTheirTraces) {
  Random random(32);
  StoredTake take = test::randomTake(random);
  take.take.trace = test::randomTrace(random);
  take.created = {};
  const auto document = melody();
  const TakeId id = document->addTake(take);
  EXPECT_EQ(document->trace(id), take.take.trace);
  EXPECT_LT(std::chrono::system_clock::now() - document->take(id)->created, std::chrono::minutes(1));
  StoredTake changed;
  changed.id = id;
  changed.name = "Better";
  changed.favourite = true;
  document->updateTake(changed);
  EXPECT_EQ(document->take(id)->name, "Better");
  EXPECT_TRUE(document->take(id)->favourite);
  EXPECT_EQ(document->take(id)->take.notes, take.take.notes) << "what was generated is not changed";
  EXPECT_EQ(document->trace(id), take.take.trace);
  document->save(path());
  const auto opened = Document::open(state(), path(), Document::IfInUse::Open);
  const auto decoded = opened->trace(id);
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(*decoded == *take.take.trace);
  EXPECT_EQ(opened->trace(id), decoded) << "decoded once while somebody looks at it";
  opened->save(path("copy.partimento"));
  const auto copy = Document::open(state(), path("copy.partimento"), Document::IfInUse::Open);
  EXPECT_TRUE(*copy->trace(id) == *take.take.trace);
  EXPECT_EQ(copy->trace(999), nullptr);
  EXPECT_EQ(copy->take(999), nullptr);
}

TEST_F(DocumentTest, ComesBackAfterACrashBeforeTheFirstSave) {
  Random random(33);
  const auto document = melody();
  addNote(*document);
  addNote(*document);
  document->undo();
  document->addTake(test::randomTake(random));
  const StateFolder left = crashed(*document);
  const auto sessions = recoverableSessions(left);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_TRUE(sessions[0].path.empty());
  EXPECT_TRUE(sessions[0].title.empty());
  EXPECT_EQ(sessions[0].notes, 21U);
  EXPECT_EQ(sessions[0].takes, 1U);
  EXPECT_LT(std::chrono::system_clock::now() - sessions[0].changed, std::chrono::minutes(1));
  const auto recovered = Document::recover(sessions[0]);
  EXPECT_TRUE(recovered->modified());
  EXPECT_TRUE(*recovered->score() == *document->score());
  EXPECT_TRUE(recovered->history().canRedo());
  test::expectSameTake(*recovered->takes()[0], *document->takes()[0]);
  EXPECT_TRUE(recoverableSessions(left).empty()) << "a living program owns it";
  EXPECT_EQ(codeOf([&] { Document::recover(sessions[0]); }), ErrorCode::ProjectInUse);
  EXPECT_EQ(codeOf([&] { discardSession(sessions[0]); }), ErrorCode::ProjectInUse);
}

TEST_F(DocumentTest, SurvivesCrashesInARow) {
  const auto document = melody();
  addNote(*document);
  StateFolder left = crashed(*document);
  for (int round = 0; round < 3; ++round) {
    auto recovered = Document::recover(recoverableSessions(left).at(0));
    addNote(*recovered);
    recovered.reset();  // closed without an answer: kept
  }
  const auto recovered = Document::recover(recoverableSessions(left).at(0));
  EXPECT_EQ(recovered->score()->noteCount(), 24U);
}

TEST_F(DocumentTest, IsRecoveredWhileAnotherThreadLooksForSessions) {
  const auto document = melody();
  addNote(*document);
  const StateFolder left = crashed(*document);
  const RecoverableSession session = recoverableSessions(left).at(0);
  const std::jthread looking([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) recoverableSessions(left);
  });
  for (int round = 0; round < 40; ++round) {
    EXPECT_NO_THROW(Document::recover(session)) << "in round " << round;
  }
}

TEST_F(DocumentTest, RemovesItsSessionWhenClosedCleanly) {
  auto document = melody();
  addNote(*document);
  document->save(path());
  EXPECT_TRUE(document->flush());
  EXPECT_EQ(sessionFolders(), 1U);
  document.reset();
  EXPECT_EQ(sessionFolders(), 0U);
  document = melody();
  addNote(*document);
  EXPECT_TRUE(document->flush());
  document->discardOnClose();
  document.reset();
  EXPECT_EQ(sessionFolders(), 0U);
}

TEST_F(DocumentTest, KeepsUnsavedWorkWhenClosedWithoutAnAnswer) {
  auto document = melody();
  addNote(*document);
  document.reset();
  const auto sessions = recoverableSessions(state());
  ASSERT_EQ(sessions.size(), 1U);
  discardSession(sessions[0]);
  EXPECT_TRUE(recoverableSessions(state()).empty());
  EXPECT_EQ(sessionFolders(), 0U);
  discardSession(sessions[0]);  // gone already
  EXPECT_EQ(codeOf([&] { Document::recover(sessions[0]); }), ErrorCode::FileNotFound);
}

TEST_F(DocumentTest, OffersNothingAfterACrashWithNothingUnsaved) {
  const auto document = melody();
  addNote(*document);
  document->save(path());
  const StateFolder left = crashed(*document);
  EXPECT_TRUE(recoverableSessions(left).empty());
  EXPECT_TRUE(fs::is_empty(left.path / "sessions")) << "and clears it away";
}

TEST_F(DocumentTest, RecoversToTheOldPathAndNoticesForeignChanges) {
  const auto document = melody();
  document->save(path());
  addNote(*document);
  const StateFolder left = crashed(*document);
  document->save(path());  // the program was killed after the rename, before its journal knew
  const auto sessions = recoverableSessions(left);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].path, path());
  EXPECT_EQ(sessions[0].title, "song");
  const auto recovered = Document::recover(sessions[0]);
  EXPECT_EQ(recovered->path(), path());
  recovered->save(path());
  EXPECT_FALSE(recovered->modified());
  const auto other = Document::create(state(), test::melody(3));
  other->save(path());
  addNote(*recovered);
  EXPECT_EQ(codeOf([&] { recovered->save(path()); }), ErrorCode::ProjectChangedElsewhere);
}

TEST_F(DocumentTest, RefusesToOverwriteWhatChangedElsewhere) {
  const auto document = melody();
  document->save(path());
  const auto saved = readFile(path());
  addNote(*document);
  auto foreign = saved;
  foreign.back() ^= std::byte{1};
  writeFileAtomically(path(), foreign);
  fs::last_write_time(path(), fs::last_write_time(path()) + std::chrono::seconds(2));
  EXPECT_EQ(codeOf([&] { document->save(path()); }), ErrorCode::ProjectChangedElsewhere);
  EXPECT_EQ(readFile(path()), foreign);
  EXPECT_TRUE(document->modified());
  document->save(path(), IfChanged::Overwrite);
  EXPECT_FALSE(document->modified());
  // The same content with another time (a copy put back) is no change; nor is a file that was deleted.
  fs::last_write_time(path(), fs::last_write_time(path()) + std::chrono::seconds(2));
  addNote(*document);
  document->save(path());
  fs::remove(path());
  addNote(*document);
  document->save(path());
  EXPECT_TRUE(fs::exists(path()));
}

TEST_F(DocumentTest, SaysWhenAnotherWindowHasTheFileOpen) {
  melody()->save(path());
  const auto document = Document::open(state(), path());
  EXPECT_TRUE(document->flush());
  EXPECT_EQ(codeOf([&] { Document::open(state(), path()); }), ErrorCode::ProjectInUse);
  fs::create_symlink(path(), path("link.partimento"));
  EXPECT_EQ(codeOf([&] { Document::open(state(), path("link.partimento")); }), ErrorCode::ProjectInUse);
  EXPECT_TRUE(Document::open(state(), path(), Document::IfInUse::Open));
}

TEST_F(DocumentTest, SavesInTheBackgroundWhileEditingGoesOn) {
  const auto document = melody();
  addNote(*document);
  std::promise<SaveResult> promise;
  document->saveInBackground(path(), IfChanged::Refuse,
                             [&promise](SaveResult result) { promise.set_value(std::move(result)); });
  addNote(*document);
  const SaveResult result = promise.get_future().get();
  EXPECT_FALSE(result.error);
  document->finishSave(result);
  EXPECT_TRUE(document->modified()) << "the second note is not in the file";
  EXPECT_EQ(Document::open(state(), path(), Document::IfInUse::Open)->score()->noteCount(), 21U);
  document->undo();
  EXPECT_FALSE(document->modified());
}

TEST_F(DocumentTest, KeepsAFailedSaveFromChangingAnything) {
  const auto document = melody();
  addNote(*document);
  EXPECT_EQ(codeOf([&] { document->save(path("no/such/folder.partimento")); }), ErrorCode::FileNotWritable);
  EXPECT_TRUE(document->modified());
  EXPECT_TRUE(document->path().empty());
}

TEST_F(DocumentTest, OpensADamagedFileSayingWhatWasLost) {
  Random random(34);
  const auto document = melody();
  for (int i = 0; i < 200; ++i) document->addTake(test::randomTake(random));
  document->save(path());
  fs::resize_file(path(), fs::file_size(path()) * 3 / 4);
  const auto opened = Document::open(state(), path(), Document::IfInUse::Open);
  ASSERT_FALSE(opened->losses().empty());
  EXPECT_EQ(opened->losses()[0].kind, Loss::Kind::Structure);
  EXPECT_TRUE(*opened->score() == *document->score());
  EXPECT_TRUE(opened->modified()) << "what is open is not what is in the file";
  opened->discardOnClose();
}

TEST_F(DocumentTest, BeginsANewJournalWhenTheOldOneIsDeleted) {
  const auto document = melody();
  addNote(*document);
  EXPECT_TRUE(document->flush());
  fs::remove_all(state().path);
  addNote(*document);
  const auto sessions = recoverableSessions(crashed(*document));
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].notes, 22U);
}

TEST_F(DocumentTest, TellsWhenTheJournalCannotBeWrittenAndTriesAgain) {
  std::ofstream(state().path) << "a file where the folder should be";
  std::mutex mutex;
  std::condition_variable changed;
  int news = 0;
  const auto document = melody();
  document->onJournalProblem([&] {
    const std::lock_guard lock(mutex);
    ++news;
    changed.notify_all();
  });
  const auto newsAre = [&](int wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, partimento::test::kHung, [&] { return news == wanted; });
  };
  addNote(*document);
  EXPECT_FALSE(document->flush());
  ASSERT_TRUE(newsAre(1));
  EXPECT_EQ(document->journalStatus().problem->code(), ErrorCode::FileNotWritable);
  EXPECT_FALSE(document->journalStatus().durableNow());
  addNote(*document);
  EXPECT_EQ(document->score()->noteCount(), 22U);
  document->save(path());  // the user's own file does not depend on it
  fs::remove(state().path);
  ASSERT_TRUE(newsAre(2)) << "no change of the document is needed for another try";
  EXPECT_FALSE(document->journalStatus().problem);
  addNote(*document);
  EXPECT_EQ(recoverableSessions(crashed(*document)).at(0).notes, 23U);
}

TEST_F(DocumentTest, LeavesSessionsOfNewerVersionsAndUnreadableOnesAlone) {
  const auto document = melody();
  addNote(*document);
  const StateFolder left = crashed(*document);
  const fs::path folder = *fs::directory_iterator(left.path / "sessions");
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != "lock") fs::resize_file(entry.path(), 0);
  }
  EXPECT_TRUE(recoverableSessions(left).empty());
  EXPECT_TRUE(fs::exists(folder));
  EXPECT_TRUE(recoverableSessions({path("nowhere")}).empty());
}

TEST_F(DocumentTest, KeepsEveryChangeOfManyDocumentsAtOnce) {
  std::vector<std::unique_ptr<Document>> documents;
  for (int i = 0; i < 4; ++i) documents.push_back(melody());
  for (int round = 0; round < 200; ++round) {
    for (const auto& document : documents) {
      round % 3 == 0 ? document->amend(edits::addNotes(document->score(), 0, {{Note{}}}))
                     : addNote(*document);
    }
  }
  documents.clear();
  const auto sessions = recoverableSessions(state());
  ASSERT_EQ(sessions.size(), 4U);
  for (const RecoverableSession& session : sessions) EXPECT_EQ(session.notes, 220U);
}

}  // namespace
}  // namespace partimento::project
