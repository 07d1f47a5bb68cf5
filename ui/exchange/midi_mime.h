#pragma once

#include <QMimeData>
#include <QString>
#include <memory>

#include "core/music/score.h"

namespace partimento::ui {

/// A score as other programs take it: a .mid file of that name, and its bytes. Throws Error where the file
/// cannot be written.
std::unique_ptr<QMimeData> midiMimeData(const Score& score, const QString& name);
/// Whether midiMimeData() made it in this program.
bool isFromHere(const QMimeData& data);
/// Path of the first MIDI or MusicXML file of a drop; empty: none.
QString musicFileIn(const QMimeData& data);

}  // namespace partimento::ui
