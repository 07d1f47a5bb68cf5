#include "training/jobs/run_corpus.h"

#include <array>
#include <map>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace partimento::training {

namespace {

using Json = nlohmann::json;

struct PartName {
  Part part;
  const char* name;
};
constexpr std::array kParts = {PartName{Part::Training, "training"}, PartName{Part::Validation, "validation"},
                               PartName{Part::Test, "test"}};

template <typename Parts>
auto& listOf(Parts& parts, Part part) {
  if (part == Part::Training) return parts.training;
  return part == Part::Validation ? parts.validation : parts.test;
}

std::string hexOf(std::uint64_t hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[hash >> shift & 15];
  return text;
}

std::uint64_t hashIn(const std::string& text) {
  std::size_t read = 0;
  const std::uint64_t hash = std::stoull(text, &read, 16);
  if (read != text.size()) throw std::invalid_argument("hash");
  return hash;
}

}  // namespace

RunCorpus corpusOf(const Split& parts) {
  RunCorpus corpus;
  for (const PartName& entry : kParts) {
    for (const Piece* piece : listOf(parts, entry.part)) {
      corpus.pieces.push_back({piece->contentHash, piece->name()});
      corpus.parts.push_back(entry.part);
    }
  }
  return corpus;
}

std::string toJson(const RunCorpus& corpus) {
  Json json = Json::object();
  for (const PartName& entry : kParts) json[entry.name] = Json::array();
  for (std::size_t i = 0; i < corpus.pieces.size(); ++i) {
    const KnownPiece& piece = corpus.pieces[i];
    for (const PartName& entry : kParts) {
      if (entry.part == corpus.parts[i])
        json[entry.name].push_back({{"content", hexOf(piece.contentHash)}, {"file", piece.file}});
    }
  }
  return json.dump(1) + '\n';
}

RunCorpus corpusFromJson(std::string_view text, const std::string& source) {
  try {
    const Json json = Json::parse(text);
    RunCorpus corpus;
    for (const PartName& entry : kParts) {
      for (const Json& piece : json.at(entry.name)) {
        corpus.pieces.push_back(
            {hashIn(piece.at("content").get<std::string>()), piece.at("file").get<std::string>()});
        corpus.parts.push_back(entry.part);
      }
    }
    return corpus;
  } catch (const std::exception& error) {
    throw Error(ErrorCode::RunDamaged, {source, "corpus-list", error.what()});
  }
}

Split splitAs(const RunCorpus& known, const Corpus& scanned) {
  std::map<std::uint64_t, const Piece*> found;
  for (const Piece& piece : scanned.pieces) found[piece.contentHash] = &piece;
  Split parts;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < known.pieces.size(); ++i) {
    const auto piece = found.find(known.pieces[i].contentHash);
    if (piece == found.end()) {
      missing.push_back(known.pieces[i].file);
    } else {
      listOf(parts, known.parts[i]).push_back(piece->second);
    }
  }
  if (!missing.empty())
    throw Error(ErrorCode::CorpusVanished, {missing.front(), std::to_string(missing.size())});
  return parts;
}

}  // namespace partimento::training
