#include "core/engine/recipe_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/random.h"

namespace partimento {
namespace {

using Json = nlohmann::json;

Scale randomScale(Random& random) {
  const auto& modes = scaleModes();
  if (random.below(4) == 0) return {static_cast<int>(random.below(12)), 0x0A5, "my own"};
  return makeScale(static_cast<int>(random.below(12)), modes[random.below(modes.size())].name);
}

decode::Settings randomSettings(Random& random) {
  decode::Settings s;
  s.search.method = static_cast<decode::SearchMethod>(random.below(4));
  s.search.beamWidth = 1 + static_cast<int>(random.below(1000));
  s.search.temperature = 0.1 + 2 * random.uniform();
  s.search.topK = static_cast<int>(random.below(50));
  s.search.topP = random.uniform();
  s.search.diverseGroups = 1 + static_cast<int>(random.below(20));
  s.search.diversityStrength = random.uniform();
  s.rules.maxRepeat = static_cast<int>(random.below(8));
  s.rules.tabu = static_cast<int>(random.below(decode::kMaxTabu + 1));
  s.rules.tabuKey = static_cast<decode::TabuKey>(random.below(4));
  s.rules.restResetsRun = random.below(2) == 0;
  s.rules.lowest = static_cast<Pitch>(random.below(60));
  s.rules.highest = 60 + static_cast<Pitch>(random.below(60));
  if (random.below(2) == 0) s.rules.scale = randomScale(random);
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    s.rules.exclusions.push_back({static_cast<std::int64_t>(random.below(100)), 200, 40, 50});
  }
  s.length.notes = 1 + static_cast<int>(random.below(200));
  s.length.bars = static_cast<int>(random.below(20));
  s.length.minNotes = static_cast<int>(random.below(20));
  s.length.closes = random.below(2) == 0;
  return s;
}

Recipe randomRecipe(Random& random) {
  Recipe recipe;
  ComposeRequest& request = recipe.request;
  request.styleId = "fiddle-tunes \"\xC3\xA9\"";
  request.seed.ticksPerQuarter = 1 + static_cast<int>(random.below(1000));
  request.seed.meter = {1 + static_cast<int>(random.below(12)), 1 << random.below(5)};
  request.seed.microsPerQuarter = 1 + static_cast<std::uint32_t>(random.below(0xFFFFFF));
  Tick at;
  const bool hasKey = random.below(2) == 0;
  if (hasKey) request.seed.key = OpeningKey{static_cast<int>(random.below(12)), random.below(2) == 0};
  for (std::uint64_t i = random.below(5) == 0 ? 0 : 1 + random.below(30); i > 0; --i) {
    Note note;
    note.onset = at + Tick(static_cast<std::int64_t>(random.below(100)));
    note.duration = Tick(1 + static_cast<std::int64_t>(random.below(500)));
    note.pitch = static_cast<Pitch>(random.below(128));
    note.velocity = static_cast<std::uint8_t>(1 + random.below(127));
    note.releaseVelocity = static_cast<std::uint8_t>(random.below(128));
    request.seed.notes.push_back(note);
    at = note.end();
  }
  request.settings = randomSettings(random);
  request.takes = 1 + static_cast<int>(random.below(10));
  request.randomSeed = random.next();
  request.trace = random.below(2) == 0 ? decode::TraceDetail::On : decode::TraceDetail::Off;
  recipe.takeIndex = static_cast<int>(random.below(static_cast<std::uint64_t>(request.takes)));
  recipe.weightHash = "0123456789abcdef";
  recipe.tokenizer = "melody-1";
  recipe.programVersion = "0.1.0";
  return recipe;
}

TEST(RecipeJson, GivesEveryFieldBack) {
  Random random(1);
  for (int trial = 0; trial < 500; ++trial) {
    const Recipe recipe = randomRecipe(random);
    const std::string text = recipeToJson(recipe);
    const Recipe read = recipeFromJson(text);
    EXPECT_EQ(read.request.styleId, recipe.request.styleId);
    EXPECT_EQ(read.request.seed.ticksPerQuarter, recipe.request.seed.ticksPerQuarter);
    EXPECT_EQ(read.request.seed.meter, recipe.request.seed.meter);
    EXPECT_EQ(read.request.seed.microsPerQuarter, recipe.request.seed.microsPerQuarter);
    EXPECT_EQ(read.request.seed.notes, recipe.request.seed.notes);
    EXPECT_EQ(read.request.seed.key, recipe.request.seed.key);
    EXPECT_EQ(read.request.settings, recipe.request.settings);
    EXPECT_EQ(read.request.takes, recipe.request.takes);
    EXPECT_EQ(read.request.randomSeed, recipe.request.randomSeed);
    EXPECT_EQ(read.request.trace, recipe.request.trace);
    EXPECT_EQ(read.takeIndex, recipe.takeIndex);
    EXPECT_EQ(read.weightHash, recipe.weightHash);
    EXPECT_EQ(read.tokenizer, recipe.tokenizer);
    EXPECT_EQ(read.programVersion, recipe.programVersion);
    EXPECT_EQ(recipeToJson(read), text);
    EXPECT_EQ(settingsFromJson(settingsToJson(recipe.request.settings)), recipe.request.settings);
  }
}

TEST(RecipeJson, IsOneLineOfAscii) {
  Random random(2);
  for (char c : recipeToJson(randomRecipe(random))) {
    EXPECT_GE(c, ' ');
    EXPECT_LT(c, 127);
  }
}

TEST(RecipeJson, WritesScalesByName) {
  Random random(3);
  Recipe recipe = randomRecipe(random);
  recipe.request.settings.rules.scale = parseScale("D dorian");
  const Json json = Json::parse(recipeToJson(recipe));
  EXPECT_EQ(json["settings"]["rules"]["scale"], "D dorian");
  EXPECT_EQ(json["format"], "partimento-recipe");
  EXPECT_EQ(json["version"], 1) << "programs before several lines read recipes of one";
}

TEST(RecipeJson, ReadsRecipesFromBeforeAnOptionWasThere) {
  Random random(6);
  Json json = Json::parse(recipeToJson(randomRecipe(random)));
  json["settings"]["rules"].erase("rest_resets_run");
  json["seed"].erase("key");
  const Recipe read = recipeFromJson(json.dump());
  EXPECT_FALSE(read.request.settings.rules.restResetsRun);
  EXPECT_FALSE(read.request.seed.key);
}

TEST(RecipeJson, TakesDefaultsForSettingsLeftOut) {
  Random random(4);
  Json json = Json::parse(recipeToJson(randomRecipe(random)));
  json["settings"] = Json::object();
  json["note"] = "members of later versions are not in the way";
  EXPECT_EQ(recipeFromJson(json.dump()).request.settings, decode::Settings());
}

/// What is said about a recipe in which the value at `pointer` was replaced; empty when it was accepted.
std::string complaint(const std::string& pointer, const Json& value) {
  Random random(5);
  Recipe recipe = randomRecipe(random);
  while (recipe.request.seed.notes.empty()) recipe = randomRecipe(random);
  Json json = Json::parse(recipeToJson(recipe));
  json[Json::json_pointer(pointer)] = value;
  try {
    recipeFromJson(json.dump(), "r.json");
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::RecipeInvalid);
    EXPECT_EQ(error.arguments().at(0), "r.json");
    return error.arguments().at(1);
  }
}

