#include <QComboBox>
#include <QLabel>

#include "ui/common/labels.h"
#include "ui/common/value_control.h"
#include "ui/compose/groups.h"

namespace partimento::ui {

using decode::SearchMethod;

SearchGroup::SearchGroup(QWidget* parent) : SettingsGroup(tr("Search"), QString(), parent) {
  m_method = new QComboBox(this);
  m_method->addItem(tr("Beam with chance"), static_cast<int>(SearchMethod::StochasticBeam));
  m_method->addItem(tr("Sampling"), static_cast<int>(SearchMethod::Sample));
  m_method->addItem(tr("Beam, the most probable"), static_cast<int>(SearchMethod::Beam));
  m_method->addItem(tr("Diverse beam"), static_cast<int>(SearchMethod::DiverseBeam));
  m_method->setAccessibleName(tr("Search method"));
  m_method->setToolTip(tr("How the continuation is looked for among all that the style could play"));
  m_method->setMinimumHeight(28);
  m_method->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_method->setMinimumContentsLength(8);
  m_width =
      new ValueControl({.name = tr("Beam width"),
                        .tooltip = tr("How many continuations are kept at every note; 1 is greedy search"),
                        .minimum = 1,
                        .maximum = decode::kMaxBeamWidth,
                        .initial = 16,
                        .scale = ValueControlSpec::Scale::Logarithmic},
                       this);
  m_groups = new ValueControl({.name = tr("Groups"),
                               .tooltip = tr("The beam is split into so many groups that avoid each other"),
                               .minimum = 2,
                               .maximum = 8,
                               .initial = 4},
                              this);
  m_strength = new ValueControl({.name = tr("Distance between groups"),
                                 .tooltip = tr("Penalty for choosing the same note as an earlier group"),
                                 .suffix = tr(" nats"),
                                 .minimum = 0,
                                 .maximum = 2,
                                 .initial = 0.5,
                                 .step = 0.1,
                                 .decimals = 1},
                                this);
  addWidget(m_method);
  addWidget(m_width);
  addWidget(m_groups);
  addWidget(m_strength);
  connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
    explain();
    Q_EMIT changed();
  });
  for (ValueControl* knob : {m_width, m_groups, m_strength})
    connect(knob, &ValueControl::valueChanged, this, &SearchGroup::changed);
  explain();
}

void SearchGroup::load(const decode::Settings& settings) {
  m_method->setCurrentIndex(m_method->findData(static_cast<int>(settings.search.method)));
  m_width->setValue(settings.search.beamWidth);
  m_groups->setValue(settings.search.diverseGroups);
  m_strength->setValue(settings.search.diversityStrength);
  explain();
}

void SearchGroup::store(decode::Settings& settings) const {
  settings.search.method = static_cast<SearchMethod>(m_method->currentData().toInt());
  settings.search.beamWidth = m_width->intValue();
  settings.search.diverseGroups = m_groups->intValue();
  settings.search.diversityStrength = m_strength->value();
}

void SearchGroup::explain() {
  const auto method = static_cast<SearchMethod>(m_method->currentData().toInt());
  const bool diverse = method == SearchMethod::DiverseBeam;
  m_groups->setVisible(diverse);
  m_strength->setVisible(diverse);
  m_width->setUnavailable(method == SearchMethod::Sample
                              ? tr("Sampling follows one continuation, so it has no beam.")
                              : QString());
  switch (method) {
    case SearchMethod::Beam:
      setSentence(
          tr("Keeps the most probable continuations at every note. There is no chance in it: the same seed "
             "always gives the same takes."));
      break;
    case SearchMethod::Sample:
      setSentence(
          tr("Draws one note after the other as the style would, by chance. Every take is different."));
      break;
    case SearchMethod::DiverseBeam:
      setSentence(tr(
          "Searches in groups that keep away from each other, so that the takes differ. There is no chance "
          "in it."));
      break;
    case SearchMethod::StochasticBeam:
      setSentence(
          tr("Keeps many continuations at every note and draws among them by chance: probable, yet different "
             "every time."));
      break;
  }
}

}  // namespace partimento::ui
