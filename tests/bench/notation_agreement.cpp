// How far notate() agrees with engravers: for every MusicXML file named on the command line, the share of
// bars whose values, ties and spelling are the same. "-v" lists the bars that differ.

#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>

#include "tests/core/notation/truth.h"

namespace {

double percent(int part, int whole) {
  return whole > 0 ? 100.0 * part / whole : 0;
}

void print(const char* name, const partimento::test::Agreement& a) {
  std::printf("%-48s bars %5d  values %5.1f  +ties %5.1f  spelling %5.1f  all %5.1f\n", name, a.bars,
              percent(a.values, a.bars), percent(a.ties, a.bars), percent(a.spelling, a.bars),
              percent(a.all, a.bars));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace partimento;
  test::Agreement total;
  bool verbose = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-v") == 0) {
      verbose = true;
      continue;
    }
    try {
      const test::NotationTruth truth = test::readTruth(argv[i]);
      notation::NotateOptions options;
      options.parts = truth.plans;
      const auto agreement = test::compare(truth, *notation::notate(truth.score, options));
      print(std::filesystem::path(argv[i]).filename().c_str(), agreement);
      if (verbose) {
        for (const auto& difference : agreement.differences) std::puts(difference.c_str());
      }
      total += agreement;
    } catch (const std::exception& error) {
      std::printf("%s: %s\n", argv[i], error.what());
    }
  }
  print("TOTAL", total);
  return 0;
}
