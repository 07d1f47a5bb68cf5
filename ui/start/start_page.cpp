#include "ui/start/start_page.h"

#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error.h"
#include "ui/common/banner.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/seed/demo_seeds.h"
#include "ui/start/demo_card.h"
#include "ui/start/style_shelf.h"

namespace partimento::ui {
namespace {

constexpr int kDemoColumns = 3;
constexpr int kPageWidth = 960;
constexpr std::size_t kOffersShown = 3;
const QString kProblem = QStringLiteral("problem");

void clear(QVBoxLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
}

QString whenText(std::chrono::system_clock::time_point when) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
  return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat);
}

std::vector<Note> notesOf(const DemoSeed& seed) {
  try {
    const ScorePtr score = loadDemoSeed(seed);
    for (const TrackPtr& track : score->tracks()) {
      if (!track->notes.empty()) return track->notes;
    }
  } catch (const Error&) {
    // Choosing the card says what is wrong with the file; here the picture stays empty.
    return {};
  }
  return {};
}

}  // namespace

StartPage::StartPage(Preferences& preferences, Session& session, EngineHost& engine, QWidget* parent)
    : QWidget(parent), m_preferences(preferences) {
  auto* page = new QWidget(this);
  page->setMaximumWidth(kPageWidth);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(3 * space::kGrid, 4 * space::kGrid, 3 * space::kGrid, 4 * space::kGrid);
  column->setSpacing(2 * space::kGrid);
  auto* head = new QHBoxLayout;
  auto* mark = new QLabel(page);
  mark->setPixmap(appIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
  auto* title = new QLabel(QStringLiteral("Partimento"), page);
  title->setProperty("role", QStringLiteral("display"));
  auto* line = new QLabel(tr("Begin with a melody; a small neural model goes on, by your rules."), page);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(title);
  words->addWidget(line);
  head->addWidget(mark);
  head->addSpacing(space::kGrid);
  head->addLayout(words, 1);
  column->addLayout(head);
  m_offers = new QVBoxLayout;
  m_offers->setSpacing(space::kGrid);
  column->addLayout(m_offers);
  column->addWidget(buildDemos());
  column->addWidget(buildFiles());
  column->addWidget(new StyleShelf(session, engine, page));
  column->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  auto* middle = new QWidget(scroll);
  auto* row = new QHBoxLayout(middle);
  row->setContentsMargins(0, 0, 0, 0);
  row->addStretch(1);
  row->addWidget(page, 100);
  row->addStretch(1);
  scroll->setWidget(middle);
  middle->setAutoFillBackground(false);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  m_problems = new BannerArea(this);
  outer->addWidget(m_problems);
  outer->addWidget(scroll);
  connect(&m_preferences, &Preferences::recentFilesChanged, this, &StartPage::fillRecent);
  fillRecent();
}

void StartPage::showProblem(const QString& text) {
  m_problems->announce(kProblem, Banner::Kind::Warning, text);
}

void StartPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_problems->withdraw(kProblem);
}

QWidget* StartPage::buildDemos() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  column->addWidget(titleLabel(tr("Start from an opening"), box));
  column->addWidget(secondLabel(tr("Choose one, press Generate, and hear how it might go on."), box));
  auto* grid = new QGridLayout;
  grid->setSpacing(space::kGrid);
  int place = 0;
  for (const DemoSeed& seed : demoSeeds()) {
    auto* card = new DemoCard(demoTitle(seed), demoComposer(seed), notesOf(seed), box);
    card->setToolTip(tr("Begin a piece with %n bar(s) of “%1”", nullptr, seed.bars).arg(demoTitle(seed)));
    grid->addWidget(card, place / kDemoColumns, place % kDemoColumns);
    connect(card, &DemoCard::chosen, this, [this, &seed] { Q_EMIT demoChosen(seed); });
    ++place;
  }
  for (int index = 0; index < kDemoColumns; ++index) grid->setColumnStretch(index, 1);
  column->addLayout(grid);
  return box;
}

