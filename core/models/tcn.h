#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/models/sequence_model.h"
#include "core/models/tcn_architecture.h"
#include "core/models/token_context.h"
#include "core/models/torch_parts.h"
#include "core/tokens/bar_place.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::models {

struct TcnWeights;

/// What a network that recalls reads besides, as its context stands: by distance the pitch that the place of
/// the next note had then, which promises this note kept, and how far the end is.
struct TcnRecall {
  std::array<std::int16_t, kLookbacks> pitches{};  ///< 0: none, else 1 + token
  std::int16_t pitchMatches = 0;
  std::int16_t durationMatches = 0;
  std::int16_t toGo = 0;
};

/// What the network reads at one note: the note itself and where the next one will begin.
struct TcnStep {
  std::int16_t pitch = 0;     ///< token: Begin, Rest or a pitch
  std::int16_t duration = 0;  ///< 0: none (before the first note), else duration class + 1
  tokens::BarPlace next;
  TcnRecall recall;
};

/// The part of two contexts, after a note's pitch and after its duration, that a step reads.
TcnRecall recallOf(const ContextRow& afterPitch, const ContextRow& afterDuration);
/// By distance the length that the note whose pitch was just read had then: 0: none, else duration class + 1.
using LengthRecall = std::array<std::int16_t, kLookbacks>;
LengthRecall lengthsIn(const ContextRow& afterPitch, const tokens::MelodyTokenizer& tokenizer);

/// The steps of a melody of one metre: a Begin step, then one for each event. `prompt` alternates pitch and
/// duration tokens and ends with a duration.
std::vector<TcnStep> stepsOf(const tokens::MelodyTokenizer& tokenizer, std::span<const Token> prompt,
                             tokens::BarClock clock);

/// Columns of the network's input; those from Pitch1 on are of networks that recall.
enum class Feature : std::uint8_t {
  Pitch,
  Duration,
  Slot,
  Fine,
  Phrase,
  Pitch1,
  Pitch2,
  Pitch4,
  Pitch8,
  PitchMatches,
  DurationMatches,
  ToGo,
  Count
};
inline constexpr int kFeatures = static_cast<int>(Feature::Count);
int featuresOf(const TcnArchitecture& architecture);

/// Writes the table indexes of a step, kFeatures values; every one is within its table.
void writeFeatures(const TcnStep& step, std::int64_t* features);

/// Dilated causal convolutions over notes (van den Oord et al. 2016, "WaveNet", section 2.3: gated units,
/// residual and skip connections), one step a note. The state h after a note gives p(pitch of the next note |
/// h) and, with that pitch known, p(its duration | h, pitch).
class TcnImpl : public SequenceModel {
 public:
  /// `dropout` acts in training mode only.
  explicit TcnImpl(const TcnArchitecture& architecture, double dropout = 0);

  /// features (time, batch, kFeatures) int64 -> states (time, batch, skipChannels)
  torch::Tensor forward(const torch::Tensor& features);
  /// The melody tokenizer's streams, each from its start or from any later token; tokens that a melody does
  /// not allow at a place have logits of minus infinity there. Before a stream's first whole note durations
  /// follow from the pitch alone.
  torch::Tensor forward(const torch::Tensor& tokens, const torch::Tensor& context) override;
  std::int64_t receptiveField() const override { return 2 * m_architecture.receptiveField + 1; }
  /// states (..., skipChannels) -> (..., 1 + pitches), Rest first: unnormalised log-probabilities
  torch::Tensor pitchLogits(const torch::Tensor& states);
  /// `pitches` (...) int64, 0 for Rest; `lengths` (..., kLookbacks) int64 as in LengthRecall, of networks
  /// that recall -> (..., durations)
  torch::Tensor durationLogits(const torch::Tensor& states, const torch::Tensor& pitches,
                               const torch::Tensor& lengths = {});

  const TcnArchitecture& architecture() const { return m_architecture; }

 protected:
  std::string groupOf(const std::string& weight) const override;

 private:
  friend struct TcnWeights;

  struct Block {
    torch::nn::Linear conv{nullptr};      // (earlier, current) -> (filter, gate)
    torch::nn::Linear residual{nullptr};  // null in the last block: nothing reads its sum
    torch::nn::Linear skip{nullptr};
  };

  torch::Tensor embed(const torch::Tensor& features);
  torch::Tensor gated(const torch::Tensor& both) const;

  TcnArchitecture m_architecture;
  std::vector<torch::nn::Embedding> m_features;  // by Feature
  std::vector<Block> m_blocks;
  torch::Tensor m_skipBias;
  torch::nn::Linear m_head{nullptr};
  torch::nn::Linear m_pitchOut{nullptr};
  torch::nn::Linear m_durationIn{nullptr};
  torch::nn::Embedding m_durationPitch{nullptr};
  std::vector<torch::nn::Embedding> m_durationRecalls;  // by distance; empty without recall
  torch::nn::Linear m_durationOut{nullptr};
};
TORCH_MODULE(Tcn);

}  // namespace partimento::models
