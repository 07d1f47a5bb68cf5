// Text and marks stand out: every pair of tokens that is used together, in every theme.

#include "ui/common/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ui/common/desktop_look.h"

namespace partimento::ui {
namespace {

constexpr double kText = 4.5;
constexpr double kMark = 3.0;

QPalette systemPalette(QColor base, QColor text, QColor highlight) {
  QPalette palette;
  for (QPalette::ColorRole role : {QPalette::Window, QPalette::Base, QPalette::Button})
    palette.setColor(role, base);
  for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(role, text);
  palette.setColor(QPalette::Highlight, highlight);
  return palette;
}

struct Named {
  std::string name;
  Theme theme;
};

std::vector<Named> allThemes() {
  return {{"dark", Theme::dark()},
          {"light", Theme::light()},
          {"high contrast on black", Theme::highContrast(systemPalette(Qt::black, Qt::white, Qt::yellow))},
          {"high contrast on white", Theme::highContrast(systemPalette(Qt::white, Qt::black, Qt::blue))},
          {"high contrast from a grey palette",
           Theme::highContrast(systemPalette(QColor(0x707070), QColor(0x909090), QColor(0x808080)))}};
}

class ThemeContrast : public ::testing::TestWithParam<Named> {
 protected:
  void expect(const QColor& ink, const QColor& surface, double least, const char* what) const {
    EXPECT_GE(contrastRatio(ink, surface), least)
        << what << ": " << ink.name().toStdString() << " on " << surface.name().toStdString();
  }
};

TEST(Contrast, IsThatOfTheStandard) {
  EXPECT_NEAR(contrastRatio(Qt::black, Qt::white), 21.0, 0.01);
  EXPECT_NEAR(contrastRatio(QColor(0x777777), Qt::white), 4.48, 0.01);
}

TEST_P(ThemeContrast, OfText) {
  const Theme& theme = GetParam().theme;
  for (const QColor& surface : {theme.ground, theme.panel, theme.control, theme.controlHover}) {
    expect(theme.text, surface, kText, "text");
    expect(theme.secondText, surface, kText, "second text");
  }
  expect(theme.onAccent, theme.accent, kText, "text on the primary button");
  for (const QColor& surface : {theme.panel, theme.ground, theme.control}) {
    expect(theme.warning, surface, kText, "warning text");
    expect(theme.danger, surface, kText, "danger text");
  }
  expect(theme.text, mixed(theme.accent, theme.panel, 0.16), kText, "text on a notice");
  expect(theme.text, mixed(theme.warning, theme.panel, 0.14), kText, "text on a warning");
  expect(theme.whiteKeyText, theme.whiteKey, kText, "name of a white key");
  expect(theme.blackKeyText, theme.blackKey, kText, "name of a black key");
  expect(theme.onAccent, theme.accent, kText, "name of a lit key");
}

TEST_P(ThemeContrast, OfMarks) {
  const Theme& theme = GetParam().theme;
  for (const QColor& surface : {theme.ground, theme.blackRow, theme.inScale}) {
    for (Origin origin : {Origin::Seed, Origin::Model, Origin::EditedModel})
      expect(theme.provenance(origin), surface, kMark, "edge of a note");
    expect(theme.playhead, surface, kMark, "playhead");
    expect(theme.accent, surface, kMark, "edit cursor");
    expect(theme.danger, surface, kMark, "exclusion");
  }
  for (const QColor& surface : {theme.panel, theme.control}) {
    expect(theme.outline, surface, kMark, "edge of a control");
    expect(theme.accent, surface, kMark, "focus");
  }
}

TEST_P(ThemeContrast, OfNamesInsideNotesOfEveryVelocity) {
  const Theme& theme = GetParam().theme;
  for (Origin origin : {Origin::Seed, Origin::Model, Origin::EditedModel}) {
    for (int velocity = 1; velocity <= 127; ++velocity) {
      const QColor fill = theme.noteFill(origin, velocity);
      expect(theme.inkOn(fill), fill, kText, "name inside a note");
    }
  }
}

TEST_P(ThemeContrast, OfTheSelectionOnAnyColour) {
  const Theme& theme = GetParam().theme;
  std::vector<QColor> surfaces = {theme.ground, theme.blackRow, theme.inScale};
  for (Origin origin : {Origin::Seed, Origin::Model, Origin::EditedModel}) {
    surfaces.push_back(theme.noteFill(origin, 1));
    surfaces.push_back(theme.noteFill(origin, 127));
  }
  for (const QColor& surface : surfaces) {
    const double best =
        std::max(contrastRatio(theme.selection, surface), contrastRatio(theme.selectionGap, surface));
    EXPECT_GE(best, kMark) << surface.name().toStdString();
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, ThemeContrast, ::testing::ValuesIn(allThemes()), [](const auto& parameter) {
  std::string name = parameter.param.name;
  for (char& c : name) c = c == ' ' ? '_' : c;
  return name;
});

TEST(Theme, FollowsTheDesktop) {
  EXPECT_EQ(
      Theme::resolve(ThemeChoice::System, systemPalette(QColor(0x202020), QColor(0xE0E0E0), Qt::blue)).kind,
      Theme::Kind::Dark);
  EXPECT_EQ(
      Theme::resolve(ThemeChoice::System, systemPalette(QColor(0xF0F0F0), QColor(0x202020), Qt::blue)).kind,
      Theme::Kind::Light);
  EXPECT_EQ(Theme::resolve(ThemeChoice::System, systemPalette(Qt::white, Qt::black, Qt::blue)).kind,
            Theme::Kind::HighContrast);
}

TEST(Theme, DoesWhatTheDesktopAsksForUnlessThePersonChose) {
  using Scheme = DesktopLook::Scheme;
  EXPECT_EQ(chosenBy(ThemeChoice::System, {.scheme = Scheme::Dark}), ThemeChoice::Dark);
  EXPECT_EQ(chosenBy(ThemeChoice::System, {.scheme = Scheme::Light}), ThemeChoice::Light);
  EXPECT_EQ(chosenBy(ThemeChoice::System, {}), ThemeChoice::System);
  EXPECT_EQ(chosenBy(ThemeChoice::System, {.contrast = DesktopLook::Contrast::High}),
            ThemeChoice::HighContrast);
  EXPECT_EQ(chosenBy(ThemeChoice::Light, {.scheme = Scheme::Dark}), ThemeChoice::Light);
}

TEST(Theme, TakesTheHighlightOfAHighContrastDesktop) {
  const Theme theme = Theme::highContrast(systemPalette(Qt::black, Qt::white, QColor(0xFFFF00)));
  EXPECT_EQ(theme.accent, QColor(0xFFFF00));
  EXPECT_EQ(theme.ground, QColor(Qt::black));
}

TEST(Theme, SaysWhenItChanges) {
  Theme::apply(*qApp, ThemeChoice::Dark);
  QSignalSpy changed(&ThemeNotifier::instance(), &ThemeNotifier::changed);
  Theme::apply(*qApp, ThemeChoice::Dark);
  EXPECT_EQ(changed.count(), 0);
  Theme::apply(*qApp, ThemeChoice::Light);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(Theme::current().kind, Theme::Kind::Light);
  EXPECT_EQ(QApplication::palette().color(QPalette::Window), Theme::light().panel);
}

TEST(Theme, LeavesNoPlaceholderInTheStyleSheet) {
  for (const Named& named : allThemes())
    EXPECT_FALSE(themeStyleSheet(named.theme).contains(QLatin1Char('$')));
}

}  // namespace
}  // namespace partimento::ui
