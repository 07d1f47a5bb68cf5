#include "ui/training/style_form.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>
#include <thread>

#include "ui/common/group.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/training/corpus_box.h"
#include "ui/training/expert_form.h"
#include "ui/training/fine_tune_box.h"
#include "ui/training/form_grid.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kTenMinutes = 10;
constexpr int kHour = 60;
constexpr int kNight = 480;

/// "melody" of "melody-24/1".
std::string shortName(const std::string& tokenizer) {
  for (const char* name : {"melody", "chorale", "beat", "performance", "tmidi"}) {
    if (tokenizer.starts_with(name)) return name;
  }
  return tokenizer;
}

QLineEdit* lineEdit(const QString& name, const QString& tooltip, const QString& placeholder,
                    QWidget* parent) {
  auto* edit = new QLineEdit(parent);
  edit->setAccessibleName(name);
  edit->setToolTip(tooltip);
  edit->setPlaceholderText(placeholder);
  return edit;
}

}  // namespace

int StyleForm::usualThreads(unsigned cores) {
  constexpr unsigned kMost = 16;
  return static_cast<int>(std::clamp(cores, 2U, kMost + 1) - 1);
}

StyleForm::StyleForm(TrainingHost& host, EngineHost& engine, Preferences& preferences, QWidget* parent)
    : QWidget(parent), m_host(host), m_engine(engine), m_preferences(preferences), m_study(host) {
  build();
  connect(m_corpus, &CorpusBox::changed, this, [this] {
    const QStringList& paths = m_corpus->paths();
    if (!m_named && !paths.isEmpty()) {
      const QFileInfo first(paths.front());
      m_name->setText(first.isDir() ? first.fileName() : first.dir().dirName());
    }
    propose();
  });
  connect(&m_study, &Study::probed, this, &StyleForm::propose);
  connect(&m_study, &Study::probeFailed, this, [this](const ErrorMessage& message) {
    m_proposal->setText(message.text());
    showState();
  });
  connect(m_expert, &ExpertForm::edited, this, [this] {
    m_own = true;
    propose();
  });
  connect(m_expert, &ExpertForm::rateWanted, this, [this] {
    if (m_corpus->report()) m_study.findRate(settings());
  });
  connect(m_fineTune, &FineTuneBox::styleChanged, this, &StyleForm::networkChanged);
  connect(m_fineTune, &FineTuneBox::edited, this, [this] { m_fineTune->askGroups(settings()); });
  connect(&m_host, &TrainingHost::submitted, this, [this] {
    if (!m_asked) return;
    m_asked = false;
    m_fresh = true;
    Q_EMIT left();
  });
  connect(&m_host, &TrainingHost::failed, this, [this] { m_asked = false; });
  connect(&m_host, &TrainingHost::answered, this, &StyleForm::showState);
  connect(&m_host, &TrainingHost::stateChanged, this, &StyleForm::ask);
  networkChanged();
}

void StyleForm::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(buildHead());
  column->addWidget(new PanelScroll(buildBody(), this), 1);
  column->addWidget(buildFoot());
}

QWidget* StyleForm::buildHead() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  row->setSpacing(space::kGrid);
  m_back = new QPushButton(icon(QStringLiteral("previous")), tr("Runs"), head);
  m_back->setToolTip(tr("Back to the runs; what is filled in stays"));
  m_back->setAccessibleName(tr("Back to the runs"));
  connect(m_back, &QPushButton::clicked, this, &StyleForm::left);
  row->addWidget(m_back);
  row->addWidget(titleLabel(tr("New style"), head), 1);
  return head;
}

QWidget* StyleForm::buildBody() {
  auto* body = new QWidget(this);
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(space::kPanel, 0, space::kPanel, space::kPanel);
  column->setSpacing(space::kGrid);
  for (Group* group : {buildMusic(), buildName(), buildNetwork(), buildTime(), buildExpert()})
    column->addWidget(group);
  column->addStretch(1);
  return body;
}

Group* StyleForm::buildName() {
  auto* group = new Group(tr("Name"), tr("As it will stand on its card in the Styles panel."), this);
  m_name =
      lineEdit(tr("Name of the style"), tr("The name on the style's card"), tr("Such as “My waltzes”"), this);
  m_name->setMaxLength(60);
  m_sentence = lineEdit(tr("What it plays"), tr("One sentence for the style's card"),
                        tr("What it plays, in one sentence (may be left empty)"), this);
  m_sentence->setMaxLength(200);
  connect(m_name, &QLineEdit::textEdited, this, [this] {
    m_named = true;
    showState();
  });
  group->addWidget(m_name);
  group->addWidget(m_sentence);
  return group;
}

Group* StyleForm::buildMusic() {
  auto* group =
      new Group(tr("Music"),
                tr("Twenty pieces are a beginning, two hundred a style. Nothing leaves this machine."), this);
  m_corpus = new CorpusBox(m_study, m_preferences, this);
  group->addWidget(m_corpus);
  return group;
}

