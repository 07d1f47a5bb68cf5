#include "ui/devices/device_choice.h"

#include <QComboBox>
#include <QCoreApplication>
#include <algorithm>

namespace partimento::ui {
namespace {

using playback::MidiChoice;

class Choices {
  Q_DECLARE_TR_FUNCTIONS(DeviceChoice)
};

QVariantList data(MidiChoice::Kind kind, const std::string& name = {}) {
  return {static_cast<int>(kind), QString::fromStdString(name)};
}

}  // namespace

MidiChoice chosenDevice(const QComboBox& combo) {
  const QVariantList list = combo.currentData().toList();
  if (list.size() < 2) return {};
  return {static_cast<MidiChoice::Kind>(list[0].toInt()), list[1].toString().toStdString()};
}

void addChoice(QComboBox& combo, const QString& text, MidiChoice::Kind kind) {
  combo.addItem(text, data(kind));
}

void addDevices(QComboBox& combo, const std::vector<std::string>& names, const MidiChoice& wanted) {
  for (const std::string& name : names)
    combo.addItem(QString::fromStdString(name), data(MidiChoice::Kind::Named, name));
  const bool listed = std::find(names.begin(), names.end(), wanted.name) != names.end();
  if (wanted.kind == MidiChoice::Kind::Named && !listed) {
    combo.addItem(Choices::tr("%1 (not plugged in)").arg(QString::fromStdString(wanted.name)),
                  data(wanted.kind, wanted.name));
  }
  for (int i = 0; i < combo.count(); ++i) {
    if (combo.itemData(i).toList() == data(wanted.kind, wanted.name)) combo.setCurrentIndex(i);
  }
}

}  // namespace partimento::ui
