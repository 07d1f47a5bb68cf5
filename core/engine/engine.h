#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/decode/settings.h"
#include "core/decode/trace.h"
#include "core/engine/evaluation.h"
#include "core/engine/job_listener.h"
#include "core/engine/seed_melody.h"
#include "core/music/score.h"

/// What the studio and the command line may ask of the neural side. No torch type crosses this border.
namespace partimento {

class TrainingJobs;
struct JobsOptions;
struct QualityReport;
struct QualitySettings;

struct SourceCredit {
  std::string name;
  std::string licence;
};

struct StyleInfo {
  std::string id;
  std::string name;
  std::string sentence;  ///< for people: what it plays
  std::string family;    ///< "tcn"
  std::string activation;
  std::string tokenizer;
  std::string weightHash;
  std::string folder;
  std::string replaces;  ///< folder of another pack of the same id that this one stands in for; empty: none
  std::int64_t parameters = 0;
  int receptiveField = 0;       ///< notes; 0: unbounded
  bool knowsEnds = false;       ///< comes to a close where the last bar is to be the end
  Pitch lowest = kLowestPitch;  ///< range of the corpus, as it sounds
  Pitch highest = kHighestPitch;
  double pitchPerplexity = 0;  ///< on held-out pieces; 0: not measured
  double durationPerplexity = 0;
  double baselinePitchPerplexity = 0;  ///< of the best n-gram on the same notes
  std::vector<SourceCredit> sources;
  /// With what its music came nearest to that of pieces it had not seen; none: nobody measured.
  std::optional<decode::DecodingPreset> decoding;
};

struct ComposeRequest {
  std::string styleId;
  SeedMelody seed;
  decode::Settings settings;
  int takes = 1;
  std::uint64_t randomSeed = 1;
  decode::TraceDetail trace = decode::TraceDetail::On;
};

/// Everything needed to make the same take again.
struct Recipe {
  ComposeRequest request;
  int takeIndex = 0;
  std::string weightHash;
  std::string tokenizer;
  std::string programVersion;
};

/// A rule that gave way, because nothing else was possible.
struct Relaxation {
  int note = 0;  ///< index in Take::notes
  RelaxedRule rule = RelaxedRule::None;
  int detail = 0;  ///< Tabu: how many of its entries were kept
};

/// Where a note of a take belongs, and where its search chose it.
struct NotePlace {
  /// Voice or track: those that the seed has continue its lines, 0 the leading one; others accompany them.
  std::uint8_t line = 0;
  std::int32_t step = -1;  ///< index in Trace::path of the choice of its pitch; -1: not known

  bool operator==(const NotePlace&) const = default;
};

/// One continuation.
struct Take {
  std::vector<Note> notes;  ///< generated only; ticks and origin of time as in the seed; Origin::Model
  std::vector<float> noteLogProbabilities;  ///< natural log of p(pitch) p(duration) a note
  std::vector<NotePlace> places;  ///< by note; empty: one line, its notes in the order of their choices
  double logProbability = 0;
  std::vector<Relaxation> relaxations;
  bool partial = false;  ///< the search was stopped before its end: the recipe may make another take
  Recipe recipe;
  std::shared_ptr<const decode::Trace> trace;  ///< may be null
};

struct ComposeProgress {
  int take = 0;  ///< being made; decode::kAllTakes: all of them together
  int notesDone = 0;
  int notesTotal = 0;
  Seconds elapsed;
  Seconds left;  ///< estimate from the pace so far
};

/// Called on the thread that runs compose(); must return quickly and not throw.
class ComposeListener {
 public:
  virtual ~ComposeListener() = default;
  virtual void progress(const ComposeProgress& progress) = 0;
  virtual void takeFinished(Take take) = 0;
  /// What the take being made, or the best of those made together, would be by now: to look at, a few times a
  /// second. Its recipe makes the whole one.
  virtual void bestSoFar([[maybe_unused]] Take part) {}
  /// Before the search: so many notes of the seed lie outside what the style can say, and are read octaves
  /// nearer.
  virtual void seedFolded([[maybe_unused]] int notes) {}
};

/// Loads styles and runs models. Calls may come from any thread; compositions run one after the other.
class Engine {
 public:
  virtual ~Engine() = default;

  /// Styles of the built-in folder and of the user's, by id; a damaged pack is left out and named in
  /// warnings().
  virtual std::vector<StyleInfo> styles() = 0;
  virtual std::vector<std::string> warnings() = 0;
  /// One style by id, or by the folder of any pack: a checkpoint of a run for one. Throws StyleNotFound,
  /// PackDamaged.
  virtual StyleInfo style(const std::string& idOrFolder) = 0;
  /// Loads a style's weights ahead of the first request. Throws StyleNotFound, PackDamaged,
  /// TensorFileDamaged.
  virtual void prepare(const std::string& styleId) = 0;

  /// Makes the takes, each reported to the listener as it is done. Returns when all are done or, within one
  /// step of the stop request, with the best part so far as a partial take. Throws StyleNotFound,
  /// SeedPolyphonic, SeedVoices, SeedUnusable, SettingInvalid, RequestInfeasible, NumbersBroken,
  /// PackDamaged.
  virtual void compose(const ComposeRequest& request, std::stop_token stop, ComposeListener& listener) = 0;

  /// Throws RecipeMismatch where the style here is not the recipe's.
  virtual Take replay(const Recipe& recipe, std::stop_token stop) = 0;

  virtual EvaluateReport evaluate(const EvaluateSettings& settings, std::stop_token stop,
                                  JobListener& listener) = 0;
  /// Lets a style continue pieces that it was not trained on, and compares (see quality.h). Throws
  /// StyleNotFound, PackDamaged, CorpusEmpty, SettingInvalid (also where fewer than two pieces can be
  /// used), RequestInfeasible, Cancelled.
  virtual QualityReport measureQuality(const QualitySettings& settings, std::stop_token stop,
                                       JobListener& listener) = 0;
  /// The queue of training jobs; one at a time in a process, kept alive by its holders. Null: this engine
  /// does not train.
  virtual std::shared_ptr<TrainingJobs> openTraining(const JobsOptions&) { return nullptr; }
};

struct EngineOptions {
  std::vector<std::string> styleFolders;  ///< each holds one folder a pack; later ones win
  int threads = 1;
};

/// The one symbol that libpartimento-engine exports, by this name and type.
using CreateEngine = Engine* (*)(const EngineOptions&);
inline constexpr const char* kCreateEngineSymbol = "partimentoCreateEngine";

}  // namespace partimento
