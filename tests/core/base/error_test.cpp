#include "core/base/error.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace partimento {
namespace {

TEST(Error, SaysWhatAndWhere) {
  const Error error(ErrorCode::MidiFileDamaged, {"a.mid", "chunk length"}, {"a.mid", 42, std::nullopt});
  EXPECT_STREQ(error.what(), "midi-file-damaged: a.mid, chunk length (a.mid, byte 42)");
  EXPECT_EQ(error.code(), ErrorCode::MidiFileDamaged);
  EXPECT_EQ(error.arguments().size(), 2U);
}

TEST(Error, NamesLines) {
  const Error error(ErrorCode::RecipeInvalid, {}, {"r.json", std::nullopt, 7});
  EXPECT_STREQ(error.what(), "recipe-invalid (r.json, line 7)");
}

TEST(Error, GivesEveryCodeItsOwnName) {
  std::set<std::string> names;
  int codes = 0;
  for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code, ++codes) {
    names.insert(errorName(static_cast<ErrorCode>(code)));
  }
  EXPECT_EQ(static_cast<int>(names.size()), codes);
}

}  // namespace
}  // namespace partimento
