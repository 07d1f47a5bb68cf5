#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>

#include "core/notation/notate.h"
#include "ui/score_view/score_scene.h"

namespace partimento::ui::score {

/// Whether an edit is a step of its own or goes on with the one before (a key held down).
enum class EditStep { New, Continues };

/// What a change means for those who paint.
enum class Change : std::uint8_t { Pages = 1, Overlay = 2, Playhead = 4 };
Q_DECLARE_FLAGS(Changes, Change)

/// The one place that changes the scene. Knows no widgets. GUI thread only.
class ScoreState : public QObject {
  Q_OBJECT

 public:
  explicit ScoreState(QObject* parent = nullptr);

  const ScoreScene& scene() const { return m_scene; }
  /// The layout before the last change of pages: what may be kept of its pictures.
  const engraving::LayoutPtr& layoutBefore() const { return m_before; }

  void setScore(ScorePtr score);
  void setGhost(GhostTake ghost);
  void setForm(Form form);
  void setChords(notation::ChordChoice chords);
  void setPaper(Paper paper);
  void setNaming(NoteNaming naming);
  void setTrack(std::size_t track);
  void setSelection(std::size_t track, edits::NoteIds ids);
  /// No note is selected then.
  void setRest(std::optional<RestPlace> rest);
  /// 0 to 3.
  void setVoice(int voice);
  void setHovered(NoteId id);
  void setPlayhead(Tick tick);
  void setPlaying(bool playing);
  void setCaret(const Caret& caret);

  /// Length of the next note, as written.
  const notation::WrittenValue& value() const { return m_value; }
  void setValue(const notation::WrittenValue& value);

  /// Shows the score at once and hands it out. `selection` is of the same track.
  void edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step = EditStep::New);
  void audition(Pitch pitch, int velocity) { Q_EMIT noteAuditioned(pitch, velocity); }
  void seek(Tick tick) { Q_EMIT seekRequested(tick); }
  void announce(const QString& text) { Q_EMIT announced(text); }
  void reveal(NoteId id) { Q_EMIT revealRequested(id); }

 Q_SIGNALS:
  void changed(partimento::ui::score::Changes what);
  void editRequested(partimento::ScorePtr after, const QString& name, bool gestureContinues);
  void noteAuditioned(int pitch, int velocity);
  void seekRequested(partimento::Tick tick);
  void selectionChanged();
  void valueChanged();
  void voiceChanged();
  void restChanged();
  void announced(const QString& text);
  void revealRequested(partimento::NoteId id);

 private:
  void layOut();

  ScoreScene m_scene;
  engraving::LayoutPtr m_before;
  notation::WrittenValue m_value;
};

}  // namespace partimento::ui::score
