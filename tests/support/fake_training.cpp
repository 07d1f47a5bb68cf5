#include "tests/support/fake_training.h"

#include <algorithm>
#include <cmath>

#include "core/formats/midi.h"

namespace partimento::test {
namespace {

constexpr std::int64_t kSteps = 1000;

/// A scale that climbs so many notes after a seed of four.
ScorePtr sampleScore(int climbed) {
  auto track = std::make_shared<Track>();
  for (int i = 0; i < 12; ++i) {
    Note note;
    note.onset = Tick(i * 480);
    note.duration = Tick(480);
    note.pitch = i < 4 ? 60 + 2 * i : 60 + (i * climbed) % 17;
    track->notes.push_back(note);
  }
  ScoreParts parts;
  parts.tracks = {track};
  return Score::make(std::move(parts));
}

}  // namespace

CorpusReport smallReport() {
  CorpusReport report;
  report.files = 23;
  report.pieces = 20;
  report.clusters = 19;
  report.trainingPieces = 16;
  report.validationPieces = 2;
  report.testPieces = 2;
  report.notes = 2400;
  report.meters = {{"6/8", 12}, {"4/4", 8}};
  report.keys[2] = 11;
  report.keys[7] = 6;
  report.keys[21] = 3;
  for (std::size_t pitch = 55; pitch < 85; ++pitch)
    report.pitches[pitch] = static_cast<std::int64_t>(10 + (pitch * 37) % 90);
  report.lengths = {0, 40, 0, 1800, 10, 420, 90, 30, 10, 0, 0};
  for (int i = 0; i < 20; ++i) report.pieceNotes.push_back(60 + 6 * i);
  report.sources = {"tunes (not stated)"};
  report.skipped = {{"tunes/chords.mid", SkipReason::SeveralVoices, {}},
                    {"tunes/scrap.mid", SkipReason::TooShort, "9 of 16"},
                    {"tunes/twice.mid", SkipReason::Copy, "tunes/once.mid"}};
  return report;
}

FakeTraining::Job& FakeTraining::find(JobId id) {
  for (Job& job : m_jobs) {
    if (job.snapshot.id == id) return job;
  }
  throw Error(ErrorCode::Internal, {"unknown job"});
}

void FakeTraining::notify(JobId id) {
  std::vector<std::shared_ptr<JobsWatcher>> watchers;
  {
    const Lock lock(m_mutex);
    for (const auto& each : m_watchers) {
      if (auto living = each.lock()) watchers.push_back(std::move(living));
    }
  }
  for (const auto& watcher : watchers) watcher->jobChanged(id);
}

JobId FakeTraining::insert(const RunSettings& settings, JobState state) {
  JobId id{};
  {
    const Lock lock(m_mutex);
    id = JobId(++m_lastId);
    Job job;
    job.snapshot.id = id;
    job.snapshot.settings = settings;
    job.snapshot.settings.folder = (m_folder / std::to_string(m_lastId)).string();
    job.snapshot.state = state;
    job.snapshot.steps = kSteps;
    job.snapshot.parameters = 650000;
    job.snapshot.device = "cpu";
    m_jobs.push_back(std::move(job));
  }
  notify(id);
  return id;
}

JobId FakeTraining::addRun(const std::string& name, JobState state) {
  RunSettings settings;
  settings.name = name;
  settings.network.family = "gpt";
  return insert(settings, state);
}

void FakeTraining::setState(JobId id, JobState state, std::optional<Error> failure) {
  {
    const Lock lock(m_mutex);
    JobSnapshot& job = find(id).snapshot;
    job.state = state;
    job.phase = state == JobState::Running ? JobPhase::Training : JobPhase::Waiting;
    job.failure = std::move(failure);
  }
  notify(id);
}

void FakeTraining::setInterrupted(JobId id) {
  {
    const Lock lock(m_mutex);
    find(id).snapshot.state = JobState::Paused;
    find(id).snapshot.interrupted = true;
  }
  notify(id);
}

void FakeTraining::train(JobId id, std::int64_t toStep) {
  {
    const Lock lock(m_mutex);
    Job& job = find(id);
    for (std::int64_t step = job.snapshot.step + 10; step <= toStep; step += 10) {
      TrainPoint point;
      point.step = step;
      point.seconds = 0.3 * static_cast<double>(step);
      point.epoch = 0.02 * static_cast<double>(step);
      const double wave = 0.12 * std::sin(static_cast<double>(step) * 1.7);
      point.nats = 1.4 + 2.6 * std::exp(-static_cast<double>(step) / 220) + wave;
      point.learningRate = 1e-3 * (0.55 + 0.45 * std::cos(3.1 * static_cast<double>(step) / kSteps));
      point.tokensPerSecond = 4213;
      job.curves.train.push_back(point);
    }
    const TrainPoint& last = job.curves.train.back();
    job.snapshot.step = last.step;
    job.snapshot.epoch = last.epoch;
    job.snapshot.elapsed = Seconds(last.seconds);
    job.snapshot.left = Seconds(0.3 * static_cast<double>(kSteps - last.step));
    job.snapshot.fraction = static_cast<double>(last.step) / kSteps;
    job.snapshot.trainNats = last.nats;
    job.snapshot.learningRate = last.learningRate;
    job.snapshot.tokensPerSecond = last.tokensPerSecond;
    job.snapshot.trainPoints = job.curves.train.size();
  }
  notify(id);
}

void FakeTraining::validate(JobId id, double nats) {
  {
    const Lock lock(m_mutex);
    Job& job = find(id);
    ValidationPoint point;
    point.step = job.snapshot.step;
    point.seconds = job.snapshot.elapsed.value;
    point.nats = nats;
    point.improved = job.snapshot.bestNats == 0 || nats < job.snapshot.bestNats;
    job.curves.validation.push_back(point);
    if (point.improved) {
      job.snapshot.bestNats = nats;
      for (Checkpoint& before : job.checkpoints) before.best = false;
    }
    const auto best = std::min_element(job.curves.validation.begin(), job.curves.validation.end(),
                                       [](const auto& a, const auto& b) { return a.nats < b.nats; });
    if (job.curves.validation.end() - best >= 3) job.snapshot.overfitsSince = best->step;
    const std::filesystem::path folder = std::filesystem::path(job.snapshot.settings.folder);
    const std::string step = "step-" + std::to_string(point.step);
    Checkpoint checkpoint{point.step,
                          point.seconds,
                          nats,
                          point.improved,
                          (folder / step).string(),
                          (folder / (step + ".mid")).string()};
    std::filesystem::create_directories(checkpoint.folder);
    formats::writeMidiFile(checkpoint.sample, *sampleScore(static_cast<int>(job.checkpoints.size()) + 2));
    job.checkpoints.push_back(checkpoint);
    job.snapshot.validationPoints = job.curves.validation.size();
    job.snapshot.checkpoints = job.checkpoints.size();
  }
  notify(id);
}

MachineProbe FakeTraining::probe(int threads, std::stop_token) {
  ++probes;
  MachineProbe machine;
  machine.device = "cpu";
  machine.threads = threads;
  machine.paces = {{"gpt", "tiny", 90000, 9000, true}, {"gpt", "small", 650000, 4200, true}};
  return machine;
}

Proposal FakeTraining::propose(const ProposalRequest& request, const MachineProbe&) {
  Proposal proposal;
  proposal.settings.tokenizer = request.tokenizer;
  proposal.settings.network.family = request.family;
  proposal.settings.network.preset = request.minutes > 30 ? "small" : "tiny";
  proposal.settings.length.minutes = request.minutes;
  proposal.settings.threads = request.threads;
  proposal.parameters = request.minutes > 30 ? 650000 : 90000;
  proposal.epochs = 38;
  proposal.endsEarly = request.minutes > 100;
  proposal.minutes = proposal.endsEarly ? 100 : request.minutes;
  proposal.corpusTooSmall = request.corpusNotes < 2000;
  return proposal;
}

CorpusReport FakeTraining::scan(const std::vector<std::string>& folders, const std::string& tokenizer,
                                std::stop_token, JobListener& listener) {
  listener.progress({jobPhaseName(JobPhase::Scanning), 0.5, {}, Seconds(0)});
  scanned = folders;
  scannedAs = tokenizer;
  if (scanError) throw *scanError;
  return report;
}

RunSettings FakeTraining::recipe(const std::string&, const std::string&) {
  return {};
}

RateSearch FakeTraining::findRate(const RunSettings&, std::stop_token, JobListener&) {
  return rates;
}

std::vector<ParameterGroup> FakeTraining::groups(const RunSettings&) {
  return parts;
}

JobId FakeTraining::submit(const RunSettings& settings) {
  if (submitError) throw *submitError;
  submitted = settings;
  return insert(settings, JobState::Queued);
}

JobId FakeTraining::open(const std::string& folder) {
  RunSettings settings;
  settings.folder = folder;
  return insert(settings, JobState::Paused);
}

std::vector<JobSnapshot> FakeTraining::list() {
  const Lock lock(m_mutex);
  std::vector<JobSnapshot> jobs;
  for (const Job& job : m_jobs) jobs.push_back(job.snapshot);
  return jobs;
}

JobSnapshot FakeTraining::snapshot(JobId id) {
  const Lock lock(m_mutex);
  return find(id).snapshot;
}

void FakeTraining::pause(JobId id) {
  const bool running = snapshot(id).state == JobState::Running;
  setState(id, running ? JobState::Pausing : JobState::Paused);
}

void FakeTraining::resume(JobId id) {
  {
    const Lock lock(m_mutex);
    find(id).snapshot.interrupted = false;
  }
  setState(id, JobState::Queued);
}

void FakeTraining::cancel(JobId id) {
  setState(id, JobState::Cancelled);
}

void FakeTraining::move(JobId id, std::size_t place) {
  {
    const Lock lock(m_mutex);
    const auto at =
        std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& job) { return job.snapshot.id == id; });
    Job job = std::move(*at);
    m_jobs.erase(at);
    m_jobs.insert(m_jobs.begin() + static_cast<std::ptrdiff_t>(std::min(place, m_jobs.size())),
                  std::move(job));
  }
  notify(id);
}

