#pragma once

#include <QWidget>

#include "ui/common/preferences.h"
#include "ui/training/training_host.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace partimento::ui {

class JobsList;
class RunPage;
class Session;
class StyleForm;

/// Makes styles: the queue of runs, one of them in detail, and the form for a new one. A folder of MIDI files
/// that is dropped on it begins a new style.
class TrainingPanel : public QWidget {
  Q_OBJECT

 public:
  TrainingPanel(TrainingHost& host, EngineHost& engine, Session& session, QWidget* parent = nullptr);

  /// Opens the form for a new style, with this music in it.
  void beginStyle(const QStringList& corpora = {});
  void showRuns();
  StyleForm& form() { return *m_form; }
  RunPage& page() { return *m_page; }
  JobsList& list() { return *m_list; }

 Q_SIGNALS:
  void composeWanted(const partimento::Checkpoint& checkpoint, const QString& name);
  void published(const QString& id, const QString& name);
  void failed(const partimento::ui::ErrorMessage& message);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  QWidget* buildRuns();
  QWidget* buildHead();
  QWidget* buildEmpty();
  /// Gives the queue the policy that the preferences have.
  void keepPolicy();
  void showState();
  void follow();
  void publish(JobId id, std::int64_t step);

  TrainingHost& m_host;
  EngineHost& m_engine;
  Session& m_session;
  QStackedWidget* m_pages = nullptr;
  QStackedWidget* m_middle = nullptr;
  QPushButton* m_new = nullptr;
  QCheckBox* m_usable = nullptr;
  QWidget* m_empty = nullptr;
  QLabel* m_emptyTitle = nullptr;
  QLabel* m_emptyText = nullptr;
  QPushButton* m_emptyButton = nullptr;
  JobsList* m_list = nullptr;
  RunPage* m_page = nullptr;
  StyleForm* m_form = nullptr;
};

}  // namespace partimento::ui
