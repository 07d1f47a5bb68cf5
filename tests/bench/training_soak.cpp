// A sitting at the real window with music looping through a real sound server while a style is trained, for
// as long as is asked: how long the interface takes to answer, how long its frames are, what of its deadline
// the audio callback needs, how often the sound drops, and whether memory grows. One line a minute, the whole
// at the end; the exit status is 1 where a goal is missed.
//
//   training_soak CORPUS [--minutes 120] [--idle 3] [--turn 0] [--period 512]
//     [--family gpt] [--preset tiny] [--compete]
//   training_soak --runs FOLDER [...]
//
// With --runs the first run in that folder, paused before, goes on instead of a new one. Sound server and
// recorder are urgent where the system allows it: gaps are then the studio's.
//
// The first --idle minutes pass without training, to compare with; with --turn 10, training rests every other
// ten minutes. Times on the clock hold what other programs take; "own" leaves out the waiting for a
// processor. With QT_QPA_PLATFORM=xcb frames also hold the waiting for the X server. --compete leaves the
// switch "Leave the machine usable" off.

#include <QCommandLineParser>
#include <QTimer>
#include <QWindow>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <sys/stat.h>

#include "core/engine/loader.h"
#include "core/synth/sound_system.h"
#include "tests/bench/soak_gauges.h"
#include "tests/core/synth/sound_server.h"
#include "tests/support/paths.h"
#include "ui/common/resources.h"
#include "ui/common/theme.h"
#include "ui/main_window/main_window.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/start/start_page.h"

