#include "ui/training/run_page.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/session/session.h"
#include "ui/training/curve_plot.h"
#include "ui/training/job_text.h"
#include "ui/training/samples_row.h"

namespace partimento::ui {
namespace {

constexpr int kFigureColumns = 3;
constexpr int kSmoothingSteps = 99;
constexpr int kUsualSmoothing = 90;

QPushButton* button(const QString& iconName, QWidget* parent) {
  return new QPushButton(icon(iconName), QString(), parent);
}

void describe(QPushButton* button, const QString& text, const QString& tooltip) {
  button->setText(text);
  button->setAccessibleName(text);
  button->setToolTip(tooltip);
}

bool canResume(JobState state) {
  return state == JobState::Paused || state == JobState::Failed || state == JobState::Cancelled;
}

QString nats(double value) {
  return value > 0 ? RunPage::tr("%1 nats a note").arg(QLocale().toString(value, 'f', 3))
                   : QStringLiteral("–");
}

}  // namespace

RunPage::RunPage(TrainingHost& host, Session& session, QWidget* parent)
    : QWidget(parent), m_host(host), m_session(session) {
  build();
  connect(&m_host, &TrainingHost::runChanged, this, [this](JobId id) {
    if (id == m_shown) refresh();
  });
  connect(&m_host, &TrainingHost::listChanged, this, &RunPage::refresh);
  connect(m_samples, &SamplesRow::composeWanted, this, &RunPage::composeWith);
  connect(m_samples, &SamplesRow::chosenChanged, this, [this] {
    const Checkpoint* chosen = m_samples->chosen();
    m_curves->markStep(chosen ? chosen->step : 0);
  });
  showHead(JobSnapshot());
}

void RunPage::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::kGrid, 0, 0);
  column->setSpacing(space::kGrid);
  column->addWidget(buildHead());
  m_notice = new QFrame(this);
  m_notice->setProperty("role", QStringLiteral("banner-warning"));
  auto* row = new QHBoxLayout(m_notice);
  row->setContentsMargins(space::kPanel, space::kInner, space::kGrid, space::kInner);
  m_noticeText = new QLabel(m_notice);
  m_noticeText->setWordWrap(true);
  m_noticeText->setTextFormat(Qt::PlainText);
  m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_noticeText->setFocusPolicy(Qt::NoFocus);
  row->addWidget(m_noticeText, 1);
  column->addWidget(m_notice);
  column->addWidget(buildFigures());
  column->addWidget(buildPlotBar());
  m_curves = new CurvePlot(this);
  m_curves->setAlong(CurvePlot::Along::Steps);
  column->addWidget(m_curves, 1);
  m_samples = new SamplesRow(m_session, this);
  column->addWidget(m_samples);
}

QWidget* RunPage::buildHead() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  m_name = titleLabel(QString(), head);
  m_name->setMinimumWidth(40);
  m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_state = new QLabel(head);
  m_state->setFont(tabularFont(m_state->font()));
  m_state->setMinimumWidth(40);
  m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  texts->addWidget(m_name);
  texts->addWidget(m_state);
  row->addLayout(texts, 1);
  m_run = button(QStringLiteral("pause"), head);
  m_cancel = button(QStringLiteral("close"), head);
  m_compose = button(QStringLiteral("generate"), head);
  m_publish = button(QStringLiteral("export"), head);
  for (QPushButton* each : {m_run, m_cancel, m_compose, m_publish}) row->addWidget(each);
  connect(m_run, &QPushButton::clicked, this, [this] {
    const JobSnapshot* job = m_host.job(m_shown);
    if (!job) return;
    canResume(job->state) ? m_host.resume(m_shown) : m_host.pause(m_shown);
  });
  connect(m_cancel, &QPushButton::clicked, this, [this] { m_host.cancel(m_shown); });
  connect(m_compose, &QPushButton::clicked, this, [this] {
    if (const Checkpoint* chosen = m_samples->chosen()) composeWith(*chosen);
  });
  connect(m_publish, &QPushButton::clicked, this, [this] {
    if (const Checkpoint* chosen = m_samples->chosen()) Q_EMIT publishWanted(m_shown, chosen->step);
  });
  return head;
}

