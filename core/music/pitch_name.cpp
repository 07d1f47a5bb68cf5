#include "core/music/pitch_name.h"

#include <array>
#include <cctype>

namespace partimento {

namespace {

constexpr std::array<const char*, 12> kEnglish = {"C",  "C#", "D",  "D#", "E",  "F",
                                                  "F#", "G",  "G#", "A",  "A#", "B"};
constexpr std::array<const char*, 12> kSolfege = {"Do",  "Do#", "Re",   "Re#", "Mi",  "Fa",
                                                  "Fa#", "Sol", "Sol#", "La",  "La#", "Si"};
constexpr std::array<const char*, 12> kGerman = {"C",   "Cis", "D",   "Dis", "E", "F",
                                                 "Fis", "G",   "Gis", "A",   "B", "H"};

struct Syllable {
  std::string_view name;
  int pitchClass;
};

// Longer names first: "sol" before "so", syllables before letters ("do" is no D, "fa" is no F).
constexpr std::array<Syllable, 17> kSyllables = {{{"sol", 7},
                                                  {"do", 0},
                                                  {"re", 2},
                                                  {"ré", 2},
                                                  {"mi", 4},
                                                  {"fa", 5},
                                                  {"la", 9},
                                                  {"si", 11},
                                                  {"ti", 11},
                                                  {"c", 0},
                                                  {"d", 2},
                                                  {"e", 4},
                                                  {"f", 5},
                                                  {"g", 7},
                                                  {"a", 9},
                                                  {"b", 11},
                                                  {"h", 11}}};

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerPrefix) {
  if (text.size() < lowerPrefix.size()) return false;
  for (std::size_t i = 0; i < lowerPrefix.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != static_cast<unsigned char>(lowerPrefix[i]))
      return false;
  }
  return true;
}

int readAccidentals(std::string_view text, std::size_t& at) {
  static constexpr std::array<std::pair<std::string_view, int>, 6> kSigns = {
      {{"#", 1}, {"\u266F", 1}, {"b", -1}, {"\u266D", -1}, {"x", 2}, {"\u266E", 0}}};
  int shift = 0;
  for (bool read = true; read;) {
    read = false;
    for (const auto& [sign, value] : kSigns) {
      if (text.substr(at).starts_with(sign)) {
        shift += value;
        at += sign.size();
        read = true;
      }
    }
  }
  return shift;
}

}  // namespace

std::string pitchClassName(int pitchClass, NoteNaming naming) {
  const auto index = static_cast<std::size_t>(((pitchClass % 12) + 12) % 12);
  switch (naming) {
    case NoteNaming::Solfege:
      return kSolfege[index];
    case NoteNaming::German:
      return kGerman[index];
    case NoteNaming::English:
      break;
  }
  return kEnglish[index];
}

std::string pitchName(Pitch pitch, NoteNaming naming) {
  return pitchClassName(pitch, naming) + std::to_string(pitch / 12 - 1);
}

std::string tonicName(int tonic, bool minor, NoteNaming naming) {
  static constexpr std::array<const char*, 12> kEnglishFlat = {"",   "Db", "",   "Eb", "",   "",
                                                               "Gb", "",   "Ab", "",   "Bb", ""};
  static constexpr std::array<const char*, 12> kSolfegeFlat = {"",     "Reb", "",    "Mib", "",    "",
                                                               "Solb", "",    "Lab", "",    "Sib", ""};
  static constexpr std::array<const char*, 12> kGermanFlat = {"",    "Des", "",   "Es", "",  "",
                                                              "Ges", "",    "As", "",   "B", ""};
  const auto index = static_cast<std::size_t>(((tonic % 12) + 12) % 12);
  const bool flat = minor ? index == 3 || index == 10 : index == 1 || index == 3 || index == 8 || index == 10;
  if (!flat) return pitchClassName(tonic, naming);
  switch (naming) {
    case NoteNaming::Solfege:
      return kSolfegeFlat[index];
    case NoteNaming::German:
      return kGermanFlat[index];
    case NoteNaming::English:
      break;
  }
  return kEnglishFlat[index];
}

std::optional<ParsedPitch> parsePitch(std::string_view text, int defaultOctave) {
  for (const Syllable& syllable : kSyllables) {
    if (!startsWithIgnoringCase(text, syllable.name)) continue;
    std::size_t at = syllable.name.size();
    const int shift = readAccidentals(text, at);
    int octave = defaultOctave;
    const bool negative = at + 1 < text.size() && text[at] == '-' && text[at + 1] == '1';
    if (negative) {
      octave = -1;
      at += 2;
    } else if (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) {
      octave = text[at] - '0';
      ++at;
    }
    const Pitch pitch = 12 * (octave + 1) + syllable.pitchClass + shift;
    if (pitch < kLowestPitch || pitch > kHighestPitch) return std::nullopt;
    return ParsedPitch{pitch, at};
  }
  return std::nullopt;
}

}  // namespace partimento
