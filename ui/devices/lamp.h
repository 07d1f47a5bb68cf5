#pragma once

#include <QTimer>
#include <QWidget>

namespace partimento::ui {

/// A lamp that flashes for a moment; between flashes a ring.
class Lamp : public QWidget {
  Q_OBJECT

 public:
  explicit Lamp(QWidget* parent = nullptr);
  void flash();
  bool isLit() const { return m_off.isActive(); }
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QTimer m_off;
};

}  // namespace partimento::ui
