#pragma once

#include <QString>

#include "core/engine/corpus_report.h"
#include "core/engine/jobs.h"
#include "core/engine/run_settings.h"

/// Training in words, translated. Pure functions.
namespace partimento::ui {

/// "running", as a person reads it at the side of a name.
QString jobStateText(JobState state);
/// Name of the icon that says the same without colour or words.
QString jobStateIcon(JobState state);
/// What a running job is doing: "Training".
QString jobPhaseText(JobPhase phase);
/// State, place and time left in one line: "Training · step 420 of 1,000 · 3 min left".
QString jobProgressText(const JobSnapshot& job);
/// The run's name for people, or its folder's.
QString jobName(const JobSnapshot& job);
bool isEnded(JobState state);

/// "45 s", "12 min", "1 h 5 min"; rounded as people say it.
QString durationText(Seconds time);
/// "0.65 million weights", "850 weights".
QString weightsText(std::int64_t parameters);
/// With the language's separators.
QString countText(std::int64_t count);
/// Two or three significant figures: "2.9e-4" with a real multiplication sign and exponent.
QString rateText(double rate);

QString familyText(const std::string& family);
QString familySentence(const std::string& family);
QString presetText(const std::string& preset);
QString tokenizerText(const std::string& tokenizer);
QString tokenizerSentence(const std::string& tokenizer);
/// Why a file of a corpus is left out, and what would help.
QString skipText(const SkippedFile& file);

}  // namespace partimento::ui
