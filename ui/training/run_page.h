#pragma once

#include <QWidget>
#include <vector>

#include "ui/common/preferences.h"
#include "ui/training/training_host.h"

class QComboBox;
class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;
class QSlider;

namespace partimento::ui {

class CurvePlot;
class SamplesRow;
class Session;

/// One run: what it is doing, its figures and curves, and its checkpoints as music. Others may stand in the
/// plot beside it.
class RunPage : public QWidget {
  Q_OBJECT

 public:
  RunPage(TrainingHost& host, Session& session, QWidget* parent = nullptr);

  /// Job 0: none.
  void setRuns(JobId shown, const std::vector<JobId>& compared);
  CurvePlot& curves() { return *m_curves; }
  SamplesRow& samples() { return *m_samples; }

 Q_SIGNALS:
  void composeWanted(const partimento::Checkpoint& checkpoint, const QString& name);
  /// With the checkpoint that the slider stands at.
  void publishWanted(partimento::JobId id, std::int64_t step);
  void failed(const partimento::ui::ErrorMessage& message);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  QWidget* buildHead();
  QWidget* buildFigures();
  QWidget* buildPlotBar();
  QLabel* addFigure(QGridLayout* grid, int place, const QString& name, const QString& tooltip);
  void refresh();
  void showHead(const JobSnapshot& job);
  void showFigures(const JobSnapshot& job);
  void showNotice(const JobSnapshot& job);
  void showPlot();
  void exportPlot();
  void composeWith(const Checkpoint& checkpoint);

  TrainingHost& m_host;
  Session& m_session;
  JobId m_shown{};
  std::vector<JobId> m_compared;
  QLabel* m_name = nullptr;
  QLabel* m_state = nullptr;
  QPushButton* m_run = nullptr;
  QPushButton* m_cancel = nullptr;
  QPushButton* m_publish = nullptr;
  QPushButton* m_compose = nullptr;
  QLabel* m_best = nullptr;
  QLabel* m_train = nullptr;
  QLabel* m_rate = nullptr;
  QLabel* m_speed = nullptr;
  QLabel* m_passes = nullptr;
  QLabel* m_size = nullptr;
  QFrame* m_notice = nullptr;
  QLabel* m_noticeText = nullptr;
  QComboBox* m_along = nullptr;
  QSlider* m_smoothing = nullptr;
  CurvePlot* m_curves = nullptr;
  SamplesRow* m_samples = nullptr;
};

}  // namespace partimento::ui
