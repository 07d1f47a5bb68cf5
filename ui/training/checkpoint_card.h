#pragma once

#include <QFrame>

#include "core/engine/jobs.h"
#include "core/music/score.h"

class QLabel;
class QToolButton;

namespace partimento::ui {

class MiniRoll;

/// One state of the network: what it plays, how good it is. A click or Enter hears it, G composes with
/// it, Left and Right go to its neighbours.
class CheckpointCard : public QFrame {
  Q_OBJECT

 public:
  explicit CheckpointCard(QWidget* parent = nullptr);

  /// `sample` may be null; its first `seedNotes` notes are drawn as the seed.
  void display(const Checkpoint& checkpoint, const ScorePtr& sample, std::size_t seedNotes);
  enum class Look { Plain, Chosen, Heard };
  void setLook(Look look);
  const Checkpoint& checkpoint() const { return m_checkpoint; }

 Q_SIGNALS:
  void heard();
  void composeWanted();
  void stepped(int direction);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  Checkpoint m_checkpoint;
  ScorePtr m_sample;
  std::size_t m_seedNotes = 0;
  MiniRoll* m_roll;
  QLabel* m_title;
  QLabel* m_figures;
  QToolButton* m_compose;
};

}  // namespace partimento::ui
