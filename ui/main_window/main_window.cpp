#include "ui/main_window/main_window.h"

#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include "ui/common/banner.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/compose/compose_panel.h"
#include "ui/explain/explain_panel.h"
#include "ui/main_window/banners.h"
#include "ui/main_window/dock_title.h"
#include "ui/main_window/drag_bridge.h"
#include "ui/main_window/knob_memory.h"
#include "ui/main_window/layouts.h"
#include "ui/main_window/midi_bridge.h"
#include "ui/main_window/music_views.h"
#include "ui/main_window/roll_bridge.h"
#include "ui/main_window/score_bridge.h"
#include "ui/main_window/status.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/score_view/score_view.h"
#include "ui/seed/seed_panel.h"
#include "ui/start/start_page.h"
#include "ui/styles/styles_panel.h"
#include "ui/takes/takes_panel.h"
#include "ui/tracks/track_bar.h"
#include "ui/training/training_panel.h"
#include "ui/transport/transport_bar.h"

namespace partimento::ui {
namespace {

constexpr int kTimerMilliseconds = 16;

}  // namespace

MainWindow::MainWindow(const WindowParts& parts, QWidget* parent)
    : QMainWindow(parent),
      m_preferences(parts.preferences),
      m_sound(parts.sound),
      m_session(parts.preferences, parts.player, parts.state),
      m_engine(parts.loadEngine),
      m_training(m_engine, parts.training),
      m_composer(m_engine),
      m_desk(m_session, m_composer),
      m_generation(m_session, m_engine, m_desk),
      m_files(new FileDesk(m_session, parts.exportAudio, this)) {
  setWindowIcon(appIcon());
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  buildMenus();
  buildCentre();
  buildPanels();
  buildStartPage();
  connectFiles();
  connectPlayback();
  connectTakes();
  connectView();
  connectTraining();
  connectMidi(parts.openMidi);
  updateActions();
  updateTitle();
  m_timer = new QTimer(this);
  connect(m_timer, &QTimer::timeout, this, &MainWindow::tick);
  m_timer->start(kTimerMilliseconds);
  qApp->installEventFilter(this);
}

MainWindow::~MainWindow() {
  m_timer->stop();
  // The widgets outlive the members of this class: what they say when they lose the focus is said now.
  hide();
  // The MIDI threads end while the player and the session are there.
  delete m_midi;
}

void MainWindow::connectMidi(playback::MidiSystem::Open open) {
  const auto showPiece = [this] {
    if (!startPageShown()) return;
    hideStartPage();
    m_roll->setFocus(Qt::OtherFocusReason);
  };
  m_midi = new MidiBridge(
      {m_session, m_actions, *m_roll, *m_bridge, *m_score, *m_files, *m_status, this, showPiece},
      std::move(open));
  auto* drag = new DragBridge({m_session, m_desk, *m_roll, *m_files, *m_status, this});
  auto* tracks = findChild<TrackBar*>();
  tracks->layout()->addWidget(drag->makeHandle(tracks));
}

void MainWindow::buildMenus() {
  std::map<MenuId, QMenu*> menus;
  for (const MenuId id :
       {MenuId::File, MenuId::Edit, MenuId::Play, MenuId::Roll, MenuId::Takes, MenuId::View, MenuId::Help})
    menus[id] = menuBar()->addMenu(menuTitle(id));
  m_viewMenu = menus[MenuId::View];
  for (const ActionSpec& spec : m_actions.specs()) {
    QMenu* menu = menus[spec.menu];
    if (spec.group == ActionSpec::Group::Begins && !menu->isEmpty()) menu->addSeparator();
    menu->addAction(m_actions[spec.id]);
    addAction(m_actions[spec.id]);
  }
}

void MainWindow::buildCentre() {
  TransportActions actions{m_actions[ActionId::ToStart],   m_actions[ActionId::PlayStop],
                           m_actions[ActionId::ToEnd],     m_actions[ActionId::Loop],
                           m_actions[ActionId::Metronome], m_actions[ActionId::CountIn],
                           m_actions[ActionId::Generate],  m_actions[ActionId::StopGenerating],
                           m_actions[ActionId::Record],    m_actions[ActionId::Capture]};
  m_transport = new TransportBar(m_session, m_composer, actions, this);
  auto* bar = new QToolBar(tr("Transport"), this);
  bar->setObjectName(QStringLiteral("transport"));
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  bar->setContentsMargins(0, 0, 0, 0);
  bar->layout()->setContentsMargins(0, 0, 0, 0);
  m_transport->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  bar->addWidget(m_transport);
  addToolBar(Qt::TopToolBarArea, bar);
  auto* centre = new QWidget(this);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_bannerArea = new BannerArea(centre);
  m_roll = new PianoRoll(centre);
  column->addWidget(m_bannerArea);
  column->addWidget(new TrackBar(m_session, centre));
  m_score = new ScoreView(centre);
  m_views = new MusicViews(m_roll, m_score, m_preferences, centre);
  column->addWidget(m_views, 1);
  setCentralWidget(centre);
  m_bridge = new RollBridge(*m_roll, m_session, m_desk, this);
  m_scoreBridge = new ScoreBridge({*m_score, *m_roll, *m_views, m_session, m_desk}, this);
  m_banners = new WindowBanners(*m_bannerArea, m_session, m_engine, m_sound, this);
  m_status = new StatusLine(m_engine, m_composer, this);
  setStatusBar(m_status);
}

void MainWindow::buildPanels() {
  m_styles = new StylesPanel(m_engine, m_preferences, this);
  m_seed = new SeedPanel(m_session, {m_actions[ActionId::Pencil], m_actions[ActionId::ImportMidi]}, this);
  m_compose = new ComposePanel(
      m_preferences, [this](const decode::Settings& settings) { return m_generation.check(settings); }, this);
  const TakeActions takes{m_actions[ActionId::Accept],        m_actions[ActionId::Reject],
                          m_actions[ActionId::Remix],         m_actions[ActionId::Replay],
                          m_actions[ActionId::PreviousTake],  m_actions[ActionId::NextTake],
                          m_actions[ActionId::StopGenerating]};
  m_takes = new TakesPanel(m_session, m_composer, m_desk, takes, this);
  m_explain = new ExplainPanel(m_session, m_desk, *m_roll, this);
  m_trainingPanel = new TrainingPanel(m_training, m_engine, m_session, this);
  connectSeed();
  m_generation.connectPanels(*m_styles, *m_compose);
  new KnobMemory(m_session, *m_styles, *m_compose, this);
  QDockWidget* styles = addDock(QStringLiteral("styles"), tr("Styles"), m_styles, Qt::LeftDockWidgetArea);
  QDockWidget* seed = addDock(QStringLiteral("seed"), tr("Seed"), m_seed, Qt::LeftDockWidgetArea);
  QDockWidget* compose =
      addDock(QStringLiteral("compose"), tr("Compose"), m_compose, Qt::RightDockWidgetArea);
  QDockWidget* explain =
      addDock(QStringLiteral("explain"), tr("Explain"), m_explain, Qt::RightDockWidgetArea);
  QDockWidget* takesDock = addDock(QStringLiteral("takes"), tr("Takes"), m_takes, Qt::BottomDockWidgetArea);
  QDockWidget* training =
      addDock(QStringLiteral("training"), tr("Training"), m_trainingPanel, Qt::RightDockWidgetArea);
  m_layouts = new Layouts(*this, m_preferences, {styles, seed, compose, explain, takesDock, training});
  m_layouts->restore();
  QMenu* panels = m_viewMenu->addMenu(tr("&Panels"));
  for (QDockWidget* dock : {styles, seed, compose, explain, takesDock, training})
    panels->addAction(dock->toggleViewAction());
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* panel,
                                 Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(name);
  dock->setWidget(panel);
  dock->setTitleBarWidget(new DockTitle(dock));
  dock->setAllowedAreas(Qt::AllDockWidgetAreas);
  dock->toggleViewAction()->setStatusTip(tr("Show or hide the panel “%1”").arg(title));
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::buildStartPage() {
  m_start = new StartPage(m_preferences, m_session, m_engine, this);
  connect(m_start, &StartPage::demoChosen, this, &MainWindow::startDemo);
  connect(m_seed, &SeedPanel::demoChosen, this, &MainWindow::startDemo);
  connect(m_start, &StartPage::emptyChosen, this, [this] { m_files->newPiece(); });
  connect(m_start, &StartPage::openWanted, this, [this] { m_files->openWithDialog(); });
  connect(m_start, &StartPage::fileChosen, this, &MainWindow::open);
  connect(m_start, &StartPage::recoverChosen, m_files, &FileDesk::recover);
  connect(m_start, &StartPage::discardChosen, m_banners, &WindowBanners::discard);
  showStartPage();
}

void MainWindow::begin() {
  m_engine.load(m_preferences.lastStyle());
  m_banners->lookForLostWork(
      [this](const std::vector<project::RecoverableSession>& found) { m_start->offer(found); });
}

void MainWindow::open(const QString& path) {
  m_files->open(path);
}

void MainWindow::tick() {
  m_session.player().collectGarbage();
  m_midi->poll();
  if (m_sound.poll()) {
    m_status->showSound(m_sound.state());
    m_banners->showSound();
  }
  const playback::Position position = m_session.position();
  m_bridge->showPosition(position);
  m_scoreBridge->showPosition(position);
  m_transport->showPosition(m_session.player().position());
  const bool playing = m_session.player().isPlaying();
  QAction* play = m_actions[ActionId::PlayStop];
  if (play->data().toBool() != playing) {
    play->setData(playing);
    play->setIcon(icon(playing ? QStringLiteral("stop") : QStringLiteral("play")));
  }
}

}  // namespace partimento::ui
