#include "core/synth/soundfont.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <system_error>

#include "core/base/error.h"

namespace partimento::synth {

namespace fs = std::filesystem;

namespace {

constexpr std::array<const char*, 6> kPlaces = {
    "/usr/share/sounds/sf2/TimGM6mb.sf2",   "/usr/share/sounds/sf2/default-GM.sf2",
    "/usr/share/sounds/sf3/default-GM.sf3", "/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "/usr/share/soundfonts/default.sf2",    "/usr/local/share/sounds/sf2/default-GM.sf2",
};

constexpr std::uint64_t kChunkHead = 8;

struct Chunk {
  std::string id;
  std::string type;  ///< the first four bytes of its contents
  std::uint64_t end = 0;
};

/// The chunk that begins at a byte; none where it does not fit before `limit`.
std::optional<Chunk> chunkAt(std::ifstream& file, std::uint64_t at, std::uint64_t limit) {
  std::array<char, 12> head{};
  file.clear();
  file.seekg(static_cast<std::streamoff>(at));
  file.read(head.data(), head.size());
  const auto known = static_cast<std::size_t>(file.gcount());
  if (known < kChunkHead) return std::nullopt;
  std::uint64_t length = 0;
  for (std::size_t i = 8; i-- > 4;) length = length << 8 | static_cast<std::uint8_t>(head[i]);
  if (at + kChunkHead + length > limit) return std::nullopt;
  return Chunk{{head.data(), 4}, {head.data() + 8, 4}, at + kChunkHead + length};
}

}  // namespace

std::vector<fs::path> installedSoundFonts() {
  std::vector<fs::path> found;
  for (const char* place : kPlaces) {
    std::error_code ignored;
    if (fs::is_regular_file(place, ignored)) found.emplace_back(place);
  }
  return found;
}

fs::path findSoundFont(const fs::path& chosen) {
  if (!chosen.empty()) {
    std::error_code ignored;
    if (!fs::is_regular_file(chosen, ignored)) throw Error(ErrorCode::SoundFontMissing, {chosen.string()});
    return chosen;
  }
  const std::vector<fs::path> installed = installedSoundFonts();
  if (installed.empty()) throw Error(ErrorCode::SoundFontMissing, {kPlaces.front()});
  return installed.front();
}

void checkSoundFont(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) throw Error(ErrorCode::SoundFontMissing, {path.string()});
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::FileNotReadable, {path.string(), "permission denied"});
  const std::uintmax_t size = fs::file_size(path, error);
  const auto damaged = [&] { return Error(ErrorCode::SoundFontDamaged, {path.string()}); };
  const std::optional<Chunk> form = chunkAt(file, 0, size);
  if (!form || form->id != "RIFF" || form->type != "sfbk") throw damaged();
  std::set<std::string> lists;
  std::uint64_t at = kChunkHead + 4;
  while (at + kChunkHead <= form->end) {
    const std::optional<Chunk> chunk = chunkAt(file, at, form->end);
    if (!chunk) throw damaged();
    if (chunk->id == "LIST") lists.insert(chunk->type);
    at = chunk->end + (chunk->end - at) % 2;
  }
  for (const char* needed : {"INFO", "sdta", "pdta"}) {
    if (!lists.contains(needed)) throw damaged();
  }
}

}  // namespace partimento::synth
