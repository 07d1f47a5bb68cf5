#pragma once

#include "core/music/score.h"
#include "core/musicxml/document.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/warnings.h"

namespace partimento::musicxml {

/// The score that a document sounds as.
ScorePtr scoreOf(const Document& document, Repeats repeats, Warnings& warnings);

}  // namespace partimento::musicxml
