#pragma once

#include <QWidget>
#include <vector>

#include "ui/training/hear_learning.h"
#include "ui/training/training_host.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSlider;

namespace partimento::ui {

class CheckpointCard;

/// The checkpoints of a run as music: a card each, and a slider over the time of the training that swaps what
/// loops.
class SamplesRow : public QWidget {
  Q_OBJECT

 public:
  explicit SamplesRow(Session& session, QWidget* parent = nullptr);

  /// Null: none.
  void setRun(const RunViewPtr& run);
  HearLearning& hearing() { return m_hear; }
  /// The checkpoint that the slider stands at; none before the first.
  const Checkpoint* chosen() const;

 Q_SIGNALS:
  void chosenChanged();
  void composeWanted(const partimento::Checkpoint& checkpoint);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void showCards();
  void showState();
  void choose(int index);
  /// Where the slider stands by itself: at the newest checkpoint, at the end at the best.
  int followed() const;
  void showChosenCard();
  void hear(int index);
  void step(int from, int direction);

  HearLearning m_hear;
  RunViewPtr m_run;
  std::vector<CheckpointCard*> m_cards;
  int m_chosen = -1;
  bool m_follows = true;  // until the slider is moved
  QPushButton* m_play = nullptr;
  QSlider* m_slider = nullptr;
  QLabel* m_text = nullptr;
  QLabel* m_empty = nullptr;
  QScrollArea* m_scroll = nullptr;
  QHBoxLayout* m_list = nullptr;
};

}  // namespace partimento::ui
