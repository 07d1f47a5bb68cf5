// How often a hidden upbeat would be proposed. For every folder named on the command line: its MIDI files,
// those with one line, and proposals; and what it would be if the highest line of every piece were asked
// ("-v" lists the files).

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <vector>

#include "core/analysis/pickup.h"
#include "core/formats/midi.h"
#include "core/music/voice.h"

namespace {

using namespace partimento;

struct Count {
  int files = 0;
  int lines = 0;
  int proposals = 0;
  int fromTopLines = 0;
};

Tick pickupOfTopLine(const Score& score) {
  if (score.tracks().empty() || score.meter().changes().size() > 1) return Tick(0);
  std::vector<Note> top;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel || track->notes.empty()) continue;
    top = extractLine(*track, VoiceLine::Top);
    break;
  }
  return analysis::findPickup(top, score.meter().at(Tick(0)).signature, score.ticksPerQuarter());
}

void count(const std::filesystem::path& file, bool verbose, Count& counts) {
  const ScorePtr score = formats::readMidiFile(file).score;
  const auto sounds = [](const TrackPtr& track) { return !track->notes.empty(); };
  const auto tracks = std::count_if(score->tracks().begin(), score->tracks().end(), sounds);
  const auto first = std::find_if(score->tracks().begin(), score->tracks().end(), sounds);
  ++counts.files;
  counts.lines += tracks == 1 && polyphony(**first) == 1;
  const Tick pickup = analysis::hiddenPickup(*score);
  counts.proposals += pickup > Tick(0);
  counts.fromTopLines += pickupOfTopLine(*score) > Tick(0);
  if (verbose && pickup > Tick(0)) {
    std::printf("%s: %.3f quarters\n", file.c_str(),
                static_cast<double>(pickup.value) / score->ticksPerQuarter());
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool verbose = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-v") == 0) {
      verbose = true;
      continue;
    }
    Count counts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.path().extension() != ".mid") continue;
      try {
        count(entry.path(), verbose, counts);
      } catch (const std::exception& error) {
        std::printf("%s: %s\n", entry.path().c_str(), error.what());
      }
    }
    const double all = std::max(counts.files, 1);
    std::printf("%-28s files %5d  of one line %5d  proposals %5d (%.1f %%)  by top lines %5d (%.1f %%)\n",
                std::filesystem::path(argv[i]).filename().c_str(), counts.files, counts.lines,
                counts.proposals, 100 * counts.proposals / all, counts.fromTopLines,
                100 * counts.fromTopLines / all);
  }
  return 0;
}
