#include "training/corpus/corpus.h"

#include <chrono>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/formats/midi.h"
#include "core/music/score.h"
#include "tests/support/paths.h"
#include "training/corpus/credits.h"
#include "training/corpus/csv.h"
#include "training/corpus/manifest.h"

namespace partimento::training {
namespace {

namespace fs = std::filesystem;

std::vector<Note> notesOf(const std::vector<std::pair<Pitch, int>>& pitchesAndSteps) {
  std::vector<Note> notes;
  Tick now;
  for (const auto& [pitch, steps] : pitchesAndSteps) {
    Note note;
    note.onset = now;
    note.duration = Tick(std::int64_t{steps} * 20);
    note.pitch = pitch;
    notes.push_back(note);
    now += note.duration;
  }
  return notes;
}

std::vector<Note> walk(std::uint64_t seed, int count) {
  Random random(seed);
  std::vector<std::pair<Pitch, int>> melody;
  Pitch pitch = 66;
  for (int i = 0; i < count; ++i) {
    pitch = std::clamp(pitch + static_cast<Pitch>(random.below(9)) - 4, 50, 90);
    melody.emplace_back(pitch, 12);
  }
  return notesOf(melody);
}

void writeMelody(const fs::path& path, std::vector<Note> notes) {
  Track track;
  track.notes = std::move(notes);
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(std::move(track))};
  fs::create_directories(path.parent_path());
  formats::writeMidiFile(path, *Score::make(std::move(parts)));
}

std::vector<Note> transposed(std::vector<Note> notes, int semitones) {
  for (Note& note : notes) note.pitch += semitones;
  return notes;
}

TEST(Csv, ReadsQuotesCommasAndLineEnds) {
  const CsvTable table = parseCsv("file,title\r\na.mid,\"One, \"\"two\"\"\nthree\"\n\nb.mid,\n");
  EXPECT_EQ(table.column("title"), 1u);
  EXPECT_FALSE(table.column("missing"));
  EXPECT_EQ(table.rows,
            (std::vector<std::vector<std::string>>{{"a.mid", "One, \"two\"\nthree"}, {"b.mid", ""}}));
  EXPECT_TRUE(parseCsv("").rows.empty());
  EXPECT_EQ(parseCsv("a\n\"open").rows.size(), 1u);
}

TEST(Corpus, SaysWhyAFileWasSkipped) {
  const test::TemporaryFolder folder;
  writeMelody(folder.path() / "good.mid", walk(1, 40));
  writeMelody(folder.path() / "sub" / "copy.mid", transposed(walk(1, 40), 5));
  writeMelody(folder.path() / "short.mid", walk(2, 5));
  std::vector<Note> chords = walk(3, 40);
  const std::vector<Note> upper = transposed(chords, 4);
  chords.insert(chords.end(), upper.begin(), upper.end());
  writeMelody(folder.path() / "chords.mid", chords);
  std::ofstream(folder.path() / "broken.mid") << "no music";
  std::ofstream(folder.path() / "notes.txt") << "not looked at";
  const std::vector<fs::path> folders = {folder.path()};
  const Corpus corpus = scanCorpus(folders);
  ASSERT_EQ(corpus.pieces.size(), 1u);
  EXPECT_EQ(corpus.pieces[0].file, "good.mid");
  EXPECT_EQ(corpus.files, 5);
  std::map<std::string, std::pair<SkipReason, std::string>> skipped;
  const std::string top = folder.path().filename().string() + '/';
  for (const SkippedFile& file : corpus.skipped)
    skipped[file.file.substr(top.size())] = {file.reason, file.detail};
  const std::map<std::string, std::pair<SkipReason, std::string>> expected = {
      {"broken.mid", {SkipReason::NotMidi, ""}},
      {"chords.mid", {SkipReason::SeveralVoices, ""}},
      {"short.mid", {SkipReason::TooShort, "5 of 16"}},
      {"sub/copy.mid", {SkipReason::Copy, top + "good.mid"}}};
  EXPECT_EQ(skipped, expected);
}

TEST(Corpus, AnEmptyFolderIsAnError) {
  const test::TemporaryFolder folder;
  const std::vector<fs::path> folders = {folder.path(), folder.path() / "missing"};
  EXPECT_THROW(scanCorpus(folders), Error);
}

TEST(Corpus, StopsWhenAsked) {
  const test::TemporaryFolder folder;
  writeMelody(folder.path() / "a.mid", walk(1, 40));
  const std::vector<fs::path> folders = {folder.path()};
  try {
    scanCorpus(folders, {"melody", {}, [](double) { return false; }});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Cancelled);
  }
}

