#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/common/value_control.h"
#include "ui/compose/groups.h"

namespace partimento::ui {

RepetitionGroup::RepetitionGroup(QWidget* parent) : SettingsGroup(tr("Repetition"), QString(), parent) {
  m_repeat = new ValueControl({.name = tr("Same note in a row"),
                               .tooltip = tr("At most so many times the same note, one after the other"),
                               .suffix = tr(" times"),
                               .special = tr("any"),
                               .minimum = 0,
                               .maximum = 8,
                               .initial = 2},
                              this);
  m_rest = new QCheckBox(tr("A rest ends the row"), this);
  m_rest->setAccessibleName(m_rest->text());
  m_tabu = new ValueControl({.name = tr("Tabu list"),
                             .tooltip = tr("None of the last so many notes may be played again"),
                             .suffix = tr(" notes"),
                             .special = tr("off"),
                             .minimum = 0,
                             .maximum = 12,
                             .initial = 0},
                            this);
  m_key = new QComboBox(this);
  m_key->addItem(tr("the same pitch"), static_cast<int>(decode::TabuKey::Pitch));
  m_key->addItem(tr("the same note in any octave"), static_cast<int>(decode::TabuKey::PitchClass));
  m_key->addItem(tr("the same interval"), static_cast<int>(decode::TabuKey::Interval));
  m_key->addItem(tr("the same pitch and length"), static_cast<int>(decode::TabuKey::PitchDuration));
  m_key->setAccessibleName(tr("What counts as the same"));
  m_key->setToolTip(tr("What the repetition limit and the tabu list compare"));
  m_key->setMinimumHeight(28);
  m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_key->setMinimumContentsLength(8);
  auto* label = new QLabel(tr("Compare"), this);
  label->setBuddy(m_key);
  label->setToolTip(m_key->toolTip());
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(m_key, 1);
  m_parallels = new QCheckBox(tr("No parallel fifths and octaves"), this);
  m_parallels->setAccessibleName(m_parallels->text());
  m_parallels->setToolTip(tr("No two voices go on together from a perfect fifth or an octave to another"));
  m_parallels->hide();
  addWidget(m_repeat);
  addWidget(m_rest);
  addWidget(m_tabu);
  addLayout(row);
  addWidget(m_parallels);
  connect(m_parallels, &QCheckBox::toggled, this, &RepetitionGroup::changed);
  connect(m_rest, &QCheckBox::toggled, this, &RepetitionGroup::changed);
  for (ValueControl* knob : {m_repeat, m_tabu}) {
    connect(knob, &ValueControl::valueChanged, this, [this] {
      explain();
      Q_EMIT changed();
    });
  }
  connect(m_key, &QComboBox::currentIndexChanged, this, [this] {
    explain();
    Q_EMIT changed();
  });
  explain();
}

void RepetitionGroup::load(const decode::Settings& settings) {
  m_repeat->setValue(settings.rules.maxRepeat);
  m_rest->setChecked(settings.rules.restResetsRun);
  m_tabu->setValue(settings.rules.tabu);
  m_key->setCurrentIndex(m_key->findData(static_cast<int>(settings.rules.tabuKey)));
  m_parallels->setChecked(settings.rules.noParallels);
  explain();
}

void RepetitionGroup::setStyle(const std::optional<StyleInfo>& style) {
  m_parallels->setVisible(style && style->tokenizer.starts_with("chorale-24"));
}

void RepetitionGroup::store(decode::Settings& settings) const {
  settings.rules.maxRepeat = m_repeat->intValue();
  settings.rules.restResetsRun = m_rest->isChecked();
  settings.rules.tabu = m_tabu->intValue();
  settings.rules.tabuKey = static_cast<decode::TabuKey>(m_key->currentData().toInt());
  settings.rules.noParallels = m_parallels->isChecked();
}

void RepetitionGroup::explain() {
  const bool included = m_tabu->intValue() >= 1;
  m_repeat->setUnavailable(
      included
          ? tr("The tabu list already forbids playing the last note again, so this limit is included in it.")
          : QString());
  m_repeat->setOverride(included ? tr("included") : QString());
  const bool limits = !included && m_repeat->intValue() >= 1;
  m_rest->setEnabled(limits);
  m_rest->setToolTip(limits ? tr("After a rest, the same note may be played as often again")
                            : tr("Only the limit on the same note in a row counts rows."));
  setSentence(
      included
          ? tr("The notes played last are tabu. That includes the limit on the same note in a row.")
          : tr("How often a note may return at once. A tabu list keeps the last notes from coming back."));
}

}  // namespace partimento::ui
