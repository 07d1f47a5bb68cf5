#pragma once

#include <QString>

#include "core/musicxml/music_file.h"

namespace partimento::ui {

/// What a person should know about a file that was opened with warnings: what was left out, by name. Empty
/// where there is nothing to say.
QString importNotice(const QString& fileName, const musicxml::MusicImport& import);

}  // namespace partimento::ui
