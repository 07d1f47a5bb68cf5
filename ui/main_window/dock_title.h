#pragma once

#include <QWidget>

class QDockWidget;

namespace partimento::ui {

/// The title of a panel: its name and a button that hides it. Dragging moves the panel, a double-click lets
/// it float.
class DockTitle : public QWidget {
  Q_OBJECT

 public:
  explicit DockTitle(QDockWidget* dock);
};

}  // namespace partimento::ui
