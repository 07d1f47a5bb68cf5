#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <cmath>

#include "tests/ui/training/panel_fixture.h"
#include "ui/training/bar_chart.h"
#include "ui/training/corpus_box.h"
#include "ui/training/expert_form.h"
#include "ui/training/job_text.h"
#include "ui/training/rate_finder.h"
#include "ui/training/style_form.h"

namespace partimento::test {
namespace {

class StyleFormTest : public TrainingPanelTest {
 protected:
  void SetUp() override { open(); }
  ui::StyleForm& form() { return panel().form(); }
  ui::CorpusBox& corpus() { return *form().findChild<ui::CorpusBox*>(); }
  bool says(const QString& part) {
    for (auto* label : form().findChildren<QLabel*>()) {
      if (label->isVisibleTo(&form()) && label->text().contains(part)) return true;
    }
    return false;
  }
  template <typename Widget>
  Widget* named(const QString& name) {
    for (auto* each : form().findChildren<Widget*>()) {
      if (each->accessibleName() == name) return each;
    }
    return nullptr;
  }
  void readMusic() {
    drop(&panel(), {musicFolder()});
    ASSERT_TRUE(waitFor([this] { return corpus().report().has_value(); }));
    ASSERT_TRUE(waitFor([this] { return form().obstacle().isEmpty(); })) << form().obstacle().toStdString();
  }
};

TEST_F(StyleFormTest, FromADroppedFolderToARunInTheQueue) {
  readMusic();
  EXPECT_EQ(training().scanned, std::vector<std::string>{musicFolder().toStdString()});
  EXPECT_EQ(training().probes, 1);
  EXPECT_TRUE(says(QStringLiteral("20 of 23 files can be used")));
  EXPECT_TRUE(says(QStringLiteral("Proposed: Transformer (GPT), size “Tiny”")));
  EXPECT_EQ(named<QLineEdit>(QStringLiteral("Name of the style"))->text(), QStringLiteral("tunes"));
  button(QStringLiteral("Overnight"))->click();
  EXPECT_TRUE(says(QStringLiteral("In 1 h 40 min")));
  EXPECT_TRUE(says(QStringLiteral("Training for longer would only learn the music by heart.")));
  button(QStringLiteral("1 hour"))->click();
  EXPECT_TRUE(says(QStringLiteral("size “Small”")));
  EXPECT_FALSE(says(QStringLiteral("Training for longer would only learn the music by heart.")));
  button(QStringLiteral("Start training"))->click();
  ASSERT_TRUE(waitFor([this] { return m_host->jobs().size() == 1; }));
  EXPECT_EQ(training().submitted.name, "tunes");
  EXPECT_EQ(training().submitted.network.preset, "small");
  EXPECT_EQ(training().submitted.length.minutes, 60);
  EXPECT_EQ(training().submitted.corpora.size(), 1u);
  EXPECT_TRUE(waitFor([this] { return !form().isVisible(); })) << "the run is shown";
}

TEST_F(StyleFormTest, EverySkippedFileHasItsReason) {
  readMusic();
  auto* tree = named<QTreeWidget>(QStringLiteral("Files that are left out"));
  ASSERT_NE(tree, nullptr);
  ASSERT_EQ(tree->topLevelItemCount(), 3);
  EXPECT_EQ(tree->topLevelItem(0)->text(0), QStringLiteral("tunes/chords.mid"));
  EXPECT_TRUE(tree->topLevelItem(0)->text(1).contains(QStringLiteral("several voices")));
  EXPECT_TRUE(tree->topLevelItem(1)->text(1).contains(QStringLiteral("9 notes, where 16")));
  EXPECT_TRUE(tree->topLevelItem(2)->text(1).contains(QStringLiteral("tunes/once.mid")));
}

TEST_F(StyleFormTest, ThePicturesCanBeReadWithTheKeys) {
  readMusic();
  auto* keys = named<ui::BarChart>(QStringLiteral("Keys"));
  ASSERT_NE(keys, nullptr);
  EXPECT_TRUE(keys->accessibleDescription().contains(QStringLiteral("D major")));
  for (int i = 0; i < 3; ++i) QTest::keyClick(keys, Qt::Key_Right);
  EXPECT_EQ(keys->accessibleDescription(), QStringLiteral("D major: 11 piece(s)"));
  EXPECT_EQ(named<ui::BarChart>(QStringLiteral("Metres"))->bars().front().label, QStringLiteral("6/8"));
}

TEST_F(StyleFormTest, MusicThatCannotBeUsedIsExplainedAndReadAgain) {
  training().scanError = Error(ErrorCode::CorpusEmpty, {musicFolder().toStdString()});
  drop(&panel(), {musicFolder()});
  ASSERT_TRUE(waitFor([this] { return says(QStringLiteral("no usable music in “tunes”")); }));
  EXPECT_FALSE(button(QStringLiteral("Start training"))->isEnabled());
  EXPECT_EQ(button(QStringLiteral("Start training"))->toolTip(), form().obstacle());
  training().scanError.reset();
  button(QStringLiteral("Read again"))->click();
  ASSERT_TRUE(waitFor([this] { return corpus().report().has_value(); }));
}

TEST_F(StyleFormTest, ARunThatIsRefusedLeavesTheFormAsItIs) {
  readMusic();
  training().submitError = Error(ErrorCode::DiskFull, {"/runs"});
  QString said;
  QObject::connect(&panel(), &ui::TrainingPanel::failed, &panel(),
                   [&](const ui::ErrorMessage& message) { said = message.text(); });
  button(QStringLiteral("Start training"))->click();
  ASSERT_TRUE(waitFor([&] { return !said.isEmpty(); }));
  EXPECT_TRUE(form().isVisible());
  ASSERT_TRUE(waitFor([this] { return button(QStringLiteral("Start training"))->isEnabled(); }));
}

TEST(UsualThreads, LeaveACoreForSoundAndInterface) {
  EXPECT_EQ(ui::StyleForm::usualThreads(0), 1) << "not known";
  EXPECT_EQ(ui::StyleForm::usualThreads(1), 1);
  EXPECT_EQ(ui::StyleForm::usualThreads(2), 1);
  EXPECT_EQ(ui::StyleForm::usualThreads(8), 7);
  EXPECT_EQ(ui::StyleForm::usualThreads(64), 16);
}

TEST_F(StyleFormTest, ChangesThatTheRepresentationDoesNotSayAreNotAskedFor) {
  readMusic();
  RunSettings settings = form().settings();
  settings.augmentation = {0, 0.1, 8};
  form().findChild<ui::ExpertForm*>()->setSettings(settings);
  EXPECT_EQ(form().settings().augmentation, AugmentationSettings({0, 0, 0})) << "melodies say neither";
}

TEST_F(StyleFormTest, AnotherRepresentationReadsTheMusicAnew) {
  readMusic();
  auto* list = named<QComboBox>(QStringLiteral("Represents"));
  list->setCurrentIndex(list->findData(QStringLiteral("chorale")));
  Q_EMIT list->activated(list->currentIndex());
  ASSERT_TRUE(waitFor([this] { return training().scannedAs == "chorale" && corpus().report(); }));
  EXPECT_EQ(form().settings().tokenizer, "chorale");
}

TEST_F(StyleFormTest, FineTuningKeepsTheStylesFamilyAndListsItsGroups) {
  training().parts = {{"embedding", 4000, false, 0}, {"layers", 9000, true, 0.4}, {"output", 2000, true, 1}};
  readMusic();
  auto* start = named<QComboBox>(QStringLiteral("Begin with"));
  start->setCurrentIndex(start->findData(QStringLiteral("fiddle-tunes")));
  Q_EMIT start->activated(start->currentIndex());
  auto* tree = named<QTreeWidget>(QStringLiteral("Groups of weights"));
  ASSERT_TRUE(waitFor([&] { return tree->topLevelItemCount() == 3; }));
  EXPECT_EQ(tree->topLevelItem(0)->text(2), QStringLiteral("stays as it is"));
  EXPECT_EQ(tree->topLevelItem(1)->text(2), QStringLiteral("2.5 × slower"));
  EXPECT_TRUE(says(ui::countText(11000) + QStringLiteral(" of")));
  EXPECT_EQ(form().settings().fineTune.style, "fiddle-tunes");
  EXPECT_EQ(form().settings().network.family, "tcn");
  EXPECT_EQ(form().settings().tokenizer, "melody");
}

TEST_F(StyleFormTest, TheRateFinderOffersItsReadings) {
  for (int i = 0; i < 60; ++i) {
    training().rates.rates.push_back(1e-6 * std::pow(1.2, i));
    training().rates.losses.push_back(3 - 1.5 / (1 + std::exp(-(i - 40) / 4.0)));
  }
  training().rates.valley = 3e-4;
  training().rates.minimum = 1e-3;
  training().rates.steepest = 6e-4;
  readMusic();
  auto* finder = form().findChild<ui::RateFinder*>();
  ASSERT_NE(finder, nullptr);
  const auto press = [&](const QString& begin) {
    for (auto* each : finder->findChildren<QAbstractButton*>()) {
      if (each->text().startsWith(begin)) each->click();
    }
  };
  press(QStringLiteral("Find a rate"));
  ASSERT_TRUE(waitFor([&] { return finder->findChild<ui::RatePlot*>()->isVisibleTo(finder); }));
  press(QStringLiteral("Valley"));
  EXPECT_NEAR(form().settings().optimiser.learningRate, 3e-4, 1e-9);
  EXPECT_TRUE(says(QStringLiteral("Your own settings")));
}

TEST_F(StyleFormTest, SettingsSurviveTheWayThroughTheFields) {
  RunSettings settings;
  settings.network = {"gpt", "medium", "relu", 128, 256, 6, 8, 0.25};
  settings.optimiser.schedule = ScheduleKind::Noam;
  settings.optimiser.learningRate = 0.0007;
  settings.optimiser.warmUpShare = 0.1;
  settings.optimiser.weightDecay = 0.02;
  settings.optimiser.clipNorm = 0.5;
  settings.optimiser.averageDecay = 0.99;
  settings.optimiser.batch = 24;
  settings.optimiser.accumulation = 2;
  settings.optimiser.window = 192;
  settings.optimiser.precision = Precision::Single;
  settings.augmentation = {3, 0.1, 8};
  settings.length = {500, 0, 0, 4, 12};
  settings.randomSeed = 17;
  settings.threads = 2;
  settings.device = "cpu";
  settings.sampleSeed = "D4/8 F# A";
  settings.sampleNotes = 32;
  auto* expert = form().findChild<ui::ExpertForm*>();
  ASSERT_NE(expert, nullptr);
  expert->setSettings(settings);
  EXPECT_EQ(expert->settings(), settings);
  settings = {};
  settings.length.minutes = 10;
  expert->setSettings(settings);
  EXPECT_EQ(expert->settings(), settings);
}

}  // namespace
}  // namespace partimento::test
