#include "training/train/generator_turn.h"

namespace partimento::training {

namespace {

std::mutex& turnMutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

GeneratorTurn::GeneratorTurn(torch::Tensor& state) : m_lock(turnMutex()), m_state(state) {
  torch::Generator generator = at::detail::getDefaultCPUGenerator();
  m_before = generator.get_state();
  if (m_state.defined()) generator.set_state(m_state);
}

GeneratorTurn::~GeneratorTurn() {
  torch::Generator generator = at::detail::getDefaultCPUGenerator();
  m_state = generator.get_state();
  generator.set_state(m_before);
}

torch::Tensor seededGenerator(std::uint64_t seed) {
  torch::Generator generator = at::detail::createCPUGenerator(seed);
  return generator.get_state();
}

}  // namespace partimento::training
