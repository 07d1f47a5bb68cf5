#include "tests/app/sitting.h"

#include "core/engine/loader.h"
#include "core/synth/offline.h"
#include "tests/ui/support/pointer.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/start/start_page.h"

namespace partimento::test {
namespace {

void exportAudio(const ui::AudioExportJob& job) {
  synth::RenderSettings settings;
  settings.soundFont = job.soundFont;
  synth::renderScore(*job.score, job.target, settings, job.progress, job.stop);
}

}  // namespace

std::shared_ptr<Engine> realEngine() {
  qputenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY);
  chooseLinearAlgebraKernels();
  EngineOptions options;
  options.styleFolders = {(sourceFolder() / "resources" / "styles").string()};
  return loadEngine(options);
}

Sitting::Sitting(const std::filesystem::path& folder, const std::string& engine)
    : preferences(QString::fromStdString((folder / "preferences.ini").string())),
      player(std::make_unique<playback::SilentSynth>(), 48000),
      window({preferences, player, sound, project::StateFolder{folder / "state"},
              [engine]() -> std::shared_ptr<Engine> {
                if (engine == "real") return realEngine();
                return std::make_shared<FakeEngine>();
              },
              exportAudio}) {
  window.resize(1440, 900);
  window.show();
  window.begin();
}

void drawSeed(ui::MainWindow& window) {
  Q_EMIT window.findChild<ui::StartPage*>()->emptyChosen();
  auto* notes = window.roll().findChild<ui::roll::NotesView*>();
  ASSERT_NE(notes, nullptr);
  Pointer hand(notes);
  const int quarter = window.session().score()->ticksPerQuarter();
  int place = 0;
  for (const Pitch pitch : {62, 66, 69, 67, 66, 64}) {
    const ui::roll::Geometry& geometry = notes->scene().geometry;
    const double x = geometry.xOf(Tick(place * quarter + quarter / 8));
    const double y = geometry.yOf(pitch) + geometry.rowHeight / 2;
    hand.doubleClick({x, y});
    ++place;
  }
}

}  // namespace partimento::test
