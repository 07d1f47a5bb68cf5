#include "core/base/hash.h"

#include <string>

#include <gtest/gtest.h>

namespace partimento {
namespace {

std::string hashOf(std::string_view text) {
  Hash64 hash;
  hash.add(text);
  return hash.hex();
}

TEST(Hash64, MatchesThePublishedVectors) {
  // FNV-1a, 64 bits: the values that its authors publish for these strings.
  EXPECT_EQ(hashOf(""), "cbf29ce484222325");
  EXPECT_EQ(hashOf("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(hashOf("foobar"), "85944171f73967e8");
}

TEST(Hash64, DoesNotDependOnHowTheBytesArrive) {
  Hash64 inPieces;
  inPieces.add("foo");
  inPieces.add("bar");
  EXPECT_EQ(inPieces.hex(), hashOf("foobar"));
}

}  // namespace
}  // namespace partimento
