#include "ui/training/publish_dialog.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <chrono>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kPercent = 100;
constexpr int kWidth = 440;
constexpr std::chrono::milliseconds kProgressPause{33};

}  // namespace

class PublishDialog::Listener : public JobListener {
 public:
  explicit Listener(PublishDialog& dialog) : m_dialog(dialog) {}
  void progress(const JobProgress& progress) override {
    const auto now = std::chrono::steady_clock::now();
    if (now - m_last < kProgressPause) return;
    m_last = now;
    callLater(&m_dialog, [&dialog = m_dialog, share = progress.fraction] {
      dialog.m_bar->setValue(static_cast<int>(share * kPercent));
    });
  }

 private:
  PublishDialog& m_dialog;
  std::chrono::steady_clock::time_point m_last;
};

PublishDialog::PublishDialog(TrainingHost& host, JobId id, std::int64_t step, QWidget* parent)
    : QDialog(parent), m_host(host), m_id(id), m_step(step) {
  setWindowTitle(tr("Publish a style"));
  setMinimumWidth(kWidth);
  const JobSnapshot* job = m_host.job(id);
  build(job ? *job : JobSnapshot());
  showBusy();
}

void PublishDialog::build(const JobSnapshot& job) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPanel, space::kPanel, space::kPanel, space::kPanel);
  column->setSpacing(space::kGrid);
  m_name = new QLineEdit(jobName(job), this);
  m_name->setAccessibleName(tr("Name of the style"));
  m_name->setToolTip(tr("The name on the style's card"));
  m_sentence = new QLineEdit(QString::fromStdString(job.settings.sentence), this);
  m_sentence->setAccessibleName(tr("What it plays"));
  m_sentence->setToolTip(tr("One sentence for the style's card"));
  m_sentence->setPlaceholderText(tr("What it plays, in one sentence"));
  column->addWidget(new QLabel(tr("Name"), this));
  column->addWidget(m_name);
  column->addWidget(new QLabel(tr("What it plays"), this));
  column->addWidget(m_sentence);
  m_text = secondLabel(
      tr("The state at step %1 is measured on pieces that were set aside for it, and stands in the "
         "Styles panel then, with its sources, figures and samples.")
          .arg(countText(m_step)),
      this);
  m_bar = new QProgressBar(this);
  m_bar->setRange(0, kPercent);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(6);
  m_bar->setAccessibleName(tr("Progress of publishing"));
  column->addWidget(m_text);
  column->addWidget(m_bar);
  m_publish = new QPushButton(tr("Publish"), this);
  m_publish->setDefault(true);
  m_publish->setAccessibleName(tr("Publish"));
  m_close = new QPushButton(this);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(m_close);
  row->addWidget(m_publish);
  column->addLayout(row);
  connect(m_publish, &QPushButton::clicked, this, &PublishDialog::publish);
  connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_name, &QLineEdit::textChanged, this, &PublishDialog::showBusy);
}

void PublishDialog::showBusy() {
  const bool named = !m_name->text().trimmed().isEmpty();
  m_publish->setEnabled(!m_busy && named);
  m_publish->setToolTip(m_busy  ? tr("It is being measured")
                        : named ? tr("Measure it and put it into the Styles panel")
                                : tr("Give the style a name first"));
  m_name->setEnabled(!m_busy);
  m_sentence->setEnabled(!m_busy);
  m_bar->setVisible(m_busy);
  m_close->setText(m_busy ? tr("Stop") : tr("Close"));
  m_close->setAccessibleName(m_close->text());
  m_close->setToolTip(m_busy ? tr("Stop publishing; nothing is written") : tr("Close without publishing"));
}

void PublishDialog::publish() {
  if (m_busy || !m_host.training()) return;
  m_busy = true;
  showBusy();
  PublishSettings settings;
  settings.name = m_name->text().trimmed().toStdString();
  settings.sentence = m_sentence->text().trimmed().toStdString();
  settings.step = m_step;
  m_worker.post([this, settings, id = m_id, training = m_host.training()](std::stop_token stop) {
    Listener listener(*this);
    try {
      const std::string folder = training->publish(id, settings, stop, listener);
      callLater(this, [this, folder] { finish(QString::fromStdString(folder)); });
    } catch (...) {
      if (!stop.stop_requested()) callLater(this, [this, message = currentErrorMessage()] { fail(message); });
    }
  });
}

void PublishDialog::finish(const QString& folder) {
  m_busy = false;
  Q_EMIT published(QFileInfo(folder).fileName(), m_name->text().trimmed());
  accept();
}

void PublishDialog::fail(const ErrorMessage& message) {
  m_busy = false;
  m_text->setText(message.text());
  showBusy();
}

}  // namespace partimento::ui
