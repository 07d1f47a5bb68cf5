#include "core/models/style_pack.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/models/tensor_file.h"
#include "tests/support/paths.h"

namespace partimento::models {
namespace {

namespace fs = std::filesystem;

class StylePack : public testing::Test {
 protected:
  StylePack() {
    m_card.info.id = "test";
    m_card.info.name = "Tést";
    m_card.info.sentence = "Plays.";
    m_card.info.lowest = 50;
    m_card.info.highest = 80;
    m_card.info.sources = {{"a book", "public domain"}};
    m_card.architecture.receptiveField = 32;
    m_card.architecture.channels = 6;
    m_card.architecture.skipChannels = 5;
    m_card.architecture.durationChannels = 4;
    m_card.architecture.range = {55, 80};
    m_card.training.corpora = {"one", "two"};
    m_card.training.notes = 12345;
    m_card.training.learningRate = 0.002;
    m_card.heldOut.notes = 99;
    m_card.heldOut.pitchPerplexity = 4.5;
    m_card.heldOut.baselines = {{"1-gram", 9.0}, {"3-gram", 6.0}};
    torch::manual_seed(5);
    m_model = Tcn(m_card.architecture);
    m_card.info.parameters = parameterCount(*m_model);
    writeStyleWeights(folder(), m_model);
    writeTrainingRecord(folder(), m_record);
    writeStyleCard(folder(), m_card);
  }

  fs::path folder() const { return m_folder.path() / "pack"; }

