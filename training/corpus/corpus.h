#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/corpus_report.h"
#include "core/music/note.h"
#include "core/music/score.h"

/// From folders of MIDI files to pieces, and from pieces to honest splits.
namespace partimento::training {

/// What a representation reads of a file.
enum class Material : std::uint8_t {
  Line,    ///< one note at a time: the top line of the first track with notes
  Voices,  ///< a few lines that can be told apart
  Whole,   ///< every note
};

/// Of a tokenizer by its name, with or without a version. Throws Error(SettingInvalid) for an unknown one.
Material materialOf(std::string_view tokenizer);

/// One piece of a corpus: what the representation reads of its file.
struct Piece {
  std::string file;           ///< path below the corpus folder, with '/'
  std::string corpus;         ///< name of the corpus folder
  std::int64_t cluster = -1;  ///< pieces of one number are the same piece or near copies; -1: not known yet
  ScorePtr score;             ///< tracks with notes, without percussion; of controllers the pedal alone
  std::vector<Note> line;     ///< its top line
  Tick pickup;                ///< Line: the upbeat's length, where the file hides it in a full bar
  std::uint64_t contentHash = 0;  ///< of intervals and grid onsets: equal for a transposed copy

  std::string name() const { return corpus + '/' + file; }
};

struct Corpus {
  std::vector<Piece> pieces;  ///< ordered by corpus and file
  std::vector<SkippedFile> skipped;
  std::vector<std::string> sources;  ///< "source (licence)"
  int files = 0;
  int remembered = 0;  ///< files that did not have to be parsed again
  double seconds = 0;
};

/// A piece with fewer notes teaches nothing about form.
inline constexpr std::size_t kFewestNotes = 16;

/// Called with the share done, 0..1; returns false to stop.
using ScanProgress = std::function<bool(double)>;

/// A piece that an earlier scan found.
struct KnownPiece {
  std::uint64_t contentHash = 0;
  std::string file;  ///< with its corpus, as of a SkippedFile

  bool operator==(const KnownPiece&) const = default;
};

struct ScanSettings {
  std::string tokenizer = "melody";
  std::filesystem::path cacheFolder;  ///< empty: nothing is remembered
  ScanProgress progress;
  /// Not empty: these pieces alone, in this order, as if no other file were there; clusters are those of a
  /// manifest. A piece is found by its content, under whatever name; of copies the one of that name is read.
  /// Pieces that are not found are left out.
  std::span<const KnownPiece> only = {};
};

bool isMidiFile(const std::filesystem::path& path);
/// What can stand in a list of corpora: a folder that is there, or one MIDI file.
bool isCorpus(const std::filesystem::path& path);

/// Reads every .mid and .midi file below the folders, in the order of their names; a single MIDI file may
/// stand in the place of a folder. A manifest.csv (see manifest.h)
/// gives the clusters; pieces that none names are clustered by clusterNearCopies. A file that cannot be used
/// is skipped with its reason; copies of one piece are kept once. Throws Error(FileNotFound) for a folder
/// that is not there, Error(CorpusEmpty) when nothing is left and not `only` is wanted, Error(Cancelled) when
/// `progress` asks to stop.
Corpus scanCorpus(std::span<const std::filesystem::path> folders, const ScanSettings& settings = {});

/// Numbers the pieces whose cluster is -1: two belong together when the sets of the interval 8-grams of their
/// top lines have a Jaccard similarity above 0.5, and so do all that such pairs connect. The number follows
/// from the smallest content hash of the cluster and is none that a manifest can give. Throws
/// Error(Cancelled) when `proceed` asks to stop.
void clusterNearCopies(std::vector<Piece>& pieces, const ScanProgress& proceed = {});
/// Numbers what clusterNearCopies numbered by place instead: after the highest number of a manifest, each by
/// the first of its pieces. So were split the runs that keep no list of their pieces.
void numberClustersByPlace(std::vector<Piece>& pieces);

enum class Part : std::uint8_t { Training, Validation, Test };

/// The part of a cluster: 80 % training, 10 % validation, 10 % test, decided by a hash of its number alone,
/// so that a corpus that grows moves no piece but one that gets a near copy.
Part partOf(std::int64_t cluster);

/// The pieces of a corpus by part; they must outlive it.
struct Split {
  std::vector<const Piece*> training;
  std::vector<const Piece*> validation;
  std::vector<const Piece*> test;
};

/// By cluster. In a corpus so small that chance left the validation or test part empty, the first clusters of
/// the training part go there; while validation has fewer than three clusters and the test part more than
/// one, the test part gives.
Split split(const Corpus& corpus);

/// What is in it, in numbers.
CorpusReport reportOf(const Corpus& corpus);

}  // namespace partimento::training
