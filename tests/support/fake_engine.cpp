#include "tests/support/fake_engine.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/engine/quality.h"

namespace partimento::test {
namespace {

StyleInfo makeStyle(const std::string& id, const std::string& name, const std::string& sentence) {
  StyleInfo style;
  style.id = id;
  style.name = name;
  style.sentence = sentence;
  style.family = "tcn";
  style.activation = "tanh";
  style.tokenizer = "melody";
  style.weightHash = "0123456789abcdef";
  style.parameters = 212000;
  style.receptiveField = 128;
  style.lowest = 55;
  style.highest = 84;
  style.pitchPerplexity = 4.9;
  style.durationPerplexity = 1.7;
  style.baselinePitchPerplexity = 5.5;
  style.sources = {{"Fiddle tunes in the public domain", "public domain"}};
  return style;
}

/// Waits as long as a note takes; a stop request ends the wait.
void waitForNote(std::chrono::milliseconds time, std::stop_token stop) {
  if (time.count() == 0) return;
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, time, [] { return false; });
}

int noteTotal(const ComposeRequest& request) {
  return request.settings.length.bars > 0 ? request.settings.length.bars * 4 : request.settings.length.notes;
}

}  // namespace

FakeEngine::FakeEngine() : FakeEngine(Behaviour{}) {}

FakeEngine::FakeEngine(Behaviour behaviour)
    : m_behaviour(behaviour),
      m_styles{makeStyle("art-songs", "Art songs", "Song melodies of the nineteenth century."),
               makeStyle("fiddle-tunes", "Fiddle tunes", "Reels, jigs and hornpipes for dancing.")} {
  for (StyleInfo& style : m_styles) style.tokenizer = m_behaviour.tokenizer;
}

std::vector<StyleInfo> FakeEngine::styles() {
  const std::lock_guard lock(m_mutex);
  return m_styles;
}

StyleInfo FakeEngine::style(const std::string& idOrFolder) {
  for (const StyleInfo& style : styles()) {
    if (style.id == idOrFolder) return style;
  }
  if (!std::filesystem::is_directory(idOrFolder))
    throw Error(ErrorCode::StyleNotFound, {idOrFolder, "art-songs, fiddle-tunes"});
  return makeStyle(idOrFolder, "A checkpoint", "What was learnt so far.");
}

std::shared_ptr<TrainingJobs> FakeEngine::openTraining(const JobsOptions&) {
  return m_training;
}

void FakeEngine::install(const std::string& id, const std::string& name, const std::string& folder) {
  const std::lock_guard lock(m_mutex);
  m_styles.push_back(makeStyle(id, name, "A style of one's own."));
  m_styles.back().folder = folder;
}

std::string FakeEngine::composedWith() const {
  const std::lock_guard lock(m_mutex);
  return m_composedWith;
}

void FakeEngine::prepare(const std::string& styleId) {
  const std::vector<StyleInfo> installed = styles();
  const bool known =
      std::filesystem::is_directory(styleId) ||
      std::any_of(installed.begin(), installed.end(), [&](const StyleInfo& s) { return s.id == styleId; });
  if (!known) throw Error(ErrorCode::StyleNotFound, {styleId, "art-songs, fiddle-tunes"});
}

void FakeEngine::compose(const ComposeRequest& request, std::stop_token stop, ComposeListener& listener) {
  ++m_calls;
  prepare(request.styleId);
  {
    const std::lock_guard lock(m_mutex);
    m_composedWith = request.styleId;
  }
  if (m_behaviour.fail) throw Error(ErrorCode::NumbersBroken, {"layer 3"});
  const StyleInfo& style = m_styles.front();
  const auto folded = std::count_if(
      request.seed.notes.begin(), request.seed.notes.end(),
      [&](const Note& note) { return note.pitch < style.lowest || note.pitch > style.highest; });
  if (folded > 0) listener.seedFolded(static_cast<int>(folded));
  for (int index = 0; index < request.takes && !stop.stop_requested(); ++index) {
    Take take = makeTake(request, index, stop, &listener);
    if (!take.notes.empty()) listener.takeFinished(std::move(take));
  }
}

Take FakeEngine::replay(const Recipe& recipe, std::stop_token stop) {
  return makeTake(recipe.request, recipe.takeIndex, stop, nullptr);
}

Take FakeEngine::makeTake(const ComposeRequest& request, int index, std::stop_token stop,
                          ComposeListener* listener) const {
  Random random = Random::stream(request.randomSeed, static_cast<std::uint64_t>(index));
  const auto& rules = request.settings.rules;
  Take take;
  take.recipe = {request, index, "0123456789abcdef", m_behaviour.tokenizer, "test"};
  Tick at = request.seed.continuesAt();
  const std::vector<Note>& seed = request.seed.notes;
  const Pitch tonic = 60 + (request.seed.key ? request.seed.key->tonic : 0);
  int pitch = std::clamp(seed.empty() ? tonic - 2 : seed.back().pitch, rules.lowest, rules.highest);
  const int total = noteTotal(request);
  for (int note = 0; note < total; ++note) {
    waitForNote(m_behaviour.perNote, stop);
    if (stop.stop_requested()) {
      take.partial = true;
      break;
    }
    const bool opens = seed.empty() && note == 0;
    const int move = opens || random.below(2) == 0 ? 2 : -2;
    pitch += pitch + move > rules.highest || pitch + move < rules.lowest ? -move : move;
    Note made;
    made.onset = at;
    made.duration = Tick(request.seed.ticksPerQuarter / (random.below(3) == 0 ? 2 : 1));
    made.pitch = pitch;
    made.origin = Origin::Model;
    if (m_behaviour.relaxOneNote && note == 1) {
      made.relaxed = RelaxedRule::Tabu;
      take.relaxations.push_back({note, RelaxedRule::Tabu, 1});
    }
    const int lines = static_cast<int>(request.seed.lineCount());
    if (lines > 1) {  // one after the other begins a note, all of them a quarter apart
      made.duration = Tick(request.seed.ticksPerQuarter);
      take.places.push_back({static_cast<std::uint8_t>(note % lines), -1});
    }
    if (note % lines == lines - 1) at = made.end();
    take.notes.push_back(made);
    take.noteLogProbabilities.push_back(-0.8F - 0.01F * static_cast<float>(index));
    take.logProbability += static_cast<double>(take.noteLogProbabilities.back());
    if (!listener) continue;
    if (m_behaviour.showsParts) listener->bestSoFar(take);
    listener->progress({index, note + 1, total, Seconds(0.01 * note), Seconds(0.01 * (total - note))});
  }
  return take;
}

EvaluateReport FakeEngine::evaluate(const EvaluateSettings&, std::stop_token, JobListener&) {
  return {};
}

QualityReport FakeEngine::measureQuality(const QualitySettings&, std::stop_token, JobListener&) {
  return {};
}

}  // namespace partimento::test
