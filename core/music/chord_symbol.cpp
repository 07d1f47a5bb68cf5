#include "core/music/chord_symbol.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace partimento {

namespace {

constexpr std::string_view kNoChord = "N.C.";

struct Kind {
  std::string_view name;
  std::string_view suffix;
};

/// The kind-values of MusicXML 4.0. The first suffix of a kind is the one that is written.
constexpr std::array kKinds = {
    Kind{"major", ""},
    Kind{"minor", "m"},
    Kind{"augmented", "+"},
    Kind{"diminished", "dim"},
    Kind{"dominant", "7"},
    Kind{"major-seventh", "maj7"},
    Kind{"minor-seventh", "m7"},
    Kind{"diminished-seventh", "dim7"},
    Kind{"augmented-seventh", "+7"},
    Kind{"half-diminished", "m7b5"},
    Kind{"major-minor", "mmaj7"},
    Kind{"major-sixth", "6"},
    Kind{"minor-sixth", "m6"},
    Kind{"dominant-ninth", "9"},
    Kind{"major-ninth", "maj9"},
    Kind{"minor-ninth", "m9"},
    Kind{"dominant-11th", "11"},
    Kind{"major-11th", "maj11"},
    Kind{"minor-11th", "m11"},
    Kind{"dominant-13th", "13"},
    Kind{"major-13th", "maj13"},
    Kind{"minor-13th", "m13"},
    Kind{"suspended-second", "sus2"},
    Kind{"suspended-fourth", "sus4"},
    Kind{"power", "5"},
    Kind{"pedal", "ped"},
    Kind{"Neapolitan", "N6"},
    Kind{"Italian", "It6"},
    Kind{"French", "Fr6"},
    Kind{"German", "Ger6"},
    Kind{"Tristan", "Tristan"},
    Kind{"major", "M"},
    Kind{"major", "maj"},
    Kind{"minor", "min"},
    Kind{"minor", "-"},
    Kind{"augmented", "aug"},
    Kind{"diminished", "o"},
    Kind{"diminished", "°"},
    Kind{"major-seventh", "M7"},
    Kind{"major-seventh", "Maj7"},
    Kind{"major-seventh", "Δ"},
    Kind{"minor-seventh", "min7"},
    Kind{"minor-seventh", "-7"},
    Kind{"diminished-seventh", "o7"},
    Kind{"diminished-seventh", "°7"},
    Kind{"augmented-seventh", "aug7"},
    Kind{"augmented-seventh", "7#5"},
    Kind{"half-diminished", "ø"},
    Kind{"half-diminished", "ø7"},
    Kind{"half-diminished", "m7♭5"},
    Kind{"major-minor", "mM7"},
    Kind{"major-minor", "m(maj7)"},
    Kind{"minor-sixth", "min6"},
    Kind{"major-ninth", "M9"},
    Kind{"minor-ninth", "min9"},
    Kind{"suspended-fourth", "sus"},
};

/// Where a chord is written: a tag says more than a musician would, a page has the proper signs.
enum class Form { Tag, Text, Page };

std::string accidentals(int alter, Form form) {
  std::string text;
  for (int i = std::min(std::abs(alter), 3); i > 0; --i) {
    if (form == Form::Page) {
      text += alter < 0 ? "♭" : "♯";
    } else {
      text += alter < 0 ? 'b' : '#';
    }
  }
  return text;
}

std::string rootText(ChordRoot root, Form form) {
  return root.step + accidentals(root.alter, form);
}

std::string degreeText(const ChordDegree& degree, Form form) {
  std::string text;
  if (degree.change == ChordDegree::Change::Add) text = "add";
  if (degree.change == ChordDegree::Change::Subtract) text = "no";
  if (degree.change == ChordDegree::Change::Alter && (form == Form::Tag || degree.alter == 0)) text = "alt";
  return text + accidentals(degree.alter, form) + std::to_string(degree.value);
}

std::string degreesText(const ChordSymbol& chord, Form form) {
  std::string text;
  for (const ChordDegree& degree : chord.degrees) {
    text += (text.empty() ? '(' : ',') + degreeText(degree, form);
  }
  return text.empty() ? text : text + ')';
}

std::string kindText(const std::string& kind, Form form) {
  if (form == Form::Page && kind == "half-diminished") return "m7♭5";
  if (form == Form::Page && kind == "other") return {};
  const auto known = std::ranges::find(kKinds, std::string_view(kind), &Kind::name);
  return known == kKinds.end() ? kind : std::string(known->suffix);
}

std::string chordAs(const ChordSymbol& chord, Form form) {
  if (chord.kind == "none") return std::string(kNoChord);
  std::string text = rootText(chord.root, form) + kindText(chord.kind, form) + degreesText(chord, form);
  if (chord.bass) text += '/' + rootText(*chord.bass, form);
  return text;
}

int takeAccidentals(std::string_view& text) {
  int alter = 0;
  for (;;) {
    if (text.starts_with('#')) {
      ++alter;
      text.remove_prefix(1);
    } else if (text.starts_with('b')) {
      --alter;
      text.remove_prefix(1);
    } else if (text.starts_with("♯") || text.starts_with("♭")) {
      alter += text.starts_with("♯") ? 1 : -1;
      text.remove_prefix(3);
    } else {
      return alter;
    }
  }
}

std::optional<ChordRoot> takeRoot(std::string_view& text) {
  if (text.empty() || text.front() < 'A' || text.front() > 'G') return std::nullopt;
  ChordRoot root{text.front(), 0};
  text.remove_prefix(1);
  root.alter = takeAccidentals(text);
  return root;
}

std::optional<ChordDegree> parseDegree(std::string_view text) {
  ChordDegree degree;
  degree.change = ChordDegree::Change::Alter;
  const auto strip = [&text, &degree](std::string_view word, ChordDegree::Change change) {
    if (!text.starts_with(word)) return;
    degree.change = change;
    text.remove_prefix(word.size());
  };
  strip("add", ChordDegree::Change::Add);
  strip("no", ChordDegree::Change::Subtract);
  strip("alt", ChordDegree::Change::Alter);
  degree.alter = takeAccidentals(text);
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), degree.value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return degree;
}

