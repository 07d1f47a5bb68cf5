#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/models/decoding.h"
#include "core/models/style_pack.h"
#include "core/tokens/tokenizer.h"

namespace partimento::engine {

/// A style ready to compose with.
struct LoadedStyle {
  models::StyleCard card;
  std::shared_ptr<const tokens::Tokenizer> tokenizer;
  std::shared_ptr<const models::DecodingWeights> weights;
};

/// The packs in some folders, and the weights of those that were asked for. Safe from any thread.
class StyleLibrary {
 public:
  explicit StyleLibrary(std::vector<std::string> folders);

  /// Looks at the folders again; of packs with one id the last folder's wins.
  std::vector<StyleInfo> list();
  /// What list() and find() met and left out, since the last look.
  std::vector<std::string> warnings() const;
  /// The pack's folder. `id` may also be the path of a pack. Throws StyleNotFound.
  std::filesystem::path find(const std::string& id);
  /// Loads the weights unless those that lie on the disk are loaded already. Throws as readStyleCard and
  /// readStyleWeights, and StyleNotFound.
  std::shared_ptr<const LoadedStyle> load(const std::string& id);

 private:
  std::map<std::string, models::StyleCard> look();

  const std::vector<std::string> m_folders;
  mutable std::mutex m_mutex;
  std::vector<std::string> m_warnings;
  std::map<std::string, std::shared_ptr<const LoadedStyle>> m_loaded;  // by weight hash
};

}  // namespace partimento::engine
