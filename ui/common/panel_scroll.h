#pragma once

#include <QScrollArea>

namespace partimento::ui {

/// The scroll area of a panel: scrolls up and down only, and is never narrower than what is in it. The wheel
/// scrolls; a slider, number field or list under the pointer takes it only while it has the focus.
class PanelScroll : public QScrollArea {
  Q_OBJECT

 public:
  /// Takes `body` over.
  explicit PanelScroll(QWidget* body, QWidget* parent = nullptr);
  QSize minimumSizeHint() const override;
  QSize sizeHint() const override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace partimento::ui
