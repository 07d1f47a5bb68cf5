#pragma once

#include <QTimer>
#include <QWidget>
#include <map>
#include <string>

#include "core/music/score.h"
#include "ui/session/engine_host.h"
#include "ui/session/session.h"

class QGridLayout;

namespace partimento::ui {

class DemoCard;

/// What the styles make: a card for each pack that brings a demo.mid. Choosing one plays it while the piece
/// rests, choosing it again ends it. Not shown while there is none.
class StyleShelf : public QWidget {
  Q_OBJECT

 public:
  StyleShelf(Session& session, EngineHost& engine, QWidget* parent = nullptr);

  /// Id of the style that is heard; empty: none.
  const std::string& heard() const { return m_heard; }

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  struct Demo {
    ScorePtr score;
    DemoCard* card = nullptr;
  };

  void fill();
  void add(const StyleInfo& style);
  void choose(const std::string& id);
  void forget();
  void stop();

  Session& m_session;
  EngineHost& m_engine;
  QGridLayout* m_grid = nullptr;
  std::map<std::string, Demo> m_demos;
  std::string m_heard;
  QTimer m_watch;  // for the end of what is heard
};

}  // namespace partimento::ui
