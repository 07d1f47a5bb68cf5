#pragma once

#include <QDialog>

#include "core/music/quantise.h"
#include "ui/session/session.h"

class QComboBox;

namespace partimento::ui {

class ValueControl;

/// Quantises notes of the session's track with grid, strength and swing; the roll shows what comes of it
/// while the dialog is open, and it is one undo step. Cancel brings the old timing back.
class QuantiseDialog : public QDialog {
  Q_OBJECT

 public:
  /// `ids`: the notes; empty: all of the track.
  QuantiseDialog(Session& session, edits::NoteIds ids, QWidget* parent = nullptr);

 public Q_SLOTS:
  void reject() override;

 private:
  void apply();

  Session& m_session;
  ScorePtr m_before;
  ScorePtr m_shown;
  std::size_t m_track;
  edits::NoteIds m_ids;
  QComboBox* m_grid = nullptr;
  ValueControl* m_strength = nullptr;
  ValueControl* m_swing = nullptr;
};

}  // namespace partimento::ui
