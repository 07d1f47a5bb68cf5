#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/models/decoding.h"
#include "core/models/tcn.h"
#include "core/models/torch_parts.h"
#include "core/tokens/bar_place.h"

namespace partimento::models {

/// The weights of a TCN as decoding wants them: single precision, matrices ready to multiply from the right,
/// the two taps of every convolution apart. Immutable, shared between scorers and threads.
struct TcnWeights {
  explicit TcnWeights(const TcnImpl& model);
  explicit TcnWeights(const Tcn& model) : TcnWeights(*model) {}

  std::size_t bytes() const;

  struct Block {
    torch::Tensor earlier;   // (channels, 2 channels)
    torch::Tensor current;   // (channels, 2 channels)
    torch::Tensor bias;      // (2 channels)
    torch::Tensor residual;  // (channels, channels); not defined in the last block
  };

  TcnArchitecture architecture;
  tokens::MelodyTokenizer tokenizer;
  std::vector<torch::Tensor> tables;  // by Feature: (rows, channels)
  std::vector<Block> blocks;
  torch::Tensor skip;      // (blocks * channels, skipChannels): one product sums the skip connections
  torch::Tensor skipBias;  // (skipChannels)
  torch::Tensor head, headBias;
  torch::Tensor pitchOut, pitchBias;
  torch::Tensor durationIn, durationInBias;
  torch::Tensor durationPitch;                 // (1 + pitches, durationChannels)
  std::vector<torch::Tensor> durationRecalls;  // by distance: (1 + durations, durationChannels)
  torch::Tensor durationOut, durationBias;
};

/// Exact incremental decoding of a TCN for many hypotheses.
///
/// The network advances one step a note: a duration token completes a note and costs one step, a pitch token
/// only asks the duration head. Every block keeps its inputs of the last `dilation` steps in a ring of slabs,
/// one row a hypothesis of that time; hypotheses are never copied. Who descends from whom is a table of
/// jumps: the ancestor 2^k steps back is the ancestor 2^(k-1) steps back of the ancestor 2^(k-1) steps back,
/// so each step costs one gather a block. Hypotheses share ancestors, and each distinct ancestor is
/// multiplied once.
///
/// A network that recalls also follows every hypothesis through the bars, as training does, with
/// ContextTrees.
///
/// Memory: (receptiveField + blocks) * maxHypotheses * channels floats, touched as used.
/// One search at a time, one thread; runs without gradients.
class TcnScorer : public SequenceScorer {
 public:
  explicit TcnScorer(std::shared_ptr<const TcnWeights> weights);

  void setPiece(const tokens::GrammarSetting& setting) override { m_setting = setting; }

  int vocabularySize() const override { return m_weights->tokenizer.vocabularySize(); }
  /// The prompt alternates pitches and durations after an optional Begin; only its last notes within the
  /// receptive field are read. Throws Error(Internal) for another form.
  void start(std::span<const Token> prompt, int maxHypotheses, std::span<float> logProbabilities) override;
  void step(std::span<const int> parents, std::span<const Token> tokens,
            std::span<float> logProbabilities) override;
  void finish() override;

 private:
  /// Inputs of one block at the last dilation + 1 steps, and for each row its ancestor `dilation` steps back.
  struct Ring {
    std::int64_t dilation = 1;
    torch::Tensor inputs;                 // (dilation + 1, maxHypotheses, channels)
    std::vector<std::int32_t> ancestors;  // (dilation + 1, maxHypotheses)
  };

  /// Where a network that recalls stands in the bars, by row.
  struct Recalls {
    std::unique_ptr<tokens::Grammar> grammar;
    ContextTrees trees;
    std::vector<ContextTrees::Branch> whole;    // after the rows' last notes
    std::vector<ContextTrees::Branch> pending;  // after the pitches that wait for their durations
    std::vector<ContextTrees::Branch> next;
    std::vector<ContextRow> afterPitch;
    std::vector<LengthRecall> lengths;
  };

  void reserve(int hypotheses);
  void beginRecalls(std::span<const Token> prompt, std::vector<TcnStep>& steps);
  void readPrompt(std::vector<TcnStep> steps);
  void advance(int rows);
  void updateAncestors(int rows);
  int gatherEarlier(const Ring& ring, int rows);
  void embed(int rows);
  torch::Tensor inputsAt(Ring& ring, std::int64_t time, int rows);
  std::int32_t* ancestorsAt(Ring& ring, std::int64_t time);
  void finishStates(int rows);
  void writePitches(int rows, std::span<float> logProbabilities);
  void writeDurations(int rows, std::span<float> logProbabilities);
  void stepPitch(std::span<const int> parents, std::span<const Token> tokens,
                 std::span<float> logProbabilities);
  void stepDuration(std::span<const int> parents, std::span<const Token> tokens,
                    std::span<float> logProbabilities);

  std::shared_ptr<const TcnWeights> m_weights;
  tokens::GrammarSetting m_setting;
  tokens::BarClock m_clock;
  std::optional<Recalls> m_recalls;
  int m_capacity = 0;
  std::int64_t m_time = 0;  // network steps done
  bool m_wantsDuration = false;

  std::vector<Ring> m_rings;  // one a block

  // Rows of the last network step, and of the pitch tokens that wait for their durations.
  std::vector<std::int64_t> m_positions;  // bar-grid step at which the next event begins
  std::vector<std::int32_t> m_parents;    // row of the step before
  std::vector<TcnStep> m_steps;
  std::vector<std::int32_t> m_pendingRow;
  std::vector<std::int16_t> m_pendingPitch;
  std::vector<std::int64_t> m_nextPositions;

  // Work space, all (capacity, ...) but where said.
  std::vector<std::int32_t> m_distinctOf;  // by ancestor row; -1: not met yet
  std::vector<std::int32_t> m_earlierRow;
  torch::Tensor m_distinct;      // (channels)
  torch::Tensor m_earlier;       // (2 channels)
  torch::Tensor m_both;          // (2 channels)
  torch::Tensor m_gated;         // (blocks * channels)
  torch::Tensor m_skipped;       // (skipChannels)
  torch::Tensor m_state;         // (skipChannels)
  torch::Tensor m_durationBase;  // (durationChannels): durationIn of every state
  torch::Tensor m_durationHidden;
  torch::Tensor m_logits;  // flat
};

}  // namespace partimento::models
