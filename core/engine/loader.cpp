#include "core/engine/loader.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include <dlfcn.h>

#include "core/base/error.h"

namespace partimento {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLibraryName = "libpartimento-engine.so";

const char* fastestKernels() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return "SkylakeX";
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return nullptr;
}

/// As the user says, else where it is installed, else beside the program, as it is built.
fs::path engineLibrary() {
  if (const char* named = std::getenv("PARTIMENTO_ENGINE")) return named;
  const fs::path installed = programFolder() / PARTIMENTO_LIBRARY_FOLDER / kLibraryName;
  std::error_code failed;
  const fs::path canonical = fs::canonical(installed, failed);
  return failed ? programFolder() / kLibraryName : canonical;
}

void appendFolder(std::vector<std::string>& folders, const fs::path& folder) {
  std::error_code failed;
  if (folder.empty() || !fs::is_directory(folder, failed)) return;
  const fs::path canonical = fs::weakly_canonical(folder, failed);
  folders.push_back(failed ? folder.string() : canonical.string());
}

}  // namespace

fs::path programFolder() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::current_path() : program.parent_path();
}

fs::path userStyleFolder() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
    return fs::path(data) / "partimento" / "styles";
  const char* home = std::getenv("HOME");
  return fs::path(home ? home : "/") / ".local" / "share" / "partimento" / "styles";
}

fs::path userRunsFolder() {
  return userStyleFolder().parent_path() / "runs";
}

fs::path userCacheFolder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
    return fs::path(cache) / "partimento";
  const char* home = std::getenv("HOME");
  return fs::path(home ? home : "/") / ".cache" / "partimento";
}

std::vector<std::string> styleFolders() {
  std::vector<std::string> folders;
  const fs::path program = programFolder();
  appendFolder(folders, program / PARTIMENTO_DATA_FOLDER / "styles");
  appendFolder(folders, program / ".." / ".." / "resources" / "styles");
  appendFolder(folders, userStyleFolder());
  if (const char* named = std::getenv("PARTIMENTO_STYLES")) {
    const std::string list = named;
    for (std::size_t from = 0; from <= list.size();) {
      const std::size_t to = std::min(list.find(':', from), list.size());
      appendFolder(folders, list.substr(from, to - from));
      from = to + 1;
    }
  }
  return folders;
}

void chooseLinearAlgebraKernels() {
  constexpr int kKeepTheUsers = 0;
  if (const char* kernels = fastestKernels()) setenv("OPENBLAS_CORETYPE", kernels, kKeepTheUsers);
  setenv("OPENBLAS_NUM_THREADS", "1", kKeepTheUsers);
}

std::unique_ptr<Engine> loadEngine(const EngineOptions& options) {
  const fs::path path = engineLibrary();
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char* message = dlerror();
    throw Error(ErrorCode::EngineMissing, {path.string(), message ? message : "unknown"});
  }
  const auto create = reinterpret_cast<CreateEngine>(dlsym(library, kCreateEngineSymbol));
  if (!create) throw Error(ErrorCode::EngineMissing, {path.string(), kCreateEngineSymbol});
  return std::unique_ptr<Engine>(create(options));
}

}  // namespace partimento
