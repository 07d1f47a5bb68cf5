#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"

namespace partimento {

/// Folder of the running program.
std::filesystem::path programFolder();

/// Where styles are looked for, in rising order of precedence: the source tree's or the installed
/// resources/styles (found from the program's folder), $XDG_DATA_HOME/partimento/styles, and the folders of
/// PARTIMENTO_STYLES (separated by ':'). Only folders that exist.
std::vector<std::string> styleFolders();

/// The user's own folder for styles, whether it exists or not.
std::filesystem::path userStyleFolder();
/// Where training runs go that name no folder of their own; beside the styles.
std::filesystem::path userRunsFolder();
/// $XDG_CACHE_HOME/partimento: may be emptied at any time.
std::filesystem::path userCacheFolder();

/// Sets OPENBLAS_CORETYPE to the fastest kernels that this processor runs (OpenBLAS 0.3.21 falls back to SSE3
/// on processors that it does not know: a factor of four to five) and OPENBLAS_NUM_THREADS to 1 (its threads
/// would spin against libtorch's). Leaves variables alone that the user has set. Works only before the
/// library is loaded; not thread-safe: call it before other threads start.
void chooseLinearAlgebraKernels();

/// Loads libpartimento-engine.so from the program's folder or the one where it is installed (or from
/// PARTIMENTO_ENGINE) and creates the engine. The library stays loaded until the process ends: libtorch does
/// not survive being unloaded. Takes about 0.4 s; may run on any thread. Throws Error(EngineMissing) with the
/// loader's message.
std::unique_ptr<Engine> loadEngine(const EngineOptions& options);

}  // namespace partimento
