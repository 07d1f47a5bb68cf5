#include "ui/compose/presets.h"

#include <QCoreApplication>

namespace partimento::ui {
namespace {

class Presets {
  Q_DECLARE_TR_FUNCTIONS(Presets)
};

decode::SearchSettings search(decode::SearchMethod method, int width, double temperature) {
  decode::SearchSettings settings;
  settings.method = method;
  settings.beamWidth = width;
  settings.temperature = temperature;
  return settings;
}

ComposePreset beam(const QString& name, int width, int maxRepeat, int tabu) {
  return {.name = name,
          .sentence = Presets::tr(
              "A setting of the study that Partimento's search goes back to, to hear and compare."),
          .search = search(decode::SearchMethod::Beam, width, 1.0),
          .maxRepeat = maxRepeat,
          .tabu = tabu,
          .takes = 1};
}

}  // namespace

std::vector<ComposePreset> composePresets(const std::optional<decode::DecodingPreset>& proposed) {
  using decode::SearchMethod;
  std::vector<ComposePreset> presets{
      {.name = Presets::tr("Balanced"),
       .sentence = Presets::tr("Probable, yet different every time. A good place to begin."),
       .search = search(SearchMethod::StochasticBeam, 16, 1.0),
       .maxRepeat = 2},
      {.name = Presets::tr("Calm"),
       .sentence = Presets::tr("Stays close to what the style plays most."),
       .search = search(SearchMethod::StochasticBeam, 32, 0.7),
       .maxRepeat = 2},
      {.name = Presets::tr("Adventurous"),
       .sentence = Presets::tr("Draws freely and does not return to the last two notes."),
       .search = search(SearchMethod::Sample, 16, 1.15),
       .tabu = 2},
      {.name = Presets::tr("Far apart"),
       .sentence = Presets::tr("Four takes that keep away from each other."),
       .search = search(SearchMethod::DiverseBeam, 32, 1.0),
       .maxRepeat = 2}};
  if (proposed) {
    presets.insert(presets.begin(),
                   {.name = Presets::tr("As the style likes it"),
                    .sentence = Presets::tr("With this the style came nearest to the music it learnt from."),
                    .search = proposed->search,
                    .maxRepeat = proposed->maxRepeat,
                    .tabu = proposed->tabu,
                    .noParallels = proposed->noParallels});
  }
  presets.push_back(beam(Presets::tr("Greedy, no rules"), 1, 0, 0));
  presets.push_back(beam(Presets::tr("Beam 100, repetition 2"), 100, 2, 0));
  presets.push_back(beam(Presets::tr("Beam 100, tabu 2"), 100, 0, 2));
  presets.push_back(beam(Presets::tr("Beam 1000, tabu 4"), 1000, 0, 4));
  presets.push_back(beam(Presets::tr("Beam 1000, tabu 8"), 1000, 0, 8));
  return presets;
}

}  // namespace partimento::ui
