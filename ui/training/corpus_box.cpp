#include "ui/training/corpus_box.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/common/group.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/training/corpus_charts.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kSkippedHeight = 150;
constexpr int kFull = 100;

bool isMidi(const QFileInfo& file) {
  const QString suffix = file.suffix().toLower();
  return file.isFile() && (suffix == QLatin1String("mid") || suffix == QLatin1String("midi"));
}

std::vector<std::string> toStrings(const QStringList& paths) {
  std::vector<std::string> strings;
  for (const QString& path : paths) strings.push_back(QFile::encodeName(path).toStdString());
  return strings;
}

}  // namespace

QStringList corpusPaths(const QMimeData& data) {
  QStringList paths;
  for (const QUrl& url : data.urls()) {
    const QFileInfo file(url.toLocalFile());
    if (url.isLocalFile() && (file.isDir() || isMidi(file)))
      paths << QDir::cleanPath(file.absoluteFilePath());
  }
  return paths;
}

CorpusBox::CorpusBox(Study& study, Preferences& preferences, QWidget* parent)
    : QFrame(parent), m_study(study), m_preferences(preferences) {
  setAcceptDrops(true);
  build();
  connect(&m_study, &Study::scanProgressed, this,
          [this](double share) { m_bar->setValue(static_cast<int>(share * kFull)); });
  connect(&m_study, &Study::scanned, this, &CorpusBox::showReport);
  connect(&m_study, &Study::scanFailed, this,
          [this](const ErrorMessage& message) { showProblem(message.text()); });
  connect(&m_study, &Study::scanEnded, this, [this] {
    m_progress->hide();
    const bool stopped = !m_report && !m_paths.isEmpty() && m_summary->text().isEmpty();
    if (stopped) showProblem(tr("Stopped before all files were read."));
    Q_EMIT changed();
  });
  connect(&m_preferences, &Preferences::namingChanged, this, [this] {
    if (m_report) m_charts->display(*m_report, m_preferences.noteNaming());
  });
  showPaths();
  rescan();
}

void CorpusBox::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  m_invitation = new QLabel(tr("Drop a folder of MIDI files here, or single files."), this);
  m_invitation->setProperty("role", QStringLiteral("notice"));
  m_invitation->setWordWrap(true);
  column->addWidget(m_invitation);
  m_list = new QVBoxLayout;
  m_list->setSpacing(2);
  column->addLayout(m_list);
  auto* folder = new QPushButton(tr("Add a folder…"), this);
  folder->setToolTip(tr("All .mid files in it and below it"));
  auto* files = new QPushButton(tr("Add files…"), this);
  files->setToolTip(tr("Single .mid files"));
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kGrid);
  for (QPushButton* button : {folder, files}) {
    button->setAccessibleName(button->text());
    row->addWidget(button);
  }
  row->addStretch(1);
  connect(folder, &QPushButton::clicked, this, &CorpusBox::chooseFolder);
  connect(files, &QPushButton::clicked, this, &CorpusBox::chooseFiles);
  column->addLayout(row);
  column->addWidget(buildProgress());
  m_summary = new QLabel(this);
  m_summary->setWordWrap(true);
  m_summary->setTextFormat(Qt::PlainText);
  m_again = new QPushButton(tr("Read again"), this);
  m_again->setToolTip(tr("Read the files again"));
  m_again->setAccessibleName(m_again->text());
  connect(m_again, &QPushButton::clicked, this, &CorpusBox::rescan);
  m_charts = new CorpusCharts(this);
  m_skippedGroup =
      new Group(QString(), tr("Everything else is used; these files are left as they are."), this);
  m_skipped = buildSkipped();
  m_skippedGroup->addWidget(m_skipped);
  m_skippedGroup->setOpen(false);
  column->addWidget(m_summary);
  column->addWidget(m_again, 0, Qt::AlignLeft);
  column->addWidget(m_charts);
  column->addWidget(m_skippedGroup);
}

QWidget* CorpusBox::buildProgress() {
  m_progress = new QWidget(this);
  auto* row = new QHBoxLayout(m_progress);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  m_bar = new QProgressBar(m_progress);
  m_bar->setRange(0, kFull);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(6);
  m_bar->setAccessibleName(tr("Progress of reading the files"));
  auto* stop = new QPushButton(tr("Stop"), m_progress);
  stop->setToolTip(tr("Stop reading the files"));
  stop->setAccessibleName(tr("Stop reading the files"));
  connect(stop, &QPushButton::clicked, this, [this] { m_study.cancelScan(); });
  row->addWidget(new QLabel(tr("Reading the music…"), m_progress));
  row->addWidget(m_bar, 1);
  row->addWidget(stop);
  return m_progress;
}

