// The engine as the studio meets it: through the one exported function, on a pack that the test writes
// itself.

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/engine/loader.h"
#include "core/models/style_pack.h"
#include "core/tokens/tokenizer.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"
#include "tests/support/tiny_pack.h"

namespace partimento {
namespace {

namespace fs = std::filesystem;

class Collector : public ComposeListener {
 public:
  void progress(const ComposeProgress& progress) override {
    ++progressCalls;
    EXPECT_GE(progress.left.value, 0);
    if (progress.notesDone >= stopAtNote && stopAtNote > 0) source.request_stop();
  }
  void takeFinished(Take take) override { takes.push_back(std::move(take)); }
  void seedFolded(int notes) override {
    EXPECT_TRUE(takes.empty()) << "said before the search";
    folded += notes;
  }

  std::vector<Take> takes;
  int folded = 0;
  int progressCalls = 0;
  int stopAtNote = 0;
  std::stop_source source;
};

class NoProgress : public JobListener {
 public:
  void progress(const JobProgress&) override {}
};

/// The engine that was built beside this test, not one that lies near the program.
std::unique_ptr<Engine> load(const fs::path& styles) {
  setenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY, 1);
  return loadEngine({{styles.string()}, 1});
}

void writePack(const fs::path& folder, const std::string& id) {
  models::StyleCard card;
  card.info.id = id;
  card.info.name = "Test";
  card.info.lowest = 55;
  card.info.highest = 90;
  card.architecture.receptiveField = 32;
  card.architecture.channels = 12;
  card.architecture.skipChannels = 12;
  card.architecture.durationChannels = 8;
  card.architecture.range = {55, 84};
  torch::manual_seed(4);
  const models::Tcn model(card.architecture);
  card.info.parameters = models::parameterCount(*model);
  models::writeStyleWeights(folder, model);
  models::writeTrainingRecord(folder, {{{1, 2, 3}}, {{4, 5, 6}}, {17}});
  models::writeStyleCard(folder, card);
}

SeedMelody seed(TimeSignature meter = {3, 4}) {
  SeedMelody melody;
  melody.meter = meter;
  Tick now(0);
  for (const Pitch pitch : {62, 66, 69, 67, 64, 66, 62}) {
    Note note;
    note.onset = now;
    note.duration = Tick(240);
    note.pitch = pitch;
    melody.notes.push_back(note);
    now += note.duration;
  }
  return melody;
}

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    writePack(m_folder.path() / "one", "one");
    m_engine = load(m_folder.path());
  }

  ComposeRequest request() const {
    ComposeRequest wish;
    wish.styleId = "one";
    wish.seed = seed();
    wish.settings.search.beamWidth = 6;
    wish.settings.length.notes = 20;
    return wish;
  }

  ErrorCode codeOf(const ComposeRequest& wish) {
    Collector collector;
    try {
      m_engine->compose(wish, {}, collector);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  }

  test::TemporaryFolder m_folder;
  std::unique_ptr<Engine> m_engine;
};

TEST_F(EngineTest, ListsStylesAndNamesDamagedPacks) {
  writePack(m_folder.path() / "two", "two");
  fs::create_directories(m_folder.path() / "bad");
  std::ofstream(m_folder.path() / "bad" / "style.json") << "{";
  const std::vector<StyleInfo> styles = m_engine->styles();
  ASSERT_EQ(styles.size(), 2u);
  EXPECT_EQ(styles[0].id, "one");
  EXPECT_EQ(styles[0].receptiveField, 32);
  EXPECT_FALSE(styles[0].weightHash.empty());
  ASSERT_EQ(m_engine->warnings().size(), 1u);
  EXPECT_NE(m_engine->warnings()[0].find("pack-damaged"), std::string::npos);
  EXPECT_THROW(m_engine->prepare("three"), Error);
  m_engine->prepare("two");
}

