#include "ui/main_window/music_views.h"

#include <algorithm>

namespace partimento::ui {
namespace {

const QString kKey = QStringLiteral("music-views");
const QString kSizesKey = QStringLiteral("music-views-sizes");

}  // namespace

MusicViews::MusicViews(QWidget* roll, QWidget* score, Preferences& preferences, QWidget* parent)
    : QSplitter(parent), m_roll(roll), m_score(score), m_preferences(preferences) {
  setChildrenCollapsible(false);
  setHandleWidth(6);
  addWidget(m_roll);
  addWidget(m_score);
  const int kept = m_preferences.state(kKey).toInt();
  arrange(static_cast<Arrangement>(std::clamp(kept, 0, static_cast<int>(Arrangement::Stacked))));
  restoreState(m_preferences.state(kSizesKey));
  setOrientation(m_arrangement == Arrangement::Stacked ? Qt::Vertical : Qt::Horizontal);
}

void MusicViews::arrange(Arrangement arrangement) {
  const bool turned = (arrangement == Arrangement::Stacked) != (orientation() == Qt::Vertical);
  const bool both = arrangement == Arrangement::Beside || arrangement == Arrangement::Stacked;
  m_arrangement = arrangement;
  setOrientation(arrangement == Arrangement::Stacked ? Qt::Vertical : Qt::Horizontal);
  m_roll->setVisible(arrangement != Arrangement::Score);
  m_score->setVisible(arrangement != Arrangement::Roll);
  if (both && turned) setSizes({1, 1});
  m_preferences.setState(kKey, QByteArray::number(static_cast<int>(arrangement)));
  Q_EMIT arranged();
}

void MusicViews::save() {
  m_preferences.setState(kSizesKey, saveState());
}

}  // namespace partimento::ui