QTreeWidget* CorpusBox::buildSkipped() {
  auto* tree = new QTreeWidget(this);
  tree->setColumnCount(2);
  tree->setHeaderLabels({tr("File"), tr("Why it is left out")});
  tree->setRootIsDecorated(false);
  tree->setUniformRowHeights(true);
  tree->setFixedHeight(kSkippedHeight);
  tree->setAccessibleName(tr("Files that are left out"));
  tree->setToolTip(tr("Each file with the reason why it is left out"));
  tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  return tree;
}

void CorpusBox::add(const QStringList& paths) {
  const qsizetype before = m_paths.size();
  for (const QString& path : paths) {
    if (!m_paths.contains(path)) m_paths << path;
  }
  if (m_paths.size() == before) return;
  showPaths();
  rescan();
}

void CorpusBox::clear() {
  m_paths.clear();
  showPaths();
  rescan();
}

void CorpusBox::remove(const QString& path) {
  m_paths.removeAll(path);
  showPaths();
  rescan();
}

void CorpusBox::setTokenizer(const std::string& tokenizer) {
  if (tokenizer == m_tokenizer) return;
  m_tokenizer = tokenizer;
  rescan();
}

void CorpusBox::rescan() {
  m_report.reset();
  m_study.cancelScan();
  m_summary->clear();
  for (QWidget* part : {static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_again),
                        static_cast<QWidget*>(m_charts), static_cast<QWidget*>(m_skippedGroup)})
    part->hide();
  m_bar->setValue(0);
  m_progress->setVisible(!m_paths.isEmpty());
  if (!m_paths.isEmpty()) m_study.scan(toStrings(m_paths), m_tokenizer);
  Q_EMIT changed();
}

void CorpusBox::showPaths() {
  while (QLayoutItem* item = m_list->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& path : m_paths) {
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto* name = new QLabel(QDir::toNativeSeparators(path), line);
    name->setTextFormat(Qt::PlainText);
    name->setToolTip(path);
    name->setMinimumWidth(40);
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* away = new QToolButton(line);
    away->setIcon(icon(QStringLiteral("close")));
    away->setIconSize(QSize(14, 14));
    away->setAutoRaise(true);
    away->setToolTip(tr("Leave it out"));
    away->setAccessibleName(tr("Leave out “%1”").arg(QFileInfo(path).fileName()));
    connect(away, &QToolButton::clicked, this, [this, path] { remove(path); });
    row->addWidget(name, 1);
    row->addWidget(away);
    m_list->addWidget(line);
  }
  m_invitation->setVisible(m_paths.isEmpty());
}

void CorpusBox::showReport(const CorpusReport& report) {
  m_report = report;
  m_progress->hide();
  m_summary->setText(corpusSentence(report));
  m_summary->show();
  m_again->hide();
  m_charts->display(report, m_preferences.noteNaming());
  m_charts->show();
  m_skipped->clear();
  for (const SkippedFile& file : report.skipped) {
    auto* item = new QTreeWidgetItem({QString::fromStdString(file.file), skipText(file)});
    item->setToolTip(1, item->text(1));
    m_skipped->addTopLevelItem(item);
  }
  const int skipped = static_cast<int>(report.skipped.size());
  m_skippedGroup->setTitle(tr("%n file(s) left out", nullptr, skipped));
  m_skippedGroup->setVisible(skipped > 0);
  Q_EMIT changed();
}

void CorpusBox::showProblem(const QString& text) {
  m_progress->hide();
  m_summary->setText(text);
  m_summary->show();
  m_again->show();
  Q_EMIT changed();
}

void CorpusBox::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder of MIDI files"), m_preferences.folder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { add({path}); });
  dialog->open();
}

void CorpusBox::chooseFiles() {
  auto* dialog =
      new QFileDialog(this, tr("MIDI files"), m_preferences.folder(), tr("MIDI files (*.mid *.midi)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) { add(paths); });
  dialog->open();
}

void CorpusBox::dragEnterEvent(QDragEnterEvent* event) {
  if (!corpusPaths(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CorpusBox::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  add(corpusPaths(*event->mimeData()));
}

}  // namespace partimento::ui
