#pragma once

#include "core/tokens/token_set.h"

namespace partimento::decode {

using tokens::kMaxVocabulary;
using tokens::TokenSet;

}  // namespace partimento::decode