TEST(RecipeJson, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(complaint("/settings/rules/tabu", 65), "settings.rules.tabu: integer from 0 to 64 expected");
  EXPECT_EQ(complaint("/settings/rules/tabu", 1.5), "settings.rules.tabu: integer from 0 to 64 expected");
  EXPECT_EQ(complaint("/settings/search/method", "magic"),
            "settings.search.method: one of beam, sample, diverse-beam, stochastic-beam expected");
  EXPECT_EQ(complaint("/settings/rules/scale", "H flat"),
            "settings.rules.scale: the name of a scale expected");
  EXPECT_EQ(complaint("/seed/notes/0/2", 128), "seed.notes[0][2]: integer from 0 to 127 expected");
  EXPECT_EQ(complaint("/seed/notes/0", Json::array({1, 2})),
            "seed.notes[0]: onset, duration, pitch, velocity expected");
  EXPECT_EQ(complaint("/seed/key", "D dorian"), "seed.key: a major or minor key expected");
  EXPECT_EQ(complaint("/seed/key", Json::object()), "seed.key: text expected");
  EXPECT_EQ(complaint("/settings/rules/rest_resets_run", 1),
            "settings.rules.rest_resets_run: true or false expected");
  EXPECT_EQ(complaint("/seed/meter/1", 3), "seed.meter[1]: a power of two expected");
  EXPECT_EQ(complaint("/random_seed", -1), "random_seed: integer from 0 to 2^64-1 expected");
  EXPECT_EQ(complaint("/version", 3), "version: integer from 1 to 2 expected");
  EXPECT_EQ(complaint("/format", "something"), "no recipe");
  EXPECT_EQ(complaint("/style", "x"), "style: object expected");
  EXPECT_EQ(complaint("/take", 1000000), complaint("/take", 99));
  EXPECT_EQ(complaint("/settings/length/notes", 12), "");
}

