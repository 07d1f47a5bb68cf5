#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "core/analysis/pickup.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "training/corpus/corpus.h"
#include "training/corpus/credits.h"
#include "training/corpus/file_reader.h"
#include "training/corpus/manifest.h"
#include "training/corpus/memory.h"

namespace partimento::training {

namespace fs = std::filesystem;

namespace {

/// Share of melodies that begin within a bar from which a corpus counts as writing its upbeats.
constexpr double kWritesUpbeats = 0.05;

bool hasMidiSuffix(const fs::path& file) {
  std::string suffix = file.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return suffix == ".mid" || suffix == ".midi";
}

std::vector<fs::path> midiFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(folder, options, failure), end; !failure && at != end;
       at.increment(failure)) {
    if (hasMidiSuffix(at->path()) && at->is_regular_file(failure)) files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A corpus in which melodies begin within a bar writes its upbeats; elsewhere they have to be found.
void findPickups(std::vector<Piece>& pieces) {
  std::map<std::string, std::pair<double, double>> counts;  // corpus -> begin within a bar, all
  for (const Piece& piece : pieces) {
    auto& [within, all] = counts[piece.corpus];
    within += piece.line.front().onset > Tick(0) ? 1 : 0;
    all += 1;
  }
  for (Piece& piece : pieces) {
    const auto& [within, all] = counts[piece.corpus];
    const MeterMap& meter = piece.score->meter();
    if (within > kWritesUpbeats * all || meter.changes().size() > 1) continue;
    piece.pickup =
        analysis::findPickup(piece.line, meter.at(Tick(0)).signature, piece.score->ticksPerQuarter());
  }
}

struct File {
  fs::path path;
  std::string name;  // below its folder, with '/'
  std::string corpus;
  std::int64_t cluster = -1;
};

std::vector<File> listFiles(std::span<const fs::path> folders) {
  std::vector<File> files;
  for (const fs::path& folder : folders) {
    std::error_code failure;
    if (isMidiFile(folder)) {
      files.push_back({folder, folder.filename().string(), Manifest(folder.parent_path()).name()});
      continue;
    }
    if (!fs::is_directory(folder, failure)) throw Error(ErrorCode::FileNotFound, {folder.string()});
    const Manifest manifest(folder);
    const std::map<std::string, std::int64_t> clusters = manifest.clusters();
    for (const fs::path& path : midiFiles(folder)) {
      File file{path, path.lexically_relative(folder).generic_string(), manifest.name()};
      const auto known = clusters.find(file.name);
      if (known != clusters.end()) file.cluster = known->second;
      files.push_back(std::move(file));
    }
  }
  return files;
}

/// Reads files one by one into a corpus.
class Scan {
 public:
  explicit Scan(const ScanSettings& settings)
      : m_material(materialOf(settings.tokenizer)), m_memory(settings.cacheFolder, m_material) {}

  void read(const File& file) {
    const std::string name = file.corpus + '/' + file.name;
    FileContent content;
    try {
      content = contentOfFile(file);
    } catch (const Error& error) {
      content = UselessFile{SkipReason::Unreadable, error.arguments().size() > 1 ? error.arguments()[1] : ""};
    }
    ++m_corpus.files;
    if (auto* useless = std::get_if<UselessFile>(&content)) {
      m_corpus.skipped.push_back({name, useless->reason, std::move(useless->detail)});
      return;
    }
    auto& usable = std::get<UsableFile>(content);
    const auto [first, isNew] = m_seen.emplace(usable.contentHash, name);
    if (!isNew) {
      m_corpus.skipped.push_back({name, SkipReason::Copy, first->second});
      return;
    }
    Piece piece;
    piece.file = file.name;
    piece.corpus = file.corpus;
    piece.cluster = file.cluster;
    piece.score = std::move(usable.score);
    piece.line = std::move(usable.line);
    piece.contentHash = usable.contentHash;
    m_corpus.pieces.push_back(std::move(piece));
  }

  Corpus finish() {
    m_memory.save();
    if (m_material == Material::Line) findPickups(m_corpus.pieces);
    clusterNearCopies(m_corpus.pieces);
    return std::move(m_corpus);
  }

 private:
  FileContent contentOfFile(const File& file) {
    const std::vector<std::byte> bytes = readFile(file.path);
    const CorpusMemory::Key key = CorpusMemory::keyOf(bytes);
    if (std::optional<FileContent> known = m_memory.recall(key)) {
      ++m_corpus.remembered;
      return std::move(*known);
    }
    FileContent content = readContent(bytes, file.name, m_material);
    m_memory.remember(key, content);
    return content;
  }

  Material m_material;
  CorpusMemory m_memory;
  Corpus m_corpus;
  std::map<std::uint64_t, std::string> m_seen;  // content -> the first file that held it
};

struct MaterialName {
  std::string_view tokenizer;
  Material material;
};
constexpr std::array kMaterials = {
    MaterialName{"melody", Material::Line}, MaterialName{"chorale", Material::Voices},
    MaterialName{"beat", Material::Whole},  MaterialName{"performance", Material::Whole},
    MaterialName{"tmidi", Material::Whole},
};

}  // namespace

bool isMidiFile(const fs::path& path) {
  std::error_code failure;
  return hasMidiSuffix(path) && fs::is_regular_file(path, failure);
}

bool isCorpus(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure) || isMidiFile(path);
}

Material materialOf(std::string_view tokenizer) {
  for (const MaterialName& entry : kMaterials) {
    if (tokenizer.starts_with(entry.tokenizer)) return entry.material;
  }
  throw Error(ErrorCode::SettingInvalid,
              {"tokenizer", std::string(tokenizer), "melody, chorale, beat, performance or tmidi"});
}

Corpus scanCorpus(std::span<const fs::path> folders, const ScanSettings& settings) {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<File> files = listFiles(folders);
  Scan scan(settings);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (settings.progress && !settings.progress(static_cast<double>(i) / static_cast<double>(files.size())))
      throw Error(ErrorCode::Cancelled);
    scan.read(files[i]);
  }
  Corpus corpus = scan.finish();
  if (corpus.pieces.empty()) {
    throw Error(ErrorCode::CorpusEmpty, {folders.empty() ? std::string() : folders.front().string()});
  }
  for (const fs::path& folder : folders) {
    for (const Credit& credit : creditsOf(isMidiFile(folder) ? folder.parent_path() : folder)) {
      const std::string source = credit.source + " (" + credit.licence + ')';
      const auto known = std::find(corpus.sources.begin(), corpus.sources.end(), source);
      if (known == corpus.sources.end()) corpus.sources.push_back(source);
    }
  }
  corpus.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return corpus;
}

}  // namespace partimento::training
