#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/units.h"
#include "core/engine/corpus_report.h"
#include "core/engine/job_listener.h"
#include "core/engine/proposal.h"
#include "core/engine/run_settings.h"

/// Training as the studio's panel and the command line see it. No torch type crosses this border.
namespace partimento {

/// Names a job while the program runs; a run's folder names it for ever.
enum class JobId : std::uint64_t {};

/// Queued -> Running -> Finished | Failed | Cancelled; Running -> Pausing -> Paused -> Queued.
enum class JobState : std::uint8_t { Queued, Running, Pausing, Paused, Finished, Failed, Cancelled };

/// Stable English identifier ("running"), also in run.json.
const char* jobStateName(JobState state);

/// What a running job is doing.
enum class JobPhase : std::uint8_t {
  Waiting,
  Scanning,
  FindingRate,
  Measuring,
  Training,
  Validating,
  Sampling,
  Saving
};

const char* jobPhaseName(JobPhase phase);

/// Everything small that is known of a job; cheap to copy.
struct JobSnapshot {
  JobId id{};
  RunSettings settings;  ///< as resolved: folder, rate, steps and sizes are filled in once they are known
  JobState state = JobState::Queued;
  JobPhase phase = JobPhase::Waiting;
  std::optional<Error> failure;  ///< of a failed job; what it had made until then is kept
  bool interrupted = false;      ///< paused because the program ended; resume() goes on where it was
  double fraction = 0;           ///< 0..1 of the phase while scanning, else of the run
  Seconds elapsed;               ///< spent on training, over all sessions
  Seconds left;                  ///< an estimate from the pace of this session; 0: not known
  std::int64_t step = 0;
  std::int64_t steps = 0;  ///< 0: not known yet
  double epoch = 0;        ///< passes over the training pieces
  double learningRate = 0;
  double trainNats = 0;  ///< a note, smoothed
  double bestNats = 0;   ///< a note, on held-out pieces; 0: not measured yet
  double notesPerSecond = 0;
  double tokensPerSecond = 0;
  std::int64_t parameters = 0;
  std::int64_t trainableParameters = 0;
  int trainingPieces = 0;
  int validationPieces = 0;
  std::string device;  ///< "cpu", "cuda"
  /// Validation has turned: the step of the best one, when the last two were both worse.
  std::optional<std::int64_t> overfitsSince;
  std::size_t trainPoints = 0;  ///< how many the curves hold
  std::size_t validationPoints = 0;
  std::size_t checkpoints = 0;
};

struct TrainPoint {
  std::int64_t step = 0;
  double seconds = 0;
  double epoch = 0;
  double nats = 0;  ///< a note: mean since the point before, as trained (with dropout)
  double learningRate = 0;
  double gradientNorm = 0;  ///< before clipping
  double tokensPerSecond = 0;
};

struct ValidationPoint {
  std::int64_t step = 0;
  double seconds = 0;
  double nats = 0;             ///< a note, all held-out pieces in full context
  double pitchPerplexity = 0;  ///< 0: the representation has no such part
  double durationPerplexity = 0;
  bool improved = false;
};

/// Curves as they grow; what a reader has already is not sent again.
struct RunCurves {
  std::vector<TrainPoint> train;
  std::vector<ValidationPoint> validation;
};

/// A state of the network that can be played and composed with.
struct Checkpoint {
  std::int64_t step = 0;
  double seconds = 0;
  double nats = 0;  ///< on held-out pieces
  bool best = false;
  std::string folder;  ///< a style pack: usable as ComposeRequest::styleId, also while the run goes on
  std::string sample;  ///< .mid: the same seed, continued with the same random numbers at every checkpoint
};

/// The curve of a learning-rate range test and the three readings of it.
struct RateSearch {
  std::vector<double> rates;
  std::vector<double> losses;  ///< smoothed, nats a note; as long as `rates`
  double valley = 0;
  double minimum = 0;  ///< a tenth of the rate of the lowest loss
  double steepest = 0;
};

/// A part of the network that is trained or frozen as one, from input to output.
struct ParameterGroup {
  std::string name;
  std::int64_t parameters = 0;
  bool trained = true;
  double rateFactor = 1;  ///< of the run's learning rate
};

struct PublishSettings {
  std::string id;      ///< folder name of the pack; empty: from the run's name
  std::string folder;  ///< where the pack is written: `folder`/`id`; empty: JobsOptions::publishFolder
  std::string name;    ///< empty: the run's
  std::string sentence;
  std::optional<std::int64_t> step;                ///< which checkpoint; none: the best
  std::optional<decode::DecodingPreset> decoding;  ///< none: the run's
};

struct JobsPolicy {
  bool leaveMachineUsable = true;  ///< training gets only what nothing else wants
  /// 0: a job runs to its end, then the next of the list. Else jobs take turns of this length.
  Seconds turn;
};

/// Told on a worker thread, at most 30 times a second a job; must return quickly and not throw.
class JobsWatcher {
 public:
  virtual ~JobsWatcher() = default;
  virtual void jobChanged(JobId id) = 0;
};

/// The queue of training jobs. Calls may come from any thread and return at once but for those with a stop
/// token, which compute. One job runs at a time, in the order of list(), on a thread of its own. Destruction
/// pauses the running job, which saves its state, and waits for it. An id that is not in list() throws
/// Error(Internal).
class TrainingJobs {
 public:
  virtual ~TrainingJobs() = default;