TEST_F(EngineTest, AStyleOfTheUsersOwnReplacesOneOfTheSameIdAndSaysSo) {
  const test::TemporaryFolder own;
  writePack(own.path() / "mine", "one");
  writePack(own.path() / "more", "more");
  setenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY, 1);
  const auto engine = loadEngine({{m_folder.path().string(), own.path().string()}, 1});
  const std::vector<StyleInfo> styles = engine->styles();
  ASSERT_EQ(styles.size(), 2u);
  EXPECT_EQ(styles[0].id, "more");
  EXPECT_TRUE(styles[0].replaces.empty());
  EXPECT_EQ(styles[1].id, "one");
  EXPECT_EQ(styles[1].folder, (own.path() / "mine").string());
  EXPECT_EQ(styles[1].replaces, (m_folder.path() / "one").string());
  const auto twice = loadEngine({{m_folder.path().string(), m_folder.path().string()}, 1});
  EXPECT_TRUE(twice->styles().at(0).replaces.empty()) << "the same folder, named twice";
}

TEST_F(EngineTest, ContinuesAtTheEndOfTheSeed) {
  Collector collector;
  ComposeRequest wish = request();
  wish.takes = 2;
  m_engine->compose(wish, {}, collector);
  ASSERT_EQ(collector.takes.size(), 2u);
  EXPECT_GT(collector.progressCalls, 0);
  for (const Take& take : collector.takes) {
    ASSERT_EQ(take.notes.size(), 20u);
    EXPECT_EQ(take.noteLogProbabilities.size(), 20u);
    EXPECT_FALSE(take.partial);
    EXPECT_TRUE(take.trace);
    EXPECT_GE(take.notes.front().onset, wish.seed.end());
    EXPECT_TRUE(std::isfinite(take.logProbability));
    EXPECT_EQ(take.notes.front().origin, Origin::Model);
  }
}

TEST_F(EngineTest, TheSameInAnotherKeyAndOctave) {
  Collector high, low;
  ComposeRequest wish = request();
  m_engine->compose(wish, {}, high);
  for (Note& note : wish.seed.notes) note.pitch -= 29;
  m_engine->compose(wish, {}, low);
  ASSERT_EQ(high.takes.size(), 1u);
  ASSERT_EQ(low.takes.size(), 1u);
  for (std::size_t i = 0; i < high.takes[0].notes.size(); ++i) {
    EXPECT_EQ(high.takes[0].notes[i].pitch - 29, low.takes[0].notes[i].pitch);
    EXPECT_EQ(high.takes[0].notes[i].onset, low.takes[0].notes[i].onset);
  }
}

TEST_F(EngineTest, SaysHowMuchOfTheSeedLiesOutsideItsRange) {
  ComposeRequest wish = request();
  Collector inside;
  m_engine->compose(wish, {}, inside);
  EXPECT_EQ(inside.folded, 0);
  wish.seed.notes.back().pitch = 127;
  Collector outside;
  m_engine->compose(wish, {}, outside);
  EXPECT_EQ(outside.folded, 1);
  EXPECT_FALSE(outside.takes.empty());
}

TEST_F(EngineTest, BarsEndOnTheBarLine) {
  Collector collector;
  ComposeRequest wish = request();
  wish.settings.length.bars = 3;
  m_engine->compose(wish, {}, collector);
  ASSERT_EQ(collector.takes.size(), 1u);
  const Tick bar(3 * 480);
  EXPECT_LE(collector.takes[0].notes.back().end(), Tick(2 * bar.value + 3 * bar.value));
}

TEST_F(EngineTest, ReplayMakesTheTakeAgain) {
  for (const auto method : {decode::SearchMethod::Beam, decode::SearchMethod::Sample}) {
    Collector collector;
    ComposeRequest wish = request();
    wish.settings.search.method = method;
    wish.takes = 3;
    wish.randomSeed = 77;
    m_engine->compose(wish, {}, collector);
    ASSERT_GE(collector.takes.size(), 2u);
    const Take& wanted = collector.takes[1];
    const Take again = m_engine->replay(wanted.recipe, {});
    EXPECT_EQ(again.notes, wanted.notes);
    EXPECT_EQ(again.noteLogProbabilities, wanted.noteLogProbabilities);
  }
  Collector collector;
  m_engine->compose(request(), {}, collector);
  Recipe other = collector.takes.at(0).recipe;
  other.weightHash = "0123456789abcdef";
  EXPECT_THROW(m_engine->replay(other, {}), Error);
}