/// Two hands with chords, cut before the last note ends.
Recipe linesRecipe(Random& random) {
  Recipe recipe = randomRecipe(random);
  SeedMelody& seed = recipe.request.seed;
  seed.notes.clear();
  seed.others.assign(1 + random.below(3), {});
  for (std::size_t line = 0; line < seed.lineCount(); ++line) {
    std::vector<Note>& notes = line == 0 ? seed.notes : seed.others[line - 1];
    Tick at;
    for (std::uint64_t i = 1 + random.below(20); i > 0; --i) {
      Note note;
      at += Tick(static_cast<std::int64_t>(random.below(3)) * 120);
      note.onset = at;
      note.duration = Tick(1 + static_cast<std::int64_t>(random.below(2000)));
      note.pitch = static_cast<Pitch>(random.below(128));
      notes.push_back(note);
    }
  }
  if (random.below(2) == 0) seed.cut = Tick(60 * 120);
  return recipe;
}

TEST(RecipeJson, GivesEveryLineBack) {
  Random random(9);
  for (int trial = 0; trial < 200; ++trial) {
    const Recipe recipe = linesRecipe(random);
    const std::string text = recipeToJson(recipe);
    const Recipe read = recipeFromJson(text);
    EXPECT_EQ(Json::parse(text)["version"], 2);
    EXPECT_EQ(read.request.seed.notes, recipe.request.seed.notes);
    EXPECT_EQ(read.request.seed.others, recipe.request.seed.others);
    EXPECT_EQ(read.request.seed.cut, recipe.request.seed.cut);
    EXPECT_EQ(recipeToJson(read), text);
  }
}

TEST(RecipeJson, ChordsAreOfTheSecondVersion) {
  Random random(10);
  Recipe recipe = randomRecipe(random);
  while (recipe.request.seed.notes.size() < 2) recipe = randomRecipe(random);
  const Json before = Json::parse(recipeToJson(recipe));
  EXPECT_EQ(before["version"], 1);
  EXPECT_FALSE(before["seed"].contains("others"));
  recipe.request.seed.notes[1].onset = recipe.request.seed.notes[0].onset;
  Json json = Json::parse(recipeToJson(recipe));
  EXPECT_EQ(json["version"], 2);
  EXPECT_EQ(recipeFromJson(json.dump()).request.seed.notes, recipe.request.seed.notes);
  json["version"] = 1;
  EXPECT_THROW(recipeFromJson(json.dump()), Error);
}

