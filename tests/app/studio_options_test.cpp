// The studio's command line, as a real process without a screen.

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.h"
#include "tests/support/paths.h"

namespace partimento {
namespace {

using test::ProgramResult;
using testing::HasSubstr;
using testing::Not;

class StudioOptions : public ::testing::Test {
 protected:
  StudioOptions() {
    std::filesystem::permissions(m_folder.path(), std::filesystem::perms::owner_all);
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
      setenv(place, m_folder.path().c_str(), 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("DISPLAY");
    unsetenv("QT_QPA_PLATFORM");
  }
  static ProgramResult run(const std::vector<std::string>& words) {
    return test::runProgram(PARTIMENTO_STUDIO, words);
  }

  test::TemporaryFolder m_folder;
};

TEST_F(StudioOptions, HelpIsInTheLanguageThatIsAskedFor) {
  const ProgramResult english = run({"--help"});
  EXPECT_EQ(english.status, 0) << english.err;
  EXPECT_THAT(english.out, HasSubstr("Usage: partimento"));
  EXPECT_THAT(english.out, HasSubstr("Colours: system, light, dark, high-contrast."));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--language", "es", "--help"}, {"--help", "--language=es"}}) {
    const ProgramResult spanish = run(words);
    EXPECT_EQ(spanish.status, 0) << spanish.err;
    EXPECT_THAT(spanish.out, HasSubstr("Uso: partimento"));
    EXPECT_THAT(spanish.out, HasSubstr("Colores: system, light, dark, high-contrast."));
    EXPECT_THAT(spanish.out, Not(HasSubstr("Usage")));
    EXPECT_THAT(spanish.out, Not(HasSubstr("Show")));
  }
}

TEST_F(StudioOptions, ANameThatDoesNotExistIsOneLineAndStatusTwo) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--language", "xx"}, {"--language=xx"}, {"--language", "xx", "--help"}}) {
    const ProgramResult wrong = run(words);
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(std::ranges::count(wrong.err, '\n'), 1) << wrong.err;
    EXPECT_THAT(wrong.err, HasSubstr("There is no language \"xx\"; there are: en, es."));
    EXPECT_EQ(wrong.out, "");
  }
  const ProgramResult theme = run({"--theme", "pink"});
  EXPECT_EQ(theme.status, 2);
  EXPECT_THAT(theme.err, HasSubstr("there are: system, light, dark, high-contrast."));
  EXPECT_EQ(std::ranges::count(theme.err, '\n'), 1) << theme.err;
}

TEST_F(StudioOptions, SaysItsVersion) {
  const ProgramResult version = run({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, HasSubstr("partimento "));
}

}  // namespace
}  // namespace partimento
