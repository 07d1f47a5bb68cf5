#pragma once

#include <QWidget>
#include <set>
#include <vector>

#include "core/engine/seed.h"
#include "ui/session/session.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace partimento::ui {

class Group;
class KeyField;
struct DemoSeed;

struct SeedActions {
  QAction* pencil = nullptr;
  QAction* import = nullptr;
};

/// Ways to a seed: draw, type note names, play on the computer keyboard, import, start from a demo.
class SeedPanel : public QWidget {
  Q_OBJECT

 public:
  SeedPanel(Session& session, const SeedActions& actions, QWidget* parent = nullptr);
  /// Keys of the piano that look pressed.
  void setLitKeys(const std::set<Pitch>& keys);
  /// What of the piece the style can continue, and what it does; asked where there is more than one thing.
  void setTracks(const std::vector<SeedTracks>& choices, SeedTracks chosen);

 Q_SIGNALS:
  void demoChosen(const partimento::ui::DemoSeed& seed);
  void tracksChosen(partimento::SeedTracks tracks);

 private:
  QWidget* buildTracks();
  QString nameOf(SeedTracks tracks) const;
  QWidget* buildDraw(const SeedActions& actions);
  QWidget* buildType();
  QWidget* buildPlay();
  QWidget* buildDemos();
  void checkText();
  void useText();
  void addPlayed(int pitch);
  void addRest();
  void takeBack();
  Tick stepLength() const;
  void rename();

  Session& m_session;
  Group* m_draw = nullptr;
  Group* m_tracks = nullptr;
  QComboBox* m_what = nullptr;
  QLineEdit* m_text = nullptr;
  QLabel* m_textState = nullptr;
  QPushButton* m_use = nullptr;
  KeyField* m_keys = nullptr;
  QComboBox* m_value = nullptr;
  Tick m_rest;  // silence to leave before the next played note
};

}  // namespace partimento::ui
