// How far notate() agrees with engravers. For every MusicXML file named on the command line, the share of
// bars whose values, ties and spelling are the same ("-v" lists the bars that differ); for these and for
// every MIDI file that states keys and hands, the share of keys found and of notes on the staff of their
// hand. Folders stand for the files in them, and have a line of their own.

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <vector>

#include "core/formats/midi.h"
#include "core/musicxml/music_file.h"
#include "tests/core/notation/truth.h"

namespace {

using namespace partimento;

double percent(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

void print(const char* name, const test::Agreement& a) {
  std::printf("%-48s bars %5d  values %5.1f  +ties %5.1f  spelling %5.1f  all %5.1f\n", name, a.bars,
              percent(a.values, a.bars), percent(a.ties, a.bars), percent(a.spelling, a.bars),
              percent(a.all, a.bars));
}

void print(const char* name, const test::Guesses& g) {
  std::printf("%-48s keys %5d  right %5.1f  one off %5.1f  hands %5d  notes %8lld  on their staff %5.1f\n",
              name, g.keys, percent(g.right, g.keys), percent(g.nearby, g.keys), g.handPieces,
              static_cast<long long>(g.notes), percent(g.onStaff, g.notes));
}

struct Totals {
  test::Agreement agreement;
  test::Guesses guesses;

  void add(const Totals& other) {
    agreement += other.agreement;
    guesses += other.guesses;
  }
};

Totals measure(const std::filesystem::path& file) {
  Totals totals;
  if (musicxml::hasMusicXmlSuffix(file)) {
    const test::NotationTruth truth = test::readTruth(file);
    notation::NotateOptions options;
    options.parts = truth.plans;
    totals.agreement = test::compare(truth, *notation::notate(truth.score, options));
    totals.guesses = test::compareGuesses(*truth.score, truth.plans);
  } else if (file.extension() == ".mid") {
    const ScorePtr score = formats::readMidiFile(file).score;
    totals.guesses = test::compareGuesses(*score, notation::planParts(*score));
  }
  return totals;
}

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  Totals all;
  bool verbose = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-v") == 0) {
      verbose = true;
      continue;
    }
    Totals here;
    const bool folder = std::filesystem::is_directory(argv[i]);
    for (const std::filesystem::path& file : filesOf(argv[i])) {
      try {
        const Totals one = measure(file);
        if (!folder || verbose) print(file.filename().c_str(), one.agreement);
        if (verbose) {
          for (const auto& difference : one.agreement.differences) std::puts(difference.c_str());
        }
        here.add(one);
      } catch (const std::exception& error) {
        std::printf("%s: %s\n", file.c_str(), error.what());
      }
    }
    if (folder) print(std::filesystem::path(argv[i]).filename().c_str(), here.guesses);
    all.add(here);
  }
  print("TOTAL", all.agreement);
  print("TOTAL", all.guesses);
  return 0;
}
