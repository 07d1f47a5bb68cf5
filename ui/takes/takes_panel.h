#pragma once

#include <QWidget>
#include <map>
#include <optional>

#include "ui/takes/take_desk.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace partimento::ui {

class TakeCard;

/// What the panel's buttons do: actions of the window, so that buttons, menus and keys are one.
struct TakeActions {
  QAction* accept = nullptr;
  QAction* reject = nullptr;
  QAction* remix = nullptr;
  QAction* replay = nullptr;
  QAction* previous = nullptr;
  QAction* next = nullptr;
  QAction* stop = nullptr;
};

/// The takes in a row, the progress of the generation, and what can be done with the current take.
class TakesPanel : public QWidget {
  Q_OBJECT

 public:
  TakesPanel(Session& session, Composer& composer, TakeDesk& desk, const TakeActions& actions,
             QWidget* parent = nullptr);

  void renameCurrent();
  /// The text of the status line.
  QString status() const;

 private:
  QWidget* buildHeader(const TakeActions& actions);
  QWidget* buildCards();
  TakeCard* makeCard(project::TakeId id);
  void refresh();
  void showAccepted();
  void showCurrent();
  /// Scrolls as little as is needed to see the whole card.
  void bring(project::TakeId id);
  /// Scrolls to the newest generation, its first take at the left where there is room, unless a person has
  /// scrolled elsewhere since it began.
  void reveal();
  /// Where a card stands in the strip, known before it is laid out; none where there is no such card.
  std::optional<int> placeOf(project::TakeId id) const;
  void showState();
  void showProgress(const ComposeProgress& progress);
  void showEnd();
  void setStatus(const QString& text);

  Session& m_session;
  Composer& m_composer;
  TakeDesk& m_desk;
  QLabel* m_status = nullptr;
  QProgressBar* m_progress = nullptr;
  QWidget* m_stop = nullptr;
  QStackedWidget* m_stack = nullptr;
  QLabel* m_empty = nullptr;
  QScrollArea* m_scroll = nullptr;
  QHBoxLayout* m_row = nullptr;
  std::map<project::TakeId, TakeCard*> m_cards;
  int m_made = 0;                // takes of the present generation
  project::TakeId m_newest = 0;  // its first one
  int m_revealedAt = 0;          // where the strip stood after the last reveal()
  bool m_said = false;           // something else was said meanwhile
};

}  // namespace partimento::ui
