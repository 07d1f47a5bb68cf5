#include "tests/core/project/kill_script.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "core/base/random.h"
#include "core/engine/recipe_json.h"
#include "core/music/edits.h"
#include "core/project/take_codec.h"

namespace partimento::project::test {

namespace {

constexpr std::size_t kNotes = 1500;  // enough that a save takes a while
constexpr NoteId kFirstFreeId = 1'000'000;

Note scriptedNote(Random& random, NoteId id) {
  Note note;
  note.id = id;
  note.onset = Tick(static_cast<std::int64_t>(random.below(100'000)));
  note.duration = Tick(1 + static_cast<std::int64_t>(random.below(960)));
  note.pitch = static_cast<int>(random.below(128));
  return note;
}

StoredTake scriptedTake(Random& random, std::uint32_t operation) {
  StoredTake stored;
  stored.created = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000 + operation));
  stored.name = "Take " + std::to_string(operation);
  for (NoteId i = 0; i < 30; ++i) stored.take.notes.push_back(scriptedNote(random, 0));
  stored.take.recipe.request.styleId = "fiddle-tunes";
  stored.take.recipe.request.seed.notes = {Note{}};
  stored.take.recipe.request.seed.notes.front().duration = Tick(480);
  stored.take.recipe.request.randomSeed = random.next();
  auto trace = std::make_shared<decode::Trace>();
  trace->vocabulary.resize(50);
  trace->firstCandidates.resize(2000);
  for (auto& candidate : trace->firstCandidates) candidate.token = static_cast<Token>(random.below(50));
  stored.take.trace = std::move(trace);
  return stored;
}

void editTakes(Document& document, Random& random, std::uint32_t operation) {
  const auto& takes = document.takes();
  const std::uint64_t choice = random.below(4);
  if (takes.empty() || choice < 2) {
    document.addTake(scriptedTake(random, operation));
    return;
  }
  const StoredTakePtr take = takes[random.below(takes.size())];
  if (choice == 2 || takes.size() < 4) {
    StoredTake marked = *take;
    marked.favourite = !marked.favourite;
    marked.name += '*';
    document.updateTake(marked);
  } else {
    document.removeTake(take->id);
  }
}

}  // namespace

ScorePtr KillScript::beginning() {
  Random random(99);
  Track track;
  for (NoteId id = 1; id <= kNotes; ++id) track.notes.push_back(scriptedNote(random, id));
  std::sort(track.notes.begin(), track.notes.end(), noteBefore);
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  return Score::make(std::move(parts));
}

void KillScript::operate(Document& document, std::uint32_t operation) const {
  Random random = Random::stream(m_seed, operation);
  const ScorePtr score = document.score();
  const std::string name = "Edit " + std::to_string(operation);
  const Note note = scriptedNote(random, kFirstFreeId + operation);
  const auto& notes = score->track(0).notes;
  const NoteId chosen = notes[random.below(notes.size())].id;
  switch (random.below(10)) {
    case 0:
      document.history().canUndo() ? document.undo()
                                   : document.push(name, edits::addNotes(score, 0, {{note}}));
      break;
    case 1:
      document.redo();
      break;
    case 2:
      document.amend(edits::addNotes(score, 0, {{note}}));
      break;
    case 3:
    case 4:
      editTakes(document, random, operation);
      break;
    case 5:
      document.push(name, edits::setTempo(score, {{Tick(0), 300'000 + operation}}));
      break;
    case 6:
      document.push(name, edits::moveNotes(score, 0, {chosen}, Tick(240), 2));
      break;
    default:
      document.push(name, edits::addNotes(score, 0, {{note}}));
  }
}

void KillScript::note(Document& document, std::uint32_t operation) {
  document.setViewState("operation", std::to_string(operation));
}

std::uint32_t KillScript::noted(const Document& document) {
  const std::string text = document.viewState("operation");
  return text.empty() ? 0 : static_cast<std::uint32_t>(std::stoul(text));
}

bool sameHistory(const History& a, const History& b) {
  return a.current() == b.current() &&
         std::equal(a.steps().begin(), a.steps().end(), b.steps().begin(), b.steps().end(),
                    [](const History::Step& x, const History::Step& y) {
                      return x.name == y.name && *x.score == *y.score;
                    });
}

bool sameTakes(const Document& a, const Document& b) {
  return std::equal(a.takes().begin(), a.takes().end(), b.takes().begin(), b.takes().end(),
                    [&](const StoredTakePtr& x, const StoredTakePtr& y) {
                      return x->id == y->id && x->name == y->name && x->favourite == y->favourite &&
                             x->created == y->created && x->take.notes == y->take.notes &&
                             recipeToJson(x->take.recipe) == recipeToJson(y->take.recipe) &&
                             *a.trace(x->id) == *b.trace(y->id);
                    });
}

}  // namespace partimento::project::test