namespace partimento::test {
namespace {

constexpr double kInterfaceGoal = 50e3;  // microseconds
constexpr double kFrameBudget = 1e6 / 60;
constexpr double kCallbackGoal = 0.25e6;  // millionths of the deadline
constexpr double kDeadline = 1e6;
/// Resident memory may rise by so many MiB an hour: points of curves, checkpoints.
constexpr double kGrowthGoal = 20;
/// Second from which on is measured: everything is loaded, the sink has found its pace.
constexpr int kStart = 15;
/// Networks and buffers of a run have come to rest after so many minutes.
constexpr int kSettled = 10;

struct Wishes {
  double minutes = 120;
  int idle = 3;
  int period = 512;
  int turn = 0;
  bool compete = false;
  std::string runs;
  RunSettings run;
};

/// Ten thousand notes: chords that never end, so that silence is a dropout, and a line over them.
ScorePtr loopedMusic() {
  ScoreParts parts;
  const int programs[] = {19, 48, 52};
  for (int t = 0; t < 3; ++t) {
    auto track = std::make_shared<Track>();
    track->program = programs[t];
    track->channel = t;
    for (int k = 0; k < 4; ++k) {
      Note note;
      note.duration = Tick(1'200'000);
      note.pitch = 40 + 5 * k + t;
      note.velocity = 50;
      track->notes.push_back(note);
    }
    parts.tracks.push_back(track);
  }
  auto line = std::make_shared<Track>();
  line->program = 6;
  line->channel = 4;
  for (int i = 0; i < 10000; ++i) {
    Note note;
    note.onset = Tick(120 * i);
    note.duration = Tick(100);
    note.pitch = 60 + (7 * i) % 24;
    line->notes.push_back(note);
  }
  parts.tracks.insert(parts.tracks.begin(), line);
  return Score::make(std::move(parts));
}

double load() {
  double one = 0;
  std::ifstream("/proc/loadavg") >> one;
  return one;
}

class Soak : public QObject {
 public:
  Soak(TimedApplication& app, Wishes wishes, synth::test::SoundServer& server,
       const std::filesystem::path& folder)
      : m_app(app),
        m_wishes(std::move(wishes)),
        m_server(server),
        m_preferences(QString::fromStdString((folder / "preferences.ini").string())),
        m_player(std::make_unique<playback::SilentSynth>(), 48000),
        m_sound(m_player, soundSettings(),
                [this](auto& source, const auto& settings) {
                  m_source.setSource(source);
                  return synth::openAudioOutput(m_source, settings);
                }),
        m_pipe(makePipe(folder)),
        m_dropouts(m_pipe),
        m_recorder(server.record(m_pipe)),
        m_window(parts(folder)),
        m_answers(app) {
    m_window.resize(1600, 900);
    m_window.show();
    // As the studio does: painted first, for loading libraries holds a lock that painting waits for.
    while (!m_window.windowHandle()->isExposed()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    m_window.repaint();
    m_window.begin();
    m_window.hideStartPage();
    m_window.session().edit("Enter notes", loopedMusic());
    m_window.actions()[ui::ActionId::ZoomFit]->trigger();
    connect(&m_minute, &QTimer::timeout, this, &Soak::minute);
    connect(&m_second, &QTimer::timeout, this, &Soak::second);
    m_minute.start(60'000);
    m_second.start(1000);
    head();
  }
  ~Soak() override { m_window.session().document().discardOnClose(); }

  bool met() const { return m_met; }

 private:
  playback::SoundSettings soundSettings() const {
    playback::SoundSettings settings;
    settings.driver = "pulseaudio";
    settings.periodFrames = m_wishes.period;
    return settings;
  }
  static std::filesystem::path makePipe(const std::filesystem::path& folder) {
    const std::filesystem::path pipe = folder / "heard";
    if (mkfifo(pipe.c_str(), 0600) != 0) throw std::runtime_error("no pipe");
    return pipe;
  }
  ui::WindowParts parts(const std::filesystem::path& folder) {
    JobsOptions jobs;
    jobs.runsFolder = m_wishes.runs.empty() ? (folder / "runs").string() : m_wishes.runs;
    jobs.cacheFolder = (folder / "cache").string();
    jobs.publishFolder = (folder / "styles").string();
    return {m_preferences,  m_player, m_sound, project::StateFolder{folder / "state"},
            loadTestEngine, {},       {},      jobs};
  }
  static std::shared_ptr<Engine> loadTestEngine() {
    EngineOptions options;
    options.styleFolders = {(sourceFolder() / "resources" / "styles").string()};
    return loadEngine(options);
  }

  void second() {
    ++m_seconds;
    if (m_seconds == 2) play();
    if (!m_recorder->running()) m_recorder = m_server.record(m_pipe);
    if (m_seconds == kStart) beginToCount();
    if (m_seconds % 10 == 0) useWindow();
  }
  void beginToCount() {
    const playback::SoundState& state = m_sound.state();
    std::printf("sound through %s, %d frames a block, %.0f ms\n", state.output.driver.c_str(),
                state.output.periodFrames, state.output.latency.value * 1e3);
    m_dropouts.begin();
    take();
    m_phases[false].clear();
    m_app.takeWorst();
  }
  void play() {
    const ScorePtr& score = m_player.score();
    m_player.setLoop(playback::LoopRange{Tick(0), Tick(score->meter().at(Tick(60'000)).barStart)});
    m_player.play();
  }
  /// What a person does beside listening: looks at the training, at the roll, zooms and scrolls.
  void useWindow() {
    const int turn = m_seconds / 10;
    const ui::ActionId layout = turn % 4 < 2 ? ui::ActionId::LayoutTrain : ui::ActionId::LayoutCompose;
    m_window.actions()[layout]->trigger();
    m_window.roll().setHorizontalZoom(turn % 3 == 0 ? 12 : 60);
    m_window.roll().showTick(Tick(1000 * (turn % 60)));
  }

  void head() const {
    std::printf(
        "min  load  step   ck  answer ms p50  p99   max >50 own max  frames p50  p95   max >16.7  work p95"
        "  callback %% p99.9  max late  gaps  ms  resident  heap MiB  longest event\n");
    std::fflush(stdout);
  }
  /// What was measured in the minutes with training, or in those without.
  struct Phase {
    int minutes = 0;
    Spread delays;
    Spread own;
    Spread frames;
    Spread work;
    Spread shares;
    Spread callbackWork;
    std::uint64_t gaps = 0;
    double silent = 0;

    void clear() {
      for (Spread* each : {&delays, &own, &frames, &work, &shares, &callbackWork}) each->clear();
    }
  };
  void take() {
    Phase& phase = m_phases[m_training];
    m_answers.delays.takeInto(phase.delays, m_now.delays);
    m_answers.own.takeInto(phase.own, m_now.own);
    m_app.frames.takeInto(phase.frames, m_now.frames);
    m_app.frameWork.takeInto(phase.work, m_now.work);
    m_source.share.takeInto(phase.shares, m_now.shares);
    m_source.work.takeInto(phase.callbackWork, m_now.callbackWork);
    const DropoutGauge::Heard heard = m_dropouts.heard();
    m_now.gaps = heard.gaps - m_heard.gaps;
    m_now.silent = heard.silent - m_heard.silent;
    m_heard = heard;
    phase.gaps += m_now.gaps;
    phase.silent += m_now.silent;
  }
  void minute() {
    take();
    ++m_phases[m_training].minutes;
    ++m_minutes;
    const Memory memory = memoryNow();
    if (m_minutes == m_wishes.idle + kSettled) m_settled = memory;
    line(std::to_string(m_minutes), m_now, memory);
    if (m_minutes < m_wishes.minutes) return turn();
    line("without training", m_phases[false], memory);
    line("with training", m_phases[true], memory);
    judge(memory);
    m_app.exit(0);
  }
  /// With and without training by turns: other programs on the machine disturb both alike.
  void turn() {
    const int since = m_minutes - m_wishes.idle;
    const bool training = since >= 0 && (m_wishes.turn == 0 || (since / m_wishes.turn) % 2 == 0);
    if (training == m_training) return;
    m_training = training;
    ui::TrainingHost& jobs = m_window.jobs();
    jobs.setPolicy({!m_wishes.compete, Seconds(0)});
    if (jobs.jobs().empty()) {
      jobs.submit(m_wishes.run);
    } else {
      training ? jobs.resume(jobs.jobs().front().id) : jobs.pause(jobs.jobs().front().id);
    }
  }
  void line(const std::string& name, const Phase& phase, const Memory& memory) {
    const JobSnapshot* job = m_window.jobs().jobs().empty() ? nullptr : &m_window.jobs().jobs().front();
    std::printf(
        "%3s %5.1f %6lld %3zu %12.1f %5.1f %6.0f %3llu %7.0f %11.1f %5.1f %5.0f %5llu %9.1f %15.1f %5.0f "
        "%4llu"
        " %5llu %5.0f %8.0f %8.0f  %s\n",
        name.c_str(), load(), job ? static_cast<long long>(job->step) : 0, job ? job->checkpoints : 0,
        phase.delays.quantile(0.5) / 1e3, phase.delays.quantile(0.99) / 1e3, phase.delays.largest() / 1e3,
        static_cast<unsigned long long>(phase.delays.above(kInterfaceGoal)), phase.own.largest() / 1e3,
        phase.frames.quantile(0.5) / 1e3, phase.frames.quantile(0.95) / 1e3, phase.frames.largest() / 1e3,
        static_cast<unsigned long long>(phase.frames.above(kFrameBudget)), phase.work.quantile(0.95) / 1e3,
        phase.shares.quantile(0.999) / 1e4, phase.shares.largest() / 1e4,
        static_cast<unsigned long long>(phase.shares.above(kDeadline)),
        static_cast<unsigned long long>(phase.gaps), phase.silent * 1e3, memory.resident, memory.heap,
        m_app.takeWorst().toUtf8().constData());
    std::fflush(stdout);
  }
  void expect(bool met, const char* what) {
    std::printf("%s: %s\n", met ? "met" : "MISSED", what);
    m_met = m_met && met;
  }
  void judge(const Memory& memory) {
    const Phase& without = m_phases[false];
    const Phase& with = m_phases[true];
    const double hours = (m_minutes - m_wishes.idle - kSettled) / 60.0;
    std::printf("heard %.0f s; longest gap %.0f ms; gaps a minute %.2f without, %.2f with training\n",
                m_heard.seconds, m_heard.longest * 1e3,
                static_cast<double>(without.gaps) / std::max(1, without.minutes),
                static_cast<double>(with.gaps) / std::max(1, with.minutes));
    std::printf("callback's own work p99.9 %.1f %%, max %.0f %%\n", with.callbackWork.quantile(0.999) / 1e4,
                with.callbackWork.largest() / 1e4);
    expect(m_heard.seconds > 30 * m_minutes, "the sink was heard");
    expect(with.gaps == 0, "no dropout");
    expect(with.shares.quantile(0.999) <= kCallbackGoal, "callback within a quarter of its deadline (p99.9)");
    expect(with.own.above(kInterfaceGoal) == 0,
           "the interface answers within 50 ms, always, the machine apart");
    expect(with.frames.quantile(0.95) <= kFrameBudget, "frames within 16.7 ms (p95)");
    if (hours <= 0) return;
    std::printf("resident %+.1f MiB, heap %+.1f MiB in %.2f h\n", memory.resident - m_settled.resident,
                memory.heap - m_settled.heap, hours);
    expect(memory.resident - m_settled.resident <= kGrowthGoal * std::max(1.0, hours), "no growth of memory");
  }

  TimedApplication& m_app;
  const Wishes m_wishes;
  synth::test::SoundServer& m_server;
  ui::Preferences m_preferences;
  TimedSource m_source{48000};
  playback::Player m_player;
  synth::SoundSystem m_sound;
  const std::filesystem::path m_pipe;
  DropoutGauge m_dropouts;
  std::unique_ptr<synth::test::Child> m_recorder;
  ui::MainWindow m_window;
  AnswerGauge m_answers;
  QTimer m_minute;
  QTimer m_second;
  int m_minutes = 0;
  int m_seconds = 0;
  bool m_met = true;
  Memory m_settled;
  bool m_training = false;
  DropoutGauge::Heard m_heard;
  Phase m_now;
  std::array<Phase, 2> m_phases;
};

Wishes wishesOf(const QCommandLineParser& parser) {
  Wishes wishes;
  wishes.minutes = parser.value(QStringLiteral("minutes")).toDouble();
  wishes.idle = parser.value(QStringLiteral("idle")).toInt();
  wishes.period = parser.value(QStringLiteral("period")).toInt();
  wishes.turn = parser.value(QStringLiteral("turn")).toInt();
  wishes.compete = parser.isSet(QStringLiteral("compete"));
  wishes.runs = parser.value(QStringLiteral("runs")).toStdString();
  if (wishes.runs.empty()) wishes.run.corpora = {parser.positionalArguments().front().toStdString()};
  wishes.run.name = "Soak";
  wishes.run.network.family = parser.value(QStringLiteral("family")).toStdString();
  wishes.run.network.preset = parser.value(QStringLiteral("preset")).toStdString();
  wishes.run.threads = parser.value(QStringLiteral("threads")).toInt();
  // Longer than the soak, a checkpoint about every two minutes, and never early.
  wishes.run.length.minutes = 2 * wishes.minutes;
  wishes.run.length.validations = static_cast<int>(wishes.minutes);
  wishes.run.length.patience = 0;
  return wishes;
}

int soak(TimedApplication& app) {
  QCommandLineParser parser;
  parser.addPositionalArgument(QStringLiteral("corpus"), QStringLiteral("folder of MIDI files"));
  parser.addOption({QStringLiteral("minutes"), QString(), QStringLiteral("m"), QStringLiteral("120")});
  parser.addOption({QStringLiteral("idle"), QString(), QStringLiteral("m"), QStringLiteral("3")});
  parser.addOption({QStringLiteral("period"), QString(), QStringLiteral("frames"), QStringLiteral("512")});
  parser.addOption({QStringLiteral("family"), QString(), QStringLiteral("f"), QStringLiteral("gpt")});
  parser.addOption({QStringLiteral("preset"), QString(), QStringLiteral("p"), QStringLiteral("tiny")});
  parser.addOption({QStringLiteral("threads"), QString(), QStringLiteral("n"), QStringLiteral("1")});
  parser.addOption({QStringLiteral("turn"), QString(), QStringLiteral("m"), QStringLiteral("0")});
  parser.addOption({QStringLiteral("runs"), QString(), QStringLiteral("folder"), QString()});
  parser.addOption(QCommandLineOption(QStringLiteral("compete")));
  parser.process(app);
  const int wanted = parser.isSet(QStringLiteral("runs")) ? 0 : 1;
  if (parser.positionalArguments().size() != wanted) parser.showHelp(2);
  std::string why;
  const auto server = synth::test::SoundServer::start(why, synth::test::ServerPriority::Urgent);
  if (!server) {
    std::fprintf(stderr, "%s\n", why.c_str());
    return 2;
  }
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "styles");
  Soak run(app, wishesOf(parser), *server, folder.path());
  QApplication::exec();
  return run.met() ? 0 : 1;
}

}  // namespace
}  // namespace partimento::test

int main(int argc, char** argv) {
  setenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY, 0);
  partimento::chooseLinearAlgebraKernels();
  partimento::synth::chooseServerLatency();
  partimento::test::TimedApplication app(argc, argv);
  partimento::ui::initResources();
  partimento::ui::Theme::apply(app, partimento::ui::ThemeChoice::Dark);
  return partimento::test::soak(app);
}