QWidget* StartPage::buildFiles() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  column->addWidget(titleLabel(tr("Your own"), box));
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  auto* empty = new QPushButton(icon(QStringLiteral("new")), tr("Empty piece"), box);
  empty->setToolTip(tr("Draw, type or play a seed of your own"));
  auto* open = new QPushButton(icon(QStringLiteral("open")), tr("Open…"), box);
  open->setToolTip(tr("Open a project or a MIDI file; dropping one here does the same"));
  for (QPushButton* button : {empty, open}) {
    button->setAccessibleName(button->text());
    button->setMinimumHeight(space::kTransportHeight);
    button->setAutoDefault(false);
    row->addWidget(button);
  }
  row->addStretch(1);
  column->addLayout(row);
  m_recent = new QVBoxLayout;
  m_recent->setSpacing(2);
  column->addLayout(m_recent);
  connect(empty, &QPushButton::clicked, this, &StartPage::emptyChosen);
  connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
  return box;
}

void StartPage::fillRecent() {
  clear(m_recent);
  const QStringList files = m_preferences.recentFiles();
  if (files.isEmpty()) {
    m_recent->addWidget(secondLabel(tr("Files that you open or save will be listed here."), this));
    return;
  }
  for (const QString& path : files) {
    const QFileInfo info(path);
    auto* button = new QPushButton(info.fileName(), this);
    button->setFlat(true);
    button->setProperty("role", QStringLiteral("flat"));
    button->setStyleSheet(QStringLiteral("text-align: left; padding: 4px;"));
    button->setAutoDefault(false);
    button->setEnabled(info.exists());
    button->setToolTip(info.exists() ? path : tr("%1 is no longer there.").arg(path));
    button->setAccessibleName(tr("Recent file: %1").arg(info.fileName()));
    connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
    m_recent->addWidget(button);
  }
}

void StartPage::offer(const std::vector<project::RecoverableSession>& sessions) {
  m_lost = sessions;
  fillOffers();
}

void StartPage::fillOffers() {
  clear(m_offers);
  for (std::size_t index = 0; index < std::min(m_lost.size(), kOffersShown); ++index)
    m_offers->addWidget(buildOffer(m_lost[index]));
}

QWidget* StartPage::buildOffer(const project::RecoverableSession& session) {
  auto* notice = new QFrame(this);
  notice->setProperty("role", QStringLiteral("notice"));
  auto* row = new QHBoxLayout(notice);
  const QString name = session.title.empty()
                           ? tr("a piece that was never saved")
                           : QStringLiteral("“%1”").arg(QString::fromStdString(session.title));
  auto* text = new QLabel(tr("Partimento was closed in the middle of %1 (%2, %n note(s)). Nothing was lost.",
                             nullptr, static_cast<int>(session.notes))
                              .arg(name, whenText(session.changed)),
                          notice);
  text->setWordWrap(true);
  auto* restore = new QPushButton(tr("Go on with it"), notice);
  restore->setToolTip(tr("Open the piece as it was"));
  auto* discard = new QPushButton(tr("Discard"), notice);
  discard->setToolTip(tr("Delete this unsaved work for good"));
  row->addWidget(text, 1);
  for (QPushButton* button : {restore, discard}) {
    button->setAccessibleName(button->text());
    button->setAutoDefault(false);
    row->addWidget(button);
  }
  const auto settled = [this, folder = session.folder] {
    std::erase_if(m_lost, [&](const project::RecoverableSession& other) { return other.folder == folder; });
    fillOffers();
  };
  connect(restore, &QPushButton::clicked, this, [this, session, settled] {
    settled();
    Q_EMIT recoverChosen(session);
  });
  connect(discard, &QPushButton::clicked, this, [this, session, settled] {
    settled();
    Q_EMIT discardChosen(session);
  });
  return notice;
}

void StartPage::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(rect(), Theme::current().ground);
}

}  // namespace partimento::ui
