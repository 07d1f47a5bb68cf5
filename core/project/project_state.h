#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/music/history.h"

namespace partimento::project {

/// Names a take within one project, through saving and loading; never given twice. 0: not named yet.
using TakeId = std::int64_t;

/// A generated continuation as the project keeps it. Immutable once it is in a document.
struct StoredTake {
  TakeId id = 0;
  std::string name;  ///< as the user called it; empty: the interface numbers it
  bool favourite = false;
  bool rejected = false;
  std::chrono::system_clock::time_point created{};  ///< kept to the millisecond
  std::size_t track = 0;                            ///< of the score, from which its seed was taken
  /// Of a seed of several lines: from which its further lines were taken, and where theirs go on.
  std::vector<std::size_t> otherTracks;
  Tick start;  ///< tick of the score at which the seed's tick 0 lies
  /// After loading, `take.trace` is null; Document::trace reads it when it is asked for.
  Take take;
  std::string unreadRecipe;  ///< the project's own: a recipe that this version cannot read, kept as it is
  std::shared_ptr<const std::vector<std::byte>> traceBytes;  ///< the project's own: the trace as in the file
};
using StoredTakePtr = std::shared_ptr<const StoredTake>;

/// Opaque to the project: the interface's own names and bytes.
using ViewState = std::map<std::string, std::string>;

/// What was lost of a damaged file; the rest was opened.
struct Loss {
  enum class Kind : std::uint8_t {
    Structure,    ///< the file is damaged; everything that could be checked was kept
    CurrentStep,  ///< the newest state could not be read; the nearest older (or newer) one was opened
    History,      ///< undo steps
    Takes,
    Recipes,  ///< takes that cannot be replayed
    Traces,   ///< takes that cannot be explained
    View,     ///< entries of the view state
  };
  Kind kind = Kind::Structure;
  std::size_t count = 0;  ///< how many are known to be lost; 0: not known

  bool operator==(const Loss&) const = default;
};

/// Tells whether a file is still the one that was read or written.
struct Fingerprint {
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since the epoch, as the file system says
  std::uint64_t hash = 0;     ///< Hash64 of the content; 0: there was no file

  bool operator==(const Fingerprint&) const = default;
};

}  // namespace partimento::project
