#pragma once

#include <QFrame>
#include <vector>

#include "ui/common/preferences.h"
#include "ui/session/engine_host.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace partimento::ui {

class PanelScroll;

/// One style: its name, what it plays, and what is known of it. Click, Space or Enter chooses it.
class StyleCard : public QFrame {
  Q_OBJECT

 public:
  explicit StyleCard(const StyleInfo& style, QWidget* parent = nullptr);
  const std::string& id() const { return m_id; }
  void setChosen(bool chosen);

 Q_SIGNALS:
  void chosen();
  void moved(int direction);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  std::string m_id;
  QString m_name;
};

/// The styles to choose from, or why there are none.
class StylesPanel : public QWidget {
  Q_OBJECT

 public:
  StylesPanel(EngineHost& engine, Preferences& preferences, QWidget* parent = nullptr);

  /// Empty while there is none.
  QString currentId() const { return m_current; }
  /// Ignored when there is no such style; while styles are loading it is chosen as soon as it is there.
  void choose(const QString& id);

 Q_SIGNALS:
  void currentChanged();

 private:
  void showCurrent();
  void refresh();
  void showState();
  void step(int direction);

  EngineHost& m_engine;
  Preferences& m_preferences;
  QString m_current;
  QString m_wanted;
  std::vector<StyleCard*> m_cards;
  PanelScroll* m_scroll = nullptr;
  QVBoxLayout* m_list;
  QLabel* m_state;
  QPushButton* m_retry;
};

}  // namespace partimento::ui
