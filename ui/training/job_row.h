#pragma once

#include <QFrame>
#include <optional>

#include "core/engine/jobs.h"

class QCheckBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace partimento::ui {

/// One run in the list: state, name, how far it is. A click or Enter shows it; P pauses or resumes,
/// Delete cancels it or takes it off the list, C compares it, Alt+Up and Alt+Down or a drag move it in the
/// queue, Up and Down go to its neighbours.
class JobRow : public QFrame {
  Q_OBJECT

 public:
  explicit JobRow(QWidget* parent = nullptr);

  void display(const JobSnapshot& job);
  void setChosen(bool chosen);
  /// Whether the run can stand in the plot beside the chosen one, and does.
  void setCompared(bool compared);
  void setMovable(bool up, bool down);
  JobId id() const { return m_id; }
  bool isCompared() const;

 Q_SIGNALS:
  void chosen();
  void stepped(int direction);
  void moveWanted(int direction);
  /// The pointer drags the row to this height of the parent.
  void dragged(int y);
  void dropped(int y);
  void dragCancelled();
  void pauseWanted();
  void resumeWanted();
  void cancelWanted();
  void forgetWanted();
  void compareToggled(bool compared);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QToolButton* addButton(const QString& iconName);
  void showButtons();
  void act();
  void endDrag();

  JobId m_id{};
  JobState m_state = JobState::Queued;
  QString m_name;
  bool m_chosen = false;
  std::optional<QPoint> m_pressed;
  bool m_dragging = false;
  QLabel* m_glyph = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_text = nullptr;
  QProgressBar* m_bar = nullptr;
  QCheckBox* m_compare = nullptr;
  QToolButton* m_up = nullptr;
  QToolButton* m_down = nullptr;
  QToolButton* m_run = nullptr;
  QToolButton* m_remove = nullptr;
};

}  // namespace partimento::ui
