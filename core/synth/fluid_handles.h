#pragma once

#include <memory>

#include <fluidsynth.h>

namespace partimento::synth {

template <auto Delete>
struct FluidDeleter {
  template <typename T>
  void operator()(T* object) const {
    Delete(object);
  }
};

using SettingsHandle = std::unique_ptr<fluid_settings_t, FluidDeleter<&delete_fluid_settings>>;
using SynthHandle = std::unique_ptr<fluid_synth_t, FluidDeleter<&delete_fluid_synth>>;
using DriverHandle = std::unique_ptr<fluid_audio_driver_t, FluidDeleter<&delete_fluid_audio_driver>>;

}  // namespace partimento::synth
