#pragma once

#include <QString>

#include "core/base/error.h"

namespace partimento::ui {

/// An error as people read it: what happened, why, and what to do next. Plain text, translated.
struct ErrorMessage {
  QString what;
  QString why;   ///< may be empty
  QString next;  ///< may be empty

  /// The three as one paragraph.
  QString text() const;
};

ErrorMessage errorMessage(ErrorCode code, const std::vector<std::string>& arguments = {});
/// The message of an error; its position (file, byte, line) ends the reason where there is one.
ErrorMessage errorMessage(const Error& error);
/// What a damaged MIDI file lacks (see formats::readMidi), as a sentence; empty where it is not known.
QString midiDamageText(const QString& expected);
/// The message of whatever is being handled: Error, any other std::exception, or something unknown.
/// Call it in a catch block only.
ErrorMessage currentErrorMessage();

}  // namespace partimento::ui
