#pragma once

#include <string>
#include <vector>

#include "core/playback/midi_system.h"

class QComboBox;

namespace partimento::ui {

/// What the user means by the current item; items carry a kind and, for devices, a name.
playback::MidiChoice chosenDevice(const QComboBox& combo);
void addChoice(QComboBox& combo, const QString& text, playback::MidiChoice::Kind kind);
/// The devices that are there and, marked as missing, the wanted one that is not; then selects `wanted`.
void addDevices(QComboBox& combo, const std::vector<std::string>& names, const playback::MidiChoice& wanted);

}  // namespace partimento::ui
