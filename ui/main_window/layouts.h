#pragma once

#include <QList>
#include <QObject>

#include "ui/common/preferences.h"

class QDockWidget;
class QMainWindow;

namespace partimento::ui {

/// Where the panels stand: presets, the user's own arrangement, and the way back.
class Layouts : public QObject {
  Q_OBJECT

 public:
  enum class Preset { Compose, Explain, Roll, Train };
  struct Docks {
    QDockWidget* styles = nullptr;
    QDockWidget* seed = nullptr;
    QDockWidget* compose = nullptr;
    QDockWidget* explain = nullptr;
    QDockWidget* takes = nullptr;
    QDockWidget* training = nullptr;
  };

  Layouts(QMainWindow& window, Preferences& preferences, const Docks& docks);

  void apply(Preset preset);
  /// Every panel back in its place, the window's size as well.
  void reset();
  void save();
  /// The arrangement of the last time, or the first preset.
  void restore();

 private:
  void place();

  QMainWindow& m_window;
  Preferences& m_preferences;
  Docks m_docks;
};

}  // namespace partimento::ui
