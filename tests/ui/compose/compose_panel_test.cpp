#include "ui/compose/compose_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "ui/common/panel_scroll.h"
#include "ui/common/preferences.h"
#include "ui/common/value_control.h"
#include "ui/compose/presets.h"

namespace partimento::ui {
namespace {

class ComposePanelTest : public ::testing::Test {
 protected:
  ComposePanelTest()
      : m_preferences(QString::fromStdString((m_folder.path() / "p.ini").string())),
        m_panel(m_preferences, [this](const decode::Settings& settings) { return m_check(settings); }) {}

  ValueControl* knob(const QString& name) {
    for (ValueControl* control : m_panel.findChildren<ValueControl*>()) {
      if (control->field()->accessibleName() == name) return control;
    }
    return nullptr;
  }

  test::TemporaryFolder m_folder;
  Preferences m_preferences;
  std::function<WishCheck(const decode::Settings&)> m_check = [](const decode::Settings&) {
    return WishCheck{};
  };
  ComposePanel m_panel;
};

TEST_F(ComposePanelTest, AsksWhetherToCloseWhereTheStyleKnowsHow) {
  QCheckBox* closes = nullptr;
  for (QCheckBox* box : m_panel.findChildren<QCheckBox*>()) {
    if (box->accessibleName() == QStringLiteral("End with the last bar")) closes = box;
  }
  ASSERT_NE(closes, nullptr);
  EXPECT_TRUE(closes->isHidden());
  StyleInfo style;
  style.id = "knows";
  style.knowsEnds = true;
  m_panel.setStyle(style);
  EXPECT_FALSE(closes->isHidden());
  EXPECT_TRUE(m_panel.settings().length.closes) << "by itself a take ends";
  closes->click();
  EXPECT_FALSE(m_panel.settings().length.closes);
  decode::Settings inNotes = m_panel.settings();
  inNotes.length.bars = 0;
  m_panel.setSettings(inNotes);
  EXPECT_TRUE(closes->isHidden());
}

TEST_F(ComposePanelTest, LeavesTheWheelToThePanelUntilAKnobIsChosen) {
  m_panel.resize(300, 300);
  m_panel.show();
  QCoreApplication::sendPostedEvents();
  const decode::Settings before = m_panel.settings();
  auto* scroll = m_panel.findChild<PanelScroll*>();
  ASSERT_NE(scroll, nullptr);
  for (QWidget* control : scroll->widget()->findChildren<QWidget*>()) {
    if (!qobject_cast<QSlider*>(control) && !qobject_cast<QComboBox*>(control)) continue;
    const QPointF middle = control->rect().center();
    QWheelEvent wheel(middle, control->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(control, &wheel);
    EXPECT_FALSE(wheel.isAccepted()) << control->accessibleName().toStdString();
  }
  EXPECT_EQ(m_panel.settings(), before);
}

TEST_F(ComposePanelTest, StartsWithASearchWhoseTakesDiffer) {
  EXPECT_EQ(m_panel.settings().search.method, decode::SearchMethod::StochasticBeam);
  EXPECT_EQ(m_panel.takes(), 4);
}

TEST_F(ComposePanelTest, AllowsEveryNoteUntilAStyleIsKnown) {
  EXPECT_EQ(m_panel.settings().rules.lowest, kLowestPitch);
  EXPECT_EQ(m_panel.settings().rules.highest, kHighestPitch);
}

TEST_F(ComposePanelTest, SettingsSurviveTheWayThroughTheKnobs) {
  decode::Settings settings;
  settings.search = {decode::SearchMethod::DiverseBeam, 100, 0.8, 12, 0.9, 5, 0.7};
  settings.rules.maxRepeat = 3;
  settings.rules.tabu = 0;
  settings.rules.tabuKey = decode::TabuKey::PitchDuration;
  settings.rules.restResetsRun = true;
  settings.rules.lowest = 50;
  settings.rules.highest = 80;
  settings.rules.scale = makeScale(2, "dorian");
  settings.rules.exclusions = {{0, 24, 60, 64}};
  settings.length = {48, 0};
  m_panel.setSettings(settings);
  EXPECT_EQ(m_panel.settings(), settings);
}

TEST_F(ComposePanelTest, ATabuListIncludesTheRepetitionLimit) {
  decode::Settings settings = m_panel.settings();
  settings.rules.tabu = 0;
  m_panel.setSettings(settings);
  EXPECT_TRUE(knob(QStringLiteral("Same note in a row"))->field()->isEnabled());
  settings.rules.tabu = 1;
  m_panel.setSettings(settings);
  EXPECT_FALSE(knob(QStringLiteral("Same note in a row"))->field()->isEnabled());
  EXPECT_TRUE(knob(QStringLiteral("Same note in a row"))->field()->isHidden());
  EXPECT_FALSE(knob(QStringLiteral("Same note in a row"))->toolTip().isEmpty());
}

TEST_F(ComposePanelTest, RestsEndARowOnlyWhereRowsAreCounted) {
  auto* box = m_panel.findChild<QCheckBox*>();
  for (QCheckBox* other : m_panel.findChildren<QCheckBox*>()) {
    if (other->text().contains(QStringLiteral("rest"))) box = other;
  }
  ASSERT_NE(box, nullptr);
  decode::Settings settings = m_panel.settings();
  const std::pair<int, int> limits[] = {{2, 0}, {0, 0}, {2, 1}};
  for (const auto& [repeat, tabu] : limits) {
    settings.rules.maxRepeat = repeat;
    settings.rules.tabu = tabu;
    m_panel.setSettings(settings);
    EXPECT_EQ(box->isEnabled(), repeat > 0 && tabu == 0);
    EXPECT_FALSE(box->toolTip().isEmpty());
  }
}

TEST_F(ComposePanelTest, ABeamWithoutChanceSaysThatTemperatureHasNoEffect) {
  decode::Settings settings = m_panel.settings();
  settings.search.method = decode::SearchMethod::Beam;
  m_panel.setSettings(settings);
  EXPECT_FALSE(knob(QStringLiteral("Temperature"))->field()->isEnabled());
  settings.search.method = decode::SearchMethod::Sample;
  m_panel.setSettings(settings);
  EXPECT_TRUE(knob(QStringLiteral("Temperature"))->field()->isEnabled());
  EXPECT_FALSE(knob(QStringLiteral("Beam width"))->field()->isEnabled());
}

TEST_F(ComposePanelTest, ADoubleClickOnTheNameResets) {
  ValueControl* width = knob(QStringLiteral("Beam width"));
  width->setValue(500);
  QTest::mouseDClick(width->findChild<QLabel*>(), Qt::LeftButton);
  EXPECT_EQ(width->intValue(), 16);
}

TEST_F(ComposePanelTest, AnImpossibleWishOffersTheNearestOne) {
  m_check = [](const decode::Settings& settings) {
    WishCheck check;
    check.nearest = settings;
    if (settings.rules.tabu <= 4) return check;
    check.problem = QStringLiteral("too long");
    check.remedy = QStringLiteral("shorter");
    check.nearest.rules.tabu = 4;
    return check;
  };
  decode::Settings settings = m_panel.settings();
  settings.rules.tabu = 8;
  m_panel.setSettings(settings);
  EXPECT_FALSE(m_panel.feasible());
  for (QPushButton* button : m_panel.findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("shorter")) button->click();
  }
  EXPECT_TRUE(m_panel.feasible());
  EXPECT_EQ(m_panel.settings().rules.tabu, 4);
}

TEST_F(ComposePanelTest, APresetLeavesRangeAndLengthAlone) {
  decode::Settings settings = m_panel.settings();
  settings.rules.lowest = 60;
  settings.length.bars = 3;
  m_panel.setSettings(settings);
  auto* presets = m_panel.findChild<QComboBox*>();
  ASSERT_NE(presets, nullptr);
  const int index = static_cast<int>(composePresets({}).size()) - 1;
  presets->setCurrentIndex(index);
  Q_EMIT presets->activated(index);
  EXPECT_EQ(m_panel.settings().search.beamWidth, 1000);
  EXPECT_EQ(m_panel.settings().rules.tabu, 8);
  EXPECT_EQ(m_panel.settings().rules.lowest, 60);
  EXPECT_EQ(m_panel.settings().length.bars, 3);
}

TEST_F(ComposePanelTest, KnobsThatStandAsAPresetHasThemShowItsName) {
  auto* presets = m_panel.findChild<QComboBox*>();
  ASSERT_NE(presets, nullptr);
  for (int index = 0; index < static_cast<int>(composePresets({}).size()); ++index) {
    Q_EMIT presets->activated(index);
    EXPECT_EQ(presets->currentIndex(), index);
    const decode::Settings settings = m_panel.settings();
    decode::Settings other = settings;
    other.search.beamWidth = 77;
    other.search.temperature = 0.35;
    m_panel.setSettings(other);
    EXPECT_EQ(presets->currentIndex(), presets->count() - 1);
    m_panel.setSettings(settings);
    EXPECT_EQ(presets->currentIndex(), index);
  }
}

TEST_F(ComposePanelTest, FollowsWhatAStyleProposesUntilOwnKnobsAreSet) {
  auto* presets = m_panel.findChild<QComboBox*>();
  ASSERT_NE(presets, nullptr);
  const QString balanced = presets->currentText();
  StyleInfo style;
  style.decoding.emplace();
  style.decoding->search.method = decode::SearchMethod::Sample;
  style.decoding->search.topP = 0.95;
  style.decoding->search.temperature = 0.9;
  m_panel.setStyle(style);
  EXPECT_EQ(m_panel.settings().search, style.decoding->search);
  EXPECT_EQ(presets->currentIndex(), 0);
  EXPECT_NE(presets->currentText(), balanced);

  StyleInfo other = style;
  other.decoding->search.temperature = 1.1;
  m_panel.setStyle(other);
  EXPECT_DOUBLE_EQ(m_panel.settings().search.temperature, 1.1);
  StyleInfo silent;
  m_panel.setStyle(silent);
  EXPECT_EQ(presets->currentText(), balanced) << "a style that proposes nothing";

  decode::Settings own = m_panel.settings();
  own.search.beamWidth = 77;
  m_panel.setSettings(own);
  m_panel.setStyle(other);
  EXPECT_EQ(m_panel.settings().search, own.search);
  EXPECT_EQ(presets->currentIndex(), presets->count() - 1);
}

TEST_F(ComposePanelTest, AFixedRandomSeedStaysTheSame) {
  const std::uint64_t first = m_panel.nextRandomSeed();
  const std::uint64_t second = m_panel.nextRandomSeed();
  EXPECT_NE(first, second);
  EXPECT_FALSE(m_panel.fixedSeed().has_value());
  m_panel.setFixedSeed(4711);
  EXPECT_EQ(m_panel.nextRandomSeed(), 4711U);
  EXPECT_EQ(m_panel.nextRandomSeed(), 4711U);
}

}  // namespace
}  // namespace partimento::ui
