#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "core/project/project_state.h"
#include "ui/session/composer.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// What a person does with takes: generate, hear, swap, accept, reject, remix, replay. The panel and the
/// menus are views of it. GUI thread only.
class TakeDesk : public QObject {
  Q_OBJECT

 public:
  TakeDesk(Session& session, Composer& composer, QObject* parent = nullptr);

  /// Where in the score the seed of a generation stands.
  struct Place {
    std::size_t track = 0;
    Tick start;                                 ///< tick of the score at which the seed's tick 0 lies
    std::vector<std::size_t> otherTracks = {};  ///< of the seed's further lines
  };
  void generate(Composer::RequestMaker make, Place place);
  /// Where the takes of this generation stand after all: for its request maker.
  void place(Place place) { m_place = std::move(place); }

  /// Takes to show: those of the document that were not rejected, oldest first.
  std::vector<project::StoredTakePtr> takes() const;
  project::TakeId current() const { return m_current; }
  project::StoredTakePtr currentTake() const;
  /// What is being made, as far as it is: to look at, no take yet. Null when nothing is, or nothing to see.
  const project::StoredTakePtr& part() const { return m_part; }
  QString nameOf(const project::StoredTake& take) const;

  /// Makes a take the current one: it shows as ghosts and is what playback plays. 0: none.
  void select(project::TakeId id);
  /// Selects and plays from the seed's last bar; where music already plays, the take takes over on the bar
  /// line.
  void audition(project::TakeId id);
  /// The next (1) or previous (-1) take, in a circle; heard on the next bar line while playing.
  void swap(int direction);
  /// One undo step: "Accept take".
  void accept();
  void reject();
  void toggleFavourite(project::TakeId id);
  void rename(project::TakeId id, const QString& name);
  void remix();
  void replay();

 Q_SIGNALS:
  void currentChanged();
  void partChanged();
  /// Something a person should read, for the status line of the panel.
  void message(const QString& text);

 private:
  void receive(const std::shared_ptr<const Take>& take);
  void showPart(const Take& part);
  void withdrawPart();
  project::StoredTake placed(const Take& take) const;
  void checkReplay(const Take& take);
  void change(project::TakeId id, const std::function<void(project::StoredTake&)>& how);
  void hear(playback::TakeOver when);
  void documentReplaced();

  Session& m_session;
  Composer& m_composer;
  project::TakeId m_current = 0;
  project::StoredTakePtr m_part;
  project::StoredTakePtr m_replayed;  // the take that a replay is compared with
  Place m_place;
  bool m_wanted = false;  // the document that the takes are for is still open
  bool m_first = false;   // the next take is the first of its generation
  int m_folded = 0;       // notes of the seed outside the range, to be said at the end
};

}  // namespace partimento::ui
