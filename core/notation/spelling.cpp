#include "core/notation/spelling.h"

#include <algorithm>
#include <array>

namespace partimento::notation {

namespace {

constexpr std::array<int, 7> kSemitones = {0, 2, 4, 5, 7, 9, 11};
constexpr std::array<int, 7> kFifths = {0, 2, 4, -1, 1, 3, 5};
/// Steps in the order of the line of fifths from F.
constexpr std::array<Step, 7> kByFifths = {Step::F, Step::C, Step::G, Step::D, Step::A, Step::E, Step::B};

constexpr int kSpellingOfC = 64;
constexpr int kFirstPlace = -15;  // F double flat
constexpr int kLastPlace = 19;    // B double sharp

int floorDiv(int a, int b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

int pitchClass(Pitch pitch) {
  return ((pitch % 12) + 12) % 12;
}

/// The place of a class on the line of fifths between `lowest` and `lowest` + 11.
int placeFrom(int pitchClassOf, int lowest) {
  const int place = pitchClassOf * 7;  // 7 fifths up make a semitone
  return lowest + (((place - lowest) % 12) + 12) % 12;
}

}  // namespace

Pitch SpelledPitch::midi() const {
  return 12 * (octave + 1) + kSemitones[static_cast<std::size_t>(step)] + alter;
}

int SpelledPitch::fifths() const {
  return kFifths[static_cast<std::size_t>(step)] + 7 * alter;
}

SpelledPitch spelledAt(Pitch pitch, int fifths) {
  SpelledPitch spelled;
  spelled.alter = floorDiv(fifths + 1, 7);
  spelled.step = kByFifths[static_cast<std::size_t>(fifths + 1 - 7 * spelled.alter)];
  const int natural = pitch - spelled.alter - kSemitones[static_cast<std::size_t>(spelled.step)];
  spelled.octave = floorDiv(natural, 12) - 1;
  return spelled;
}

std::uint8_t spellingOf(SpelledPitch pitch) {
  return static_cast<std::uint8_t>(pitch.fifths() + kSpellingOfC);
}

std::optional<SpelledPitch> statedSpelling(const Note& note) {
  if (note.spelling == 0) return std::nullopt;
  const int fifths = note.spelling - kSpellingOfC;
  if (fifths < kFirstPlace || fifths > kLastPlace || pitchClass(fifths * 7) != pitchClass(note.pitch))
    return std::nullopt;
  return spelledAt(note.pitch, fifths);
}

SpelledPitch respelled(SpelledPitch pitch) {
  // Towards the flats as far as it goes, then from the sharps again.
  int fifths = pitch.fifths() - 12;
  if (fifths < kFirstPlace) {
    while (fifths + 12 <= kLastPlace) fifths += 12;
  }
  return spelledAt(pitch.midi(), fifths);
}

SpelledPitch tonicOf(Key key) {
  const int fifths = key.fifths + (key.minor ? 3 : 0);
  return spelledAt(60 + pitchClass(fifths * 7), fifths);
}

Key keyOf(int tonicPitchClass, bool minor) {
  const int tonic = placeFrom(pitchClass(tonicPitchClass), minor ? -3 : -5);
  return {minor ? tonic - 3 : tonic, minor};
}

int alterIn(Key key, Step step) {
  return floorDiv(key.fifths - kFifths[static_cast<std::size_t>(step)] + 5, 7);
}

std::optional<Key> keyAt(const Score& score, Tick at) {
  const std::vector<KeySignature>& keys = score.keys();
  if (keys.empty()) return std::nullopt;
  const KeySignature* stated = &keys.front();
  for (const KeySignature& key : keys) {
    if (key.at <= at && key.at >= stated->at) stated = &key;
  }
  return Key{std::clamp(stated->sharps, -7, 7), stated->minor};
}

SpelledPitch spellPitch(Pitch pitch, const SpellingContext& context) {
  const int own = context.key.fifths;
  // The key's own seven notes stand at own - 1 .. own + 5 on the line of fifths.
  const int upper = placeFrom(pitchClass(pitch), own - 1);
  if (upper <= own + 5) return spelledAt(pitch, upper);
  const int lower = upper - 12;
  if (context.key.minor) {
    // From a minor tonic at own + 3: raised sixth and seventh (and the fourth, their dominant's leading
    // tone) are sharpened, the lowered second (Neapolitan) is flattened.
    if (upper <= own + 9) return spelledAt(pitch, upper);
    if (context.after && *context.after == pitch + 1) return spelledAt(pitch, upper);
    return spelledAt(pitch, lower);
  }
  if (context.after) {
    if (*context.after == pitch + 1 && upper <= own + 10) return spelledAt(pitch, upper);
    if (*context.after == pitch - 1) return spelledAt(pitch, lower);
  }
  if (context.before && *context.before == pitch - 1) return spelledAt(pitch, upper);
  // The fourth's leading tone is always sharp; the lowered seventh, third and sixth are common, and the
  // raised tonic and second are heard as leading tones.
  switch (upper - own) {
    case 6:
    case 7:
    case 8:
      return spelledAt(pitch, upper);
    default:
      return spelledAt(pitch, lower);
  }
}

std::string spelledClassName(SpelledPitch pitch, NoteNaming naming) {
  static constexpr std::array<const char*, 7> kEnglish = {"C", "D", "E", "F", "G", "A", "B"};
  static constexpr std::array<const char*, 7> kSolfege = {"Do", "Re", "Mi", "Fa", "Sol", "La", "Si"};
  const auto index = static_cast<std::size_t>(pitch.step);
  const auto count = static_cast<std::size_t>(std::abs(pitch.alter));
  if (naming == NoteNaming::German) {
    if (pitch.step == Step::B && pitch.alter == 0) return "H";
    if (pitch.step == Step::B && pitch.alter == -1) return "B";
    std::string name = pitch.step == Step::B ? "H" : kEnglish[index];
    for (std::size_t i = 0; i < count; ++i) {
      const bool vowel = i == 0 && (pitch.step == Step::A || pitch.step == Step::E);
      name += pitch.alter > 0 ? "is" : vowel ? "s" : "es";
    }
    return name;
  }
  const std::string name = naming == NoteNaming::Solfege ? kSolfege[index] : kEnglish[index];
  return name + std::string(count, pitch.alter > 0 ? '#' : 'b');
}

std::string spelledName(SpelledPitch pitch, NoteNaming naming) {
  return spelledClassName(pitch, naming) + std::to_string(pitch.octave);
}

}  // namespace partimento::notation
