#pragma once

#include <QString>

#include "core/decode/trace.h"

namespace partimento::ui {

/// Why a candidate was not taken, in two or three words.
QString reasonText(decode::PruneReason reason);
/// The same as a sentence.
QString reasonSentence(decode::PruneReason reason);

}  // namespace partimento::ui
