// The theme in the terms of Qt's styles: palette and style sheet.

#include <QPalette>
#include <QString>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

/// Replaces $names by colours; a name comes before those that it begins with.
QString filled(QString sheet, const Theme& theme) {
  const std::pair<const char*, QColor> kNames[] = {
      {"$controlHover", theme.controlHover},
      {"$control", theme.control},
      {"$ground", theme.ground},
      {"$panel", theme.panel},
      {"$line", theme.line},
      {"$outline", theme.outline},
      {"$secondText", theme.secondText},
      {"$text", theme.text},
      {"$onAccent", theme.onAccent},
      {"$accentSoft", mixed(theme.accent, theme.panel, 0.16)},
      {"$accentHover", mixed(theme.text, theme.accent, 0.12)},
      {"$warningSoft", mixed(theme.warning, theme.panel, 0.14)},
      {"$warning", theme.warning},
      {"$danger", theme.danger},
      {"$accent", theme.accent},
  };
  for (const auto& [name, color] : kNames) sheet.replace(QLatin1String(name), color.name());
  return sheet;
}

const char* const kSheet = R"(
QToolTip { background: $control; color: $text; border: 1px solid $outline; padding: 4px 6px; }
QLabel[role="second"] { color: $secondText; font-size: 11px; }
QLabel[role="title"] { font-size: 16px; font-weight: 600; }
QLabel[role="display"] { font-size: 22px; font-weight: 600; }
QFrame[role="card"] { background: $control; border: 1px solid $line; border-radius: 4px; }
QFrame[role="card"]:hover { border-color: $outline; }
QFrame[role="card-selected"] { background: $accentSoft; border: 2px solid $accent; border-radius: 4px; }
QFrame[role="bar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="banner"], *[role="notice"] { background: $accentSoft; border: none; border-left: 3px solid $accent; border-radius: 2px; color: $text; padding: 4px; }
QFrame[role="banner-warning"] { background: $warningSoft; border: none; border-left: 3px solid $warning; border-radius: 2px; color: $text; padding: 4px; }
QToolButton[role="group-header"] { border: none; background: transparent; text-align: left; font-weight: 600; padding: 4px 2px; }
QToolButton[role="group-header"]:hover { color: $accent; }
QPushButton[role="primary"] { background: $accent; color: $onAccent; border: 1px solid $accent; border-radius: 4px; font-weight: 600; padding: 4px 16px; min-height: 20px; }
QPushButton[role="primary"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[role="primary"]:pressed { background: $accent; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $control; color: $secondText; border-color: $line; }
QPushButton[role="danger"] { color: $danger; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QScrollBar:vertical { background: $panel; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: $panel; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $line; border: 3px solid $panel; border-radius: 6px; min-width: 32px; min-height: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QStatusBar { background: $panel; color: $secondText; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
)";

}  // namespace

QString themeStyleSheet(const Theme& theme) {
  return filled(QString::fromLatin1(kSheet), theme);
}

QPalette themePalette(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.panel);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.control);
  palette.setColor(QPalette::AlternateBase, theme.controlHover);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.secondText);
  palette.setColor(QPalette::Button, theme.control);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.danger);
  palette.setColor(QPalette::ToolTipBase, theme.control);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.onAccent);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::LinkVisited, theme.edited);
  palette.setColor(QPalette::Light, theme.controlHover);
  palette.setColor(QPalette::Midlight, theme.line);
  palette.setColor(QPalette::Mid, theme.line);
  palette.setColor(QPalette::Dark, theme.outline);
  palette.setColor(QPalette::Shadow, theme.isDark() ? QColor(Qt::black) : theme.outline);
  const QColor faded = mixed(theme.text, theme.panel, 0.45);
  for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, faded);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faded);
  return palette;
}

}  // namespace partimento::ui
