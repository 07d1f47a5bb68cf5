#pragma once

#include <QKeySequenceEdit>

namespace partimento::ui {

/// A field that takes the next key pressed in it. One key with its modifiers, at once; Tab leaves it.
class KeyCapture : public QKeySequenceEdit {
  Q_OBJECT

 public:
  explicit KeyCapture(QWidget* parent = nullptr);

 Q_SIGNALS:
  void captured(const QKeySequence& key);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace partimento::ui
