#include "core/musicxml/head_reader.h"

#include <algorithm>
#include <set>

#include "core/musicxml/note_reader.h"
#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

constexpr std::size_t kMaxRecipes = 1000;
constexpr std::size_t kMaxInstruments = 256;
constexpr std::size_t kMaxTracks = 64;
constexpr std::int64_t kMaxTicksPerQuarter = 32767;

/// A number that the file counts from 1, in 0..highest.
int fromOne(pugi::xml_node node, const char* child, int otherwise, int highest) {
  const auto value = wholeIn(node, child);
  return value ? static_cast<int>(std::clamp<std::int64_t>(*value - 1, 0, highest)) : otherwise;
}

void readSound(pugi::xml_node midi, DocumentInstrument& instrument) {
  instrument.channel = fromOne(midi, "midi-channel", -1, 15);
  // A score knows the high half of a bank number.
  instrument.bank = fromOne(midi, "midi-bank", 0, 16383) >> 7;
  instrument.program = fromOne(midi, "midi-program", 0, 127);
}

ListedPart readPart(pugi::xml_node element) {
  ListedPart listed;
  DocumentPart& part = listed.part;
  part.id = attributeOf(element, "id");
  part.name = plainText(textIn(element, "part-name"));
  std::map<std::string, std::size_t, std::less<>> index;
  for (const pugi::xml_node instrument : element.children("score-instrument")) {
    if (part.instruments.size() >= kMaxInstruments) break;
    if (!index.emplace(attributeOf(instrument, "id"), part.instruments.size()).second) continue;
    // Names of tracks keep the white space around them.
    part.instruments.push_back({utf8Text(textIn(instrument, "instrument-name")), -1, 0, 0});
  }
  for (const pugi::xml_node midi : element.children("midi-instrument")) {
    const std::string_view id = attributeOf(midi, "id");
    if (midi.child("midi-unpitched")) listed.drums.emplace(id, fromOne(midi, "midi-unpitched", 38, 127));
    const auto found = index.find(id);
    if (found != index.end()) {
      readSound(midi, part.instruments[found->second]);
    } else if (part.instruments.empty()) {
      part.instruments.push_back({});
      readSound(midi, part.instruments.back());
    }
  }
  return listed;
}

/// "3 songs, Op. 7: Hymne"; one alone where it says the other.
std::string titleFrom(const std::string& work, const std::string& movement) {
  if (work.find(movement) != std::string::npos) return work;
  if (movement.find(work) != std::string::npos) return movement;
  return work + ": " + movement;
}

}  // namespace

void readIdentification(pugi::xml_node root, Document& document) {
  document.title = titleFrom(plainText(textIn(root.child("work"), "work-title")),
                             plainText(textIn(root, "movement-title")));
  const pugi::xml_node identification = root.child("identification");
  for (const pugi::xml_node creator : identification.children("creator")) {
    if (attributeOf(creator, "type") == "composer" && document.composer.empty())
      document.composer = plainText(creator.child_value());
  }
  for (const pugi::xml_node field : identification.child("miscellaneous").children("miscellaneous-field")) {
    const std::string_view name = attributeOf(field, "name");
    if (name == kRecipeField && document.recipes.size() < kMaxRecipes) {
      document.recipes.push_back(utf8Text(field.child_value()));
    } else if (name == kTicksField) {
      const auto ticks = wholeNumber(field.child_value());
      if (ticks && *ticks >= 1 && *ticks <= kMaxTicksPerQuarter)
        document.ticksPerQuarter = static_cast<int>(*ticks);
    }
  }
}

void readTrackNumbers(pugi::xml_node root, std::vector<DocumentPart>& parts) {
  std::string text;
  for (const pugi::xml_node field :
       root.child("identification").child("miscellaneous").children("miscellaneous-field")) {
    if (attributeOf(field, "name") == kTracksField) text = plainText(field.child_value());
  }
  std::map<std::string_view, std::vector<int>> numbers;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view entry = rest.substr(0, end);
    const std::size_t sign = std::min(entry.find('='), entry.size());
    std::vector<int> list = numbersIn(entry.substr(std::min(sign + 1, entry.size())));
    if (list.size() <= kMaxTracks) numbers.emplace(entry.substr(0, sign), std::move(list));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (DocumentPart& part : parts) {
    const auto found = numbers.find(part.id);
    if (found != numbers.end()) part.tracks = found->second;
  }
}

std::vector<ListedPart> readPartList(pugi::xml_node list) {
  std::vector<ListedPart> parts;
  std::set<std::string, std::less<>> ids;
  for (const pugi::xml_node element : list.children("score-part")) {
    if (ids.emplace(attributeOf(element, "id")).second) parts.push_back(readPart(element));
  }
  return parts;
}

}  // namespace partimento::musicxml
