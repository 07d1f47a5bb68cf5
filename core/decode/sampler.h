#pragma once

#include "core/base/random.h"
#include "core/decode/session.h"

namespace partimento::decode {

/// Draws one melody, token by token, from the shaped and renormalised distribution. Take n draws from a
/// random stream of its own, so that it can be drawn again without those before it.
MethodResult sampleTake(Session& session, int take, const Watch& watch);

}  // namespace partimento::decode
