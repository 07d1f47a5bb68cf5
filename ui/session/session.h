#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "core/playback/player.h"
#include "core/project/document.h"
#include "ui/common/preferences.h"

namespace partimento::ui {

/// What the panels of one window share: the document, the player, the user's preferences. Panels get it by
/// their constructor; it knows none of them. GUI thread only.
class Session : public QObject {
  Q_OBJECT

 public:
  /// The references outlive the session. Starts with an empty document.
  Session(Preferences& preferences, playback::Player& player, project::StateFolder state,
          QObject* parent = nullptr);
  ~Session() override;

  Preferences& preferences() const { return m_preferences; }
  playback::Player& player() const { return m_player; }
  const project::StateFolder& stateFolder() const { return m_state; }

  project::Document& document() const { return *m_document; }
  const ScorePtr& score() const { return m_document->score(); }
  /// Puts another document in the place of the present one, which is closed.
  void adopt(std::unique_ptr<project::Document> document);

  /// The track that the roll shows and seeds are taken from.
  std::size_t track() const { return m_track; }
  void setTrack(std::size_t track);

  /// One undo step. `name` is the English identifier of History::Step.
  void edit(const std::string& name, ScorePtr score);
  /// Changes the step made last: one gesture stays one step.
  void amend(ScorePtr score);
  void undo();
  void redo();

  /// The score that is heard instead of the document's, until the next edit: a take tried out.
  void preview(ScorePtr score, playback::TakeOver when);
  /// Other music than the piece, in its place: until it ends, views of the piece stand still. Then its place
  /// and its loop come back, and nothing plays.
  void previewOther(ScorePtr score, playback::TakeOver when);
  void endPreview();
  bool previewing() const { return m_preview != nullptr; }
  bool previewsOther() const { return m_rest.has_value(); }
  /// Before anything is done with the piece's place or loop: what is wanted is meant for the piece.
  void endOther();
  /// For views of the piece: what is heard, or where the piece rests.
  playback::Position position() const;

  /// To be called after the document's takes were changed.
  void announceTakes();
  /// To be called after the document was saved.
  void announceSaved();

 Q_SIGNALS:
  void documentReplaced();
  void scoreChanged();
  void trackChanged();
  void takesChanged();
  void modifiedChanged();
  void previewChanged();
  /// Something about the journal changed: see Document::journalStatus.
  void journalChanged();
  /// Undo or redo changed the music at this tick: views scroll there.
  void changedAt(partimento::Tick tick);

 private:
  void listenToJournal();
  void scoreReplaced();
  void giveBack();
  void step(void (project::Document::*move)());

  Preferences& m_preferences;
  playback::Player& m_player;
  project::StateFolder m_state;
  std::unique_ptr<project::Document> m_document;
  struct Rest {
    Tick place;
    std::optional<playback::LoopRange> loop;
  };

  ScorePtr m_preview;
  std::optional<Rest> m_rest;
  std::size_t m_track = 0;
};

}  // namespace partimento::ui
