#pragma once

#include <QWidget>
#include <memory>

#include "core/music/edits.h"
#include "ui/score_view/score_scene.h"

class QScrollBar;
class QToolButton;

namespace partimento::ui {

namespace score {
class ScoreCanvas;
class ScoreState;
}  // namespace score

/// The piece on staves. Owns no document: like the roll it is given a score, shows it, and hands edits out.
/// The selection belongs to one track at a time. GUI thread only.
class ScoreView : public QWidget {
  Q_OBJECT

 public:
  explicit ScoreView(QWidget* parent = nullptr);
  ~ScoreView() override;

  /// Never null.
  void setScore(ScorePtr score);
  /// The score with a take in it and that take's notes: shown in the score's place, the notes pale. Null:
  /// none.
  void setGhost(score::GhostTake ghost);
  void setTrack(std::size_t track);
  std::size_t track() const;
  /// Scrolls there where none of these notes is in view.
  void setSelection(edits::NoteIds ids);
  const edits::NoteIds& selection() const;

  /// Turns pages and lines while playing.
  void setPlayhead(Tick tick);
  void setPlaying(bool playing);
  void showTick(Tick tick);
  /// What of the piece is in view.
  std::pair<Tick, Tick> shownTime() const;
  /// Scrolls so that the view begins there.
  void turnTo(Tick tick);
  void setNoteNaming(NoteNaming naming);

  /// Voice (0 to 3) for what is written next; selected notes move there.
  void chooseVoice(int voice);
  int voice() const;
  /// Of the next note: "dotted eighth note, voice 1".
  QString presentValue() const;
  /// The key of the first bar where it was found from the notes; none: the piece says its key, or has no
  /// notes.
  std::optional<KeySignature> guessedKey() const;

  /// Where pasting is meant to go.
  struct PastePlace {
    std::size_t track = 0;
    Tick tick;
  };
  /// The caret; else the selected rest, the beginning of the selected notes (their end, where `copied` is
  /// that: what was just copied or pasted is repeated), or the playhead.
  PastePlace pastePlace(Tick copied) const;
  /// Writing goes on there, where notes are being written.
  void moveCaret(Tick tick);

  /// A chord of the present value at the caret, as played in step entry: of `keys` pitches and velocities.
  /// False while no notes are being written here.
  bool writeChord(const std::vector<Note>& keys);

  void setForm(score::Form form);
  void setChords(notation::ChordChoice chords);
  score::Form form() const;
  void setPaper(score::Paper paper);
  score::Paper paper() const;
  /// Percent.
  double zoom() const;
  void setZoom(double percent);
  void zoomBy(double factor);
  void zoomToFit();
  /// What the pages show; of a long piece they follow an edit a little later.
  const engraving::LayoutPtr& layoutShown() const;
  const score::ScoreScene& scene() const;

 Q_SIGNALS:
  /// As PianoRoll::editRequested.
  void editRequested(partimento::ScorePtr after, const QString& name, bool gestureContinues);
  void noteAuditioned(int pitch, int velocity);
  void seekRequested(partimento::Tick tick);
  /// The track of the selection may be another one.
  void selectionChanged();
  void announced(const QString& text);
  void formChanged();
  void voiceChanged();
  void valueChanged();
  /// Other music is on the pages.
  void pagesChanged();
  /// By wheel, bar or hand.
  void scrolled();

 private:
  void layOutWidgets();
  void connectState();
  void syncScrollBars();

  std::unique_ptr<score::ScoreState> m_state;
  score::ScoreCanvas* m_canvas = nullptr;
  QScrollBar* m_horizontal = nullptr;
  QScrollBar* m_vertical = nullptr;
};

}  // namespace partimento::ui
