// Full disks and read-only folders: a typed error, the old file untouched, nothing left behind.

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/file_io.h"
#include "core/music/edits.h"
#include "core/project/document.h"
#include "tests/core/project/fixtures.h"
#include "tests/support/paths.h"

namespace partimento::project {
namespace {

namespace fs = std::filesystem;
using partimento::test::TemporaryFolder;

/// No file of this process may grow past the limit; writing says EFBIG as a full disk says ENOSPC.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    m_handler = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit limited{bytes, m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, m_handler);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit m_before{};
  void (*m_handler)(int) = nullptr;
};

/// A file system of its own, where the test may mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const char* options) {
    m_mounted = ::mount("none", m_folder.path().c_str(), "tmpfs", 0, options) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) ::umount2(m_folder.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return m_mounted; }
  const fs::path& path() const { return m_folder.path(); }
  bool makeReadOnly() const {
    return ::mount("none", path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }

 private:
  TemporaryFolder m_folder;
  bool m_mounted = false;
};

ErrorCode codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::Internal;
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

ScorePtr largeScore() {
  Random random(41);
  return test::randomScore(random, 4, 10'000);
}

TEST(FullDisk, LeavesTheOldFileAndNothingElse) {
  const TemporaryFolder folder;
  const StateFolder state{folder.path() / "state"};
  const fs::path project = folder.path() / "songs" / "song.partimento";
  fs::create_directory(project.parent_path());
  const auto document = Document::create(state, test::melody(10));
  document->save(project);
  const auto old = readFile(project);
  document->push("Replace", largeScore());
  ASSERT_TRUE(document->flush());
  {
    const FileSizeLimit limit(64 << 10);
    EXPECT_EQ(codeOf([&] { document->save(project); }), ErrorCode::DiskFull);
  }
  EXPECT_EQ(readFile(project), old);
  EXPECT_EQ(filesIn(project.parent_path()), 1U);
  EXPECT_TRUE(document->modified());
  document->save(project);
  EXPECT_TRUE(*Document::open(state, project, Document::IfInUse::Open)->score() == *document->score());
}

TEST(FullDisk, OfTheJournalIsToldAndMadeUpFor) {
  const TemporaryFolder folder;
  const StateFolder state{folder.path() / "state"};
  auto document = Document::create(state, test::melody(10));
  document->push("Add note", edits::addNotes(document->score(), 0, {{Note{}}}));
  ASSERT_TRUE(document->flush());
  {
    const FileSizeLimit limit(96 << 10);
    document->push("Replace", largeScore());
    EXPECT_FALSE(document->flush());
    const Error problem = *document->journalStatus().problem;
    EXPECT_EQ(problem.code(), ErrorCode::DiskFull) << problem.what();
    EXPECT_EQ(document->score()->noteCount(), 40'000U);
  }
  EXPECT_TRUE(document->flush());
  EXPECT_FALSE(document->journalStatus().problem);
  document.reset();
  EXPECT_EQ(recoverableSessions(state).at(0).notes, 40'000U);
}

TEST(FullDisk, RealOneKeepsOldFileAndJournal) {
  const SmallDisk disk("size=400k");
  if (!disk.mounted()) GTEST_SKIP() << "mounting a small disk is not allowed here";
  const TemporaryFolder elsewhere;
  const StateFolder state{disk.path() / "state"};
  const fs::path project = disk.path() / "song.partimento";
  auto document = Document::create(state, test::melody(10));
  document->save(project);
  const auto old = readFile(project);
  document->push("Add note", edits::addNotes(document->score(), 0, {{Note{}}}));
  ASSERT_TRUE(document->flush());
  document->push("Replace", largeScore());
  EXPECT_FALSE(document->flush());
  EXPECT_EQ(document->journalStatus().problem->code(), ErrorCode::DiskFull);
  EXPECT_EQ(codeOf([&] { document->save(project); }), ErrorCode::DiskFull);
  EXPECT_EQ(readFile(project), old);
  document->save(elsewhere.path() / "song.partimento");
  document->push("Add note", edits::addNotes(document->score(), 0, {{Note{}}}));
  document.reset();  // cannot be written: what was durable before stays
  const auto sessions = recoverableSessions(state);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].notes, 11U);
}

TEST(ReadOnlyFolder, IsNamedAndNothingIsLost) {
  const SmallDisk disk("size=4m");
  const TemporaryFolder home;
  const bool root = ::geteuid() == 0;
  if (root && !disk.mounted()) GTEST_SKIP() << "root may write everywhere, and mounting is not allowed here";
  const fs::path project = disk.path() / "song.partimento";
  const auto document = Document::create({home.path()}, test::melody(10));
  document->save(project);
  document->push("Add note", edits::addNotes(document->score(), 0, {{Note{}}}));
  const auto old = readFile(project);
  if (disk.mounted()) {
    ASSERT_TRUE(disk.makeReadOnly());
  } else {
    fs::permissions(disk.path(), fs::perms::owner_read | fs::perms::owner_exec);
  }
  EXPECT_EQ(codeOf([&] { document->save(project); }), ErrorCode::FolderReadOnly);
  EXPECT_EQ(readFile(project), old);
  EXPECT_EQ(filesIn(disk.path()), 1U);
  EXPECT_TRUE(document->modified());
  EXPECT_TRUE(Document::open({home.path()}, project, Document::IfInUse::Open))
      << "reading needs no rights to write";
  // A state folder there: no journal, a banner, and the document works.
  const auto other = Document::create({disk.path() / "state"}, test::melody(10));
  other->push("Add note", edits::addNotes(other->score(), 0, {{Note{}}}));
  EXPECT_FALSE(other->flush());
  EXPECT_EQ(other->journalStatus().problem->code(), ErrorCode::FolderReadOnly);
  if (!disk.mounted()) fs::permissions(disk.path(), fs::perms::owner_all);
}

}  // namespace
}  // namespace partimento::project
