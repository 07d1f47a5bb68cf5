#pragma once

#include <QFrame>
#include <vector>

#include "core/music/note.h"

class QLabel;

namespace partimento::ui {

/// Music on the start page: its picture, a title and a line below. Click, Space or Enter chooses it.
class DemoCard : public QFrame {
  Q_OBJECT

 public:
  DemoCard(const QString& title, const QString& line, std::vector<Note> notes, QWidget* parent = nullptr);

  /// An icon beside the title; an empty name: none.
  void setIcon(const QString& name);

 Q_SIGNALS:
  void chosen();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QLabel* m_icon = nullptr;
};

}  // namespace partimento::ui
