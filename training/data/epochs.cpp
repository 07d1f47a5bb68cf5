#include "training/data/epochs.h"

#include "core/base/random.h"
#include "core/engine/supply.h"

namespace partimento::training {

namespace {

constexpr int kUsualTransposition = 5;
// Sets the draws of augmentation apart from those of the order of windows.
constexpr std::uint64_t kAugmentationSeed = 0xA06;
// Half of the pieces are told where they end: with and without, what is played must be as good.
constexpr double kToldEnds = 0.5;

int drawn(Random& random, int most) {
  return static_cast<int>(random.below(static_cast<std::uint64_t>(2 * most + 1))) - most;
}

}  // namespace

Epochs::Epochs(std::vector<const Piece*> pieces, Representation representation,
               const AugmentationSettings& augmentation, std::uint64_t seed)
    : m_pieces(std::move(pieces)),
      m_representation(std::move(representation)),
      m_augmentation(augmentation),
      m_seed(seed) {}

bool Epochs::alters() const {
  return m_representation.context == models::ContextUse::ReadToEnd || m_augmentation.transpose > 0 ||
         m_augmentation.tempo > 0 || m_augmentation.velocity > 0;
}

Alteration Epochs::alterationOf(std::int64_t epoch, std::size_t piece) const {
  const std::uint64_t number = static_cast<std::uint64_t>(epoch) * m_pieces.size() + piece;
  Random random = Random::stream(m_seed ^ kAugmentationSeed, number);
  Alteration alteration;
  alteration.semitones = drawn(random, m_augmentation.transpose);
  alteration.tempo = 1 + m_augmentation.tempo * (2 * random.uniform() - 1);
  alteration.velocity = drawn(random, m_augmentation.velocity);
  alteration.tellsEnd = random.uniform() < kToldEnds;
  return alteration;
}

const std::vector<Stream>& Epochs::streams(std::int64_t epoch) {
  if (m_epoch == epoch || (m_epoch >= 0 && !alters())) return m_streams;
  m_epoch = -1;  // until all is there
  m_streams.clear();
  for (std::size_t i = 0; i < m_pieces.size(); ++i) {
    const Alteration alteration = alters() ? alterationOf(epoch, i) : Alteration{};
    for (Stream& stream : trainingStreams(*m_pieces[i], m_representation, alteration))
      m_streams.push_back(std::move(stream));
  }
  m_epoch = epoch;
  return m_streams;
}

AugmentationSettings resolved(AugmentationSettings settings, const Representation& representation) {
  if (settings.transpose < 0) settings.transpose = representation.normalisesKey ? 0 : kUsualTransposition;
  const PlayingSaid said = playingSaidBy(representation.tokenizer->name());
  if (settings.tempo < 0 || !said.tempo) settings.tempo = 0;
  if (settings.velocity < 0 || !said.velocity) settings.velocity = 0;
  return settings;
}

}  // namespace partimento::training
