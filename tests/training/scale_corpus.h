#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/formats/midi.h"
#include "core/music/score.h"

namespace partimento::training::test {

/// Up and down a C major scale with drawn turning points: easy to learn, never the same.
inline std::vector<Note> scaleTune(std::uint64_t seed, int count) {
  static constexpr Pitch kScale[] = {60, 62, 64, 65, 67, 69, 71, 72, 74, 76};
  Random random(seed);
  std::vector<Note> notes;
  int degree = static_cast<int>(random.below(10));
  int direction = 1;
  Tick now;
  for (int i = 0; i < count; ++i) {
    Note note;
    note.pitch = kScale[degree];
    note.onset = now;
    note.duration = Tick(i % 4 == 3 ? 480 : 240);
    notes.push_back(note);
    now += note.duration;
    if (random.below(8) == 0 || degree + direction < 0 || degree + direction > 9) direction = -direction;
    degree += direction;
  }
  return notes;
}

/// So many of them as files, each a cluster of its own.
inline void writeScaleCorpus(const std::filesystem::path& folder, int pieces) {
  std::filesystem::create_directories(folder);
  std::ofstream manifest(folder / "manifest.csv");
  manifest << "file,cluster,licence,source_repo\n";
  for (int i = 0; i < pieces; ++i) {
    Track track;
    track.notes = scaleTune(static_cast<std::uint64_t>(i), 40);
    ScoreParts parts;
    parts.tracks = {std::make_shared<const Track>(std::move(track))};
    const std::string name = "tune" + std::to_string(i) + ".mid";
    const std::vector<std::byte> bytes = formats::writeMidi(*Score::make(std::move(parts)));
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    manifest << name << ',' << i << ",CC0,tests\n";
  }
}

}  // namespace partimento::training::test
