#pragma once

#include <QWidget>

#include "core/playback/capture.h"

namespace partimento::ui {

/// What would be captured: the notes over numbered bars, with a mark where each was really played. A click on
/// a beat makes it a first beat; so do the arrow keys.
class CapturePreview : public QWidget {
  Q_OBJECT

 public:
  explicit CapturePreview(QWidget* parent = nullptr);

  /// `exact` has the notes of `score` as they were played.
  void display(ScorePtr score, ScorePtr exact);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// Move the bar lines by so many beats.
  void barLinesMoved(int beats);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  double x(Tick tick) const;
  Tick length() const;
  void paintGrid(QPainter& painter) const;
  void paintNotes(QPainter& painter) const;

  ScorePtr m_score = Score::empty();
  ScorePtr m_exact = Score::empty();
};

}  // namespace partimento::ui
