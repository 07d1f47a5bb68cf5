#pragma once

#include <QFrame>

namespace partimento::ui {

struct DemoSeed;

/// A demo seed: its picture, title and composer. Click, Space or Enter chooses it.
class DemoCard : public QFrame {
  Q_OBJECT

 public:
  explicit DemoCard(const DemoSeed& seed, QWidget* parent = nullptr);

 Q_SIGNALS:
  void chosen();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
};

}  // namespace partimento::ui
