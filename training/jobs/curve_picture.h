#pragma once

#include <string>

#include "core/engine/jobs.h"

namespace partimento::training {

/// The course of a run as an SVG file: nats a note over steps, training thin, validation strong, the best one
/// marked. Empty where nothing was validated.
std::string curvePicture(const RunCurves& curves);

}  // namespace partimento::training
