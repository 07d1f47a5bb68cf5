#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/common/music_names.h"
#include "ui/common/pitch_field.h"
#include "ui/compose/groups.h"

namespace partimento::ui {

RangeGroup::RangeGroup(Preferences& preferences, QWidget* parent)
    : SettingsGroup(tr("Range and scale"), tr("No note is played outside the range or the scale."), parent),
      m_preferences(preferences) {
  m_lowest = new PitchField(this);
  m_lowest->setAccessibleName(tr("Lowest note"));
  m_lowest->setToolTip(tr("Lowest note that may be played: a name such as C4 or a MIDI number"));
  m_highest = new PitchField(this);
  m_highest->setValue(kHighestPitch);
  m_highest->setAccessibleName(tr("Highest note"));
  m_highest->setToolTip(tr("Highest note that may be played: a name such as C6 or a MIDI number"));
  for (PitchField* field : {m_lowest, m_highest}) {
    field->setMinimumHeight(28);
    field->setMinimumWidth(64);
    field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(field, &QSpinBox::valueChanged, this, &RangeGroup::changed);
  }
  connect(m_lowest, &QSpinBox::valueChanged, this, [this](int pitch) { m_highest->setMinimum(pitch); });
  connect(m_highest, &QSpinBox::valueChanged, this, [this](int pitch) { m_lowest->setMaximum(pitch); });
  m_fromStyle = new QPushButton(tr("As the style"), this);
  m_fromStyle->setToolTip(tr("Set the range in which the style's own pieces move"));
  m_fromStyle->setAccessibleName(tr("Range as the style"));
  m_fromStyle->setAutoDefault(false);
  connect(m_fromStyle, &QPushButton::clicked, this, [this] {
    if (!m_style) return;
    m_lowest->setValue(m_style->lowest);
    m_highest->setMinimum(kLowestPitch);
    m_highest->setValue(m_style->highest);
  });
  buildScale();
  m_painted = new QLabel(this);
  m_painted->setWordWrap(true);
  m_painted->hide();
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(8);
  auto* range = new QLabel(tr("Range"), this);
  range->setBuddy(m_lowest);
  grid->addWidget(range, 0, 0);
  auto* fields = new QHBoxLayout;
  fields->setSpacing(8);
  fields->addWidget(m_lowest, 1);
  fields->addWidget(new QLabel(QStringLiteral("–"), this));
  fields->addWidget(m_highest, 1);
  grid->addLayout(fields, 0, 1);
  grid->addWidget(m_fromStyle, 1, 1);
  auto* scale = new QLabel(tr("Scale"), this);
  scale->setBuddy(m_mode);
  grid->addWidget(scale, 2, 0);
  auto* choices = new QHBoxLayout;
  choices->setSpacing(8);
  choices->addWidget(m_tonic);
  choices->addWidget(m_mode, 1);
  grid->addLayout(choices, 2, 1);
  grid->setColumnStretch(1, 1);
  addLayout(grid);
  addWidget(m_painted);
  connect(&m_preferences, &Preferences::namingChanged, this, &RangeGroup::rename);
  setStyle(std::nullopt);
  rename();
}

void RangeGroup::buildScale() {
  m_tonic = new QComboBox(this);
  m_tonic->setAccessibleName(tr("Tonic"));
  m_tonic->setToolTip(tr("First note of the scale"));
  m_tonic->setMinimumHeight(28);
  m_tonic->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_tonic->setMinimumContentsLength(4);
  for (int pitchClass = 0; pitchClass < 12; ++pitchClass) m_tonic->addItem(QString(), pitchClass);
  m_mode = new QComboBox(this);
  m_mode->setAccessibleName(tr("Scale"));
  m_mode->setToolTip(tr("Only notes of this scale may be played"));
  m_mode->setMinimumHeight(28);
  m_mode->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_mode->setMinimumContentsLength(8);
  m_mode->addItem(tr("All notes"), QString());
  for (const ScaleMode& mode : scaleModes()) {
    if (mode.degrees != 0xFFF) m_mode->addItem(modeName(mode.name), QString::fromLatin1(mode.name));
  }
  m_tonic->setEnabled(false);
  connect(m_mode, &QComboBox::currentIndexChanged, this, [this](int index) {
    m_tonic->setEnabled(index > 0);
    m_tonic->setToolTip(index > 0 ? tr("First note of the scale") : tr("Choose a scale first"));
    Q_EMIT changed();
  });
  connect(m_tonic, &QComboBox::currentIndexChanged, this, &RangeGroup::changed);
}

void RangeGroup::load(const decode::Settings& settings) {
  m_highest->setMinimum(kLowestPitch);
  m_lowest->setMaximum(kHighestPitch);
  m_lowest->setValue(settings.rules.lowest);
  m_highest->setValue(settings.rules.highest);
  const std::optional<Scale>& scale = settings.rules.scale;
  m_mode->setCurrentIndex(scale ? std::max(0, m_mode->findData(QString::fromStdString(scale->mode))) : 0);
  if (scale) m_tonic->setCurrentIndex(scale->tonic);
  m_exclusions = settings.rules.exclusions;
  m_painted->setVisible(!m_exclusions.empty());
  m_painted->setText(
      tr("%n forbidden area(s) painted on the roll", nullptr, static_cast<int>(m_exclusions.size())));
}

void RangeGroup::store(decode::Settings& settings) const {
  settings.rules.lowest = m_lowest->value();
  settings.rules.highest = m_highest->value();
  settings.rules.scale.reset();
  if (m_mode->currentIndex() > 0)
    settings.rules.scale =
        makeScale(m_tonic->currentData().toInt(), m_mode->currentData().toString().toStdString());
  settings.rules.exclusions = m_exclusions;
}

void RangeGroup::setStyle(const std::optional<StyleInfo>& style) {
  m_style = style;
  m_fromStyle->setEnabled(style.has_value());
  m_fromStyle->setToolTip(style ? tr("Set the range in which the style's own pieces move")
                                : tr("Choose a style first"));
}

void RangeGroup::rename() {
  const NoteNaming naming = m_preferences.noteNaming();
  m_lowest->setNaming(naming);
  m_highest->setNaming(naming);
  for (int pitchClass = 0; pitchClass < 12; ++pitchClass)
    m_tonic->setItemText(pitchClass, QString::fromStdString(pitchClassName(pitchClass, naming)));
}

}  // namespace partimento::ui
