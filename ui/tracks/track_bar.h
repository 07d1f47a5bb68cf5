#pragma once

#include <QFrame>

#include "ui/session/session.h"

class QComboBox;
class QSlider;
class QToolButton;

namespace partimento::ui {

/// The line above the roll: which track is shown, its instrument, volume, mute and solo.
class TrackBar : public QFrame {
  Q_OBJECT

 public:
  explicit TrackBar(Session& session, QWidget* parent = nullptr);

 private:
  QToolButton* makeToggle(const QString& text, const QString& name, const QString& tooltip);
  void showTracks();
  void change(const std::string& name, const std::function<void(Track&)>& how);
  void moveFader(int value);
  void dropFader();

  Session& m_session;
  QComboBox* m_track = nullptr;
  QComboBox* m_instrument = nullptr;
  QSlider* m_volume = nullptr;
  QToolButton* m_mute = nullptr;
  QToolButton* m_solo = nullptr;
  bool m_loading = false;
};

}  // namespace partimento::ui
