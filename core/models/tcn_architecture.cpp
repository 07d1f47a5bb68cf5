#include "core/models/tcn_architecture.h"

#include <bit>

#include "core/base/error.h"

namespace partimento::models {

namespace {

void requireWithin(const char* name, int value, int lowest, int highest) {
  if (value >= lowest && value <= highest) return;
  throw Error(ErrorCode::SettingInvalid,
              {name, std::to_string(value), std::to_string(lowest) + " to " + std::to_string(highest)});
}

}  // namespace

Activation parseActivation(const std::string& name) {
  for (const Activation activation : {Activation::Tanh, Activation::Relu, Activation::Sigmoid}) {
    if (name == activationName(activation)) return activation;
  }
  throw Error(ErrorCode::SettingInvalid, {"activation", name, "tanh, relu, sigmoid"});
}

const char* activationName(Activation activation) {
  switch (activation) {
    case Activation::Tanh:
      return "tanh";
    case Activation::Relu:
      return "relu";
    case Activation::Sigmoid:
      return "sigmoid";
  }
  throw Error(ErrorCode::Internal, {"activation"});
}

int TcnArchitecture::layers() const {
  return std::countr_zero(static_cast<unsigned>(receptiveField));
}

void requireValid(const TcnArchitecture& architecture) {
  requireWithin("receptive field", architecture.receptiveField, 2, 1024);
  if (!std::has_single_bit(static_cast<unsigned>(architecture.receptiveField))) {
    throw Error(ErrorCode::SettingInvalid,
                {"receptive field", std::to_string(architecture.receptiveField), "32, 64, 128"});
  }
  requireWithin("channels", architecture.channels, 4, 1024);
  requireWithin("skip channels", architecture.skipChannels, 4, 1024);
  requireWithin("duration channels", architecture.durationChannels, 4, 1024);
  const tokens::MelodyTokenizer checkedRange(architecture.range);
}

}  // namespace partimento::models
