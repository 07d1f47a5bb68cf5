#pragma once

#include <QDialog>

namespace partimento::ui {

/// Version, licence, and the work of others that the studio stands on.
class AboutDialog : public QDialog {
  Q_OBJECT

 public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

}  // namespace partimento::ui
