#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>
#include <QString>

#include "core/music/note.h"
#include "ui/common/preferences.h"

class QApplication;

namespace partimento::ui {

/// Distances in device-independent pixels: a grid of 8, 4 inside controls.
namespace space {
inline constexpr int kInner = 4;
inline constexpr int kGrid = 8;
inline constexpr int kPanel = 12;
inline constexpr int kControlHeight = 28;
inline constexpr int kTransportHeight = 36;
inline constexpr int kCorner = 4;  ///< of controls and cards
}  // namespace space

/// Type sizes in device-independent pixels of the system font.
namespace type {
inline constexpr int kSmall = 11;
inline constexpr int kBody = 13;
inline constexpr int kTitle = 16;
inline constexpr int kDisplay = 22;
}  // namespace type

/// Every colour of the program. Text tokens reach 4.5:1 on the surfaces they are used on, marks 3:1; a test
/// measures both.
///
/// Roles that the style sheet knows (`widget->setProperty("role", ...)`): labels `second`, `title`,
/// `display`; frames `card`, `card-selected`, `notice`, `banner`, `banner-warning`, `bar`; buttons `primary`,
/// `group-header`, `flat`, `danger`. After changing a role at run time, call refreshRole(widget).
struct Theme {
  enum class Kind { Dark, Light, HighContrast };

  Kind kind = Kind::Dark;

  QColor ground;   ///< behind everything; the roll's white-key rows
  QColor panel;    ///< docks, dialogs, cards
  QColor control;  ///< fields and buttons
  QColor controlHover;
  QColor line;     ///< separators; carries no information of its own
  QColor outline;  ///< edge of check boxes, sliders, fields: a mark
  QColor text;
  QColor secondText;
  QColor accent;
  QColor onAccent;  ///< text on accent
  QColor seed;
  QColor model;
  QColor edited;
  QColor warning;
  QColor danger;

  QColor blackRow;  ///< rows of black keys
  QColor inScale;   ///< laid over rows of the scale
  QColor barLine;
  QColor beatLine;
  QColor gridLine;
  QColor whiteKey;
  QColor blackKey;
  QColor whiteKeyText;
  QColor blackKeyText;
  QColor selection;     ///< outer line of a selected note
  QColor selectionGap;  ///< line between the note and `selection`: one of the two survives on any colour
  QColor playhead;
  QColor desk;      ///< around the pages of the score
  QColor paper;     ///< of the score
  QColor paperInk;  ///< of the notes on it
  QColor inkDark;   ///< text on bright notes
  QColor inkLight;  ///< text on dark notes

  bool isDark() const { return ground.lightnessF() < 0.5; }
  QColor provenance(Origin origin) const;
  /// Ground mixed with a note's colour: velocity (1 to 127) is its strength.
  QColor noteFill(Origin origin, int velocity) const;
  /// The ink that reads better on `fill`.
  QColor inkOn(const QColor& fill) const;

  static Theme dark();
  static Theme light();
  /// High contrast in the colours of `system`, pushed apart where they do not reach the contrast.
  static Theme highContrast(const QPalette& system);

  /// The theme in force. GUI thread.
  static const Theme& current();
  /// Puts a theme in force: palette, style and style sheet of the application. System takes light, dark or
  /// high contrast from the palette that the desktop gave. Emits ThemeNotifier::changed when something
  /// changed.
  static void apply(QApplication& app, ThemeChoice choice);
  /// What `choice` means on a desktop with this palette.
  static Theme resolve(ThemeChoice choice, const QPalette& system);
};

/// Says that Theme::current() is another one; the place to drop cached drawings.
class ThemeNotifier : public QObject {
  Q_OBJECT

 public:
  static ThemeNotifier& instance();

 Q_SIGNALS:
  void changed();

 private:
  ThemeNotifier() = default;
};

QPalette themePalette(const Theme& theme);
QString themeStyleSheet(const Theme& theme);
/// Makes a changed `role` property visible.
void refreshRole(QWidget* widget);

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrastRatio(const QColor& a, const QColor& b);
/// `top` over `bottom` with `share` of the first, 0 to 1.
QColor mixed(const QColor& top, const QColor& bottom, double share);

}  // namespace partimento::ui