  /// Measures this machine for about five seconds. Throws Cancelled.
  virtual MachineProbe probe(int threads, std::stop_token stop) = 0;
  /// Sizes and length for a time budget; instantaneous.
  virtual Proposal propose(const ProposalRequest& request, const MachineProbe& machine) = 0;
  /// Reads folders as a run with this tokenizer would. Throws CorpusEmpty, Cancelled, FileNotFound.
  virtual CorpusReport scan(const std::vector<std::string>& folders, const std::string& tokenizer,
                            std::stop_token stop, JobListener& listener) = 0;
  /// The settings that a recipe.json holds: of the pack of a style, or what publish() wrote. Corpora are
  /// named below the folder `corpora`. Throws FileNotFound, FileNotReadable, RunDamaged.
  virtual RunSettings recipe(const std::string& file, const std::string& corpora) = 0;
  /// The range test on these settings. Throws as a run fails; Cancelled.
  virtual RateSearch findRate(const RunSettings& settings, std::stop_token stop, JobListener& listener) = 0;
  /// The network's groups as these settings train them (fineTune.style or a new network of that shape).
  virtual std::vector<ParameterGroup> groups(const RunSettings& settings) = 0;

  /// Puts a new run at the end of the queue; its folder exists afterwards. Throws SettingInvalid,
  /// FileNotFound, RunExists, StyleNotFound and what writing files throws.
  virtual JobId submit(const RunSettings& settings) = 0;
  /// Lists the run in a folder, paused or ended as its record says. Throws RunDamaged, FileNotFound.
  virtual JobId open(const std::string& folder) = 0;
  /// In the order of the queue, ended ones where they were.
  virtual std::vector<JobSnapshot> list() = 0;
  virtual JobSnapshot snapshot(JobId id) = 0;

  /// Running: after its step and the saving of its state. Queued: at once. Else nothing.
  virtual void pause(JobId id) = 0;
  /// Paused, failed or cancelled: queued again, to go on from its last state. Else nothing.
  virtual void resume(JobId id) = 0;
  /// Ends a job and keeps what it has.
  virtual void cancel(JobId id) = 0;
  /// To a place of list(), 0 the first. The running job goes on.
  virtual void move(JobId id, std::size_t place) = 0;
  /// Takes a job that is not running off the list, for ever but for open(); its folder stays.
  virtual void forget(JobId id) = 0;

  virtual JobsPolicy policy() = 0;
  /// Holds from the running job's next step on.
  virtual void setPolicy(const JobsPolicy& policy) = 0;

  /// The points from these indexes on.
  virtual RunCurves curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) = 0;
  /// Rising by step.
  virtual std::vector<Checkpoint> checkpoints(JobId id) = 0;
  /// Makes a style pack of a checkpoint: measured on the test pieces, with card, sources, recipe and samples.
  /// Returns the pack's folder. Throws NothingToPublish, FileNotWritable, Cancelled.
  virtual std::string publish(JobId id, const PublishSettings& settings, std::stop_token stop,
                              JobListener& listener) = 0;

  /// Watchers that have died are dropped.
  virtual void watch(std::weak_ptr<JobsWatcher> watcher) = 0;
};

struct JobsOptions {
  /// Its runs are listed at the start as they were left, those that were running as interrupted (what is
  /// queued waits for what becomes of them). Empty: none, and every run names its folder.
  std::string runsFolder;
  std::string cacheFolder;    ///< remembers what files held; empty: nothing is remembered
  std::string publishFolder;  ///< where packs go that are published without a folder
};

}  // namespace partimento