TEST(Corpus, TheManifestGivesClustersAndCredits) {
  const test::TemporaryFolder folder;
  writeMelody(folder.path() / "a.mid", walk(1, 40));
  writeMelody(folder.path() / "b.mid", walk(2, 40));
  std::ofstream(folder.path() / "manifest.csv")
      << "cluster,file,licence,source_repo\n77,a.mid,CC0,x/y\n,b.mid,CC0,x/y\n";
  const std::vector<fs::path> folders = {folder.path()};
  const Corpus corpus = scanCorpus(folders);
  EXPECT_EQ(corpus.pieces[0].cluster, 77);
  EXPECT_GT(corpus.pieces[1].cluster, 999'999'999'999'999) << "none that a manifest can give";
  EXPECT_EQ(creditsOf(folder.path()), (std::vector<Credit>{{"x/y", "CC0"}}));
}

TEST(Corpus, APartOfACorpusHasItsManifest) {
  const test::TemporaryFolder folder;
  const fs::path corpus = folder.path() / "piano";
  writeMelody(corpus / "late" / "a.mid", walk(1, 40));
  writeMelody(corpus / "early" / "b.mid", walk(2, 40));
  std::ofstream(corpus / "manifest.csv")
      << "file,cluster,licence,source_repo\nlate/a.mid,77,CC0,x/y\nearly/b.mid,78,MIT,x/z\n";
  const std::vector<fs::path> folders = {corpus / "late" / ""};
  const Corpus scanned = scanCorpus(folders);
  ASSERT_EQ(scanned.pieces.size(), 1U);
  EXPECT_EQ(scanned.pieces[0].cluster, 77);
  EXPECT_EQ(scanned.pieces[0].corpus, "piano/late");
  EXPECT_EQ(creditsOf(corpus / "late"), (std::vector<Credit>{{"x/y", "CC0"}}));
  EXPECT_EQ(Manifest(corpus).name(), "piano");

  // one that does not speak of the folder is somebody else's
  writeMelody(folder.path() / "piano" / "sketches" / "c.mid", walk(3, 40));
  EXPECT_EQ(Manifest(corpus / "sketches").name(), "sketches");
  EXPECT_TRUE(Manifest(corpus / "sketches").rows().empty());
}

TEST(Corpus, EveryRepresentationReadsWhatItCanSay) {
  const test::TemporaryFolder folder;
  std::vector<Note> chords = walk(3, 40);
  const std::vector<Note> upper = transposed(chords, 4);
  chords.insert(chords.end(), upper.begin(), upper.end());
  writeMelody(folder.path() / "chords.mid", chords);
  const std::vector<fs::path> folders = {folder.path()};
  EXPECT_THROW(scanCorpus(folders, {"melody", {}, {}}), Error);
  for (const char* tokenizer : {"chorale", "beat", "performance", "tmidi"}) {
    const Corpus corpus = scanCorpus(folders, {tokenizer, {}, {}});
    ASSERT_EQ(corpus.pieces.size(), 1u) << tokenizer;
    EXPECT_EQ(corpus.pieces[0].score->noteCount(), 80u);
    EXPECT_EQ(corpus.pieces[0].line.size(), 40u) << "the top line";
  }
  EXPECT_THROW(materialOf("sheet"), Error);
}

TEST(Corpus, FilesAreRememberedByWhatTheyHold) {
  const test::TemporaryFolder folder;
  const fs::path music = folder.path() / "music";
  for (int i = 0; i < 6; ++i)
    writeMelody(music / (std::to_string(i) + ".mid"), walk(static_cast<std::uint64_t>(i), 40 + i));
  writeMelody(music / "short.mid", walk(9, 3));
  const std::vector<fs::path> folders = {music};
  const ScanSettings settings = {"melody", folder.path() / "cache", {}};
  const Corpus first = scanCorpus(folders, settings);
  EXPECT_EQ(first.remembered, 0);
  fs::rename(music / "0.mid", music / "renamed.mid");
  writeMelody(music / "1.mid", walk(77, 50));
  const Corpus second = scanCorpus(folders, settings);
  EXPECT_EQ(second.remembered, 6) << "all but the changed one, by whatever name";
  EXPECT_EQ(second.skipped.size(), 1u);
  const Corpus fresh = scanCorpus(folders);
  ASSERT_EQ(fresh.pieces.size(), second.pieces.size());
  for (std::size_t i = 0; i < fresh.pieces.size(); ++i) {
    EXPECT_EQ(fresh.pieces[i].contentHash, second.pieces[i].contentHash);
    EXPECT_EQ(fresh.pieces[i].cluster, second.pieces[i].cluster);
    EXPECT_TRUE(fresh.pieces[i].score->sameMusic(*second.pieces[i].score));
  }
  std::ofstream(folder.path() / "cache" / "corpus-line.cache", std::ios::trunc)
      << "PTCORP01 damaged beyond use";
  EXPECT_EQ(scanCorpus(folders, settings).pieces.size(), fresh.pieces.size());
}

