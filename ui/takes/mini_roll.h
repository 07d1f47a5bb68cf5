#pragma once

#include <QWidget>
#include <vector>

#include "core/music/note.h"

namespace partimento::ui {

/// A small picture of a melody, fitted to its size: what came before, then the take. Takes no input.
class MiniRoll : public QWidget {
  Q_OBJECT

 public:
  explicit MiniRoll(QWidget* parent = nullptr);
  void setNotes(std::vector<Note> notes);
  /// Bar lines, in the ticks of the notes.
  void setBars(std::vector<Tick> bars);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<Note> m_notes;
  std::vector<Tick> m_bars;
};

}  // namespace partimento::ui