TEST_F(EngineTest, ComposesInEveryRepresentation) {
  for (const std::string_view tokenizer : tokens::tokenizerNames()) {
    SCOPED_TRACE(tokenizer);
    std::string id(tokenizer.substr(0, tokenizer.find('/')));
    test::writeTinyPack(m_folder.path() / id, id, tokenizer);
    for (const auto method : {decode::SearchMethod::Beam, decode::SearchMethod::Sample}) {
      Collector collector;
      ComposeRequest wish = request();
      wish.styleId = id;
      wish.settings.search.method = method;
      wish.settings.length.bars = 2;
      m_engine->compose(wish, {}, collector);
      ASSERT_EQ(collector.takes.size(), 1u);
      const Take& take = collector.takes[0];
      EXPECT_FALSE(take.partial);
      EXPECT_TRUE(std::isfinite(take.logProbability));
      EXPECT_EQ(take.recipe.tokenizer, tokenizer);
      EXPECT_EQ(m_engine->replay(take.recipe, {}).notes, take.notes);
    }
  }
}

TEST_F(EngineTest, BeginsFromNothingInEveryRepresentationAndFamily) {
  for (const std::string_view tokenizer : tokens::tokenizerNames()) {
    std::string id(tokenizer.substr(0, tokenizer.find('/')));
    test::writeTinyPack(m_folder.path() / id, id, tokenizer);
  }
  for (const StyleInfo& style : m_engine->styles()) {
    for (const auto method : {decode::SearchMethod::Beam, decode::SearchMethod::Sample}) {
      SCOPED_TRACE(style.id);
      Collector collector;
      ComposeRequest wish = request();
      wish.styleId = style.id;
      wish.seed.notes.clear();
      wish.seed.key = OpeningKey{7, false};
      wish.settings.search.method = method;
      wish.settings.length.bars = 4;
      m_engine->compose(wish, {}, collector);
      ASSERT_EQ(collector.takes.size(), 1u);
      const Take& take = collector.takes[0];
      EXPECT_FALSE(take.partial);
      EXPECT_TRUE(std::isfinite(take.logProbability));
      EXPECT_TRUE(take.recipe.request.seed.notes.empty());
      EXPECT_EQ(m_engine->replay(take.recipe, {}).notes, take.notes);
    }
  }
}

TEST_F(EngineTest, ContinuesSeveralLinesAndReplaysThem) {
  ComposeRequest wish = request();
  for (int line = 1; line < 4; ++line) {
    wish.seed.others.push_back(wish.seed.notes);
    for (Note& note : wish.seed.others.back()) note.pitch -= 8 * line;
  }
  EXPECT_EQ(codeOf(wish), ErrorCode::SeedPolyphonic) << "a style of one line";
  for (const std::string_view tokenizer : {"beat-24/1", "chorale-24/1", "performance-388/1"}) {
    SCOPED_TRACE(tokenizer);
    std::string id(tokenizer.substr(0, tokenizer.find('/')));
    test::writeTinyPack(m_folder.path() / id, id, tokenizer);
    wish.styleId = id;
    wish.settings.search.method = decode::SearchMethod::Sample;
    wish.settings.length.bars = 2;
    Collector collector;
    m_engine->compose(wish, {}, collector);
    ASSERT_EQ(collector.takes.size(), 1u);
    const Take& take = collector.takes.front();
    for (const Note& note : take.notes) EXPECT_GE(note.onset, wish.seed.end());
    EXPECT_EQ(m_engine->replay(take.recipe, {}).notes, take.notes);
  }
}

TEST_F(EngineTest, StopsWithThePartThatIsDone) {
  Collector collector;
  collector.stopAtNote = 5;
  ComposeRequest wish = request();
  wish.settings.length.notes = 400;
  m_engine->compose(wish, collector.source.get_token(), collector);
  ASSERT_EQ(collector.takes.size(), 1u);
  EXPECT_TRUE(collector.takes[0].partial);
  EXPECT_GE(collector.takes[0].notes.size(), 4u);
  EXPECT_LT(collector.takes[0].notes.size(), 20u);
}