TEST(Corpus, TheReportCountsWhatIsThere) {
  const test::TemporaryFolder folder;
  for (int i = 0; i < 30; ++i)
    writeMelody(folder.path() / (std::to_string(i) + ".mid"), walk(static_cast<std::uint64_t>(i), 32));
  const std::vector<fs::path> folders = {folder.path()};
  const CorpusReport report = reportOf(scanCorpus(folders));
  EXPECT_EQ(report.pieces, 30);
  EXPECT_EQ(report.notes, 30 * 32);
  EXPECT_EQ(report.trainingPieces + report.validationPieces + report.testPieces, 30);
  EXPECT_GT(report.validationPieces, 0);
  EXPECT_GT(report.testPieces, 0);
  EXPECT_EQ(report.meters, (std::map<std::string, int>{{"4/4", 30}}));
  EXPECT_EQ(report.lengths[3], 30 * 32) << "all are eighths";
  EXPECT_DOUBLE_EQ(report.quarters, 30 * 16);
  EXPECT_EQ(std::accumulate(report.pitches.begin(), report.pitches.end(), std::int64_t{0}), 30 * 32);
  EXPECT_EQ(std::accumulate(report.keys.begin(), report.keys.end(), 0) + report.keysUnknown, 30);
}

TEST(Clusters, NearCopiesInAnyKeyBelongTogether) {
  std::vector<Piece> melodies(4);
  melodies[0].line = walk(1, 100);
  melodies[1].line = walk(2, 100);
  melodies[2].line = transposed(walk(1, 100), 7);
  melodies[2].line[50].pitch += 1;
  melodies[3].line = walk(1, 100);
  const std::vector<Note> other = walk(3, 300);
  melodies[3].line.insert(melodies[3].line.end(), other.begin(), other.end());
  clusterNearCopies(melodies);
  EXPECT_EQ(melodies[0].cluster, melodies[2].cluster);
  EXPECT_NE(melodies[0].cluster, melodies[1].cluster);
  EXPECT_NE(melodies[0].cluster, melodies[3].cluster) << "a quarter in common is no copy";
}

TEST(Corpus, AGrowingFolderMovesNoPiece) {
  const test::TemporaryFolder folder;
  const fs::path music = folder.path() / "music";
  for (int i = 0; i < 40; ++i)
    writeMelody(music / ("tune" + std::to_string(i) + ".mid"), walk(static_cast<std::uint64_t>(i), 60));
  const std::vector<fs::path> folders = {music};
  const auto numbers = [&] {
    std::map<std::string, std::int64_t> clusters;
    for (const Piece& piece : scanCorpus(folders).pieces) clusters[piece.file] = piece.cluster;
    return clusters;
  };
  const auto before = numbers();
  writeMelody(music / "a-first.mid", walk(1000, 60));
  writeMelody(music / "tune0-again.mid", walk(1001, 60));
  const auto after = numbers();
  ASSERT_EQ(after.size(), before.size() + 2);
  std::set<std::int64_t> different;
  for (const auto& [file, cluster] : before) {
    EXPECT_EQ(after.at(file), cluster) << file;
    different.insert(cluster);
  }
  EXPECT_EQ(different.size(), before.size());
  fs::rename(music / "tune7.mid", music / "zz.mid");
  EXPECT_EQ(numbers().at("zz.mid"), before.at("tune7.mid"));
}

TEST(Corpus, PiecesThatAreKnownAreReadAsIfNoOtherFileWereThere) {
  const test::TemporaryFolder folder;
  const fs::path music = folder.path() / "music";
  for (int i = 0; i < 4; ++i)
    writeMelody(music / ("tune" + std::to_string(i) + ".mid"), walk(static_cast<std::uint64_t>(i), 60));
  const std::vector<fs::path> folders = {music};
  const Corpus first = scanCorpus(folders);
  std::vector<KnownPiece> known;
  for (const Piece& piece : first.pieces) known.push_back({piece.contentHash, piece.name()});
  std::reverse(known.begin(), known.end());
  fs::rename(music / "tune3.mid", music / "renamed.mid");
  writeMelody(music / "a-copy-of-2.mid", transposed(walk(2, 60), 3));
  writeMelody(music / "more.mid", walk(9, 60));
  ScanSettings settings;
  settings.only = known;
  const Corpus scanned = scanCorpus(folders, settings);
  ASSERT_EQ(scanned.pieces.size(), 4U);
  EXPECT_EQ(scanned.pieces[0].file, "renamed.mid");
  EXPECT_EQ(scanned.pieces[1].file, "tune2.mid") << "not the copy that is found first";
  EXPECT_EQ(scanned.pieces[1].line.front().pitch, first.pieces[2].line.front().pitch);
  EXPECT_EQ(scanned.pieces[3].file, "tune0.mid");
  fs::remove(music / "tune0.mid");
  EXPECT_EQ(scanCorpus(folders, settings).pieces.size(), 3U);
}

