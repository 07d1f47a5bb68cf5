#include "ui/main_window/status.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kMessageMilliseconds = 8000;

}  // namespace

StatusLine::StatusLine(EngineHost& engine, Composer& composer, QWidget* parent)
    : QStatusBar(parent), m_engine(engine), m_composer(composer) {
  setSizeGripEnabled(false);
  m_exportBox = new QWidget(this);
  auto* row = new QHBoxLayout(m_exportBox);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new QLabel(tr("Exporting audio"), m_exportBox));
  m_exportBar = new QProgressBar(m_exportBox);
  m_exportBar->setRange(0, 100);
  m_exportBar->setFixedWidth(120);
  m_exportBar->setAccessibleName(tr("Progress of the export"));
  row->addWidget(m_exportBar);
  auto* cancel = new QToolButton(m_exportBox);
  cancel->setIcon(icon(QStringLiteral("close")));
  cancel->setAutoRaise(true);
  cancel->setToolTip(tr("Stop the export"));
  cancel->setAccessibleName(tr("Stop the export"));
  connect(cancel, &QToolButton::clicked, this, &StatusLine::exportCancelled);
  row->addWidget(cancel);
  m_exportBox->hide();
  addPermanentWidget(m_exportBox);
  m_valueText = new QLabel(this);
  m_valueText->setObjectName(QStringLiteral("present-value"));
  m_valueText->setToolTip(tr("What the next note on the staff will be"));
  m_trainingText = new QLabel(this);
  m_engineText = new QLabel(this);
  m_soundText = new QLabel(this);
  for (QLabel* label : {m_valueText, m_trainingText, m_engineText, m_soundText}) {
    label->setContentsMargins(space::kGrid, 0, space::kGrid, 0);
    addPermanentWidget(label);
  }
  m_valueText->hide();
  m_trainingText->hide();
  m_soundText->setText(tr("Sound: opening…"));
  connect(&m_engine, &EngineHost::stateChanged, this, &StatusLine::showEngine);
  connect(&m_composer, &Composer::stateChanged, this, &StatusLine::showEngine);
  showEngine();
}

void StatusLine::showEngine() {
  QString text;
  switch (m_engine.state()) {
    case EngineHost::State::Idle:
    case EngineHost::State::Loading:
      text = tr("Engine: loading…");
      break;
    case EngineHost::State::Missing:
      text = tr("Engine: missing");
      break;
    case EngineHost::State::Ready:
      text = m_composer.busy() ? tr("Engine: generating") : tr("Engine: ready");
      break;
  }
  m_engineText->setText(text);
  m_engineText->setToolTip(m_engine.state() == EngineHost::State::Missing ? m_engine.problem().text()
                                                                          : QString());
}

void StatusLine::showSound(const playback::SoundState& state) {
  if (state.opening) {
    m_soundText->setText(tr("Sound: opening…"));
    return;
  }
  if (state.output.silent) {
    m_soundText->setText(tr("Sound: no device"));
  } else {
    const QLocale locale;
    m_soundText->setText(tr("%1 · %2 kHz · %3 ms")
                             .arg(QString::fromStdString(state.output.driver),
                                  locale.toString(state.output.sampleRate / 1000, 'g', 3),
                                  locale.toString(state.output.latency.value * 1000, 'f', 0)));
  }
  m_soundText->setToolTip(
      tr("SoundFont: %1").arg(QFileInfo(QString::fromStdU16String(state.soundFont.u16string())).fileName()));
}

void StatusLine::showExport(double fraction) {
  m_exportBox->show();
  m_exportBar->setValue(static_cast<int>(fraction * 100));
}

void StatusLine::endExport() {
  m_exportBox->hide();
}

void StatusLine::showTraining(const std::vector<JobSnapshot>& jobs) {
  const auto running = std::find_if(jobs.begin(), jobs.end(), [](const JobSnapshot& job) {
    return job.state == JobState::Running || job.state == JobState::Pausing;
  });
  m_trainingText->setVisible(running != jobs.end());
  if (running == jobs.end()) return;
  m_trainingText->setText(
      tr("Training: %1 %").arg(QLocale().toString(std::floor(running->fraction * 100), 'f', 0)));
  m_trainingText->setToolTip(jobName(*running) + QStringLiteral(": ") + jobProgressText(*running));
}

void StatusLine::showValue(const QString& text) {
  m_valueText->setVisible(!text.isEmpty());
  m_valueText->setText(tr("Next: %1").arg(text));
}

void StatusLine::say(const QString& text) {
  showMessage(text, kMessageMilliseconds);
}

}  // namespace partimento::ui
