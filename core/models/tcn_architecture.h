#pragma once

#include <cstdint>
#include <string>

#include "core/tokens/melody_tokenizer.h"

namespace partimento::models {

enum class Activation : std::uint8_t { Tanh, Relu, Sigmoid };

/// "tanh", "relu", "sigmoid". Throws Error(SettingInvalid) for anything else.
Activation parseActivation(const std::string& name);
const char* activationName(Activation activation);

/// Everything that fixes the shapes of a TCN's weights.
struct TcnArchitecture {
  Activation activation = Activation::Tanh;
  int receptiveField = 128;  ///< notes; a power of two from 2 to 1024
  int channels = 96;
  int skipChannels = 96;
  int durationChannels = 64;
  tokens::PitchRange range;
  /// Reads what stood one, two, four and eight bars back, and how far the end is. Without it, nothing but the
  /// last `receptiveField` notes decides.
  bool recalls = false;

  /// Dilations 1, 2, 4 ... with kernel 2: 1 + sum of dilations = receptiveField.
  int layers() const;
  bool operator==(const TcnArchitecture&) const = default;
};

/// Throws Error(SettingInvalid) where a number is out of bounds.
void requireValid(const TcnArchitecture& architecture);

}  // namespace partimento::models
