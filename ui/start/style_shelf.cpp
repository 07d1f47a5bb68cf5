#include "ui/start/style_shelf.h"

#include <QGridLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/formats/midi.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/start/demo_card.h"
#include "ui/styles/style_facts.h"

namespace partimento::ui {
namespace {

constexpr const char* kDemo = "demo.mid";
constexpr int kColumns = 3;
constexpr int kWatchMilliseconds = 100;

std::vector<Note> allNotes(const Score& score) {
  std::vector<Note> notes;
  for (const TrackPtr& track : score.tracks())
    notes.insert(notes.end(), track->notes.begin(), track->notes.end());
  for (Note& note : notes) note.origin = Origin::Model;
  std::stable_sort(notes.begin(), notes.end(),
                   [](const Note& a, const Note& b) { return a.onset < b.onset; });
  return notes;
}

}  // namespace

StyleShelf::StyleShelf(Session& session, EngineHost& engine, QWidget* parent)
    : QWidget(parent), m_session(session), m_engine(engine) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  column->addWidget(titleLabel(tr("Hear what the styles make"), this));
  column->addWidget(secondLabel(
      tr("Composed by them, one take of six each, unedited. Click to listen, click again to stop."), this));
  m_grid = new QGridLayout;
  m_grid->setSpacing(space::kGrid);
  for (int index = 0; index < kColumns; ++index) m_grid->setColumnStretch(index, 1);
  column->addLayout(m_grid);
  m_watch.setInterval(kWatchMilliseconds);
  connect(&m_watch, &QTimer::timeout, this, [this] {
    if (!m_session.player().isPlaying()) stop();
  });
  connect(&m_engine, &EngineHost::stateChanged, this, &StyleShelf::fill);
  connect(&m_session, &Session::previewChanged, this, [this] {
    if (!m_heard.empty() && m_session.player().score() != m_demos[m_heard].score) forget();
  });
  hide();
  fill();
}

void StyleShelf::fill() {
  for (const StyleInfo& style : m_engine.styles()) add(style);
  setHidden(m_demos.empty());
}

void StyleShelf::add(const StyleInfo& style) {
  if (m_demos.contains(style.id)) return;
  const std::filesystem::path file = std::filesystem::path(style.folder) / kDemo;
  std::error_code failure;
  if (!std::filesystem::exists(file, failure)) return;
  Demo demo;
  try {
    demo.score = formats::readMidiFile(file).score;
  } catch (const Error&) {
    return;  // a pack without its demo is still a pack
  }
  demo.card = new DemoCard(styleName(style), styleSentence(style), allNotes(*demo.score), this);
  demo.card->setToolTip(tr("Listen to “%1”").arg(styleName(style)));
  const auto place = static_cast<int>(m_demos.size());
  m_grid->addWidget(demo.card, place / kColumns, place % kColumns);
  connect(demo.card, &DemoCard::chosen, this, [this, id = style.id] { choose(id); });
  m_demos.emplace(style.id, std::move(demo));
}

void StyleShelf::choose(const std::string& id) {
  if (m_heard == id) return stop();
  forget();
  const Demo& demo = m_demos[id];
  m_session.previewOther(demo.score, playback::TakeOver::Now);
  playback::Player& player = m_session.player();
  player.seek(Tick(0));
  player.play();
  m_heard = id;
  demo.card->setIcon(QStringLiteral("speaker"));
  m_watch.start();
}

void StyleShelf::forget() {
  if (m_heard.empty()) return;
  m_demos[m_heard].card->setIcon({});
  m_heard.clear();
  m_watch.stop();
}

void StyleShelf::stop() {
  if (m_heard.empty()) return;
  forget();
  m_session.endOther();
}

void StyleShelf::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  stop();
}

}  // namespace partimento::ui
