#pragma once

#include <QWidget>
#include <vector>

#include "core/project/session.h"
#include "ui/common/preferences.h"

class QLabel;
class QVBoxLayout;

namespace partimento::ui {

class BannerArea;
class EngineHost;
class Session;
struct DemoSeed;

/// What one sees first: demo seeds, what the styles make, an empty piece, recent files, and work that was not
/// closed.
class StartPage : public QWidget {
  Q_OBJECT

 public:
  StartPage(Preferences& preferences, Session& session, EngineHost& engine, QWidget* parent = nullptr);

  /// Work of programs that were killed, newest first; a few are shown on top with what to do about them, the
  /// others as those are settled.
  void offer(const std::vector<project::RecoverableSession>& sessions);
  /// What could not be opened, above everything else; in the place of what was said before.
  void showProblem(const QString& text);

 Q_SIGNALS:
  void demoChosen(const partimento::ui::DemoSeed& seed);
  void emptyChosen();
  void openWanted();
  void fileChosen(const QString& path);
  void recoverChosen(const partimento::project::RecoverableSession& session);
  void discardChosen(const partimento::project::RecoverableSession& session);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* buildDemos();
  QWidget* buildFiles();
  void fillRecent();
  void fillOffers();
  QWidget* buildOffer(const project::RecoverableSession& session);

  Preferences& m_preferences;
  std::vector<project::RecoverableSession> m_lost;
  BannerArea* m_problems = nullptr;
  QVBoxLayout* m_offers = nullptr;
  QVBoxLayout* m_recent = nullptr;
};

}  // namespace partimento::ui
