#pragma once

#include <QObject>
#include <functional>
#include <vector>

#include "core/playback/sound_control.h"
#include "core/project/session.h"
#include "ui/common/banner.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"
#include "ui/session/engine_host.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// What the window has to say that must not be overlooked: no sound, no engine, trouble with the journal,
/// failures, and work of an earlier run that was not closed.
class WindowBanners : public QObject {
  Q_OBJECT

 public:
  WindowBanners(BannerArea& area, Session& session, EngineHost& engine, playback::SoundControl& sound,
                QObject* parent = nullptr);

  void showFailure(const ErrorMessage& message);
  /// What went wrong before is over: the user has begun something else.
  void withdrawFailure();
  /// Why the wish cannot be met, with the change that helps as a button; empty `remedy`: there is none.
  void showWish(const QString& problem, const QString& remedy, std::function<void()> change);
  void withdrawWish();
  /// What an import has done, with the way back; withdrawn by the next edit.
  void showImport(const QString& fileName);
  /// That a piece seems to begin with an upbeat in a full bar; moves the bar lines where the user wants it.
  /// Withdrawn by the next edit.
  void showUpbeat(Tick length);
  /// Runs that ended with the program before; an empty name: none any more.
  void showInterrupted(const QString& name, std::function<void()> resume, std::function<void()> show);
  void showSound();
  /// What was lost of a damaged project that was opened all the same.
  void showLosses();
  /// Looks on a worker for sessions that were not closed; `found` is called when there are some.
  void lookForLostWork(std::function<void(const std::vector<project::RecoverableSession>&)> found);
  void discard(const project::RecoverableSession& session);

 private:
  void showEngine();
  void showJournal();

  BannerArea& m_area;
  Session& m_session;
  EngineHost& m_engine;
  playback::SoundControl& m_sound;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
