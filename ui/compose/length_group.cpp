#include <QCheckBox>
#include <QComboBox>

#include "ui/common/value_control.h"
#include "ui/compose/groups.h"

namespace partimento::ui {

LengthGroup::LengthGroup(QWidget* parent)
    : SettingsGroup(tr("Length"), tr("How much is played after the seed."), parent) {
  m_unit = new QComboBox(this);
  m_unit->addItem(tr("Counted in bars"));
  m_unit->addItem(tr("Counted in notes"));
  m_unit->setAccessibleName(tr("Count the length in"));
  m_unit->setToolTip(tr("Whole bars end on a bar line; notes count every note played"));
  m_unit->setMinimumHeight(28);
  m_unit->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_unit->setMinimumContentsLength(8);
  m_bars = new ValueControl({.name = tr("Bars"),
                             .tooltip = tr("Bars after the seed's last bar"),
                             .suffix = tr(" bars"),
                             .minimum = 1,
                             .maximum = 64,
                             .initial = 8},
                            this);
  m_notes = new ValueControl({.name = tr("Notes"),
                              .tooltip = tr("Notes after the seed"),
                              .suffix = tr(" notes"),
                              .minimum = 1,
                              .maximum = 512,
                              .initial = 32,
                              .scale = ValueControlSpec::Scale::Logarithmic},
                             this);
  m_closes = new QCheckBox(tr("End with the last bar"), this);
  m_closes->setAccessibleName(m_closes->text());
  m_closes->setToolTip(tr("The music comes to a close there; without it, it may go on"));
  m_closes->setChecked(true);
  addWidget(m_unit);
  addWidget(m_bars);
  addWidget(m_notes);
  addWidget(m_closes);
  showUnit();
  connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
    showUnit();
    Q_EMIT changed();
  });
  connect(m_closes, &QCheckBox::toggled, this, &LengthGroup::changed);
  connect(m_bars, &ValueControl::valueChanged, this, &LengthGroup::changed);
  connect(m_notes, &ValueControl::valueChanged, this, &LengthGroup::changed);
}

void LengthGroup::showUnit() {
  const bool inBars = m_unit->currentIndex() == 0;
  m_bars->setVisible(inBars);
  m_notes->setVisible(!inBars);
  m_closes->setVisible(inBars && m_knowsEnds);
}

void LengthGroup::setStyle(const std::optional<StyleInfo>& style) {
  m_knowsEnds = style && style->knowsEnds;
  showUnit();
}

void LengthGroup::load(const decode::Settings& settings) {
  m_unit->setCurrentIndex(settings.length.bars > 0 ? 0 : 1);
  if (settings.length.bars > 0) m_bars->setValue(settings.length.bars);
  m_notes->setValue(settings.length.notes);
  m_closes->setChecked(settings.length.closes);
}

void LengthGroup::store(decode::Settings& settings) const {
  settings.length.bars = m_unit->currentIndex() == 0 ? m_bars->intValue() : 0;
  settings.length.notes = m_notes->intValue();
  settings.length.closes = m_closes->isChecked();
}

}  // namespace partimento::ui
