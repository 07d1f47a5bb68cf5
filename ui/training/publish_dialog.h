#pragma once

#include <QDialog>
#include <QPointer>

#include "ui/training/training_host.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace partimento::ui {

/// Makes a style of a checkpoint: asks for its name, measures it on the test pieces in the background, and
/// says where it lies. Closing it stops what is not finished.
class PublishDialog : public QDialog {
  Q_OBJECT

 public:
  PublishDialog(TrainingHost& host, JobId id, std::int64_t step, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// `id` is that of the style.
  void published(const QString& id, const QString& name);

 private:
  class Listener;
  void build(const JobSnapshot& job);
  void publish();
  void finish(const QString& folder);
  void fail(const ErrorMessage& message);
  void showBusy();

  TrainingHost& m_host;
  JobId m_id;
  std::int64_t m_step;
  bool m_busy = false;
  QLineEdit* m_name = nullptr;
  QLineEdit* m_sentence = nullptr;
  QLabel* m_text = nullptr;
  QProgressBar* m_bar = nullptr;
  QPushButton* m_publish = nullptr;
  QPushButton* m_close = nullptr;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
