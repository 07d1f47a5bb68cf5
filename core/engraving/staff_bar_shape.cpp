#include "core/engraving/staff_bar_shape.h"

#include <map>

#include "core/engraving/lyrics.h"
#include "core/engraving/rules.h"

namespace partimento::engraving {

using notation::Event;
using notation::EventKind;
using notation::Fraction;
using notation::StaffBar;

namespace {

std::vector<bool> beamedEvents(const notation::Voice& voice) {
  std::vector<bool> beamed(voice.events.size(), false);
  for (const notation::BeamGroup& group : voice.beams) {
    std::size_t chords = 0;
    for (std::size_t i = group.first; i <= group.last && i < beamed.size(); ++i)
      chords += voice.events[i].kind == EventKind::Chord ? 1U : 0U;
    for (std::size_t i = group.first; i <= group.last && i < beamed.size(); ++i)
      beamed[i] = chords > 1 && voice.events[i].kind == EventKind::Chord;
  }
  return beamed;
}

bool shows(const notation::Voice& voice) {
  return std::any_of(voice.events.begin(), voice.events.end(),
                     [](const Event& event) { return event.kind != EventKind::Space; });
}

/// Where the rest hangs, clear of what the other voices write anywhere in the bar.
BarRest placeBarRest(const Event& event, int voiceNumber, const std::vector<Column>& columns) {
  BarRest rest;
  const double width = glyphWidth(rest.glyph);
  rest.at = {-width / 2, yOfStep(event.restStep) - 1};
  const double away = voiceNumber % 2 == 0 ? -1 : 1;
  const auto collides = [&](double y) {
    const Box box = glyphBox(rest.glyph).moved({0, y}).grown(0.2);
    for (const Column& column : columns) {
      for (const Box& other : column.boxes) {
        if (box.top < other.bottom && other.top < box.bottom) return true;
      }
    }
    return false;
  };
  for (int tries = 0; tries < 12 && collides(rest.at.y); ++tries) rest.at.y += away;
  return rest;
}

}  // namespace

StaffBarShapePtr shapeStaffBar(notation::StaffBarPtr source, bool percussion) {
  auto shape = std::make_shared<StaffBarShape>();
  shape->percussion = percussion;
  const StaffBar& bar = *source;
  std::size_t showing = 0;
  std::map<Fraction, ColumnInput> inputs;
  for (const notation::Voice& voice : bar.voices) showing += shows(voice) ? 1U : 0U;
  for (std::size_t v = 0; v < bar.voices.size(); ++v) {
    const std::vector<bool> beamed = beamedEvents(bar.voices[v]);
    for (std::size_t e = 0; e < bar.voices[v].events.size(); ++e) {
      const Event& event = bar.voices[v].events[e];
      const bool empty = event.kind == EventKind::Space || (event.kind == EventKind::Rest && event.wholeBar);
      if (empty || (event.kind == EventKind::Chord && event.notes.empty())) continue;
      inputs[event.at].events.push_back({v, e, bar.voices[v].number, beamed[e], &event});
    }
  }
  for (auto& [at, input] : inputs) {
    input.at = at;
    input.clef = notation::clefAt(bar, at);
    input.severalVoices = showing > 1;
    input.percussion = percussion;
    for (const notation::ClefChange& change : bar.clefs) {
      if (change.at > Fraction(0) && change.at == at) input.newClef = &change.clef;
    }
    shape->columns.push_back(shapeColumn(input));
    for (const ColumnEvent& event : input.events) addLyricBoxes(event.source->lyrics, shape->columns.back());
  }
  for (std::size_t v = 0; v < bar.voices.size(); ++v) {
    for (std::size_t e = 0; e < bar.voices[v].events.size(); ++e) {
      const Event& event = bar.voices[v].events[e];
      if (event.kind != EventKind::Rest || !event.wholeBar) continue;
      BarRest rest = placeBarRest(event, bar.voices[v].number, shape->columns);
      rest.voice = v;
      rest.event = e;
      shape->barRests.push_back(rest);
    }
  }
  shape->lastClef = notation::clefAt(bar, Fraction(1'000'000));
  shape->source = std::move(source);
  return shape;
}

}  // namespace partimento::engraving
