#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/models/packed_matrix.h"
#include "core/models/sequence_model.h"
#include "core/models/torch_parts.h"
#include "core/models/work_team.h"

/// What the decoders of several families are built from.
namespace partimento::models {

/// A model's weights by name, in single precision on the processor.
class WeightTable {
 public:
  explicit WeightTable(const SequenceModel& model);

  /// Contiguous. Throws Error(Internal) for an unknown name.
  const torch::Tensor& at(const std::string& name) const;

  /// A linear layer; with `norm`, the scale and shift of the normalisation before it are taken into it;
  /// `rowScale` (outputs) multiplies its rows, where defined.
  PackedMatrix linear(const std::string& name, WeightPrecision precision, const std::string& norm = {},
                      const torch::Tensor& rowScale = {}) const;
  /// The matrix alone.
  static PackedMatrix pack(const torch::Tensor& weight, const torch::Tensor& bias, WeightPrecision precision);

 private:
  std::map<std::string, torch::Tensor> m_weights;
};

/// Work space of one member of a team.
struct MemberSpace {
  AlignedBytes panel;           ///< a panel in single precision
  std::vector<float> relative;  ///< (rows, window)
  std::vector<float> scores;    ///< (window)
};

/// out = x through the matrix, its panels divided among the team.
void multiply(WorkTeam& team, const PackedMatrix& matrix, const RowsThrough& rows,
              std::vector<MemberSpace>& spaces);

/// Log-softmax of (rows, count) logits into rows of the same length. Throws Error(NumbersBroken).
void writeLogProbabilities(const float* logits, int rows, int count, std::span<float> out);

}  // namespace partimento::models
