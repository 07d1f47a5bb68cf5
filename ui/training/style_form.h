#pragma once

#include <QWidget>
#include <optional>

#include "ui/common/preferences.h"
#include "ui/training/study.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace partimento::ui {

class CorpusBox;
class ExpertForm;
class FineTuneBox;
class Group;

/// A new style from the beginning: name, music, network and time. Sizes follow from the time, by a probe of
/// this machine; who wants to decide them opens the rest.
class StyleForm : public QWidget {
  Q_OBJECT

 public:
  StyleForm(TrainingHost& host, EngineHost& engine, Preferences& preferences, QWidget* parent = nullptr);

  /// Threads that are proposed on a machine of so many cores: all but one, which is for sound and interface.
  static int usualThreads(unsigned cores);

  /// Begins another form with this music in it; with none, goes on with the form that is filled in.
  void begin(const QStringList& corpora);
  /// More music for the form that is open.
  void addMusic(const QStringList& paths);
  /// As they stand now.
  RunSettings settings() const;
  /// Why it cannot start yet; empty: it can.
  QString obstacle() const;

 Q_SIGNALS:
  void left();

 private:
  void build();
  QWidget* buildHead();
  QWidget* buildBody();
  Group* buildName();
  Group* buildMusic();
  Group* buildNetwork();
  Group* buildTime();
  Group* buildExpert();
  QWidget* buildFoot();
  QString tokenizer() const;
  void networkChanged();
  void propose();
  void showProposal(const Proposal& proposal);
  void showState();
  void ask();
  void start();

  TrainingHost& m_host;
  EngineHost& m_engine;
  Preferences& m_preferences;
  Study m_study;
  bool m_fresh = true;   // what is filled in has been used
  bool m_own = false;    // a person has edited the expert settings
  bool m_named = false;  // a person has given the name
  bool m_asked = false;  // submitted, no answer yet
  QLineEdit* m_name = nullptr;
  QLineEdit* m_sentence = nullptr;
  CorpusBox* m_corpus = nullptr;
  FineTuneBox* m_fineTune = nullptr;
  QWidget* m_newNetwork = nullptr;
  QComboBox* m_family = nullptr;
  QComboBox* m_tokenizer = nullptr;
  QLabel* m_networkText = nullptr;
  QButtonGroup* m_budget = nullptr;
  QLabel* m_proposal = nullptr;
  ExpertForm* m_expert = nullptr;
  QPushButton* m_back = nullptr;
  QPushButton* m_start = nullptr;
  QLabel* m_obstacle = nullptr;
};

}  // namespace partimento::ui
