#include "app/engine/style_library.h"

#include <algorithm>

#include "core/base/error.h"
#include "training/train/quiet_load.h"

namespace partimento::engine {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCardName = "style.json";

std::vector<fs::path> packsIn(const fs::path& folder) {
  std::vector<fs::path> packs;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
    if (fs::exists(at->path() / kCardName, failure)) packs.push_back(at->path());
  }
  std::sort(packs.begin(), packs.end());
  return packs;
}

std::string joined(const std::map<std::string, models::StyleCard>& cards) {
  std::string ids;
  for (const auto& [id, card] : cards) ids += (ids.empty() ? "" : ", ") + id;
  return ids;
}

}  // namespace

StyleLibrary::StyleLibrary(std::vector<std::string> folders) : m_folders(std::move(folders)) {}

std::map<std::string, models::StyleCard> StyleLibrary::look() {
  std::map<std::string, models::StyleCard> cards;
  std::vector<std::string> warnings;
  for (const std::string& folder : m_folders) {
    for (const fs::path& pack : packsIn(folder)) {
      try {
        models::StyleCard card = models::readStyleCard(pack);
        const auto known = cards.find(card.info.id);
        if (known != cards.end() && !fs::equivalent(known->second.info.folder, pack))
          card.info.replaces = known->second.info.folder;
        cards.insert_or_assign(card.info.id, std::move(card));
      } catch (const std::exception& error) {
        warnings.emplace_back(error.what());
      }
    }
  }
  const std::lock_guard lock(m_mutex);
  m_warnings = std::move(warnings);
  return cards;
}

std::vector<StyleInfo> StyleLibrary::list() {
  std::vector<StyleInfo> styles;
  for (auto& [id, card] : look()) styles.push_back(std::move(card.info));
  return styles;
}

std::vector<std::string> StyleLibrary::warnings() const {
  const std::lock_guard lock(m_mutex);
  return m_warnings;
}

fs::path StyleLibrary::find(const std::string& id) {
  const auto cards = look();
  const auto found = cards.find(id);
  if (found != cards.end()) return found->second.info.folder;
  std::error_code failure;
  if (id.find('/') != std::string::npos && fs::exists(fs::path(id) / kCardName, failure)) return id;
  throw Error(ErrorCode::StyleNotFound, {id, joined(cards)});
}

std::shared_ptr<const LoadedStyle> StyleLibrary::load(const std::string& id) {
  const fs::path folder = find(id);
  auto style = std::make_shared<LoadedStyle>();
  style->card = models::readStyleCard(folder);
  const std::string key = style->card.info.weightHash;
  {
    const std::lock_guard lock(m_mutex);
    const auto known = m_loaded.find(key);
    if (known != m_loaded.end() && known->second->card.info.id == style->card.info.id) return known->second;
  }
  const models::ModelConfig config = style->card.config();
  style->tokenizer = tokens::makeTokenizer(config.tokenizer, config.range);
  style->weights =
      models::decodingWeights(*training::readStyleQuietly(folder, style->card), style->tokenizer);
  const std::lock_guard lock(m_mutex);
  m_loaded[key] = style;
  return style;
}

}  // namespace partimento::engine
