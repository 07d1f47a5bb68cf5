#include "ui/devices/midi_preferences.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace partimento::ui {
namespace {

using playback::MidiBackend;
using playback::MidiChoice;

const QString kKey = QStringLiteral("midi");

QJsonObject written(const MidiChoice& choice) {
  return {{QStringLiteral("kind"), static_cast<int>(choice.kind)},
          {QStringLiteral("name"), QString::fromStdString(choice.name)}};
}

template <typename Choice>
Choice bounded(const QJsonValue& value, Choice last, Choice otherwise) {
  const int number = value.toInt(-1);
  return number >= 0 && number <= static_cast<int>(last) ? static_cast<Choice>(number) : otherwise;
}

MidiChoice choice(const QJsonValue& value, MidiChoice::Kind otherwise) {
  const QJsonObject object = value.toObject();
  return {bounded(object[QStringLiteral("kind")], MidiChoice::Kind::Named, otherwise),
          object[QStringLiteral("name")].toString().toStdString()};
}

}  // namespace

Tick GridChoice::step(int ticksPerQuarter) const {
  if (denominator <= 0) return Tick(0);
  const std::int64_t straight = std::int64_t{4} * ticksPerQuarter / denominator;
  return Tick(std::max<std::int64_t>(triplet ? straight * 2 / 3 : straight, 1));
}

edits::QuantiseSettings MidiPreferences::quantise(int ticksPerQuarter) const {
  return {grid.step(ticksPerQuarter), strength, swing};
}

MidiPreferences loadMidiPreferences(const Preferences& preferences) {
  const QJsonObject object = QJsonDocument::fromJson(preferences.state(kKey)).object();
  MidiPreferences midi;
  if (object.isEmpty()) return midi;
  const int backend = object[QStringLiteral("backend")].toInt(-1);
  if (backend == 0 || backend == 1) midi.devices.backend = static_cast<MidiBackend>(backend);
  midi.devices.input = choice(object[QStringLiteral("input")], MidiChoice::Kind::First);
  midi.devices.output = choice(object[QStringLiteral("output")], MidiChoice::Kind::None);
  midi.curve = bounded(object[QStringLiteral("curve")], playback::VelocityCurve::Fixed, midi.curve);
  midi.octaves = std::clamp(object[QStringLiteral("octaves")].toInt(), -4, 4);
  midi.thru = object[QStringLiteral("thru")].toBool();
  midi.clock = object[QStringLiteral("clock")].toBool();
  midi.silent = object[QStringLiteral("silent")].toBool();
  midi.mode = bounded(object[QStringLiteral("mode")], playback::RecordMode::NewTake, midi.mode);
  midi.grid.denominator = std::clamp(object[QStringLiteral("grid")].toInt(), 0, 64);
  midi.grid.triplet = object[QStringLiteral("triplet")].toBool();
  midi.step.denominator = std::clamp(object[QStringLiteral("step")].toInt(), 0, 64);
  midi.step.triplet = object[QStringLiteral("stepTriplet")].toBool();
  midi.strength = std::clamp(object[QStringLiteral("strength")].toDouble(1), 0.0, 1.0);
  midi.swing = std::clamp(object[QStringLiteral("swing")].toDouble(0.5), 0.5, 0.75);
  midi.latencyMilliseconds = std::clamp(object[QStringLiteral("latency")].toDouble(), -200.0, 500.0);
  return midi;
}

void saveMidiPreferences(Preferences& preferences, const MidiPreferences& midi) {
  const QJsonObject object{
      {QStringLiteral("backend"), midi.devices.backend ? static_cast<int>(*midi.devices.backend) : -1},
      {QStringLiteral("input"), written(midi.devices.input)},
      {QStringLiteral("output"), written(midi.devices.output)},
      {QStringLiteral("curve"), static_cast<int>(midi.curve)},
      {QStringLiteral("octaves"), midi.octaves},
      {QStringLiteral("thru"), midi.thru},
      {QStringLiteral("clock"), midi.clock},
      {QStringLiteral("silent"), midi.silent},
      {QStringLiteral("mode"), static_cast<int>(midi.mode)},
      {QStringLiteral("grid"), midi.grid.denominator},
      {QStringLiteral("triplet"), midi.grid.triplet},
      {QStringLiteral("step"), midi.step.denominator},
      {QStringLiteral("stepTriplet"), midi.step.triplet},
      {QStringLiteral("strength"), midi.strength},
      {QStringLiteral("swing"), midi.swing},
      {QStringLiteral("latency"), midi.latencyMilliseconds}};
  preferences.setState(kKey, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace partimento::ui
