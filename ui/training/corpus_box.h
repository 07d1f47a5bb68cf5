#pragma once

#include <QFrame>
#include <QStringList>
#include <optional>

#include "ui/common/preferences.h"
#include "ui/training/study.h"

class QLabel;
class QMimeData;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace partimento::ui {

class CorpusCharts;
class Group;

/// The music of a new style: folders and files that are dropped here or chosen, what they hold, and why some
/// of them are left out.
class CorpusBox : public QFrame {
  Q_OBJECT

 public:
  CorpusBox(Study& study, Preferences& preferences, QWidget* parent = nullptr);

  /// Folders and MIDI files; what is listed already is not listed twice.
  void add(const QStringList& paths);
  void clear();
  const QStringList& paths() const { return m_paths; }
  /// The representation that reads them; another one reads them anew.
  void setTokenizer(const std::string& tokenizer);
  /// Reads them again; what was read before is forgotten.
  void rescan();
  /// None while nothing has been read or nothing can be used.
  const std::optional<CorpusReport>& report() const { return m_report; }

 Q_SIGNALS:
  /// Paths or report are others.
  void changed();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  QWidget* buildProgress();
  QTreeWidget* buildSkipped();
  void showPaths();
  void showReport(const CorpusReport& report);
  void showProblem(const QString& text);
  void remove(const QString& path);
  void chooseFolder();
  void chooseFiles();

  Study& m_study;
  Preferences& m_preferences;
  QStringList m_paths;
  std::string m_tokenizer = "melody";
  std::optional<CorpusReport> m_report;
  QLabel* m_invitation = nullptr;
  QVBoxLayout* m_list = nullptr;
  QWidget* m_progress = nullptr;
  QProgressBar* m_bar = nullptr;
  QLabel* m_summary = nullptr;
  QPushButton* m_again = nullptr;
  CorpusCharts* m_charts = nullptr;
  Group* m_skippedGroup = nullptr;
  QTreeWidget* m_skipped = nullptr;
};

/// The local folders and MIDI files of a drop.
QStringList corpusPaths(const QMimeData& data);

}  // namespace partimento::ui