  ErrorCode loadCode() const {
    try {
      const StyleCard card = readStyleCard(folder());
      readStyleWeights(folder(), card);
      readTrainingRecord(folder(), card);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  }

  void editCard(const std::string& from, const std::string& to) {
    std::string text = readTextFile(folder() / "style.json");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    writeFileAtomically(folder() / "style.json", text.replace(at, from.size(), to));
  }

  /// As cards from before are.
  void forgetHash() { editCard("  \"weights_hash\": \"" + readStyleHash() + "\",\n", ""); }
  std::string readStyleHash() const {
    const std::string text = readTextFile(folder() / "style.json");
    const std::string name = "\"weights_hash\": \"";
    return text.substr(text.find(name) + name.size(), 16);
  }

  test::TemporaryFolder m_folder;
  StyleCard m_card;
  Tcn m_model{nullptr};
  TrainingRecord m_record = {{{1, 2, 3}, {4}}, {{5, 6, 7}, {8}}, {1, ~std::uint64_t{0}}};
};

TEST_F(StylePack, ReadsBackWhatItWrote) {
  const StyleCard card = readStyleCard(folder());
  EXPECT_EQ(card.info.id, "test");
  EXPECT_EQ(card.info.name, "Tést");
  EXPECT_EQ(card.info.sources[0].licence, "public domain");
  EXPECT_EQ(card.architecture, m_card.architecture);
  EXPECT_EQ(card.training.corpora, m_card.training.corpora);
  EXPECT_EQ(card.training.notes, 12345);
  EXPECT_EQ(card.heldOut.baselines, m_card.heldOut.baselines);
  EXPECT_EQ(card.info.baselinePitchPerplexity, 6.0);
  EXPECT_EQ(card.info.weightHash.size(), 16u);
  const Tcn model = readStyleWeights(folder(), card);
  const auto written = m_model->parameters();
  const auto read = model->parameters();
  ASSERT_EQ(written.size(), read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_TRUE(torch::allclose(written[i], read[i], 1e-3, 1e-4)) << "half precision";
  }
  const TrainingRecord record = readTrainingRecord(folder(), card);
  EXPECT_EQ(record.pitches, m_record.pitches);
  EXPECT_EQ(record.durations, m_record.durations);
  EXPECT_EQ(record.contentHashes, m_record.contentHashes);
}

TEST_F(StylePack, KeepsTheDecodingItProposes) {
  EXPECT_FALSE(readStyleCard(folder()).info.decoding) << "none is none";
  decode::DecodingPreset preset;
  preset.search.method = decode::SearchMethod::Sample;
  preset.search.topP = 0.98;
  preset.noParallels = true;
  m_card.info.decoding = preset;
  writeStyleCard(folder(), m_card);
  EXPECT_EQ(readStyleCard(folder()).info.decoding, preset);
  editCard("\"top_p\": 0.98", "\"top_p\": 98");
  EXPECT_EQ(loadCode(), ErrorCode::PackDamaged) << "a stranger's";
}

TEST_F(StylePack, SaysWhenItIsTooNew) {
  editCard("\"format\": 1", "\"format\": 3");
  EXPECT_EQ(loadCode(), ErrorCode::PackTooNew);
}

TEST_F(StylePack, RefusesCardsThatCannotBe) {
  const std::pair<const char*, const char*> edits[] = {
      {"\"receptive_field\": 32", "\"receptive_field\": 33"},
      {"\"channels\": 6", "\"channels\": 600000"},
      {"\"channels\": 6", "\"channels\": 7"},
      {"\"activation\": \"tanh\"", "\"activation\": \"gelu\""},
      {"\"lowest\": 55", "\"lowest\": 79"},
      {"\"id\": \"test\"", "\"id\": \"\""},
      {"\"family\": \"tcn\"", "\"family\": \"gpt\""},
      {"\"notes\": 12345", "\"notes\": \"many\""},
      {"melody-24/1", "melody-24/9"},
      {"{", "["}};
  const std::string good = readTextFile(folder() / "style.json");
  for (const auto& [from, to] : edits) {
    editCard(from, to);
    EXPECT_EQ(loadCode(), ErrorCode::PackDamaged) << to;
    writeFileAtomically(folder() / "style.json", good);
  }
}

TEST_F(StylePack, NoticesOneBitOfTheWeights) {
  std::string bytes = readTextFile(folder() / "weights.safetensors");
  bytes[bytes.size() - 4] ^= 1;
  writeFileAtomically(folder() / "weights.safetensors", bytes);
  try {
    readStyleCard(folder());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::PackDamaged);
    EXPECT_EQ(error.arguments().at(1), "weights-changed");
  }
  forgetHash();
  EXPECT_EQ(loadCode(), ErrorCode::Internal) << "a card that says nothing of them is read";
}

TEST_F(StylePack, RefusesWeightsThatDoNotFit) {
  forgetHash();
  const TensorFile good = readTensorFile(folder() / "weights.safetensors");
  const auto codeWith = [&](const TensorFile& file) {
    writeFileAtomically(folder() / "weights.safetensors", writeTensors(file));
    return loadCode();
  };
  TensorFile file = good;
  file.tensors.erase("skip_bias");
  EXPECT_EQ(codeWith(file), ErrorCode::PackDamaged);
  file = good;
  file.tensors["extra"] = file.tensors["skip_bias"];
  EXPECT_EQ(codeWith(file), ErrorCode::PackDamaged);
  file = good;
  file.tensors["skip_bias"].bytes.assign(10, std::byte{0xFF});  // half-precision values that are no numbers
  EXPECT_EQ(codeWith(file), ErrorCode::PackDamaged);
  file = good;
  file.tensors["skip_bias"].shape = {1, 5};
  EXPECT_EQ(codeWith(file), ErrorCode::PackDamaged);
  fs::remove(folder() / "weights.safetensors");
  EXPECT_EQ(loadCode(), ErrorCode::FileNotFound);
}

TEST_F(StylePack, RefusesTrainingPiecesOutsideTheVocabulary) {
  TrainingRecord record = m_record;
  record.pitches[0][0] = 200;
  writeTrainingRecord(folder(), record);
  EXPECT_EQ(loadCode(), ErrorCode::PackDamaged);
  TensorFile file = readTensorFile(folder() / "training.safetensors");
  file.tensors["offsets"].bytes[8] = std::byte{0x7F};
  writeFileAtomically(folder() / "training.safetensors", writeTensors(file));
  EXPECT_EQ(loadCode(), ErrorCode::PackDamaged);
}

TEST_F(StylePack, RefusesAPipeInPlaceOfAFileWithoutWaitingForIt) {
  for (const char* name : {"training.safetensors", "weights.safetensors", "style.json"}) {
    fs::remove(folder() / name);
    ASSERT_EQ(mkfifo((folder() / name).c_str(), 0600), 0);
    const ErrorCode code = loadCode();
    EXPECT_TRUE(code == ErrorCode::FileNotReadable || code == ErrorCode::PackDamaged)
        << name << ": " << errorName(code);
  }
}

TEST_F(StylePack, MutatedCardsAreReadOrRefusedButNeverMore) {
  const std::string good = readTextFile(folder() / "style.json");
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    Random random(seed);
    std::string text = good;
    for (int i = 0; i < 3; ++i) text[random.below(text.size())] = static_cast<char>(random.below(256));
    writeFileAtomically(folder() / "style.json", text);
    try {
      readStyleCard(folder());
    } catch (const Error& error) {
      ASSERT_TRUE(error.code() == ErrorCode::PackDamaged || error.code() == ErrorCode::PackTooNew)
          << error.what();
    }
  }
}

}  // namespace
}  // namespace partimento::models