Group* StyleForm::buildNetwork() {
  auto* group = new Group(tr("Network"), QString(), this);
  m_fineTune = new FineTuneBox(m_engine, m_study, this);
  m_newNetwork = new QWidget(this);
  auto* column = new QVBoxLayout(m_newNetwork);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kInner);
  auto* grid = new FormGrid(m_newNetwork);
  m_tokenizer = grid->addList({tr("Represents"), tr("What the network reads and writes")},
                              {{tokenizerText("melody"), QStringLiteral("melody")},
                               {tokenizerText("chorale"), QStringLiteral("chorale")},
                               {tokenizerText("beat"), QStringLiteral("beat")},
                               {tokenizerText("performance"), QStringLiteral("performance")},
                               {tokenizerText("tmidi"), QStringLiteral("tmidi")}});
  m_family = grid->addList({tr("Family"), tr("How the network remembers")},
                           {{familyText("gpt"), QStringLiteral("gpt")},
                            {familyText("lstm"), QStringLiteral("lstm")},
                            {familyText("tcn"), QStringLiteral("tcn")}});
  column->addWidget(grid);
  m_networkText = secondLabel(QString(), this);
  group->addWidget(m_fineTune);
  group->addWidget(m_newNetwork);
  group->addWidget(m_networkText);
  connect(grid, &FormGrid::edited, this, &StyleForm::networkChanged);
  return group;
}

Group* StyleForm::buildTime() {
  auto* group = new Group(
      tr("Time"), tr("You can pause at any moment, and compose with what it has learnt so far."), this);
  m_budget = new QButtonGroup(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kPanel);
  const std::tuple<int, QString, QString> budgets[] = {
      {kTenMinutes, tr("10 minutes"), tr("A first impression")},
      {kHour, tr("1 hour"), tr("A style to work with")},
      {kNight, tr("Overnight"), tr("Eight hours: the best this machine can do with much music")}};
  for (const auto& [minutes, text, tooltip] : budgets) {
    auto* button = new QRadioButton(text, this);
    button->setToolTip(tooltip);
    button->setAccessibleName(text);
    m_budget->addButton(button, minutes);
    row->addWidget(button);
  }
  row->addStretch(1);
  m_budget->button(kTenMinutes)->setChecked(true);
  connect(m_budget, &QButtonGroup::idClicked, this, [this] {
    m_own = false;
    propose();
  });
  m_proposal = new QLabel(this);
  m_proposal->setWordWrap(true);
  m_proposal->setTextFormat(Qt::PlainText);
  m_proposal->setProperty("role", QStringLiteral("notice"));
  group->addLayout(row);
  group->addWidget(m_proposal);
  return group;
}

Group* StyleForm::buildExpert() {
  auto* group = new Group(tr("Everything else"),
                          tr("What is proposed stands here; change what you like. Another time "
                             "budget brings the proposal back."),
                          this);
  m_expert = new ExpertForm(m_study, this);
  group->addWidget(m_expert);
  group->setOpen(false);
  return group;
}

QWidget* StyleForm::buildFoot() {
  auto* foot = new QFrame(this);
  foot->setProperty("role", QStringLiteral("bar"));
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  row->setSpacing(space::kPanel);
  m_obstacle = secondLabel(QString(), foot);
  m_start = new QPushButton(tr("Start training"), foot);
  m_start->setAccessibleName(tr("Start training"));
  m_start->setProperty("role", QStringLiteral("primary"));
  connect(m_start, &QPushButton::clicked, this, &StyleForm::start);
  row->addWidget(m_obstacle, 1);
  row->addWidget(m_start);
  return foot;
}

void StyleForm::begin(const QStringList& corpora) {
  if (!m_fresh && corpora.isEmpty()) return ask();
  m_fresh = false;
  m_own = false;
  m_named = false;
  m_name->clear();
  m_sentence->clear();
  m_fineTune->startAnew();
  if (!m_corpus->paths().isEmpty()) m_corpus->clear();
  m_corpus->add(corpora);
  networkChanged();
  ask();
}

void StyleForm::addMusic(const QStringList& paths) {
  m_corpus->add(paths);
}

void StyleForm::ask() {
  if (isVisible() && m_host.state() == TrainingHost::State::Ready && !m_study.machine())
    m_study.probe(usualThreads(std::thread::hardware_concurrency()));
  // What was added before the engine was there has not been read.
  if (m_host.training() && !m_corpus->paths().isEmpty() && !m_corpus->report() && !m_study.scanning())
    m_corpus->rescan();
  propose();
}

QString StyleForm::tokenizer() const {
  const std::optional<StyleInfo> style = m_fineTune->style();
  return style ? QString::fromStdString(shortName(style->tokenizer)) : m_tokenizer->currentData().toString();
}