TEST(RecipeJson, SaysWhatIsWrongInALine) {
  Random random(11);
  const Json good = Json::parse(recipeToJson(linesRecipe(random)));
  const auto complaintOf = [&](const std::string& pointer, const Json& value) {
    Json json = good;
    json[Json::json_pointer(pointer)] = value;
    try {
      recipeFromJson(json.dump());
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::RecipeInvalid);
      return error.arguments().at(1);
    }
    return std::string();
  };
  const Json line = Json::parse("[[480,10,60,80],[0,10,62,80]]");
  EXPECT_EQ(complaintOf("/seed/others/0", line), "seed.others[0][1]: begins before the note before");
  EXPECT_EQ(complaintOf("/seed/others/0", Json::array()), "seed.others[0]: at least one note expected");
  EXPECT_EQ(complaintOf("/seed/notes", Json::array()), "seed.notes: at least one note expected");
  EXPECT_FALSE(complaintOf("/seed/others", Json(std::vector<Json>(16, line))).empty()) << "too many lines";
  EXPECT_FALSE(complaintOf("/seed/others/0/0/2", 128).empty());
  EXPECT_FALSE(complaintOf("/seed/cut", 0).empty());
  EXPECT_EQ(complaintOf("/seed/cut", 1 << 30), "");
  const std::string text = good.dump();
  for (int trial = 0; trial < 3000; ++trial) {
    std::string damaged = text;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    try {
      recipeFromJson(damaged);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::RecipeInvalid);
    }
  }
}

TEST(RecipeJson, NeverTakesTextThatIsNoRecipe) {
  for (const char* text : {"", "{", "[]", "null", "12", "\"x\"", "{}", "{\"format\":\"partimento-recipe\"}",
                           "{\"version\":1e999}"}) {
    EXPECT_THROW(recipeFromJson(text), Error) << text;
  }
  EXPECT_THROW(recipeFromJson(std::string(200000, '[')), Error);
  Random random(6);
  const std::string text = recipeToJson(randomRecipe(random));
  for (std::size_t cut = 0; cut < text.size(); cut += 3)
    EXPECT_THROW(recipeFromJson(text.substr(0, cut)), Error);
  for (int trial = 0; trial < 3000; ++trial) {
    std::string damaged = text;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    try {
      recipeFromJson(damaged);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::RecipeInvalid);
    }
  }
}

TEST(TraceJson, SaysEverything) {
  decode::Trace trace;
  trace.vocabulary = {{Symbol::Kind::Pitch, 60}, {Symbol::Kind::Rest, 0}, {Symbol::Kind::Duration, 24}};
  trace.firstCandidates = {{0, -1.5F, -0.5F, decode::PruneReason::Kept},
                           {1, -2.0F, -std::numeric_limits<float>::infinity(), decode::PruneReason::Tabu}};
  decode::TraceNode node;
  node.score = -1.5F;
  trace.steps = {{{node}}};
  trace.path = {0};
  const Json json = Json::parse(traceToJson(trace));
  EXPECT_EQ(json["vocabulary"][2]["kind"], "duration");
  EXPECT_EQ(json["vocabulary"][2]["value"], 24);
  EXPECT_EQ(json["first_candidates"][0]["reason"], "kept");
  EXPECT_TRUE(json["first_candidates"][1]["constrained"].is_null());
  EXPECT_EQ(json["first_candidates"][1]["reason"], "tabu");
  EXPECT_EQ(json["steps"][0]["nodes"][0]["score"], -1.5);
  EXPECT_EQ(json["path"][0], 0);
  EXPECT_FALSE(json["truncated"].get<bool>());
}

TEST(RecipeJson, WhatAStyleProposesComesBack) {
  decode::DecodingPreset preset;
  preset.search.method = decode::SearchMethod::Sample;
  preset.search.temperature = 0.9;
  preset.search.topP = 0.95;
  preset.maxRepeat = 3;
  preset.tabu = 2;
  EXPECT_EQ(presetFromJson(presetToJson(preset)), preset);
  preset.noParallels = true;
  EXPECT_EQ(presetFromJson(presetToJson(preset)), preset);
  for (const char* damaged : {"", "{}", "[]", R"({"search": {"method": "luck"}})",
                              R"({"search": {"temperature": 0}})", R"({"search": {}, "tabu": 65})"})
    EXPECT_THROW(presetFromJson(damaged), Error) << damaged;
}

}  // namespace
}  // namespace partimento
