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
void findPickups(std::vector<Piece>& pieces, const std::function<void(double)>& tell) {
  std::map<std::string, std::pair<double, double>> counts;  // corpus -> begin within a bar, all
  for (const Piece& piece : pieces) {
    auto& [within, all] = counts[piece.corpus];
    within += piece.line.front().onset > Tick(0) ? 1 : 0;
    all += 1;
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    tell(static_cast<double>(i) / static_cast<double>(pieces.size()));
    Piece& piece = pieces[i];
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

/// Shares of a scan's progress.
constexpr double kReading = 0.9;
constexpr double kPickups = 0.02;
constexpr double kClusters = 0.08;

/// Reads files one by one into a corpus.
class Scan {
 public:
  explicit Scan(const ScanSettings& settings)
      : m_material(materialOf(settings.tokenizer)),
        m_memory(settings.cacheFolder, m_material),
        m_progress(settings.progress),
        m_only(settings.only) {
    for (std::size_t i = 0; i < m_only.size(); ++i) m_wanted.emplace(m_only[i].contentHash, i);
  }

  void read(std::span<const File> files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      tell(kReading * static_cast<double>(i) / static_cast<double>(files.size()));
      read(files[i]);
    }
  }

  Corpus finish() {
    m_memory.save();
    std::vector<Piece>& pieces = m_corpus.pieces;
    if (!m_only.empty()) {
      std::sort(pieces.begin(), pieces.end(), [this](const Piece& a, const Piece& b) {
        return m_wanted.at(a.contentHash) < m_wanted.at(b.contentHash);
      });
    }
    if (m_material == Material::Line)
      findPickups(pieces, [this](double share) { tell(kReading + kPickups * share); });
    if (m_only.empty()) {
      clusterNearCopies(pieces, [this](double share) {
        return !m_progress || m_progress(kReading + kPickups + kClusters * share);
      });
    }
    return std::move(m_corpus);
  }

 private:
  void tell(double share) const {
    if (m_progress && !m_progress(share)) throw Error(ErrorCode::Cancelled);
  }

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
    if (!m_only.empty() && !m_wanted.contains(usable.contentHash)) return;
    Piece piece;
    piece.file = file.name;
    piece.corpus = file.corpus;
    piece.cluster = file.cluster;
    piece.score = std::move(usable.score);
    piece.line = std::move(usable.line);
    piece.contentHash = usable.contentHash;
    add(std::move(piece));
  }

  void add(Piece piece) {
    const auto [first, isNew] = m_seen.emplace(piece.contentHash, m_corpus.pieces.size());
    if (isNew) {
      m_corpus.pieces.push_back(std::move(piece));
      return;
    }
    Piece& known = m_corpus.pieces[first->second];
    const auto wanted = m_wanted.find(piece.contentHash);
    if (wanted != m_wanted.end() && m_only[wanted->second].file == piece.name()) std::swap(known, piece);
    m_corpus.skipped.push_back({piece.name(), SkipReason::Copy, known.name()});
  }

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
  ScanProgress m_progress;
  std::span<const KnownPiece> m_only;
  std::map<std::uint64_t, std::size_t> m_wanted;  // content -> place in m_only
  Corpus m_corpus;
  std::map<std::uint64_t, std::size_t> m_seen;  // content -> its piece
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
  scan.read(files);
  Corpus corpus = scan.finish();
  if (corpus.pieces.empty() && settings.only.empty()) {
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
