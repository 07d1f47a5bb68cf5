#include "ui/training/fine_tune_box.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/styles/style_facts.h"
#include "ui/training/form_grid.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

constexpr int kGroupsHeight = 132;

}  // namespace

FineTuneBox::FineTuneBox(EngineHost& engine, Study& study, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_study(study) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kGrid);
  auto* start = new FormGrid(this);
  m_style =
      start->addList({tr("Begin with"),
                      tr("A new network knows nothing; an installed style has learnt music already and needs "
                         "less of yours")},
                     {{tr("A new network"), QString()}});
  column->addWidget(start);
  m_parts = new QWidget(this);
  auto* parts = new QVBoxLayout(m_parts);
  parts->setContentsMargins(0, 0, 0, 0);
  parts->setSpacing(space::kGrid);
  m_grid = new FormGrid(m_parts);
  m_unfreeze =
      m_grid->addNumber({tr("Trained groups"),
                         tr("How many groups learn, counted from the output; the others stay as they are")},
                        {0, 1000, tr("all")});
  m_ratio = m_grid->addNumber(
      {tr("Slower towards the input"), tr("Each earlier group learns so many times slower than the next")},
      {1, 1000, tr("all alike"), {}, 1, 0.2});
  m_pull = m_grid->addNumber(
      {tr("Pull to the style"), tr("How strongly weights are held near those of the style")},
      {0, 1000, tr("none"), {}, 4, 0.001});
  const FineTuneSettings usual;
  m_ratio->setValue(usual.rateRatio);
  m_pull->setValue(usual.pull);
  m_gradual = new QCheckBox(tr("Groups join one after the other"), m_parts);
  m_gradual->setToolTip(tr("From the output on, so that early layers are not shaken by the first steps"));
  m_gradual->setAccessibleName(m_gradual->text());
  m_groups = new QTreeWidget(m_parts);
  m_groups->setHeaderLabels({tr("Group"), tr("Weights"), tr("Learns")});
  m_groups->setRootIsDecorated(false);
  m_groups->setFixedHeight(kGroupsHeight);
  m_groups->setAccessibleName(tr("Groups of weights"));
  m_groups->setToolTip(tr("From input to output, with what is trained of each"));
  m_groups->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_groups->header()->setStretchLastSection(false);
  m_sum = secondLabel(QString(), m_parts);
  for (QWidget* part : {static_cast<QWidget*>(m_grid), static_cast<QWidget*>(m_gradual),
                        static_cast<QWidget*>(m_groups), static_cast<QWidget*>(m_sum)})
    parts->addWidget(part);
  column->addWidget(m_parts);
  connect(start, &FormGrid::edited, this, [this] {
    showParts();
    Q_EMIT styleChanged();
  });
  connect(m_grid, &FormGrid::edited, this, &FineTuneBox::edited);
  connect(m_gradual, &QCheckBox::toggled, this, &FineTuneBox::edited);
  connect(&m_study, &Study::grouped, this, &FineTuneBox::showGroups);
  connect(&m_study, &Study::groupsFailed, this, [this](const ErrorMessage& message) {
    m_groups->clear();
    m_sum->setText(message.text());
  });
  connect(&m_engine, &EngineHost::stateChanged, this, &FineTuneBox::refreshStyles);
  refreshStyles();
  showParts();
}

void FineTuneBox::refreshStyles() {
  const QString chosen = m_style->currentData().toString();
  const QSignalBlocker quiet(m_style);
  while (m_style->count() > 1) m_style->removeItem(1);
  for (const StyleInfo& style : m_engine.styles())
    m_style->addItem(styleName(style), QString::fromStdString(style.id));
  chooseValue(*m_style, chosen);
}

std::optional<StyleInfo> FineTuneBox::style() const {
  const QString id = m_style->currentData().toString();
  return id.isEmpty() ? std::nullopt : m_engine.style(id);
}

FineTuneSettings FineTuneBox::settings() const {
  FineTuneSettings settings;
  settings.style = m_style->currentData().toString().toStdString();
  settings.unfreeze = static_cast<int>(m_unfreeze->value());
  settings.gradual = m_gradual->isChecked();
  settings.rateRatio = m_ratio->value();
  settings.pull = m_pull->value();
  return settings;
}

void FineTuneBox::startAnew() {
  m_style->setCurrentIndex(0);
  showParts();
}

void FineTuneBox::askGroups(const RunSettings& settings) {
  if (!settings.fineTune.style.empty()) m_study.groups(settings);
}

void FineTuneBox::showParts() {
  m_parts->setVisible(!m_style->currentData().toString().isEmpty());
}

void FineTuneBox::showGroups(const std::vector<ParameterGroup>& groups) {
  m_groups->clear();
  std::int64_t trained = 0;
  std::int64_t all = 0;
  for (const ParameterGroup& group : groups) {
    all += group.parameters;
    if (group.trained) trained += group.parameters;
    const QString learns = !group.trained ? tr("stays as it is")
                           : group.rateFactor < 1
                               ? tr("%1 × slower").arg(QLocale().toString(1 / group.rateFactor, 'f', 1))
                               : tr("yes");
    auto* item =
        new QTreeWidgetItem({QString::fromStdString(group.name), countText(group.parameters), learns});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_groups->addTopLevelItem(item);
  }
  m_unfreeze->setMaximum(std::max<double>(1, static_cast<double>(groups.size())));
  m_groups->resizeColumnToContents(1);
  m_groups->resizeColumnToContents(2);
  m_sum->setText(tr("%1 of %2 learn.").arg(countText(trained), weightsText(all)));
}

}  // namespace partimento::ui
