#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_set>
#include <vector>

#include "core/notation/notate.h"
#include "ui/common/worker.h"
#include "ui/score_view/score_scene.h"

namespace partimento::ui::score {

/// Whether an edit is a step of its own or goes on with the one before (a key held down).
enum class EditStep { New, Continues };

/// What a change means for those who paint.
enum class Change : std::uint8_t { Pages = 1, Overlay = 2, Playhead = 4 };
Q_DECLARE_FLAGS(Changes, Change)

/// What may wait for the pages; of each kind the newest.
enum class Later : std::uint8_t { Reveal, Present, Focus };
inline constexpr std::size_t kLaterKinds = 3;

/// The one place that changes the scene. Knows no widgets. GUI thread only.
///
/// Long pieces are written and laid out on a thread of their own after an edit: the pages lag behind the
/// score for as long as that takes. The newest score wins; whoever goes by the pages settles first.
class ScoreState : public QObject {
  Q_OBJECT

 public:
  explicit ScoreState(QObject* parent = nullptr);

  const ScoreScene& scene() const { return m_scene; }
  /// The layout before the last change of pages: what may be kept of its pictures.
  const engraving::LayoutPtr& layoutBefore() const { return m_before; }

  /// Notes that the last change of pages marks otherwise, or shows pale or not as before.
  const std::vector<NoteId>& remarked() const { return m_remarked; }

  /// Pieces with more notes than this lag.
  static constexpr std::size_t kAtOnce = 2000;
  bool lags() const { return m_wanted != m_shown; }
  /// Makes the pages show the score at once, where they lag.
  void settle();
  /// Calls when the pages show the score: now, or as soon as they do.
  void whenSettled(Later kind, std::function<void()> call);

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
  void setPen(const std::optional<PenPlace>& pen);

  /// Length of the next note, as written.
  const notation::WrittenValue& value() const { return m_value; }
  void setValue(const notation::WrittenValue& value);

  /// Shows the score at once and hands it out. `selection` is of the same track.
  void edit(ScorePtr after, const char* name, edits::NoteIds selection, EditStep step = EditStep::New);
  void audition(Pitch pitch, int velocity) { Q_EMIT noteAuditioned(pitch, velocity); }
  void seek(Tick tick) { Q_EMIT seekRequested(tick); }
  void announce(const QString& text) { Q_EMIT announced(text); }
  void reveal(NoteId id);
  void revealTick(Tick tick);

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
  void revealTickRequested(partimento::Tick tick);

 private:
  /// What pages are made from, and the pages.
  struct Order {
    std::uint64_t number = 0;
    ScorePtr score;
    notation::ChordChoice chords = notation::ChordChoice::AsWritten;
    Form form = Form::Pages;
    engraving::LayoutPtr before;
  };
  struct Sheet {
    engraving::LayoutPtr layout;
    NoteMarks marks;
  };
  static Sheet engrave(const Order& order);
  Order order() const;
  /// At once, or on the worker where the piece is long and looks much as before.
  void layOut();
  void layOutSoon();
  void startWorker();
  void arrived(std::uint64_t number, const std::shared_ptr<Sheet>& sheet);
  void take(Sheet sheet);
  void runLater();
  void announcePages();

  ScoreScene m_scene;
  engraving::LayoutPtr m_before;
  std::vector<NoteId> m_remarked;
  std::unordered_set<NoteId> m_pale;  // on the pages
  notation::WrittenValue m_value;
  std::array<std::function<void()>, kLaterKinds> m_later;
  std::uint64_t m_wanted = 0;  // number of the newest order
  std::uint64_t m_shown = 0;   // of the one on the pages
  bool m_working = false;
  std::unique_ptr<Worker> m_worker;  // last: it ends first
};

}  // namespace partimento::ui::score
