#include "core/base/file_io.h"

#include <csignal>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;

template <typename Action>
ErrorCode codeOf(Action action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_FALSE(error.arguments().empty());
    return error.code();
  }
  return ErrorCode::Internal;
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

class FileIo : public testing::Test {
 protected:
  fs::path at(const char* name) const { return m_folder.path() / name; }
  test::TemporaryFolder m_folder;
};

TEST_F(FileIo, WritesAndReadsBack) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, std::size_t{1000001}}) {
    std::string text(size, 'x');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 7);
    writeFileAtomically(at("file"), text);
    EXPECT_EQ(readTextFile(at("file")), text);
    EXPECT_EQ(readFile(at("file")).size(), size);
    EXPECT_EQ(filesIn(m_folder.path()), 1U);
  }
}

TEST_F(FileIo, KeepsPermissionsAndFollowsLinks) {
  writeFileAtomically(at("file"), "old");
  ASSERT_EQ(chmod(at("file").c_str(), 0640), 0);
  fs::create_symlink("file", at("link"));
  writeFileAtomically(at("link"), "new");
  EXPECT_TRUE(fs::is_symlink(at("link")));
  EXPECT_EQ(readTextFile(at("file")), "new");
  EXPECT_EQ(static_cast<unsigned>(fs::status(at("file")).permissions()), 0640U);
}

TEST_F(FileIo, NewFilesHaveTheUsersPermissions) {
  const mode_t before = umask(027);
  writeFileAtomically(at("file"), "text");
  umask(before);
  EXPECT_EQ(static_cast<unsigned>(fs::status(at("file")).permissions()), 0640U);
}

TEST_F(FileIo, LongNamesFit) {
  const std::string name(255, 'n');
  writeFileAtomically(m_folder.path() / name, "text");
  EXPECT_EQ(readTextFile(m_folder.path() / name), "text");
}

TEST_F(FileIo, SaysWhatCannotBeRead) {
  EXPECT_EQ(codeOf([&] { readFile(at("absent")); }), ErrorCode::FileNotFound);
  EXPECT_EQ(codeOf([&] { readFile(m_folder.path()); }), ErrorCode::FileNotReadable);
  writeFileAtomically(at("file"), "text");
  EXPECT_EQ(codeOf([&] { readFile(at("file") / "below"); }), ErrorCode::FileNotFound);
}

TEST_F(FileIo, ReadsWhatHasNoLength) {
  EXPECT_FALSE(readFile("/proc/self/maps").empty());
}

TEST_F(FileIo, SaysWhatCannotBeWritten) {
  EXPECT_EQ(codeOf([&] { writeFileAtomically(at("absent") / "file", "text"); }), ErrorCode::FileNotWritable);
  EXPECT_EQ(codeOf([&] { writeFileAtomically(m_folder.path(), "text"); }), ErrorCode::FileNotWritable);
  EXPECT_EQ(filesIn(m_folder.path()), 0U);
}

TEST_F(FileIo, AFolderWithoutPermission) {
  ASSERT_EQ(chmod(m_folder.path().c_str(), 0500), 0);
  // Root may write everywhere: be somebody else meanwhile.
  constexpr uid_t kNobody = 65534;
  const uid_t self = geteuid();
  if (self == 0) {
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  EXPECT_EQ(codeOf([&] { writeFileAtomically(at("file"), "text"); }), ErrorCode::FolderReadOnly);
  if (self == 0) {
    ASSERT_EQ(seteuid(self), 0);
  }
  chmod(m_folder.path().c_str(), 0700);
  EXPECT_EQ(filesIn(m_folder.path()), 0U);
}

TEST_F(FileIo, WhenTheDiskIsFullTheOldFileStays) {
  writeFileAtomically(at("file"), "old");
  // A limit on the size of files fails like a full disk: in the middle of writing.
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const ErrorCode code = codeOf([&] { writeFileAtomically(at("file"), std::string(100000, 'x')); });
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(code, ErrorCode::DiskFull);
  EXPECT_EQ(readTextFile(at("file")), "old");
  EXPECT_EQ(filesIn(m_folder.path()), 1U);
}

TEST_F(FileIo, APipeInPlaceOfAFileIsRefusedAtOnce) {
  ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
  EXPECT_EQ(codeOf([&] { readRegularFile(at("pipe")); }), ErrorCode::FileNotReadable);
  EXPECT_EQ(codeOf([&] { readRegularFile("/dev/zero"); }), ErrorCode::FileNotReadable);
  EXPECT_EQ(codeOf([&] { readRegularFile(at("absent")); }), ErrorCode::FileNotFound);
  writeFileAtomically(at("file"), "text");
  EXPECT_EQ(readRegularFile(at("file")), readFile(at("file")));
}

/// Kills a child in the middle of a save of the file; returns what it left beside it.
std::vector<fs::path> leaveTemporary(const fs::path& file) {
  const fs::path folder = file.parent_path();
  const pid_t child = fork();
  if (child == 0) {
    // The file size limit stops the write in its middle, by a signal that nobody catches.
    rlimit small{1024, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &small);
    rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGXFSZ, SIG_DFL);
    writeFileAtomically(file, std::string(100000, 'x'));
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".tmp") left.push_back(entry.path());
  }
  return left;
}

TEST_F(FileIo, TheNextSaveClearsAwayWhatAKilledOneLeft) {
  writeFileAtomically(at("song"), "old");
  const std::vector<fs::path> left = leaveTemporary(at("song"));
  ASSERT_EQ(left.size(), 1U);
  const std::string name = left.front().filename().string();

  // Of another target, of a living process, and of somebody else: they stay.
  const std::vector<fs::path> others = {
      at(".partimento-0123456789abcdef-99-1.tmp"),
      m_folder.path() / (name.substr(0, name.find('-', 13)) + '-' + std::to_string(getpid()) + "-1.tmp"),
      m_folder.path() / (name + ".bak"),
      m_folder.path() / (name.substr(0, name.find('-', 13)) + "-notes.tmp")};
  for (const fs::path& other : others) std::ofstream(other) << "mine";
  writeFileAtomically(at("other"), "text");
  EXPECT_TRUE(fs::exists(left.front())) << "another file was saved";
  writeFileAtomically(at("song"), "new");
  EXPECT_FALSE(fs::exists(left.front()));
  for (const fs::path& other : others) EXPECT_TRUE(fs::exists(other)) << other;
  EXPECT_EQ(readTextFile(at("song")), "new");
}

TEST_F(FileIo, ATemporaryFileThatSomebodyHoldsStays) {
  writeFileAtomically(at("song"), "old");
  const std::vector<fs::path> left = leaveTemporary(at("song"));
  ASSERT_EQ(left.size(), 1U);
  const int holder = open(left.front().c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(flock(holder, LOCK_EX | LOCK_NB), 0);
  writeFileAtomically(at("song"), "new");
  EXPECT_TRUE(fs::exists(left.front()));
  close(holder);
  writeFileAtomically(at("song"), "newer");
  EXPECT_FALSE(fs::exists(left.front()));
}

}  // namespace
}  // namespace partimento
