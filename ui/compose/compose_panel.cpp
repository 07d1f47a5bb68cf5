#include "ui/compose/compose_panel.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/panel_scroll.h"
#include "ui/compose/groups.h"
#include "ui/compose/presets.h"

namespace partimento::ui {

ComposePanel::ComposePanel(Preferences& preferences, Check check, QWidget* parent)
    : QWidget(parent), m_preferences(preferences), m_checkWish(std::move(check)) {
  build();
  choosePreset(0);
  recheck();
}

void ComposePanel::build() {
  auto* body = new QWidget(this);
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  m_preset = new QComboBox(body);
  listPresets();
  m_preset->setAccessibleName(tr("Preset"));
  m_preset->setToolTip(tr("Sets search, variety and repetition at once; range and length stay"));
  m_preset->setMinimumHeight(28);
  m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_preset->setMinimumContentsLength(8);
  m_presetSentence = secondLabel(QString(), body);
  column->addWidget(m_preset);
  column->addWidget(m_presetSentence);
  m_beginning = secondLabel(QString(), body);
  m_beginning->setObjectName(QStringLiteral("beginning"));
  m_beginning->hide();
  column->addWidget(m_beginning);
  column->addWidget(buildNotice());
  m_search = new SearchGroup(body);
  m_variety = new VarietyGroup(body);
  m_repetition = new RepetitionGroup(body);
  m_range = new RangeGroup(m_preferences, body);
  m_length = new LengthGroup(body);
  m_groups = {m_length, m_search, m_variety, m_repetition, m_range};
  for (SettingsGroup* group : m_groups) {
    column->addWidget(group);
    connect(group, &SettingsGroup::changed, this, &ComposePanel::onChanged);
  }
  column->addStretch(1);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(new PanelScroll(body, this));
  connect(m_preset, &QComboBox::activated, this, &ComposePanel::choosePreset);
}

void ComposePanel::listPresets() {
  m_preset->clear();
  for (const ComposePreset& preset : composePresets(m_proposed)) m_preset->addItem(preset.name);
  m_preset->addItem(tr("Your own"));
}

QWidget* ComposePanel::buildNotice() {
  auto* notice = new QFrame(this);
  notice->setProperty("role", QStringLiteral("notice"));
  auto* column = new QVBoxLayout(notice);
  column->setContentsMargins(12, 8, 12, 8);
  m_problem = new QLabel(notice);
  m_problem->setWordWrap(true);
  m_problem->setTextFormat(Qt::PlainText);
  m_remedy = new QPushButton(notice);
  m_remedy->setAutoDefault(false);
  m_remedy->setToolTip(tr("Change the knobs to the nearest wish that can be met"));
  column->addWidget(m_problem);
  column->addWidget(m_remedy);
  connect(m_remedy, &QPushButton::clicked, this, &ComposePanel::takeNearestWish);
  m_notice = notice;
  notice->hide();
  return notice;
}

decode::Settings ComposePanel::settings() const {
  decode::Settings settings;
  for (const SettingsGroup* group : m_groups) group->store(settings);
  return settings;
}

void ComposePanel::setSettings(const decode::Settings& settings) {
  {
    const QScopedValueRollback<bool> loading(m_loading, true);
    for (SettingsGroup* group : m_groups) group->load(settings);
  }
  onChanged();
}

int ComposePanel::takes() const {
  return m_variety->takes();
}

void ComposePanel::setTakes(int takes) {
  m_variety->setTakes(takes);
}

std::uint64_t ComposePanel::nextRandomSeed() {
  return m_variety->nextRandomSeed();
}

std::optional<std::uint64_t> ComposePanel::fixedSeed() const {
  return m_variety->fixedSeed();
}

void ComposePanel::setFixedSeed(std::optional<std::uint64_t> seed) {
  m_variety->setFixedSeed(seed);
}

void ComposePanel::takeNearestWish() {
  if (!feasible() && !m_check.remedy.isEmpty()) setSettings(decode::Settings(m_check.nearest));
}

void ComposePanel::setStyle(const std::optional<StyleInfo>& style) {
  m_range->setStyle(style);
  m_repetition->setStyle(style);
  m_length->setStyle(style);
  if (!style) return;
  if (m_proposed != style->decoding) {
    // Who left the knobs as the studio set them wants them as this style likes them.
    const bool follows = m_preset->currentIndex() == 0;
    m_proposed = style->decoding;
    listPresets();
    if (follows) {
      choosePreset(0);
    } else {
      showPreset();
    }
  }
  decode::Settings current = settings();
  current.rules.lowest = style->lowest;
  current.rules.highest = style->highest;
  const QScopedValueRollback<bool> loading(m_loading, true);
  m_range->load(current);
  recheck();
}

void ComposePanel::setBeginning(const QString& sentence) {
  m_beginning->setText(sentence);
  m_beginning->setVisible(!sentence.isEmpty());
}

void ComposePanel::recheck() {
  m_check = m_checkWish(settings());
  m_notice->setVisible(!m_check.problem.isEmpty());
  m_problem->setText(m_check.problem);
  m_remedy->setText(m_check.remedy);
  m_remedy->setAccessibleName(m_check.remedy.isEmpty() ? tr("Nearest wish") : m_check.remedy);
  m_remedy->setVisible(!m_check.remedy.isEmpty());
  Q_EMIT feasibilityChanged();
}

void ComposePanel::choosePreset(int index) {
  const std::vector<ComposePreset> presets = composePresets(m_proposed);
  if (index < 0 || index >= static_cast<int>(presets.size())) {
    showPreset();
    return;
  }
  const ComposePreset& preset = presets[static_cast<std::size_t>(index)];
  decode::Settings wish = settings();
  wish.search = preset.search;
  wish.rules.maxRepeat = preset.maxRepeat;
  wish.rules.tabu = preset.tabu;
  if (preset.noParallels) wish.rules.noParallels = *preset.noParallels;
  {
    const QScopedValueRollback<bool> loading(m_loading, true);
    m_variety->setTakes(preset.takes);
  }
  setSettings(wish);
}

void ComposePanel::showPreset() {
  const decode::Settings present = settings();
  const std::vector<ComposePreset> presets = composePresets(m_proposed);
  const auto found = std::find_if(presets.begin(), presets.end(), [&](const ComposePreset& preset) {
    return preset.search == present.search && preset.maxRepeat == present.rules.maxRepeat &&
           preset.tabu == present.rules.tabu && preset.takes == takes() &&
           preset.noParallels.value_or(present.rules.noParallels) == present.rules.noParallels;
  });
  m_preset->setCurrentIndex(static_cast<int>(found - presets.begin()));
  m_presetSentence->setText(found == presets.end() ? tr("The knobs as you set them.") : found->sentence);
}

void ComposePanel::onChanged() {
  if (m_loading) return;
  m_variety->follow(settings().search.method);
  showPreset();
  recheck();
  Q_EMIT settingsChanged();
}

}  // namespace partimento::ui