QLabel* RunPage::addFigure(QGridLayout* grid, int place, const QString& name, const QString& tooltip) {
  auto* cell = new QWidget(this);
  auto* column = new QVBoxLayout(cell);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* value = new QLabel(cell);
  value->setFont(tabularFont(value->font()));
  value->setAccessibleName(name);
  value->setWordWrap(true);
  value->setMinimumWidth(40);
  column->addWidget(secondLabel(name, cell));
  column->addWidget(value);
  column->addStretch(1);
  cell->setToolTip(tooltip);
  grid->addWidget(cell, place / kFigureColumns, place % kFigureColumns);
  grid->setColumnStretch(place % kFigureColumns, 1);
  return value;
}

QWidget* RunPage::buildFigures() {
  auto* frame = new QFrame(this);
  frame->setProperty("role", QStringLiteral("card"));
  auto* grid = new QGridLayout(frame);
  grid->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  grid->setHorizontalSpacing(space::kPanel);
  grid->setVerticalSpacing(space::kGrid);
  m_best =
      addFigure(grid, 0, tr("Held out, best"),
                tr("How surprised the network is by pieces it never learnt from: the lower, the better"));
  m_train = addFigure(grid, 1, tr("Training"), tr("The same on the pieces that it learns from, smoothed"));
  m_passes = addFigure(grid, 2, tr("Passes over the music"), tr("How often it has read every piece"));
  m_rate = addFigure(grid, 3, tr("Learning rate"), tr("How far each step goes"));
  m_speed = addFigure(grid, 4, tr("Speed"), tr("Symbols that it reads in a second"));
  m_size = addFigure(grid, 5, tr("Network"), tr("Family, number of weights, and what it is computed on"));
  return frame;
}

QWidget* RunPage::buildPlotBar() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  m_along = new QComboBox(bar);
  m_along->addItem(tr("by steps"));
  m_along->addItem(tr("by minutes"));
  m_along->setAccessibleName(tr("What the curves run along"));
  m_along->setToolTip(tr("Steps compare networks of one size, minutes those of several"));
  connect(m_along, &QComboBox::activated, this, [this](int index) {
    m_curves->setAlong(index == 0 ? CurvePlot::Along::Steps : CurvePlot::Along::Time);
  });
  auto* name = new QLabel(tr("Smoothing"), bar);
  m_smoothing = new QSlider(Qt::Horizontal, bar);
  m_smoothing->setRange(0, kSmoothingSteps);
  m_smoothing->setValue(kUsualSmoothing);
  m_smoothing->setFixedWidth(110);
  m_smoothing->setAccessibleName(tr("Smoothing"));
  m_smoothing->setToolTip(
      tr("How much of the past is in each point; the values as measured stay behind, faint"));
  name->setBuddy(m_smoothing);
  connect(m_smoothing, &QSlider::valueChanged, this,
          [this](int value) { m_curves->setSmoothing(value / 100.0); });
  auto* fit = new QPushButton(tr("Show all"), bar);
  fit->setAccessibleName(tr("Show the whole curves"));
  fit->setToolTip(tr("The whole curves again (0, or a double-click on them)"));
  connect(fit, &QPushButton::clicked, this, [this] { m_curves->fit(); });
  auto* save = new QPushButton(icon(QStringLiteral("export")), tr("Export…"), bar);
  save->setAccessibleName(tr("Export the curves"));
  save->setToolTip(tr("As a picture (PNG, SVG) or as a table (CSV)"));
  connect(save, &QPushButton::clicked, this, &RunPage::exportPlot);
  row->addWidget(m_along);
  row->addSpacing(space::kGrid);
  row->addWidget(name);
  row->addWidget(m_smoothing);
  row->addStretch(1);
  row->addWidget(fit);
  row->addWidget(save);
  return bar;
}

void RunPage::setRuns(JobId shown, const std::vector<JobId>& compared) {
  m_shown = shown;
  m_compared = compared;
  refresh();
}

void RunPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void RunPage::refresh() {
  const JobSnapshot* job = m_host.job(m_shown);
  if (!job || !isVisible()) return;  // what nobody sees is not drawn
  showHead(*job);
  showFigures(*job);
  showNotice(*job);
  showPlot();
}

