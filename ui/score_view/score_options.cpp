#include "ui/score_view/score_options.h"

namespace partimento::ui::score {
namespace {

const QString kChords = QStringLiteral("score-chords");

}  // namespace

notation::ChordChoice chordChoice(const Preferences& preferences) {
  return preferences.state(kChords) == "estimated" ? notation::ChordChoice::Estimated
                                                   : notation::ChordChoice::AsWritten;
}

void setChordChoice(Preferences& preferences, notation::ChordChoice choice) {
  preferences.setState(kChords, choice == notation::ChordChoice::Estimated ? "estimated" : "written");
}

}  // namespace partimento::ui::score
