#include "ui/main_window/layouts.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>

namespace partimento::ui {
namespace {

/// What a window manager may put around a window; without it the status bar would lie below a small screen.
constexpr QSize kFrame{16, 48};

constexpr int kVersion = 2;
constexpr int kSideWidth = 264;
constexpr int kComposeWidth = 296;
constexpr int kExplainWidth = 360;
constexpr int kTrainingWidth = 700;
constexpr int kTakesHeight = 204;
constexpr QSize kUsualSize{1440, 900};

}  // namespace

Layouts::Layouts(QMainWindow& window, Preferences& preferences, const Docks& docks)
    : QObject(&window), m_window(window), m_preferences(preferences), m_docks(docks) {}

void Layouts::place() {
  for (QDockWidget* dock :
       {m_docks.styles, m_docks.seed, m_docks.compose, m_docks.explain, m_docks.takes, m_docks.training}) {
    dock->setFloating(false);
    m_window.removeDockWidget(dock);
  }
  m_window.addDockWidget(Qt::LeftDockWidgetArea, m_docks.styles);
  m_window.splitDockWidget(m_docks.styles, m_docks.seed, Qt::Vertical);
  m_window.addDockWidget(Qt::RightDockWidgetArea, m_docks.compose);
  m_window.addDockWidget(Qt::RightDockWidgetArea, m_docks.explain);
  m_window.addDockWidget(Qt::RightDockWidgetArea, m_docks.training);
  m_window.addDockWidget(Qt::BottomDockWidgetArea, m_docks.takes);
}

void Layouts::apply(Preset preset) {
  place();
  const bool compose = preset == Preset::Compose;
  const bool explain = preset == Preset::Explain;
  const bool train = preset == Preset::Train;
  m_docks.styles->setVisible(compose);
  m_docks.seed->setVisible(compose);
  m_docks.compose->setVisible(compose);
  m_docks.explain->setVisible(explain);
  m_docks.training->setVisible(train);
  m_docks.takes->setVisible(compose || explain || train);
  // Only what is shown: a hidden panel's wish would count for its neighbours.
  QDockWidget* right = train ? m_docks.training : explain ? m_docks.explain : m_docks.compose;
  const int width = train ? kTrainingWidth : explain ? kExplainWidth : kComposeWidth;
  if (compose) m_window.resizeDocks({m_docks.styles}, {kSideWidth}, Qt::Horizontal);
  m_window.resizeDocks({right}, {width}, Qt::Horizontal);
  m_window.resizeDocks({m_docks.styles, m_docks.seed}, {320, 400}, Qt::Vertical);
  m_window.resizeDocks({m_docks.takes}, {kTakesHeight}, Qt::Vertical);
}

void Layouts::reset() {
  apply(Preset::Compose);
  save();
}

void Layouts::save() {
  m_preferences.setState(QStringLiteral("window"), m_window.saveGeometry());
  m_preferences.setState(QStringLiteral("docks"), m_window.saveState(kVersion));
}

void Layouts::restore() {
  const QByteArray geometry = m_preferences.state(QStringLiteral("window"));
  if (geometry.isEmpty() || !m_window.restoreGeometry(geometry)) {
    const QScreen* screen = m_window.screen();
    const QSize room = screen ? screen->availableSize() : kUsualSize;
    m_window.resize(kUsualSize.boundedTo(room - kFrame));
  }
  const QByteArray docks = m_preferences.state(QStringLiteral("docks"));
  if (docks.isEmpty() || !m_window.restoreState(docks, kVersion)) apply(Preset::Compose);
}

}  // namespace partimento::ui