/// Takes "(b9,add13)" off the end.
std::vector<ChordDegree> takeDegrees(std::string_view& text) {
  std::vector<ChordDegree> degrees;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return degrees;
  std::string_view inner = text.substr(open + 1, text.size() - open - 2);
  while (!inner.empty()) {
    const std::size_t comma = std::min(inner.find(','), inner.size());
    const auto degree = parseDegree(inner.substr(0, comma));
    if (!degree) return {};
    degrees.push_back(*degree);
    inner.remove_prefix(std::min(comma + 1, inner.size()));
  }
  text = text.substr(0, open);
  return degrees;
}

std::optional<ChordRoot> takeBass(std::string_view& text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(slash + 1);
  const auto bass = takeRoot(name);
  if (!bass || !name.empty()) return std::nullopt;
  text = text.substr(0, slash);
  return bass;
}

}  // namespace

std::string chordText(const ChordSymbol& chord) {
  return chordAs(chord, Form::Text);
}

std::string chordDisplay(const ChordSymbol& chord) {
  return chordAs(chord, Form::Page);
}

std::optional<ChordSymbol> parseChordText(std::string_view text) {
  ChordSymbol chord;
  if (text == kNoChord || text == "NC") {
    chord.kind = "none";
    return chord;
  }
  const auto root = takeRoot(text);
  if (!root) return std::nullopt;
  chord.root = *root;
  chord.bass = takeBass(text);
  const auto byWhole = std::ranges::find(kKinds, text, &Kind::suffix);
  if (byWhole != kKinds.end()) {
    chord.kind = byWhole->name;
    return chord;
  }
  chord.degrees = takeDegrees(text);
  const auto known = std::ranges::find(kKinds, text, &Kind::suffix);
  chord.kind = known == kKinds.end() ? text : known->name;
  return chord;
}

std::string chordTag(const ChordSymbol& chord) {
  std::string tag = rootText(chord.root, Form::Tag) + ':' + chord.kind + degreesText(chord, Form::Tag);
  if (chord.bass) tag += '/' + rootText(*chord.bass, Form::Tag);
  return tag;
}

std::optional<ChordSymbol> parseChordTag(std::string_view tag) {
  ChordSymbol chord;
  auto root = takeRoot(tag);
  // Some collections write flats as a minus.
  for (; root && tag.starts_with('-'); tag.remove_prefix(1)) --root->alter;
  if (!root || !tag.starts_with(':')) return std::nullopt;
  tag.remove_prefix(1);
  chord.root = *root;
  chord.bass = takeBass(tag);
  chord.degrees = takeDegrees(tag);
  // A rehearsal mark "A: Intro" is none.
  if (tag.empty() || tag.find(' ') != std::string_view::npos) return std::nullopt;
  chord.kind = tag;
  return chord;
}

}  // namespace partimento
