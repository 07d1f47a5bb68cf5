#include "training/train/quiet_load.h"

#include "training/train/generator_turn.h"

namespace partimento::training {

std::shared_ptr<models::SequenceModel> readStyleQuietly(const std::filesystem::path& folder,
                                                        const models::StyleCard& card) {
  torch::Tensor generator = seededGenerator(0);
  const GeneratorTurn turn(generator);
  return models::readStyleModel(folder, card);
}

}  // namespace partimento::training
