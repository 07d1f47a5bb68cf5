#pragma once

#include <QFrame>

#include "core/music/score.h"
#include "core/project/project_state.h"
#include "ui/common/preferences.h"

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace partimento::ui {

class MiniRoll;

/// One take: picture, name, figures, favourite. A click or Enter auditions it, F2 or a double-click on the
/// name renames it, F makes it a favourite, Delete rejects it, Left and Right go to its neighbours.
class TakeCard : public QFrame {
  Q_OBJECT

 public:
  explicit TakeCard(QWidget* parent = nullptr);

  void display(const project::StoredTake& take, const QString& name, const ScorePtr& score,
               NoteNaming naming);
  void setCurrent(bool current);
  enum class InPiece { No, Yes };
  /// Whether the take is part of the piece as it is now.
  void setInPiece(InPiece inPiece);
  project::TakeId id() const { return m_id; }
  void beginRename();

 Q_SIGNALS:
  void auditioned();
  void favouriteToggled();
  void renamed(const QString& name);
  void rejected();
  void moved(int direction);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void build();
  void showFigures(const project::StoredTake& take, const Score& score);
  void collectMarks(const project::StoredTake& take, NoteNaming naming);
  void showMarks();
  void endRename(bool keep);

  project::TakeId m_id = 0;
  bool m_current = false;
  InPiece m_inPiece = InPiece::No;
  QString m_figuresText;
  QStringList m_ownMarks;  // of the take itself, whether it is in the piece or not
  QStringList m_ownReasons;
  MiniRoll* m_roll = nullptr;
  QStackedWidget* m_nameStack = nullptr;
  QLabel* m_name = nullptr;
  QLineEdit* m_edit = nullptr;
  QToolButton* m_favourite = nullptr;
  QLabel* m_figures = nullptr;
  QLabel* m_marks = nullptr;
};

}  // namespace partimento::ui
