#include "ui/devices/grid_combo.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QPoint>
#include <algorithm>

#include "ui/devices/midi_form.h"

namespace partimento::ui {
namespace {

class Grids {
  Q_DECLARE_TR_FUNCTIONS(Grids)
};

}  // namespace

QComboBox* gridCombo(NoGrid none, QWidget* parent) {
  QComboBox* combo = choiceBox(QString(), QString(), parent);
  if (none == NoGrid::Allowed) combo->addItem(Grids::tr("not at all"), QPoint(0, 0));
  const std::pair<int, int> grids[] = {{4, 0}, {8, 0}, {8, 1}, {16, 0}, {16, 1}, {32, 0}};
  for (const auto& [denominator, triplet] : grids) {
    const QString name = QStringLiteral("1/%1").arg(denominator);
    combo->addItem(triplet ? Grids::tr("%1 triplets").arg(name) : name, QPoint(denominator, triplet));
  }
  return combo;
}

GridChoice chosenGrid(const QComboBox& combo) {
  const QPoint grid = combo.currentData().toPoint();
  return {grid.x(), grid.y() == 1};
}

void chooseGrid(QComboBox& combo, const GridChoice& grid) {
  combo.setCurrentIndex(std::max(0, combo.findData(QPoint(grid.denominator, grid.triplet ? 1 : 0))));
}

}  // namespace partimento::ui
