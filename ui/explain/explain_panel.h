#pragma once

#include <QWidget>

#include "ui/session/session.h"
#include "ui/takes/take_desk.h"

class QLabel;
class QSpinBox;
class QStackedWidget;
class QTableWidget;

namespace partimento::ui {

class PianoRoll;
struct CandidateLine;

/// Why this note: the candidates for one note of the current take, before and after the rules, and the rule
/// that removed each. Reads the trace; runs no model.
class ExplainPanel : public QWidget {
  Q_OBJECT

 public:
  ExplainPanel(Session& session, TakeDesk& desk, PianoRoll& roll, QWidget* parent = nullptr);

  void showNote(int number);

 private:
  void refresh();
  void followSelection();
  void show(const project::StoredTake& take);
  void fill(QTableWidget& table, const std::vector<CandidateLine>& lines);
  QString symbolText(const Symbol& symbol) const;

  Session& m_session;
  TakeDesk& m_desk;
  PianoRoll& m_roll;
  project::TakeId m_accepted = 0;  // the take of the generated note that is selected in the roll
  QSpinBox* m_note = nullptr;
  QLabel* m_sentence = nullptr;
  QLabel* m_empty = nullptr;
  QStackedWidget* m_stack = nullptr;
  QTableWidget* m_pitches = nullptr;
  QTableWidget* m_durations = nullptr;
};

}  // namespace partimento::ui