void FakeTraining::forget(JobId id) {
  const Lock lock(m_mutex);
  std::erase_if(m_jobs, [id](const Job& job) { return job.snapshot.id == id; });
}

JobsPolicy FakeTraining::policy() {
  const Lock lock(m_mutex);
  return m_policy;
}

void FakeTraining::setPolicy(const JobsPolicy& policy) {
  const Lock lock(m_mutex);
  m_policy = policy;
}

RunCurves FakeTraining::curves(JobId id, std::size_t trainFrom, std::size_t validationFrom) {
  const Lock lock(m_mutex);
  const RunCurves& all = find(id).curves;
  RunCurves news;
  for (std::size_t i = trainFrom; i < all.train.size(); ++i) news.train.push_back(all.train[i]);
  for (std::size_t i = validationFrom; i < all.validation.size(); ++i)
    news.validation.push_back(all.validation[i]);
  return news;
}

std::vector<Checkpoint> FakeTraining::checkpoints(JobId id) {
  const Lock lock(m_mutex);
  return find(id).checkpoints;
}

std::string FakeTraining::publish(JobId, const PublishSettings& settings, std::stop_token, JobListener&) {
  if (publishError) throw *publishError;
  published = settings;
  const std::filesystem::path pack = m_folder / "styles" / "my-style";
  std::filesystem::create_directories(pack);
  return pack.string();
}

void FakeTraining::watch(std::weak_ptr<JobsWatcher> watcher) {
  const Lock lock(m_mutex);
  m_watchers.push_back(std::move(watcher));
}

}  // namespace partimento::test
