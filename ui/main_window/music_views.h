#pragma once

#include <QSplitter>

#include "ui/common/preferences.h"

namespace partimento::ui {

/// The roll and the score in the middle of the window: one of them or both. Remembers how.
class MusicViews : public QSplitter {
  Q_OBJECT

 public:
  enum class Arrangement { Roll, Score, Beside, Stacked };

  /// Takes both over. `preferences` outlives it.
  MusicViews(QWidget* roll, QWidget* score, Preferences& preferences, QWidget* parent = nullptr);

  Arrangement arrangement() const { return m_arrangement; }
  void arrange(Arrangement arrangement);
  bool showsScore() const { return m_arrangement != Arrangement::Roll; }
  /// Keeps how it stands for the next time.
  void save();

 Q_SIGNALS:
  void arranged();

 private:
  QWidget* m_roll;
  QWidget* m_score;
  Preferences& m_preferences;
  Arrangement m_arrangement = Arrangement::Roll;
};

}  // namespace partimento::ui
