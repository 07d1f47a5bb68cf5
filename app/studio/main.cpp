#include <QApplication>
#include <filesystem>

#include "app/studio/first_paint.h"
#include "app/studio/options.h"
#include "core/devices/rt_midi_ports.h"
#include "core/engine/loader.h"
#include "core/playback/player.h"
#include "core/playback/synth.h"
#include "core/synth/audio_drivers.h"
#include "core/synth/offline.h"
#include "core/synth/sound_system.h"
#include "ui/common/icons.h"
#include "ui/common/preferences.h"
#include "ui/common/resources.h"
#include "ui/common/theme.h"
#include "ui/main_window/main_window.h"

namespace {

using namespace partimento;

constexpr double kSampleRate = 48000;

std::shared_ptr<Engine> loadStudioEngine() {
  // Where styles are published is looked into from the start, or the first one would not be found.
  std::error_code refused;
  std::filesystem::create_directories(userStyleFolder(), refused);
  EngineOptions options;
  options.styleFolders = styleFolders();
  return loadEngine(options);
}

JobsOptions trainingFolders() {
  JobsOptions options;
  options.runsFolder = userRunsFolder().string();
  options.cacheFolder = userCacheFolder().string();
  options.publishFolder = userStyleFolder().string();
  return options;
}

void exportAudio(const ui::AudioExportJob& job) {
  synth::RenderSettings settings;
  settings.soundFont = job.soundFont;
  synth::renderScore(*job.score, job.target, settings, job.progress, job.stop);
}

playback::SoundSettings soundSettings(const ui::Preferences& preferences) {
  playback::SoundSettings settings;
  settings.driver = preferences.audioDriver().toStdString();
  settings.soundFont = std::filesystem::path(preferences.soundFont().toStdU16String());
  return settings;
}

}  // namespace

int main(int argc, char** argv) {
  // Before any thread starts: libraries read these variables when they are loaded or used.
  chooseLinearAlgebraKernels();
  synth::chooseServerLatency();
  if (studio::isAnsweredByText({argv, static_cast<std::size_t>(argc)}))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("partimento"));
  QApplication::setApplicationDisplayName(QString());
  QApplication::setApplicationVersion(QStringLiteral(PARTIMENTO_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("io.github.partimento.Partimento"));
  ui::initResources();
  ui::Preferences preferences;
  const studio::Options options = studio::readOptions(app, QApplication::arguments(), preferences);
  if (options.exitStatus) return *options.exitStatus;
  ui::Theme::apply(app, options.theme);
  playback::Player player(std::make_unique<playback::SilentSynth>(), kSampleRate);
  synth::SoundSystem sound(player, soundSettings(preferences));
  ui::MainWindow window({preferences, player, sound, project::StateFolder::standard(), loadStudioEngine,
                         exportAudio, &devices::makeMidiPorts, trainingFolders()});
  // The window is painted before the engine and the rest of the start begin: loading libraries holds a lock
  // that the plugins needed for painting would wait for.
  new studio::FirstPaint(&window, [&window, file = options.file] {
    window.begin();
    if (!file.isEmpty()) window.open(file);
  });
  window.show();
  return QApplication::exec();
}
