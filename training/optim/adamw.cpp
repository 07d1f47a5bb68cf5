#include "training/optim/adamw.h"

#include <cmath>
#include <cstring>

#include "core/base/error.h"

namespace partimento::training {

namespace {

constexpr const char* kGroupSteps = "group_steps";

}  // namespace

models::TensorData tensorData(const torch::Tensor& tensor) {
  const torch::Tensor flat = tensor.detach().to(torch::kCPU).contiguous();
  models::TensorData data;
  switch (flat.scalar_type()) {
    case torch::kUInt8:
      data.type = models::ElementType::U8;
      break;
    case torch::kInt64:
      data.type = models::ElementType::I64;
      break;
    default:
      data.type = models::ElementType::F32;
  }
  data.shape = flat.sizes().vec();
  data.bytes.resize(static_cast<std::size_t>(flat.numel()) * models::elementSize(data.type));
  if (!data.bytes.empty()) std::memcpy(data.bytes.data(), flat.data_ptr(), data.bytes.size());
  return data;
}

void readTensor(const models::TensorFile& file, const std::string& name, torch::Tensor& into,
                const std::string& path) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end()) throw Error(ErrorCode::RunDamaged, {path, "state", name + " is missing"});
  const models::TensorData& data = found->second;
  torch::Tensor values = torch::empty(data.shape, into.scalar_type());
  const auto bytes = static_cast<std::size_t>(values.numel()) * values.element_size();
  if (values.sizes() != into.sizes() || bytes != data.bytes.size())
    throw Error(ErrorCode::RunDamaged, {path, "state", name + " has another shape"});
  if (bytes > 0) std::memcpy(values.data_ptr(), data.bytes.data(), bytes);
  const torch::NoGradGuard noGradients;
  into.copy_(values);
}

AdamW::AdamW(std::vector<models::WeightGroup> groups, const AdamWSettings& settings) : m_settings(settings) {
  for (models::WeightGroup& group : groups) {
    Group& own = m_groups.emplace_back();
    for (models::NamedWeight& weight : group.weights) {
      Slot slot;
      slot.first = torch::zeros_like(weight.tensor, torch::TensorOptions().requires_grad(false));
      slot.second = torch::zeros_like(slot.first);
      slot.weight = std::move(weight);
      own.slots.push_back(std::move(slot));
    }
  }
}

void AdamW::pullTowardsPresent() {
  if (m_settings.pull <= 0) return;
  for (Group& group : m_groups) {
    for (Slot& slot : group.slots) slot.base = slot.weight.tensor.detach().clone();
  }
}

void AdamW::prepare(std::span<const double> shares) {
  for (std::size_t i = 0; i < m_groups.size(); ++i) {
    for (Slot& slot : m_groups[i].slots) {
      slot.weight.tensor.mutable_grad() = torch::Tensor();
      slot.weight.tensor.requires_grad_(shares[i] > 0);
    }
  }
}

double AdamW::step(double rate, double momentum, std::span<const double> shares, double divisor) {
  const torch::NoGradGuard noGradients;
  std::vector<torch::Tensor> norms;
  for (Group& group : m_groups) {
    for (Slot& slot : group.slots) {
      torch::Tensor gradient = slot.weight.tensor.grad();
      if (!gradient.defined()) continue;
      gradient.div_(divisor);
      if (slot.base.defined()) gradient.add_(slot.weight.tensor - slot.base, m_settings.pull);
      norms.push_back(gradient.norm());
    }
  }
  if (norms.empty()) return 0;
  const double norm = torch::stack(norms).norm().item<double>();
  // A norm that is not finite is left to the caller, who sees it; no weight is touched.
  if (!std::isfinite(norm)) return norm;
  const double scale = m_settings.clipNorm > 0 && norm > m_settings.clipNorm ? m_settings.clipNorm / norm : 1;
  for (std::size_t i = 0; i < m_groups.size(); ++i) {
    if (shares[i] <= 0) continue;
    ++m_groups[i].steps;
    for (Slot& slot : m_groups[i].slots) {
      torch::Tensor gradient = slot.weight.tensor.grad();
      if (!gradient.defined()) continue;
      if (scale != 1) gradient.mul_(scale);
      update(slot, gradient, rate * shares[i], momentum, m_groups[i].steps);
    }
  }
  return norm;
}

void AdamW::update(Slot& slot, const torch::Tensor& gradient, double rate, double momentum,
                   std::int64_t steps) {
  const auto count = static_cast<double>(steps);
  const double firstBias = 1 - std::pow(momentum, count);
  const double secondBias = 1 - std::pow(m_settings.secondMomentum, count);
  torch::Tensor& weight = slot.weight.tensor;
  if (slot.weight.decays) weight.mul_(1 - rate * m_settings.weightDecay);
  slot.first.lerp_(gradient, 1 - momentum);
  slot.second.mul_(m_settings.secondMomentum).addcmul_(gradient, gradient, 1 - m_settings.secondMomentum);
  const torch::Tensor deviation = slot.second.sqrt().div_(std::sqrt(secondBias)).add_(m_settings.epsilon);
  weight.addcdiv_(slot.first, deviation, -rate / firstBias);
}

void AdamW::save(models::TensorFile& file) const {
  std::vector<std::int64_t> steps;
  for (const Group& group : m_groups) {
    steps.push_back(group.steps);
    for (const Slot& slot : group.slots) {
      file.tensors["first." + slot.weight.name] = tensorData(slot.first);
      file.tensors["second." + slot.weight.name] = tensorData(slot.second);
      if (slot.base.defined()) file.tensors["base." + slot.weight.name] = tensorData(slot.base);
    }
  }
  file.tensors[kGroupSteps] = tensorData(torch::tensor(steps, torch::kInt64));
}

void AdamW::restore(const models::TensorFile& file, const std::string& name) {
  torch::Tensor steps = torch::zeros({static_cast<std::int64_t>(m_groups.size())}, torch::kInt64);
  readTensor(file, kGroupSteps, steps, name);
  for (std::size_t i = 0; i < m_groups.size(); ++i) {
    m_groups[i].steps = steps[static_cast<std::int64_t>(i)].item<std::int64_t>();
    for (Slot& slot : m_groups[i].slots) {
      readTensor(file, "first." + slot.weight.name, slot.first, name);
      readTensor(file, "second." + slot.weight.name, slot.second, name);
      if (slot.base.defined()) readTensor(file, "base." + slot.weight.name, slot.base, name);
    }
  }
}

}  // namespace partimento::training
