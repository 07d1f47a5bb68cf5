#include "ui/training/jobs_list.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/training/job_row.h"

namespace partimento::ui {
namespace {

constexpr std::size_t kRowsInSight = 3;
constexpr int kRowHeight = 60;
constexpr int kDropHeight = 3;

}  // namespace

JobsList::JobsList(TrainingHost& host, QWidget* parent) : QWidget(parent), m_host(host) {
  m_body = new QWidget(this);
  m_list = new QVBoxLayout(m_body);
  m_list->setContentsMargins(0, 0, 0, 0);
  m_list->setSpacing(space::kInner);
  m_list->addStretch(1);
  m_drop = new QWidget(m_body);
  m_drop->setObjectName(QStringLiteral("drop place"));
  m_drop->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_drop->setAutoFillBackground(true);
  m_drop->setBackgroundRole(QPalette::Highlight);
  m_drop->hide();
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(new PanelScroll(m_body, this));
  connect(&m_host, &TrainingHost::listChanged, this, &JobsList::refresh);
  connect(&m_host, &TrainingHost::runChanged, this, &JobsList::showJob);
  refresh();
}

QSize JobsList::sizeHint() const {
  int height = 0;
  for (std::size_t i = 0; i < std::min(m_rows.size(), kRowsInSight); ++i)
    height += m_rows[i]->sizeHint().height() + space::kInner;
  return {320, std::max(height, kRowHeight)};
}

QSize JobsList::minimumSizeHint() const {
  return {200, kRowHeight};
}

JobRow* JobsList::row(JobId id) const {
  const auto found =
      std::find_if(m_rows.begin(), m_rows.end(), [id](JobRow* each) { return each->id() == id; });
  return found == m_rows.end() ? nullptr : *found;
}

JobRow* JobsList::makeRow(JobId id) {
  auto* made = new JobRow(m_body);
  connect(made, &JobRow::chosen, this, [this, id] { choose(id); });
  connect(made, &JobRow::stepped, this, [this, id](int direction) { step(id, direction); });
  connect(made, &JobRow::moveWanted, this, [this, id](int direction) { move(id, direction); });
  connect(made, &JobRow::dragged, this, &JobsList::showDrop);
  connect(made, &JobRow::dropped, this, [this, id](int y) { drop(id, y); });
  connect(made, &JobRow::dragCancelled, m_drop, &QWidget::hide);
  connect(made, &JobRow::pauseWanted, this, [this, id] { m_host.pause(id); });
  connect(made, &JobRow::resumeWanted, this, [this, id] { m_host.resume(id); });
  connect(made, &JobRow::cancelWanted, this, [this, id] { m_host.cancel(id); });
  connect(made, &JobRow::forgetWanted, this, [this, id] { m_host.forget(id); });
  connect(made, &JobRow::compareToggled, this, [this, id](bool compared) {
    compared ? static_cast<void>(m_compared.insert(id)) : static_cast<void>(m_compared.erase(id));
    Q_EMIT choiceChanged();
  });
  return made;
}

void JobsList::refresh() {
  std::vector<JobRow*> rows;
  for (const JobSnapshot& job : m_host.jobs()) {
    JobRow* each = row(job.id);
    if (!each) each = makeRow(job.id);
    each->display(job);
    m_list->removeWidget(each);
    m_list->insertWidget(static_cast<int>(rows.size()), each);
    rows.push_back(each);
  }
  for (JobRow* old : m_rows) {
    if (std::find(rows.begin(), rows.end(), old) != rows.end()) continue;
    m_compared.erase(old->id());
    m_drop->hide();  // it may be the one that is dragged
    old->hide();
    old->deleteLater();
  }
  m_rows = std::move(rows);
  for (std::size_t i = 0; i < m_rows.size(); ++i) m_rows[i]->setMovable(i > 0, i + 1 < m_rows.size());
  // In the order of the queue for who goes through it by Tab.
  for (std::size_t i = 1; i < m_rows.size(); ++i) setTabOrder(m_rows[i - 1], m_rows[i]);
  updateGeometry();
  if (row(m_wanted)) {
    choose(m_wanted);
  } else if (!row(m_chosen)) {
    choose(m_rows.empty() ? JobId{} : m_rows.back()->id());
  } else {
    for (JobRow* each : m_rows) each->setChosen(each->id() == m_chosen);
  }
}

void JobsList::showJob(JobId id) {
  const JobSnapshot* job = m_host.job(id);
  JobRow* each = row(id);
  if (job && each) each->display(*job);
}

void JobsList::choose(JobId id) {
  m_wanted = row(id) ? JobId{} : id;
  if (m_wanted != JobId{}) return;
  m_compared.erase(id);
  m_chosen = id;
  for (JobRow* each : m_rows) {
    each->setChosen(each->id() == id);
    each->setCompared(m_compared.contains(each->id()));
    if (const JobSnapshot* job = m_host.job(each->id())) each->display(*job);
  }
  Q_EMIT choiceChanged();
}

void JobsList::step(JobId from, int direction) {
  const auto at = std::find(m_rows.begin(), m_rows.end(), row(from));
  const std::ptrdiff_t next = at - m_rows.begin() + direction;
  if (next < 0 || next >= static_cast<std::ptrdiff_t>(m_rows.size())) return;
  JobRow* other = m_rows[static_cast<std::size_t>(next)];
  other->setFocus(Qt::TabFocusReason);
  choose(other->id());
}

void JobsList::move(JobId id, int direction) {
  const auto at = std::find(m_rows.begin(), m_rows.end(), row(id));
  const std::ptrdiff_t place = at - m_rows.begin() + direction;
  if (place < 0 || place >= static_cast<std::ptrdiff_t>(m_rows.size())) return;
  m_host.move(id, static_cast<std::size_t>(place));
}

std::size_t JobsList::gapAt(int y) const {
  const auto below = std::find_if(m_rows.begin(), m_rows.end(),
                                  [y](const JobRow* each) { return y < each->geometry().center().y(); });
  return static_cast<std::size_t>(below - m_rows.begin());
}

void JobsList::showDrop(int y) {
  const std::size_t gap = gapAt(y);
  const QRect row = m_rows[std::min(gap, m_rows.size() - 1)]->geometry();
  const int edge = gap < m_rows.size() ? row.top() - space::kInner / 2 : row.bottom() + space::kInner / 2;
  m_drop->setGeometry(row.left(), std::max(0, edge - 1), row.width(), kDropHeight);
  m_drop->raise();
  m_drop->show();
}

void JobsList::drop(JobId id, int y) {
  m_drop->hide();
  const auto from =
      static_cast<std::size_t>(std::find(m_rows.begin(), m_rows.end(), row(id)) - m_rows.begin());
  std::size_t place = gapAt(y);
  if (place > from) --place;
  if (from < m_rows.size() && place != from) m_host.move(id, place);
}

}  // namespace partimento::ui