TEST_F(EngineTest, SaysWhatIsWrongWithASeed) {
  ComposeRequest wish = request();
  wish.seed.notes[3].onset = wish.seed.notes[2].onset;
  EXPECT_EQ(codeOf(wish), ErrorCode::SeedPolyphonic);
  wish = request();
  wish.seed.meter = {3, 5};
  EXPECT_EQ(codeOf(wish), ErrorCode::SeedUnusable);
  wish = request();
  wish.seed.notes[0].onset = Tick(-1);
  EXPECT_EQ(codeOf(wish), ErrorCode::SeedUnusable);
  wish = request();
  wish.styleId = "none";
  EXPECT_EQ(codeOf(wish), ErrorCode::StyleNotFound);
  wish = request();
  wish.settings.search.beamWidth = 0;
  EXPECT_EQ(codeOf(wish), ErrorCode::SettingInvalid);
}

TEST_F(EngineTest, TakesSeedsLongerThanItSeesAndOddMetres) {
  ComposeRequest wish = request();
  wish.seed.meter = {7, 8};
  const std::vector<Note> phrase = wish.seed.notes;
  for (int i = 1; i < 40; ++i) {
    for (Note note : phrase) {
      note.onset += Tick(i * 7 * 240);
      wish.seed.notes.push_back(note);
    }
  }
  Collector collector;
  m_engine->compose(wish, {}, collector);
  ASSERT_EQ(collector.takes.size(), 1u);
  EXPECT_EQ(collector.takes[0].notes.size(), 20u);
}

TEST_F(EngineTest, NotesHaveALengthHoweverCoarseTheTicks) {
  for (const int ticks : {1, 2, 3, 5, 7, 24}) {
    ComposeRequest wish = request();
    wish.settings.length.notes = 60;
    wish.settings.search.method = decode::SearchMethod::Sample;
    wish.seed.ticksPerQuarter = ticks;
    for (std::size_t i = 0; i < wish.seed.notes.size(); ++i) {
      wish.seed.notes[i].onset = Tick(static_cast<std::int64_t>(i) * ticks);
      wish.seed.notes[i].duration = Tick(ticks);
    }
    Collector collector;
    m_engine->compose(wish, {}, collector);
    ASSERT_EQ(collector.takes.size(), 1u);
    for (const Note& note : collector.takes[0].notes) EXPECT_GT(note.duration, Tick(0)) << ticks;
  }
}

TEST_F(EngineTest, ErrorsOfJobsCrossTheLibraryBorder) {
  NoProgress listener;
  EvaluateSettings settings;
  settings.styleId = "one";
  settings.corpora = {(m_folder.path() / "nothing").string()};
  EXPECT_THROW(m_engine->evaluate(settings, {}, listener), Error);
}

TEST(Engine, ComesWithItsStylesAndLoadsTheFirstInASecond) {
  const fs::path shipped = test::sourceFolder() / "resources" / "styles";
  const auto engine = load(shipped);
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<StyleInfo> styles = engine->styles();
  engine->prepare("fiddle-tunes");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, test::limit(std::chrono::seconds(1)));
  std::vector<std::string> ids;
  for (const StyleInfo& style : styles) {
    ids.push_back(style.id);
    EXPECT_GT(style.pitchPerplexity, 1) << style.id;
    const bool hasBaselines = style.tokenizer.starts_with("melody");
    EXPECT_EQ(style.baselinePitchPerplexity > 0, hasBaselines) << style.id;
    if (hasBaselines) {
      EXPECT_LE(style.pitchPerplexity, 0.9 * style.baselinePitchPerplexity) << style.id;
    }
    EXPECT_TRUE(fs::exists(fs::path(style.folder) / "demo.mid") || style.id.ends_with("relu") ||
                style.id.ends_with("sigmoid"))
        << style.id;
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(style.folder))
      bytes += entry.is_regular_file() ? entry.file_size() : 0;
    EXPECT_LE(bytes, 16U << 20) << style.id;
    EXPECT_FALSE(style.sentence.empty());
    EXPECT_FALSE(style.sources.empty());
  }
  EXPECT_EQ(ids,
            (std::vector<std::string>{"art-songs", "baroque-piano", "fiddle-tunes", "fiddle-tunes-gpt",
                                      "fiddle-tunes-lstm", "fiddle-tunes-relu", "fiddle-tunes-sigmoid",
                                      "four-voices", "hymns", "late-piano", "piano-base", "romantic-piano"}));
  EXPECT_TRUE(engine->warnings().empty());
}

}  // namespace
}  // namespace partimento