TEST(Clusters, CanBeNumberedByPlace) {
  std::vector<Piece> pieces(5);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    pieces[i].line = walk(i == 3 ? 1 : i, 100);
    pieces[i].contentHash = 1000 - i;
  }
  pieces[0].cluster = 77;
  clusterNearCopies(pieces);
  EXPECT_EQ(pieces[1].cluster, pieces[3].cluster);
  numberClustersByPlace(pieces);
  std::vector<std::int64_t> clusters;
  for (const Piece& piece : pieces) clusters.push_back(piece.cluster);
  EXPECT_EQ(clusters, (std::vector<std::int64_t>{77, 78, 79, 78, 81}));
}

TEST(Corpus, TenThousandFilesAreReadAndStopWherever) {
  const test::TemporaryFolder folder;
  const fs::path music = folder.path() / "music";
  fs::create_directories(music);
  for (int i = 0; i < 10000; ++i) {
    Track track;
    track.notes = walk(static_cast<std::uint64_t>(i), 24);
    ScoreParts parts;
    parts.tracks = {std::make_shared<const Track>(std::move(track))};
    const std::vector<std::byte> bytes = formats::writeMidi(*Score::make(std::move(parts)));
    std::ofstream(music / (std::to_string(i) + ".mid"), std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  const std::vector<fs::path> folders = {music};
  std::vector<double> shares;
  ScanSettings settings;
  settings.progress = [&](double share) {
    shares.push_back(share);
    return true;
  };
  EXPECT_EQ(scanCorpus(folders, settings).files, 10000);
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_GE(shares.front(), 0);
  EXPECT_LE(shares.back(), 1);
  EXPECT_GT(shares.size(), 20000U) << "also after the last file";
  for (const double stopAt : {0.5, 0.91, 0.95}) {
    const auto stopped = std::make_shared<std::chrono::steady_clock::time_point>();
    settings.progress = [&, stopped](double share) {
      if (share < stopAt) return true;
      *stopped = std::chrono::steady_clock::now();
      return false;
    };
    EXPECT_THROW(scanCorpus(folders, settings), Error);
    EXPECT_LT(std::chrono::steady_clock::now() - *stopped, std::chrono::milliseconds(500)) << stopAt;
  }
}

TEST(Split, FollowsTheClusterAndNothingElse) {
  int counts[3] = {};
  for (std::int64_t cluster = 0; cluster < 10000; ++cluster) {
    ++counts[static_cast<int>(partOf(cluster))];
    ASSERT_EQ(partOf(cluster), partOf(cluster));
  }
  EXPECT_NEAR(counts[static_cast<int>(Part::Validation)], 1000, 150);
  EXPECT_NEAR(counts[static_cast<int>(Part::Test)], 1000, 150);
}

TEST(Split, HoldsOutAsMuchOfEveryRunOfNumbers) {
  // A corpus has clusters that follow each other, wherever they begin and whether or not every other is its.
  for (const std::int64_t stride : {1, 2, 4, 10}) {
    for (std::int64_t first = 0; first < 4000; first += 97) {
      std::map<Part, int> counts;
      for (std::int64_t i = 0; i < 200; ++i) ++counts[partOf(first + i * stride)];
      ASSERT_NEAR(counts[Part::Validation], 20, 19) << first << ' ' << stride;
      ASSERT_NEAR(counts[Part::Test], 20, 19) << first << ' ' << stride;
    }
  }
}

TEST(Split, ASmallCorpusHoldsThreePiecesOutToListenWhileItLearns) {
  for (std::int64_t pieces = 3; pieces < 60; ++pieces) {
    Corpus corpus;
    for (std::int64_t cluster = 0; cluster < pieces; ++cluster) {
      corpus.pieces.emplace_back();
      corpus.pieces.back().cluster = cluster;
    }
    const Split parts = split(corpus);
    EXPECT_EQ(static_cast<std::int64_t>(parts.training.size() + parts.validation.size() + parts.test.size()),
              pieces);
    EXPECT_GE(parts.test.size(), 1U) << pieces;
    EXPECT_GE(parts.validation.size(), 1U) << pieces;
    EXPECT_TRUE(parts.validation.size() >= 3 || parts.test.size() == 1) << pieces;
  }
}

}  // namespace
}  // namespace partimento::training
