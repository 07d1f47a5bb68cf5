#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/models/sequence_model.h"
#include "core/music/score.h"
#include "training/data/stream.h"

namespace partimento::training {

/// What every sample of a run continues.
struct SamplePrompt {
  std::vector<Token> tokens;
  tokens::GrammarSetting setting;
  std::vector<TempoChange> tempo;
};

struct SampleSettings {
  int notes = 48;
  double temperature = 0.95;
  double topP = 0.95;
  std::uint64_t randomSeed = 1;
};

/// The first notes of a stream, up to a place where a continuation may begin.
SamplePrompt promptOf(const Stream& stream, int notes);
/// A melody typed as text (see formats::parseNoteText). Throws Error(NoteNameInvalid, SeedEmpty).
SamplePrompt promptOf(const std::string& noteText, const Representation& representation);

/// Draws tokens one by one among those that the grammar allows; nothing hangs at the end. Equal settings and
/// weights give equal music. Draws none of torch's random numbers.
ScorePtr sampleScore(const models::SequenceModel& model, const Representation& representation,
                     const SamplePrompt& prompt, const SampleSettings& settings);

}  // namespace partimento::training
