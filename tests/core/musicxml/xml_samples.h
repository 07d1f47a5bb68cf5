#pragma once

#include <span>
#include <string>

#include "core/musicxml/musicxml.h"

namespace partimento::musicxml {

/// A score of one part around the text of its bars.
inline std::string partwise(const std::string& bars,
                            const std::string& scorePart = "<part-name>P</part-name>") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<score-partwise version=\"4.0\"><part-list><score-part "
         "id=\"P1\">" +
         scorePart + "</score-part></part-list><part id=\"P1\">" + bars + "</part></score-partwise>";
}

inline std::string bar(const std::string& content, const std::string& attributes = "") {
  std::string text = "<measure number=\"1\">";
  if (!attributes.empty()) text.append("<attributes>").append(attributes).append("</attributes>");
  return text.append(content).append("</measure>");
}

/// A note of a voice: `pitch` as "C4" or "F#5"; "R" is a rest.
inline std::string note(const std::string& pitch, int duration, const std::string& more = "",
                        const std::string& before = "", const std::string& attributes = "") {
  std::string text = "<note" + attributes + ">" + before;
  if (pitch == "R") {
    text += "<rest/>";
  } else {
    const bool altered = pitch.size() > 2;
    text += "<pitch><step>" + pitch.substr(0, 1) + "</step>";
    if (altered) text += std::string("<alter>") + (pitch[1] == '#' ? "1" : "-1") + "</alter>";
    text += "<octave>" + pitch.substr(pitch.size() - 1) + "</octave></pitch>";
  }
  if (duration > 0) text += "<duration>" + std::to_string(duration) + "</duration>";
  return text + more + "</note>";
}

inline MusicXmlImport readText(const std::string& text, Repeats repeats = Repeats::AsWritten) {
  return readMusicXml(std::as_bytes(std::span(text.data(), text.size())), "test.musicxml", {repeats});
}

inline const MusicXmlWarning* findWarning(const MusicXmlImport& import, MusicXmlWarningCode code) {
  for (const MusicXmlWarning& warning : import.warnings) {
    if (warning.code == code) return &warning;
  }
  return nullptr;
}

/// "C4@0+480 ..." of one track: MIDI key, onset and duration.
inline std::string notesOf(const Score& score, std::size_t track = 0) {
  std::string text;
  for (const Note& note : score.track(track).notes) {
    if (!text.empty()) text += ' ';
    text.append(std::to_string(note.pitch)).append("@").append(std::to_string(note.onset.value));
    text.append("+").append(std::to_string(note.duration.value));
  }
  return text;
}

}  // namespace partimento::musicxml
