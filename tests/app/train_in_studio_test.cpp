// A style from a folder of MIDI files, through the real window and the real engine: proposed, trained, the
// program ended in the middle, resumed, composed with while it goes on, published.

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QTest>

#include "core/engine/loader.h"
#include "tests/support/patience.h"
#include "tests/training/scale_corpus.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/start/start_page.h"
#include "ui/styles/styles_panel.h"
#include "ui/training/publish_dialog.h"
#include "ui/training/run_page.h"
#include "ui/training/samples_row.h"
#include "ui/training/style_form.h"
#include "ui/training/training_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;

bool waitFor(const std::function<bool()>& condition) {
  return QTest::qWaitFor(condition, 3 * std::chrono::milliseconds(kHung).count());
}

std::shared_ptr<Engine> realEngine(const std::filesystem::path& folder) {
  qputenv("PARTIMENTO_ENGINE", PARTIMENTO_ENGINE_LIBRARY);
  chooseLinearAlgebraKernels();
  EngineOptions options;
  options.styleFolders = {(sourceFolder() / "resources" / "styles").string(), (folder / "styles").string()};
  return loadEngine(options);
}

/// One sitting at the window.
struct Sitting {
  explicit Sitting(const std::filesystem::path& folder)
      : preferences(QString::fromStdString((folder / "preferences.ini").string())),
        player(std::make_unique<playback::SilentSynth>(), 48000),
        window({preferences,
                player,
                sound,
                project::StateFolder{folder / "state"},
                [folder] { return realEngine(folder); },
                {},
                {},
                {(folder / "runs").string(), (folder / "cache").string(), (folder / "styles").string()}}) {
    window.resize(1440, 900);
    window.show();
    window.begin();
    window.actions()[ActionId::LayoutTrain]->trigger();
  }
  ~Sitting() { window.session().document().discardOnClose(); }

  ui::TrainingPanel& panel() { return window.training(); }
  const JobSnapshot* job() { return window.jobs().jobs().empty() ? nullptr : &window.jobs().jobs().front(); }
  bool waitForState(JobState state) {
    return waitFor([&] { return job() && (job()->state == state || job()->state == JobState::Failed); }) &&
           job()->state == state;
  }
  void press(const QString& text, QWidget* within = nullptr) {
    QWidget* all = within ? within : &window;
    for (auto* button : all->findChildren<QAbstractButton*>()) {
      if (button->text() != text || !button->isVisibleTo(all)) continue;
      ASSERT_TRUE(button->isEnabled()) << button->toolTip().toStdString();
      return button->click();
    }
    FAIL() << "no button “" << text.toStdString() << "”";
  }
  template <typename Field>
  Field* field(const QString& name) {
    for (auto* each : panel().form().findChildren<Field*>()) {
      if (each->accessibleName() == name) return each;
    }
    return nullptr;
  }

  ui::Preferences preferences;
  playback::Player player;
  FakeSound sound;
  ui::MainWindow window;
};

/// Fills the form in and starts a run of so many steps.
void startRun(Sitting& sitting, const std::filesystem::path& music, int steps) {
  ui::StyleForm& form = sitting.panel().form();
  sitting.panel().beginStyle({QString::fromStdString(music.string())});
  ASSERT_TRUE(waitFor([&] { return form.obstacle().isEmpty(); })) << form.obstacle().toStdString();
  EXPECT_EQ(form.settings().network.preset, "tiny") << "a small corpus wants a small network";
  auto* unit = sitting.field<QComboBox>(QStringLiteral("Ends after"));
  unit->setCurrentIndex(unit->findData(QStringLiteral("steps")));
  Q_EMIT unit->activated(unit->currentIndex());
  sitting.field<QDoubleSpinBox>(QStringLiteral("How many"))->setValue(steps);
  sitting.field<QDoubleSpinBox>(QStringLiteral("Hearings"))->setValue(4);
  sitting.press(QStringLiteral("Start training"));
}

class TrainInStudio : public ::testing::Test {
 protected:
  TemporaryFolder m_folder;
};

TEST_F(TrainInStudio, AFolderBecomesAStyleThoughTheProgramEndsInTheMiddle) {
  training::test::writeScaleCorpus(m_folder.path() / "scales", 24);
  std::filesystem::create_directories(m_folder.path() / "styles");
  {
    Sitting sitting(m_folder.path());
    ASSERT_TRUE(waitFor([&] { return sitting.window.jobs().state() == ui::TrainingHost::State::Ready; }));
    startRun(sitting, m_folder.path() / "scales", 40);
    ASSERT_TRUE(waitFor([&] { return sitting.job() && sitting.job()->checkpoints >= 1; }));
  }
  Sitting sitting(m_folder.path());
  ui::MainWindow& window = sitting.window;
  ASSERT_TRUE(waitFor([&] { return sitting.job() != nullptr; }));
  if (sitting.job()->state == JobState::Paused) {
    EXPECT_TRUE(sitting.job()->interrupted);
    sitting.press(QStringLiteral("Resume"));
  }
  const std::string name = sitting.job()->settings.name;
  EXPECT_EQ(name, "scales");

  // Composing while it goes on: the checkpoint of the first sitting.
  ASSERT_TRUE(waitFor([&] { return sitting.panel().page().samples().chosen() != nullptr; }));
  sitting.press(QStringLiteral("Compose"), &sitting.panel().page());
  ASSERT_TRUE(waitFor([&] { return window.styles().currentId().contains(QStringLiteral("/checkpoints/")); }));
  window.session().edit("Enter notes", Score::make([] {
                          Track track;
                          track.notes = training::test::scaleTune(7, 8);
                          ScoreParts parts;
                          parts.tracks = {std::make_shared<const Track>(std::move(track))};
                          return parts;
                        }()));
  window.actions()[ActionId::Generate]->trigger();
  ASSERT_TRUE(waitFor([&] { return !window.composer().busy(); }));
  EXPECT_FALSE(window.desk().takes().empty());

  ASSERT_TRUE(sitting.waitForState(JobState::Finished)) << jobStateName(sitting.job()->state);
  EXPECT_EQ(sitting.job()->step, 40);
  window.actions()[ActionId::LayoutTrain]->trigger();
  sitting.press(QStringLiteral("Publish…"));
  auto* dialog = sitting.panel().findChild<ui::PublishDialog*>();
  ASSERT_NE(dialog, nullptr);
  sitting.press(QStringLiteral("Publish"), dialog);
  ASSERT_TRUE(waitFor([&] { return window.styles().currentId() == QStringLiteral("scales"); }));
  EXPECT_EQ(window.engine().style(QStringLiteral("scales"))->name, "scales");
}

}  // namespace
}  // namespace partimento::test
