#include "core/musicxml/harmony_reader.h"

#include <algorithm>

#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

constexpr std::size_t kMaxDegrees = 12;

std::optional<ChordRoot> readRoot(pugi::xml_node element, const char* step, const char* alter) {
  const std::string name = plainText(textIn(element, step));
  if (name.size() != 1 || name.front() < 'A' || name.front() > 'G') return std::nullopt;
  const double semitones = decimalNumber(textIn(element, alter)).value_or(0);
  return ChordRoot{name.front(), static_cast<int>(std::clamp(semitones, -3.0, 3.0))};
}

std::string kindOf(pugi::xml_node kind) {
  const std::string value = plainText(kind.child_value());
  std::string text = plainText(attributeOf(kind, "text"));
  // The words of a kind that MusicXML has no name for say more than "other".
  const bool usable = !text.empty() && text.find_first_of(" ()/:") == std::string::npos;
  if ((value == "other" || value.empty()) && usable) return text;
  return value.empty() || value.find_first_of(" ()/:") != std::string::npos ? "other" : value;
}

std::optional<ChordDegree> readDegree(pugi::xml_node element) {
  const auto value = wholeIn(element, "degree-value");
  if (!value || *value < 1 || *value > 20) return std::nullopt;
  const double alter = decimalNumber(textIn(element, "degree-alter")).value_or(0);
  const std::string type = plainText(textIn(element, "degree-type"));
  auto change = ChordDegree::Change::Add;
  if (type == "alter") change = ChordDegree::Change::Alter;
  if (type == "subtract") change = ChordDegree::Change::Subtract;
  return ChordDegree{change, static_cast<int>(*value), static_cast<int>(std::clamp(alter, -3.0, 3.0))};
}

}  // namespace

std::optional<ChordSymbol> readHarmony(pugi::xml_node element, Warnings& warnings) {
  if (element.child("frame")) warnings.addLeftOut(LeftOut::FretDiagrams);
  const pugi::xml_node kind = element.child("kind");
  ChordSymbol chord;
  chord.kind = kindOf(kind);
  if (const auto root = readRoot(element.child("root"), "root-step", "root-alter")) {
    chord.root = *root;
  } else if (chord.kind != "none") {
    warnings.addLeftOut(LeftOut::Other);
    return std::nullopt;
  }
  chord.bass = readRoot(element.child("bass"), "bass-step", "bass-alter");
  for (const pugi::xml_node degree : element.children("degree")) {
    const auto read = readDegree(degree);
    if (read && chord.degrees.size() < kMaxDegrees) chord.degrees.push_back(*read);
  }
  return chord;
}

}  // namespace partimento::musicxml
