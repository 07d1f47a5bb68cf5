#include "core/models/tensor_file.h"

#include <cstring>
#include <string_view>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento::models {
namespace {

TensorFile sample() {
  TensorFile file;
  file.metadata = {{"style", "tést"}, {"version", "1"}};
  file.tensors["b"] = {ElementType::U8, {3}, std::vector<std::byte>(3, std::byte{7})};
  file.tensors["a.weight"] = {ElementType::F16, {2, 3}, std::vector<std::byte>(12, std::byte{1})};
  file.tensors["offsets"] = {ElementType::I64, {2}, std::vector<std::byte>(16, std::byte{2})};
  file.tensors["scalar"] = {ElementType::F32, {}, std::vector<std::byte>(4, std::byte{3})};
  file.tensors["none"] = {ElementType::F32, {0, 5}, {}};
  return file;
}

std::vector<std::byte> fileOf(std::string_view header, std::size_t dataBytes) {
  std::vector<std::byte> bytes(8 + header.size() + dataBytes);
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

void expectDamaged(std::span<const std::byte> bytes, const std::string& why) {
  try {
    readTensors(bytes, "x.safetensors");
    FAIL() << "read in spite of: " << why;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::TensorFileDamaged) << why;
    ASSERT_EQ(error.arguments().size(), 2u);
    EXPECT_EQ(error.arguments()[0], "x.safetensors");
  }
}

TEST(TensorFile, ReadsBackWhatItWrote) {
  EXPECT_EQ(readTensors(writeTensors(sample()), "x"), sample());
  EXPECT_EQ(readTensors(writeTensors({}), "x"), TensorFile());
}

TEST(TensorFile, ReadsFilesOfOthers) {
  const auto bytes = fileOf(
      R"({"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}}   )", 8);
  const TensorFile file = readTensors(bytes, "x");
  EXPECT_EQ(file.tensors.at("w").shape, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(file.metadata.at("format"), "pt");
}

TEST(TensorFile, RefusesHeadersThatLie) {
  const char* cases[] = {
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}})",
      R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8.0]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}})",
      R"({"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})",
      R"({"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":7,"shape":[2],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":"F32","shape":[2]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}})",
      R"({"w":[1,2]})",
      R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
      R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
      R"({"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
      R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
      R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"dtype":"F32"}})",
      R"({"__metadata__":{"a":1},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
      R"({"__metadata__":[],"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
      R"([])",
      R"(7)",
      R"({)",
      R"({"w":{"dtype":"F32","shape":[[[[2]]]],"data_offsets":[0,8]}})",
      ""};
  for (const char* header : cases) expectDamaged(fileOf(header, 8), header);
}

TEST(TensorFile, RefusesHugeAndDeepHeaders) {
  expectDamaged(fileOf(std::string(100000, '['), 0), "deep");
  std::string deep;
  for (int i = 0; i < 50000; ++i) deep += "{\"a\":";
  expectDamaged(fileOf(deep, 0), "deep objects");
  std::vector<std::byte> huge(16, std::byte{0xFF});
  expectDamaged(huge, "length of 2^64 - 1");
  expectDamaged(std::vector<std::byte>(7), "seven bytes");
  expectDamaged({}, "nothing");
}

TEST(TensorFile, MutatedFilesAreReadOrRefusedButNeverMore) {
  const std::vector<std::byte> good = writeTensors(sample());
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    Random random(seed);
    std::vector<std::byte> bytes = good;
    const std::uint64_t changes = 1 + random.below(4);
    for (std::uint64_t i = 0; i < changes; ++i) {
      switch (random.below(4)) {
        case 0:
          bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
          break;
        case 1:
          bytes[random.below(bytes.size())] ^= static_cast<std::byte>(1U << random.below(8));
          break;
        case 2:
          bytes.resize(1 + random.below(bytes.size()));
          break;
        default:
          bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(random.below(bytes.size())),
                       static_cast<std::byte>("0123456789{}[],:\""[random.below(17)]));
      }
    }
    try {
      const TensorFile file = readTensors(bytes, "x");
      for (const auto& [name, tensor] : file.tensors) ASSERT_LE(tensor.bytes.size(), bytes.size());
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::TensorFileDamaged);
    }
  }
}

}  // namespace
}  // namespace partimento::models
