#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>

#include "ui/common/value_control.h"
#include "ui/compose/groups.h"

namespace partimento::ui {

VarietyGroup::VarietyGroup(QWidget* parent)
    : SettingsGroup(
          tr("Variety"),
          tr("Low temperature plays safe, high temperature dares more. The cuts leave out what is unlikely."),
          parent) {
  m_temperature =
      new ValueControl({.name = tr("Temperature"),
                        .tooltip = tr("Below 1 the probable notes become more probable, above 1 less"),
                        .minimum = 0.1,
                        .maximum = 2.0,
                        .initial = 1.0,
                        .step = 0.05,
                        .decimals = 2},
                       this);
  m_topK = new ValueControl({.name = tr("Best candidates (top-k)"),
                             .tooltip = tr("Only so many of the most probable notes may be drawn"),
                             .special = tr("all"),
                             .minimum = 0,
                             .maximum = 40,
                             .initial = 0},
                            this);
  m_topP = new ValueControl(
      {.name = tr("Probability kept (top-p)"),
       .tooltip = tr("Only the most probable notes that together reach this share may be drawn"),
       .suffix = tr(" %"),
       .minimum = 5,
       .maximum = 100,
       .initial = 100,
       .step = 5},
      this);
  m_takes = new ValueControl({.name = tr("Takes"),
                              .tooltip = tr("How many continuations to make at once"),
                              .minimum = 1,
                              .maximum = 16,
                              .initial = 4},
                             this);
  m_fixed = new QCheckBox(tr("Same random seed"), this);
  m_fixed->setToolTip(tr("With the same random seed, the same wish gives exactly the same takes"));
  m_fixed->setAccessibleName(m_fixed->text());
  m_seed = new QLineEdit(QStringLiteral("1"), this);
  m_seed->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), m_seed));
  m_seed->setAlignment(Qt::AlignRight);
  m_seed->setFixedWidth(88);
  m_seed->setMinimumHeight(26);
  m_seed->setEnabled(false);
  m_seed->setAccessibleName(tr("Random seed"));
  m_seed->setToolTip(tr("A whole number; tick “Same random seed” to choose it"));
  auto* row = new QHBoxLayout;
  row->addWidget(m_fixed, 1);
  row->addWidget(m_seed);
  for (ValueControl* knob : {m_takes, m_temperature, m_topK, m_topP}) {
    addWidget(knob);
    connect(knob, &ValueControl::valueChanged, this, &VarietyGroup::changed);
  }
  addLayout(row);
  connect(m_fixed, &QCheckBox::toggled, this, [this](bool fixed) {
    m_seed->setEnabled(fixed);
    Q_EMIT changed();
  });
  connect(m_seed, &QLineEdit::textEdited, this, &VarietyGroup::changed);
}

void VarietyGroup::load(const decode::Settings& settings) {
  m_temperature->setValue(settings.search.temperature);
  m_topK->setValue(settings.search.topK);
  m_topP->setValue(settings.search.topP * 100);
  follow(settings.search.method);
}

void VarietyGroup::store(decode::Settings& settings) const {
  settings.search.temperature = m_temperature->value();
  settings.search.topK = m_topK->intValue();
  settings.search.topP = m_topP->value() / 100;
}

int VarietyGroup::takes() const {
  return m_takes->intValue();
}

void VarietyGroup::setTakes(int takes) {
  m_takes->setValue(takes);
}

std::uint64_t VarietyGroup::nextRandomSeed() {
  if (m_fixed->isChecked()) return m_seed->text().toULongLong();
  const std::uint64_t seed = QRandomGenerator::global()->bounded(1U, 1000000000U);
  m_seed->setText(QString::number(seed));
  return seed;
}

std::optional<std::uint64_t> VarietyGroup::fixedSeed() const {
  if (!m_fixed->isChecked()) return std::nullopt;
  return m_seed->text().toULongLong();
}

void VarietyGroup::setFixedSeed(std::optional<std::uint64_t> seed) {
  if (seed) m_seed->setText(QString::number(*seed));
  m_fixed->setChecked(seed.has_value());
}

void VarietyGroup::follow(decode::SearchMethod method) {
  const bool chance =
      method == decode::SearchMethod::Sample || method == decode::SearchMethod::StochasticBeam;
  const QString reason =
      chance ? QString()
             : tr("This search ranks by probability alone; nothing is drawn, so this has no effect.");
  for (ValueControl* knob : {m_temperature, m_topK, m_topP}) knob->setUnavailable(reason);
  m_fixed->setEnabled(chance);
  m_fixed->setToolTip(chance ? tr("With the same random seed, the same wish gives exactly the same takes")
                             : reason);
  m_seed->setEnabled(chance && m_fixed->isChecked());
}

}  // namespace partimento::ui
