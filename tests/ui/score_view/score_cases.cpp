#include "tests/ui/score_view/score_cases.h"

#include "tests/support/notation_text.h"

namespace partimento::test {
namespace {

using notation::Clef;
using notation::ClefSign;

const Clef kTreble;
const Clef kBass{ClefSign::F, 4, 0};

NotationText oneStaff(std::vector<std::vector<std::string>> bars, TimeSignature signature = {},
                      int fifths = 0) {
  NotationText text;
  text.parts = {{{std::move(bars), kTreble}}};
  text.signature = signature;
  text.key = {fifths, false};
  return text;
}

NotationText values() {
  return oneStaff({{"C5:1"},
                   {"A4:2 C5:4. D5:8"},
                   {"r:4 r:8 r:16 r:32 r:32 r:2"},
                   {"G4:8 F4:16 E4:32 D4:64 C4:64 B5:8 A5:16 G5:32 F5:64 E5:64 r:2"},
                   {"C4:4.. E6:16 A3:4 r:4."}});
}

NotationText beams() {
  return oneStaff({{"C5:8[ D5:8 E5:8 F5:8] G4:16[ A4:16 B4:16 C5:16] E5:8.[ D5:16]"},
                   {"E4:8[ G4:8 C5:8 E5:8] C6:8[ A5:8] D4:8[ F5:8]"},
                   {"C4:16[ E4:16 G4:8] B5:8[ G5:16 E5:16] A3:8[ C4:8 E4:8 A4:8]"},
                   {"D5:32[ E5:32 F5:32 G5:32 A5:16 B5:16] A4:16[ A4:8 A4:16] r:2"}});
}

NotationText chords() {
  return oneStaff({{"(C4,E4,G4):4 (C4,D4,G4):4 (F4,G4,A4,C5):4 (B4,C5,D5,G5):4"},
                   {"(C#4,Eb4,F#4,A4):4 (Bb4,C#5,E5,G#5):4. (D5,E5):8 (F#4,G#4,A#4,C#5):4"},
                   {"(C4,C5):2. !F#5:4"},
                   {"g(D5) C5:4 g(E5) g(F#5) G5:4 (A3,C4,E5):4. (G4,A4):8"}},
                  {}, 0);
}

NotationText voices() {
  return oneStaff({{"C5:4 D5:8[ E5:8] F5:4 G5:4", "A4:4 B4:4 C5:4 C5:4"},
                   {"C5:2 B4:4 C5:4", "C5:4 D5:4 B4:2"},
                   {"r:4 E5:4 G5:4. F5:8", "C4:2 r:8 D4:8[ E4:8 F4:8]"},
                   {"A4:4. A4:8 (C5,E5):2", "B4:4. F4:8 (A4,D5):2"}},
                  {}, -3);
}

NotationText tuplets() {
  return oneStaff({{"{3:2 C5:8[ D5:8 E5:8] } {3:2 F5:4 G5:8 } {3:2 A4:8 r:8 C5:8 } {3:2 C5:8[ A4:8 F4:8] }"},
                   {"{5:4 C4:16[ D4:16 E4:16 F4:16 G4:16] } {6:4 C6:16[ B5:16 A5:16 G5:16 F5:16 E5:16] } "
                    "{3:2 E4:4 G4:4 C5:4 }"}},
                  {}, 2);
}

NotationText ties() {
  return oneStaff({{"C5:4~ C5:8[ D5:8] (E4,G4,C5):2~"},
                   {"(E4,G4,C5):4 F5:2.~"},
                   {
                       "F5:4 A4:4.~ A4:8~ A4:4~",
                   },
                   {"A4:1"}});
}

NotationText piano() {
  NotationText text;
  text.title = "Invention";
  text.composer = "After an old manner";
  text.signature = {3, 4};
  text.key = {4, false};
  text.parts = {{{{{"E5:8[ F#5:8] G#5:4 B4:4"},
                   {"A4:16[ B4:16 C#5:16 D#5:16] E5:2"},
                   {"{3:2 B4:8[ C#5:8 D#5:8] } E5:4 r:4"},
                   {"(G#4,B4,E5):2."}},
                  kTreble},
                 {{{"(E3,B3):2."},
                   {"A2:4 (C#3,E3,A3):4 (C#3,E3,A3):4"},
                   {"B2:8[ D#3:8 F#3:8 B3:8 A3:8 F#3:8]"},
                   {"(E2,E3):2."}},
                  kBass}}};
  return text;
}

NotationText hymn() {
  NotationText text;
  text.title = "Old Hundredth";
  text.names = {"Soprano, alto", "Tenor, bass"};
  text.key = {1, false};
  text.parts = {{{{{"G4:4 G4:4 F#4:4 E4:4", "D4:4 D4:4 D4:4 B3:4"},
                   {"D4:4 G4:4 A4:4 B4:4", "D4:4 D4:4 D4:4 D4:4"},
                   {"B4:4 B4:4 B4:4 A4:4", "D4:4 D4:4 G4:4 F#4:4"},
                   {"G4:4 C5:4 B4:2", "G4:4 G4:4 G4:2"}},
                  kTreble}},
                {{{{"B3:4 B3:4 A3:4 G3:4", "G3:4 G3:4 D3:4 E3:4"},
                   {"F#3:4 G3:4 F#3:4 G3:4", "B2:4 B2:4 D3:4 G2:4"},
                   {"G3:4 G3:4 D4:4 D4:4", "G3:4 G3:4 G3:4 D3:4"},
                   {"D4:4 E4:4 D4:2", "B2:4 C3:4 G2:2"}},
                  kBass}}};
  return text;
}

}  // namespace

std::vector<ScoreCase> scoreCases() {
  return {{"values", notationOf(values())},   {"beams", notationOf(beams())},
          {"chords", notationOf(chords())},   {"voices", notationOf(voices())},
          {"tuplets", notationOf(tuplets())}, {"ties", notationOf(ties())},
          {"piano", notationOf(piano())},     {"hymn", notationOf(hymn())}};
}

}  // namespace partimento::test
