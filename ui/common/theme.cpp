#include "ui/common/theme.h"

#include <QApplication>
#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "ui/common/desktop_look.h"
#include "ui/common/studio_style.h"

namespace partimento::ui {
namespace {

double channelLuminance(double value) {
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
  return 0.2126 * channelLuminance(color.redF()) + 0.7152 * channelLuminance(color.greenF()) +
         0.0722 * channelLuminance(color.blueF());
}

/// Moves `color` towards `goal` until it stands out from `surface`.
QColor pushed(QColor color, const QColor& surface, const QColor& goal, double ratio) {
  for (int step = 1; step <= 20 && contrastRatio(color, surface) < ratio; ++step) {
    color = mixed(goal, color, 0.05 * step);
  }
  return color;
}

bool isHighContrast(const QPalette& system) {
  return contrastRatio(system.color(QPalette::Window), system.color(QPalette::WindowText)) > 20.5 &&
         contrastRatio(system.color(QPalette::Base), system.color(QPalette::Text)) > 20.5 &&
         contrastRatio(system.color(QPalette::Button), system.color(QPalette::ButtonText)) > 20.5;
}

/// The program's style has been set; a style sheet wraps it in another one later.
bool isStyled(const QApplication& app) {
  return !app.styleSheet().isEmpty();
}

Theme& currentTheme() {
  static Theme theme = Theme::dark();
  return theme;
}

}  // namespace

double contrastRatio(const QColor& a, const QColor& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor& top, const QColor& bottom, double share) {
  const auto part = [share](double a, double b) { return a * share + b * (1.0 - share); };
  return QColor::fromRgbF(static_cast<float>(part(top.redF(), bottom.redF())),
                          static_cast<float>(part(top.greenF(), bottom.greenF())),
                          static_cast<float>(part(top.blueF(), bottom.blueF())));
}

Theme Theme::dark() {
  Theme theme;
  theme.kind = Kind::Dark;
  theme.ground = QColor(0x15171C);
  theme.panel = QColor(0x1C1F26);
  theme.control = QColor(0x262A33);
  theme.controlHover = QColor(0x303541);
  theme.line = QColor(0x343A46);
  theme.outline = QColor(0x747D8E);
  theme.text = QColor(0xE6E8EC);
  theme.secondText = QColor(0xA9B0BD);
  theme.accent = QColor(0x6AA9FF);
  theme.onAccent = QColor(0x0B1220);
  theme.seed = QColor(0xF2B84B);
  theme.model = QColor(0x5CC8B0);
  theme.edited = QColor(0xC79BFF);
  theme.warning = QColor(0xFF8A5C);
  theme.danger = QColor(0xFF6B6B);
  theme.blackRow = QColor(0x101216);
  theme.inScale = QColor(0x1C222D);
  theme.barLine = QColor(0x4A5262);
  theme.beatLine = QColor(0x2B303B);
  theme.gridLine = QColor(0x1F232B);
  theme.whiteKey = QColor(0xC2C7CF);
  theme.blackKey = QColor(0x262A33);
  theme.whiteKeyText = QColor(0x2F3540);
  theme.blackKeyText = QColor(0xC4C9D2);
  theme.selection = QColor(0xFFFFFF);
  theme.selectionGap = QColor(0x0B0C0F);
  theme.playhead = QColor(0xFFFFFF);
  theme.desk = QColor(0x0F1115);
  theme.paper = QColor(0x1A1D23);
  theme.paperInk = QColor(0xE9EAED);
  theme.inkDark = QColor(Qt::black);
  theme.inkLight = QColor(0xFFFFFF);
  return theme;
}

Theme Theme::light() {
  Theme theme;
  theme.kind = Kind::Light;
  theme.ground = QColor(0xFAFAF8);
  theme.panel = QColor(0xFFFFFF);
  theme.control = QColor(0xEEF0F3);
  theme.controlHover = QColor(0xE2E5EA);
  theme.line = QColor(0xD3D7DE);
  theme.outline = QColor(0x7C8594);
  theme.text = QColor(0x1B1E24);
  theme.secondText = QColor(0x545C6A);
  theme.accent = QColor(0x1F6FEB);
  theme.onAccent = QColor(0xFFFFFF);
  theme.seed = QColor(0xB26A00);
  theme.model = QColor(0x00796B);
  theme.edited = QColor(0x7A3FC8);
  theme.warning = QColor(0xC2410C);
  theme.danger = QColor(0xC62828);
  theme.blackRow = QColor(0xF0F1F2);
  theme.inScale = QColor(0xE7EFFB);
  theme.barLine = QColor(0xA9B0BC);
  theme.beatLine = QColor(0xD6DAE0);
  theme.gridLine = QColor(0xE8EAED);
  theme.whiteKey = QColor(0xFFFFFF);
  theme.blackKey = QColor(0x3A404C);
  theme.whiteKeyText = QColor(0x545C6A);
  theme.blackKeyText = QColor(0xE6E8EC);
  theme.selection = QColor(0x0B0C0F);
  theme.selectionGap = QColor(0xFFFFFF);
  theme.playhead = QColor(0x1B1E24);
  theme.desk = QColor(0xE4E6EA);
  theme.paper = QColor(0xFFFEFB);
  theme.paperInk = QColor(0x14161A);
  theme.inkDark = QColor(Qt::black);
  theme.inkLight = QColor(0xFFFFFF);
  return theme;
}

Theme Theme::highContrast(const QPalette& system) {
  const bool onDark = system.color(QPalette::Base).lightnessF() < 0.5;
  Theme theme = onDark ? dark() : light();
  const QColor ink = onDark ? QColor(Qt::white) : QColor(Qt::black);
  const QColor paper = onDark ? QColor(Qt::black) : QColor(Qt::white);
  theme.kind = Kind::HighContrast;
  theme.ground = theme.panel = theme.control = pushed(system.color(QPalette::Base), ink, paper, 15.0);
  theme.text = pushed(system.color(QPalette::Text), theme.ground, ink, 15.0);
  theme.secondText = theme.text;
  theme.controlHover = mixed(theme.text, theme.ground, 0.2);
  theme.line = theme.outline = theme.text;
  theme.accent = pushed(system.color(QPalette::Highlight), theme.ground, ink, 7.0);
  theme.onAccent = paper;
  for (QColor* mark : {&theme.seed, &theme.model, &theme.edited, &theme.warning, &theme.danger})
    *mark = pushed(*mark, theme.ground, ink, 7.0);
  theme.blackRow = mixed(ink, theme.ground, 0.10);
  theme.inScale = mixed(theme.accent, theme.ground, 0.22);
  theme.barLine = mixed(ink, theme.ground, 0.75);
  theme.beatLine = mixed(ink, theme.ground, 0.42);
  theme.gridLine = mixed(ink, theme.ground, 0.22);
  theme.whiteKey = QColor(Qt::white);
  theme.blackKey = QColor(Qt::black);
  theme.whiteKeyText = QColor(Qt::black);
  theme.blackKeyText = QColor(Qt::white);
  theme.selection = ink;
  theme.selectionGap = paper;
  theme.playhead = ink;
  theme.desk = theme.paper = theme.ground;
  theme.paperInk = theme.text;
  theme.inkDark = QColor(Qt::black);
  return theme;
}

QColor Theme::provenance(Origin origin) const {
  switch (origin) {
    case Origin::Model:
      return model;
    case Origin::EditedModel:
      return edited;
    case Origin::Seed:
      break;
  }
  return seed;
}

QColor Theme::noteFill(Origin origin, int velocity) const {
  const double strength = 0.30 + 0.70 * std::clamp(velocity, 1, 127) / 127.0;
  return mixed(provenance(origin), ground, strength);
}

QColor Theme::inkOn(const QColor& fill) const {
  return contrastRatio(inkDark, fill) >= contrastRatio(inkLight, fill) ? inkDark : inkLight;
}

Theme Theme::resolve(ThemeChoice choice, const QPalette& system) {
  switch (choice) {
    case ThemeChoice::Light:
      return light();
    case ThemeChoice::Dark:
      return dark();
    case ThemeChoice::HighContrast:
      return highContrast(system);
    case ThemeChoice::System:
      break;
  }
  if (isHighContrast(system)) return highContrast(system);
  return system.color(QPalette::Window).lightnessF() < 0.5 ? dark() : light();
}

const Theme& Theme::current() {
  return currentTheme();
}

void Theme::apply(QApplication& app, ThemeChoice choice) {
  // The first call sees the desktop's own palette; later ones would see ours.
  static const QPalette kSystem = app.palette();
  static ThemeChoice lastChoice = choice;
  static DesktopLookWatcher* desktop = nullptr;
  lastChoice = choice;
  if (choice == ThemeChoice::System && !desktop) {
    desktop = new DesktopLookWatcher(&app);
    QObject::connect(desktop, &DesktopLookWatcher::changed, &app, [&app] { apply(app, lastChoice); });
  }
  const DesktopLook look = desktop ? desktop->look() : DesktopLook{};
  const bool darkDesktop = look.scheme == DesktopLook::Scheme::Dark;
  const Theme wanted = resolve(chosenBy(choice, look), darkDesktop ? themePalette(dark()) : kSystem);
  const QString sheet = themeStyleSheet(wanted);
  if (sheet == app.styleSheet()) return;
  currentTheme() = wanted;
  if (!isStyled(app)) app.setStyle(new StudioStyle);
  app.setPalette(themePalette(wanted));
  app.setStyleSheet(sheet);
  Q_EMIT ThemeNotifier::instance().changed();
}

ThemeNotifier& ThemeNotifier::instance() {
  static ThemeNotifier notifier;
  return notifier;
}

void refreshRole(QWidget* widget) {
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
  widget->update();
}

}  // namespace partimento::ui
