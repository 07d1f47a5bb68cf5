#pragma once

#include <QWidget>
#include <map>
#include <set>

#include "core/music/note.h"
#include "core/music/pitch_name.h"

namespace partimento::ui {

/// A piano under the computer's keys: while it has the focus, A W S E D F T G Y H U J K play an octave and a
/// note, Z and X change the octave, Backspace takes the last note back. The mouse plays as well.
class KeyField : public QWidget {
  Q_OBJECT

 public:
  explicit KeyField(QWidget* parent = nullptr);
  void setNaming(NoteNaming naming);
  /// What sounds, from a MIDI keyboard or the piece: these keys look pressed as well.
  void setLit(const std::set<Pitch>& pitches);
  bool isLit(Pitch pitch) const;
  int octave() const { return m_octave; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void pressed(int pitch);
  void released(int pitch);
  void restWanted();
  void backWanted();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  int lowest() const { return 12 * (m_octave + 1); }
  QRectF keyRect(int semitone) const;
  void press(int key, int semitone);
  void release(int key);
  void releaseAll();

  int m_octave = 4;
  NoteNaming m_naming = NoteNaming::English;
  std::set<Pitch> m_lit;
  std::map<int, int> m_held;  // key of the keyboard (0: the mouse) -> pitch
};

}  // namespace partimento::ui
