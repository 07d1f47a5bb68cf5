#include "core/engine/corpus_report.h"
#include "core/engine/jobs.h"

namespace partimento {

const char* skipReasonName(SkipReason reason) {
  switch (reason) {
    case SkipReason::Unreadable:
      return "unreadable";
    case SkipReason::NotMidi:
      return "not-midi";
    case SkipReason::Damaged:
      return "damaged";
    case SkipReason::NoNotes:
      return "no-notes";
    case SkipReason::TooShort:
      return "too-short";
    case SkipReason::SeveralVoices:
      return "several-voices";
    case SkipReason::VoicesNotClear:
      return "voices-not-clear";
    case SkipReason::Percussion:
      return "percussion";
    case SkipReason::Copy:
      return "copy";
  }
  return "unknown";
}

const char* jobStateName(JobState state) {
  switch (state) {
    case JobState::Queued:
      return "queued";
    case JobState::Running:
      return "running";
    case JobState::Pausing:
      return "pausing";
    case JobState::Paused:
      return "paused";
    case JobState::Finished:
      return "finished";
    case JobState::Failed:
      return "failed";
    case JobState::Cancelled:
      return "cancelled";
  }
  return "unknown";
}

const char* jobPhaseName(JobPhase phase) {
  switch (phase) {
    case JobPhase::Waiting:
      return "waiting";
    case JobPhase::Scanning:
      return "scan";
    case JobPhase::FindingRate:
      return "find-rate";
    case JobPhase::Measuring:
      return "measure";
    case JobPhase::Training:
      return "train";
    case JobPhase::Validating:
      return "validate";
    case JobPhase::Sampling:
      return "sample";
    case JobPhase::Saving:
      return "save";
  }
  return "unknown";
}

}  // namespace partimento
