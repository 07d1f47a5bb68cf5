// How long a person waits: from the start of the program until its window is painted (goal 300 ms), and from
// the first click, on a demo, to the first take, the engine being loaded meanwhile (goal 2 s). Each needs a
// process of its own: the studio itself, and this program, started again as that person. The window is shown
// on the platform that QT_QPA_PLATFORM names.

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <cstdio>
#include <stdexcept>

#include <benchmark/benchmark.h>

#include "core/engine/loader.h"
#include "core/playback/synth.h"
#include "tests/support/paths.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/common/resources.h"
#include "ui/start/demo_card.h"

namespace partimento::test {
namespace {

constexpr int kPatience = 60000;
const QString kPerson = QStringLiteral("--be-the-person");

QProcessEnvironment environmentIn(const std::filesystem::path& folder) {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  const QString path = QString::fromStdString(folder.string());
  environment.insert(QStringLiteral("XDG_STATE_HOME"), path);
  environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path);
  environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("partimento.start.info=true"));
  return environment;
}

/// Starts the program and waits until it says the words; seconds since its start.
double secondsUntil(const QString& program, const QStringList& arguments, const QByteArray& words) {
  const TemporaryFolder folder;
  QProcess process;
  process.setProcessEnvironment(environmentIn(folder.path()));
  process.setProcessChannelMode(QProcess::MergedChannels);
  QElapsedTimer clock;
  clock.start();
  process.start(program, arguments);
  QByteArray said;
  while (!said.contains(words)) {
    if (!process.waitForReadyRead(kPatience)) throw std::runtime_error("it said: " + said.toStdString());
    said += process.readAll();
  }
  const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
  process.kill();
  process.waitForFinished(kPatience);
  return seconds;
}

void BM_WindowPainted(benchmark::State& state) {
  for (auto _ : state) {
    state.SetIterationTime(secondsUntil(QStringLiteral(PARTIMENTO_STUDIO), {}, "window painted"));
  }
}
BENCHMARK(BM_WindowPainted)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(10);

void BM_FirstTakeAfterTheFirstClick(benchmark::State& state) {
  for (auto _ : state) {
    const TemporaryFolder folder;
    QProcess person;
    person.setProcessEnvironment(environmentIn(folder.path()));
    person.start(QCoreApplication::applicationFilePath(),
                 {kPerson, QString::fromStdString(folder.path().string())});
    if (!person.waitForFinished(kPatience)) throw std::runtime_error("no take came");
    state.SetIterationTime(person.readAllStandardOutput().trimmed().toDouble());
  }
}
BENCHMARK(BM_FirstTakeAfterTheFirstClick)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

std::shared_ptr<Engine> studioEngine() {
  qputenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY);
  EngineOptions options;
  options.styleFolders = {(sourceFolder() / "resources" / "styles").string()};
  return loadEngine(options);
}

/// Clicks a demo as soon as the window is there, then Generate, and prints the seconds until a take is there.
int bePerson(const std::filesystem::path& folder) {
  ui::initResources();
  ui::Preferences preferences(QString::fromStdString((folder / "preferences.ini").string()));
  playback::Player player(std::make_unique<playback::SilentSynth>(), 48000);
  FakeSound sound;
  ui::MainWindow window(
      {preferences, player, sound, project::StateFolder{folder / "state"}, studioEngine, {}});
  window.resize(1440, 900);
  window.show();
  if (!QTest::qWaitForWindowExposed(&window, kPatience)) return 1;
  window.begin();
  QElapsedTimer clock;
  clock.start();
  QTest::mouseClick(window.findChild<ui::DemoCard*>(), Qt::LeftButton);
  const auto generate = [&] { return window.actions()[ui::ActionId::Generate]->isEnabled(); };
  if (!QTest::qWaitFor(generate, kPatience)) return 1;
  window.actions()[ui::ActionId::Generate]->trigger();
  if (!QTest::qWaitFor([&] { return !window.desk().takes().empty(); }, kPatience)) return 1;
  std::printf("%.6f\n", static_cast<double>(clock.nsecsElapsed()) * 1e-9);
  std::fflush(stdout);
  window.session().document().discardOnClose();
  return 0;
}

}  // namespace
}  // namespace partimento::test

int main(int argc, char** argv) {
  partimento::chooseLinearAlgebraKernels();
  QApplication app(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() == 3 && arguments[1] == partimento::test::kPerson)
    return partimento::test::bePerson(arguments[2].toStdString());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
