#include "core/models/decoding_parts.h"

#include "core/base/error.h"
#include "core/models/gated_unit.h"

namespace partimento::models {

using torch::Tensor;

WeightTable::WeightTable(const SequenceModel& model) {
  const torch::NoGradGuard noGradients;
  for (const auto& entry : model.named_parameters()) {
    m_weights[entry.key()] = entry.value().detach().to(torch::kCPU, torch::kFloat32).contiguous();
  }
}

const Tensor& WeightTable::at(const std::string& name) const {
  const auto found = m_weights.find(name);
  if (found == m_weights.end()) throw Error(ErrorCode::Internal, {"no weight " + name});
  return found->second;
}

PackedMatrix WeightTable::linear(const std::string& name, WeightPrecision precision, const std::string& norm,
                                 const Tensor& rowScale) const {
  const torch::NoGradGuard noGradients;
  Tensor weight = at(name + ".weight");
  const auto found = m_weights.find(name + ".bias");
  Tensor bias = found == m_weights.end() ? torch::zeros({weight.size(0)}) : found->second;
  if (!norm.empty()) {
    bias = bias + torch::mv(weight, at(norm + ".bias"));
    weight = weight * at(norm + ".weight");
  }
  if (rowScale.defined()) {
    weight = weight * rowScale.unsqueeze(1);
    bias = bias * rowScale;
  }
  return pack(weight, bias, precision);
}

PackedMatrix WeightTable::pack(const Tensor& weight, const Tensor& bias, WeightPrecision precision) {
  const Tensor rows = weight.contiguous();
  const Tensor shift = bias.defined() ? bias.contiguous() : Tensor();
  MatrixSource source;
  source.weights = rows.data_ptr<float>();
  source.bias = shift.defined() ? shift.data_ptr<float>() : nullptr;
  source.outputs = static_cast<int>(rows.size(0));
  source.inputs = static_cast<int>(rows.size(1));
  return {source, precision};
}

void multiply(WorkTeam& team, const PackedMatrix& matrix, const RowsThrough& rows,
              std::vector<MemberSpace>& spaces) {
  const PanelKernels& kernels = panelKernels();
  team.run(matrix.panels(), [&](int panel, int member) {
    RowsThrough mine = rows;
    mine.scratch = spaces[static_cast<std::size_t>(member)].panel.floats();
    matrix.multiply(mine, panel, panel + 1, kernels);
  });
}

void writeLogProbabilities(const float* logits, int rows, int count, std::span<float> out) {
  if (!logSoftmax({logits, out.data(), count, rows, count}))
    throw Error(ErrorCode::NumbersBroken, {"logits"});
}

}  // namespace partimento::models
