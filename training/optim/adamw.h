#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/models/sequence_model.h"
#include "core/models/tensor_file.h"
#include "core/models/torch_parts.h"

namespace partimento::training {

struct AdamWSettings {
  double secondMomentum = 0.98;
  double epsilon = 1e-8;
  double weightDecay = 0.05;  ///< decoupled; on matrices only, see NamedWeight::decays
  double clipNorm = 1;        ///< of all gradients together; 0: none
  /// Strength of the pull to the weights that pullTowardsPresent() met: its gradient is this times the
  /// distance (Li et al. 2018, "Explicit inductive bias for transfer learning", L2-SP).
  double pull = 0;
};

/// AdamW (Loshchilov and Hutter 2019) over the groups of a network, each with its share of the rate; a share
/// of 0 freezes a group, which then costs no gradients and keeps its moments. Its state is plain tensors, so
/// that a run resumed from it goes on bit for bit. One thread.
class AdamW {
 public:
  AdamW(std::vector<models::WeightGroup> groups, const AdamWSettings& settings);

  /// Remembers the present weights as those that `pull` pulls to.
  void pullTowardsPresent();
  /// Switches gradients off for groups whose share is 0, and clears those of all. Call before forward.
  void prepare(std::span<const double> shares);
  /// One step on the gradients that are there, which are divided by `divisor` first. Returns their norm
  /// before clipping.
  double step(double rate, double momentum, std::span<const double> shares, double divisor);

  /// Under "first.", "second." and "base." and the weights' names, and "group_steps".
  void save(models::TensorFile& file) const;
  /// Throws Error(RunDamaged) where something is missing or misshapen.
  void restore(const models::TensorFile& file, const std::string& name);

 private:
  struct Slot {
    models::NamedWeight weight;
    torch::Tensor first;
    torch::Tensor second;
    torch::Tensor base;  // undefined: no pull
  };
  struct Group {
    std::vector<Slot> slots;
    std::int64_t steps = 0;
  };

  void update(Slot& slot, const torch::Tensor& gradient, double rate, double momentum, std::int64_t steps);

  AdamWSettings m_settings;
  std::vector<Group> m_groups;
};

/// Copies of tensors between memory and files, as single precision.
models::TensorData tensorData(const torch::Tensor& tensor);
/// Into a tensor of that shape. Throws Error(RunDamaged).
void readTensor(const models::TensorFile& file, const std::string& name, torch::Tensor& into,
                const std::string& path);

}  // namespace partimento::training
