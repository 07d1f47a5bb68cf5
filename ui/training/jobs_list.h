#pragma once

#include <QWidget>
#include <set>
#include <vector>

#include "ui/training/training_host.h"

class QVBoxLayout;

namespace partimento::ui {

class JobRow;

/// The queue: every run a row, in the order in which they are worked on. One is shown, others may be compared
/// with it.
class JobsList : public QWidget {
  Q_OBJECT

 public:
  explicit JobsList(TrainingHost& host, QWidget* parent = nullptr);

  /// Job 0: none.
  JobId chosen() const { return m_chosen; }
  /// A run that is not listed yet is chosen as soon as it is.
  void choose(JobId id);
  /// Besides the chosen one.
  const std::set<JobId>& compared() const { return m_compared; }
  std::size_t count() const { return m_rows.size(); }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// Another run is shown or compared.
  void choiceChanged();

 private:
  void refresh();
  void showJob(JobId id);
  JobRow* makeRow(JobId id);
  JobRow* row(JobId id) const;
  void step(JobId from, int direction);
  void move(JobId id, int direction);
  /// Between which rows something dragged to this height would come: 0 above the first.
  std::size_t gapAt(int y) const;
  void showDrop(int y);
  void drop(JobId id, int y);

  TrainingHost& m_host;
  std::vector<JobRow*> m_rows;
  QWidget* m_body = nullptr;
  QVBoxLayout* m_list = nullptr;
  QWidget* m_drop = nullptr;  // where what is dragged would come
  JobId m_chosen{};
  JobId m_wanted{};  // to be chosen once it is listed
  std::set<JobId> m_compared;
};

}  // namespace partimento::ui