void RunPage::showHead(const JobSnapshot& job) {
  m_name->setText(jobName(job));
  m_state->setText(jobProgressText(job));
  m_state->setAccessibleName(tr("State of the run: %1").arg(m_state->text()));
  const bool resumable = canResume(job.state);
  m_run->setIcon(icon(resumable ? QStringLiteral("play") : QStringLiteral("pause")));
  describe(m_run, resumable ? tr("Resume") : tr("Pause"),
           resumable ? tr("Go on where it was") : tr("Finish this step, save, and wait"));
  m_run->setVisible(job.state != JobState::Finished);
  m_run->setEnabled(resumable || job.state == JobState::Running || job.state == JobState::Queued);
  describe(m_cancel, tr("Cancel"), tr("End it and keep what it has learnt"));
  m_cancel->setVisible(!isEnded(job.state));
  const bool any = m_samples->chosen() != nullptr;
  describe(m_compose, tr("Compose"),
           any ? tr("Compose with the checkpoint that the slider stands at, while it goes on learning")
               : tr("There is no checkpoint yet"));
  describe(m_publish, tr("Publish…"),
           any ? tr("Make a style of the checkpoint that the slider stands at")
               : tr("There is no checkpoint yet"));
  m_compose->setEnabled(any);
  m_publish->setEnabled(any);
}

void RunPage::showFigures(const JobSnapshot& job) {
  const QLocale locale;
  m_best->setText(nats(job.bestNats));
  m_train->setText(nats(job.trainNats));
  m_passes->setText(job.epoch > 0 ? locale.toString(job.epoch, 'f', 1) : QStringLiteral("–"));
  m_rate->setText(job.learningRate > 0 ? rateText(job.learningRate) : QStringLiteral("–"));
  m_speed->setText(job.tokensPerSecond > 0
                       ? tr("%1 symbols/s").arg(countText(static_cast<std::int64_t>(job.tokensPerSecond)))
                       : QStringLiteral("–"));
  QStringList size{familyText(job.settings.network.family)};
  if (job.parameters > 0) size << weightsText(job.parameters);
  if (job.device == "cuda") size << tr("graphics processor");
  m_size->setText(size.join(QStringLiteral(" · ")));
}

void RunPage::showNotice(const JobSnapshot& job) {
  QString text;
  if (job.failure && job.state == JobState::Failed) {
    text = errorMessage(*job.failure).text();
  } else if (job.interrupted) {
    text = tr("The program ended while it was running. Nothing is lost: Resume goes on at step %1.")
               .arg(countText(job.step));
  } else if (job.overfitsSince) {
    text = tr("Since step %1 it learns its pieces by heart and gets worse on others. The best checkpoint is "
              "kept; "
              "more music would help more than more time.")
               .arg(countText(*job.overfitsSince));
  }
  const QString role = job.interrupted ? QStringLiteral("banner") : QStringLiteral("banner-warning");
  if (m_notice->property("role") != role) {
    m_notice->setProperty("role", role);
    refreshRole(m_notice);
  }
  m_noticeText->setText(text);
  m_notice->setAccessibleName(text);
  m_notice->setVisible(!text.isEmpty());
}

void RunPage::showPlot() {
  std::vector<RunViewPtr> runs;
  const RunViewPtr shown = m_host.run(m_shown);
  if (shown) {
    runs.push_back(shown);
    for (const JobId id : m_compared) {
      if (const RunViewPtr other = m_host.run(id)) runs.push_back(other);
    }
  }
  m_curves->setRuns(std::move(runs));
  m_samples->setRun(shown);
  if (const JobSnapshot* job = m_host.job(m_shown)) showHead(*job);
}

void RunPage::exportPlot() {
  const QStringList filters{tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Table (*.csv)")};
  auto* dialog = new QFileDialog(this, tr("Export the curves"), m_session.preferences().folder(),
                                 filters.join(QStringLiteral(";;")));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile(m_name->text() + QStringLiteral(".png"));
  dialog->setDefaultSuffix(QStringLiteral("png"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString& filter) {
    const QString suffixes[] = {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv")};
    dialog->setDefaultSuffix(suffixes[std::max<qsizetype>(0, filters.indexOf(filter))]);
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    try {
      path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? m_curves->exportTable(path)
                                                                : m_curves->exportPicture(path);
    } catch (...) {
      Q_EMIT failed(currentErrorMessage());
    }
  });
  dialog->open();
}

void RunPage::composeWith(const Checkpoint& checkpoint) {
  Q_EMIT composeWanted(checkpoint, tr("%1, step %2").arg(m_name->text(), countText(checkpoint.step)));
}

}  // namespace partimento::ui
