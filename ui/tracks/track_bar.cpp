#include "ui/tracks/track_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSlider>
#include <QToolButton>
#include <cmath>

#include "core/music/edits.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/tracks/instruments.h"

namespace partimento::ui {
namespace {

constexpr int kPrograms = 128;
constexpr int kFaderSteps = 100;
constexpr int kPercussionChannel = 9;

}  // namespace

TrackBar::TrackBar(Session& session, QWidget* parent) : QFrame(parent), m_session(session) {
  setProperty("role", QStringLiteral("bar"));
  m_track = new QComboBox(this);
  m_track->setAccessibleName(tr("Track"));
  m_track->setToolTip(tr("The track that the roll shows and seeds are taken from"));
  m_instrument = new QComboBox(this);
  for (int program = 0; program < kPrograms; ++program) m_instrument->addItem(instrumentName(program));
  m_instrument->setAccessibleName(tr("Instrument"));
  m_instrument->setToolTip(tr("The instrument that plays this track"));
  for (QComboBox* box : {m_track, m_instrument}) {
    box->setMinimumHeight(space::kControlHeight);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(18);
  }
  m_volume = new QSlider(Qt::Horizontal, this);
  m_volume->setRange(0, kFaderSteps);
  m_volume->setFixedWidth(96);
  m_volume->setAccessibleName(tr("Volume of the track"));
  m_volume->setToolTip(tr("Volume of the track"));
  auto* speaker = new QLabel(this);
  speaker->setPixmap(icon(QStringLiteral("speaker")).pixmap(QSize(18, 18), devicePixelRatioF()));
  m_mute = makeToggle(tr("Mute"), tr("Mute the track"), tr("Silence this track"));
  m_solo = makeToggle(tr("Solo"), tr("Hear this track alone"), tr("Hear this track alone"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kPanel, space::kInner, space::kPanel, space::kInner);
  row->setSpacing(space::kGrid);
  row->addWidget(m_track);
  row->addWidget(m_instrument);
  row->addSpacing(space::kGrid);
  row->addWidget(speaker);
  row->addWidget(m_volume);
  row->addWidget(m_mute);
  row->addWidget(m_solo);
  row->addStretch(1);
  connect(m_track, &QComboBox::activated, this,
          [this](int index) { m_session.setTrack(static_cast<std::size_t>(index)); });
  connect(m_instrument, &QComboBox::activated, this, [this](int program) {
    change("Change instrument", [program](Track& track) { track.program = program; });
  });
  connect(m_volume, &QSlider::valueChanged, this, &TrackBar::moveFader);
  connect(m_volume, &QSlider::sliderReleased, this, &TrackBar::dropFader);
  connect(m_mute, &QToolButton::clicked, this,
          [this](bool on) { change("Mute track", [on](Track& track) { track.muted = on; }); });
  connect(m_solo, &QToolButton::clicked, this,
          [this](bool on) { change("Solo track", [on](Track& track) { track.solo = on; }); });
  connect(&m_session, &Session::scoreChanged, this, &TrackBar::showTracks);
  connect(&m_session, &Session::trackChanged, this, &TrackBar::showTracks);
  showTracks();
}

QToolButton* TrackBar::makeToggle(const QString& text, const QString& name, const QString& tooltip) {
  auto* button = new QToolButton(this);
  button->setText(text);
  button->setCheckable(true);
  button->setMinimumHeight(space::kControlHeight);
  button->setAccessibleName(name);
  button->setToolTip(tooltip);
  return button;
}

void TrackBar::showTracks() {
  const QScopedValueRollback<bool> loading(m_loading, true);
  const Score& score = *m_session.score();
  m_track->clear();
  for (std::size_t index = 0; index < score.tracks().size(); ++index) {
    const Track& track = score.track(index);
    const QString name = QString::fromStdString(track.name).trimmed();
    const bool alone = score.tracks().size() == 1 && !name.isEmpty();
    m_track->addItem(alone            ? name
                     : name.isEmpty() ? tr("Track %1").arg(index + 1)
                                      : tr("%1. %2").arg(index + 1).arg(name));
  }
  m_track->setCurrentIndex(static_cast<int>(m_session.track()));
  const Track& track = score.track(m_session.track());
  const bool percussion = track.channel == kPercussionChannel;
  m_instrument->setCurrentIndex(percussion ? -1 : track.program);
  m_instrument->setEnabled(!percussion);
  m_instrument->setToolTip(percussion ? tr("Percussion has no single instrument")
                                      : tr("The instrument that plays this track"));
  m_volume->setValue(static_cast<int>(std::lround(track.volume * kFaderSteps)));
  m_mute->setChecked(track.muted);
  m_solo->setChecked(track.solo);
}

void TrackBar::change(const std::string& name, const std::function<void(Track&)>& how) {
  Track track = m_session.score()->track(m_session.track());
  how(track);
  m_session.edit(name, edits::replaceTrack(m_session.score(), m_session.track(), std::move(track)));
}

void TrackBar::moveFader(int value) {
  if (m_loading) return;
  if (!m_volume->isSliderDown()) {
    dropFader();
    return;
  }
  const Track& track = m_session.score()->track(m_session.track());
  m_session.player().setTrackMix(
      m_session.track(),
      {.volume = static_cast<double>(value) / kFaderSteps, .muted = track.muted, .solo = track.solo});
}

void TrackBar::dropFader() {
  const double volume = static_cast<double>(m_volume->value()) / kFaderSteps;
  change("Change volume", [volume](Track& track) { track.volume = volume; });
}

}  // namespace partimento::ui