void StyleForm::networkChanged() {
  const std::optional<StyleInfo> style = m_fineTune->style();
  m_newNetwork->setVisible(!style);
  const std::string family = style ? style->family : chosenValue(*m_family);
  const std::string words = tokenizer().toStdString();
  m_networkText->setText(style ? tr("%1 · %2. The style's size and representation stay as they are.")
                                     .arg(familyText(family), tokenizerText(words))
                               : tokenizerSentence(words) + QLatin1Char(' ') + familySentence(family));
  m_own = false;
  m_corpus->setTokenizer(words);
  m_expert->setPlaying(playingSaidBy(words));
  propose();
  m_fineTune->askGroups(settings());
}

RunSettings StyleForm::settings() const {
  RunSettings settings = m_expert->settings();
  const std::optional<StyleInfo> style = m_fineTune->style();
  settings.corpora.clear();
  for (const QString& path : m_corpus->paths())
    settings.corpora.push_back(QFile::encodeName(path).toStdString());
  settings.name = m_name->text().trimmed().toStdString();
  settings.sentence = m_sentence->text().trimmed().toStdString();
  settings.tokenizer = tokenizer().toStdString();
  const PlayingSaid said = playingSaidBy(settings.tokenizer);
  if (!said.tempo) settings.augmentation.tempo = 0;
  if (!said.velocity) settings.augmentation.velocity = 0;
  settings.network.family = style ? style->family : chosenValue(*m_family);
  settings.fineTune = m_fineTune->settings();
  return settings;
}

void StyleForm::propose() {
  const std::optional<CorpusReport>& report = m_corpus->report();
  if (!m_own && m_study.machine() && report && m_host.training()) {
    ProposalRequest request;
    const std::optional<StyleInfo> style = m_fineTune->style();
    request.family = style ? style->family : chosenValue(*m_family);
    request.tokenizer = tokenizer().toStdString();
    request.minutes = m_budget->checkedId();
    request.corpusNotes = report->notes * report->trainingPieces / std::max(report->pieces, 1);
    request.threads = usualThreads(std::thread::hardware_concurrency());
    const Proposal proposal = m_host.training()->propose(request, *m_study.machine());
    m_expert->setSettings(proposal.settings);
    showProposal(proposal);
  } else if (m_own) {
    m_proposal->setText(tr("Your own settings, below."));
  } else if (m_study.probing()) {
    m_proposal->setText(tr("Measuring this machine; that takes five seconds…"));
  } else {
    m_proposal->setText(tr("Once there is music, sizes that fit the time are proposed here."));
  }
  showState();
}

void StyleForm::showProposal(const Proposal& proposal) {
  const QString passes = QLocale().toString(proposal.epochs, 'f', proposal.epochs < 10 ? 1 : 0);
  QString text;
  if (m_fineTune->style()) {
    text = tr("Goes on from the style with %n thread(s) for %1.", nullptr, proposal.settings.threads)
               .arg(durationText(Seconds(proposal.minutes * 60)));
  } else {
    text =
        tr("Proposed: %1, size “%2”, %3. In %4 it reads the music about %5 times.")
            .arg(familyText(proposal.settings.network.family), presetText(proposal.settings.network.preset),
                 weightsText(proposal.parameters), durationText(Seconds(proposal.minutes * 60)), passes);
  }
  if (proposal.endsEarly)
    text += QLatin1Char(' ') + tr("Training for longer would only learn the music by heart.");
  if (proposal.corpusTooSmall)
    text += QLatin1Char(' ') +
            tr("So little music will be learnt by heart: add more, or begin with an installed style.");
  m_proposal->setText(text);
}

QString StyleForm::obstacle() const {
  if (m_host.state() == TrainingHost::State::Unavailable) return m_host.problem().text();
  if (m_host.state() != TrainingHost::State::Ready) return tr("The engine is still being loaded.");
  if (m_corpus->paths().isEmpty()) return tr("Add some music first.");
  if (m_study.scanning()) return tr("The music is still being read.");
  if (!m_corpus->report()) return tr("There is no music that can be used.");
  if (m_name->text().trimmed().isEmpty()) return tr("Give the style a name.");
  if (m_study.probing() && !m_own) return tr("This machine is still being measured.");
  return {};
}

void StyleForm::showState() {
  const QString reason = obstacle();
  m_start->setEnabled(reason.isEmpty() && !m_asked);
  m_start->setToolTip(reason.isEmpty() ? tr("Put the run into the queue; it starts when its turn comes")
                                       : reason);
  m_obstacle->setText(reason);
}

void StyleForm::start() {
  if (!obstacle().isEmpty() || m_asked) return;
  m_asked = true;
  m_host.submit(settings());
  showState();
}

}  // namespace partimento::ui
