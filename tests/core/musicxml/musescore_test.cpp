// What is written opens in MuseScore and says the same there.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/formats/note_text.h"
#include "core/musicxml/musicxml.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"
#include "tests/support/paths.h"

namespace partimento::musicxml {
namespace {

namespace fs = std::filesystem;

class MuseScore : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* path : {"/usr/bin/mscore3", "/usr/local/bin/mscore3"}) {
      if (fs::exists(path)) m_program = path;
    }
    if (m_program.empty()) GTEST_SKIP() << "the package musescore3 is not installed";
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    ::setenv("HOME", m_folder.path().c_str(), 1);
    ::setenv("XDG_RUNTIME_DIR", m_folder.path().c_str(), 1);
  }

  /// Converts all files at once: the program takes longer to start than to convert.
  void convert(const std::vector<std::pair<fs::path, fs::path>>& files) {
    std::string jobs = "[";
    for (const auto& [in, out] : files) {
      if (jobs.size() > 1) jobs += ',';
      jobs.append("{\"in\": \"")
          .append(in.string())
          .append("\", \"out\": \"")
          .append(out.string())
          .append("\"}");
    }
    jobs += ']';
    writeFileAtomically(m_folder.path() / "jobs.json", std::string_view(jobs));
    const std::string command =
        m_program + " -j " + (m_folder.path() / "jobs.json").string() + " > /dev/null 2> /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
  }

  test::TemporaryFolder m_folder;
  std::string m_program;
};

/// Onset in 1/48 quarter notes and pitch of every note; lengths too where they are asked for.
using Sounds = std::multiset<std::tuple<long, int, long>>;

Sounds soundsOf(const Score& score) {
  Sounds sounds;
  for (const TrackPtr& track : score.tracks()) {
    for (const Note& note : track->notes) {
      const double quarter = score.ticksPerQuarter();
      sounds.emplace(std::lround(48 * static_cast<double>(note.onset.value) / quarter), note.pitch,
                     std::lround(48 * static_cast<double>(note.duration.value) / quarter));
    }
  }
  return sounds;
}

ScorePtr scoreOf(const std::string& upper, const std::string& lower, TimeSignature meter) {
  ScoreParts parts;
  parts.meter = {{Tick(0), meter}};
  parts.tempo = {{Tick(0), 600000}};
  parts.keys = {{Tick(0), -3, true}};
  for (const std::string& text : {upper, lower}) {
    Track track;
    track.notes = formats::parseNoteText(text, 480);
    parts.tracks.push_back(std::make_shared<Track>(track));
  }
  return Score::make(parts);
}

TEST_F(MuseScore, GivesBackTheSameNotes) {
  std::vector<ScorePtr> scores = {
      scoreOf("C5/4. D5/8 Eb5/2 F5/16 G5/16 Ab5/8 G5/4 B4/4 C5/4", "C3/2 G3/2 Ab2/4 F3/4 G3/4 C3/4", {4, 4}),
      scoreOf("G4/8 A4/8 Bb4/8 C5/4. Eb5/2.", "C3/2. Eb3/4 F#3/4 G3/4", {3, 4})};
  Track triplets;
  for (int i = 0; i < 24; ++i) {
    Note note;
    note.onset = Tick(160 * i);
    note.duration = Tick(160);
    note.pitch = 60 + i % 7;
    triplets.notes.push_back(note);
  }
  // A second voice that is held below the first.
  Track voices;
  for (int i = 0; i < 8; ++i) {
    Note high;
    high.onset = Tick(240 * i);
    high.duration = Tick(240);
    high.pitch = 74 + i % 3;
    voices.notes.push_back(high);
    if (i % 4 != 0) continue;
    Note low = high;
    low.duration = Tick(960);
    low.pitch = 62;
    voices.notes.push_back(low);
  }
  for (const Track& track : {triplets, voices}) {
    ScoreParts parts = scores.front()->parts();
    parts.tracks = {std::make_shared<Track>(track)};
    scores.push_back(Score::make(parts));
  }
  for (const auto& entry : fs::directory_iterator(test::sourceFolder() / "resources" / "seeds")) {
    if (entry.path().extension() == ".mid") scores.push_back(formats::readMidiFile(entry.path()).score);
  }
  std::vector<std::pair<fs::path, fs::path>> files;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const fs::path in = m_folder.path() / ("piece" + std::to_string(i) + (i % 2 == 0 ? ".musicxml" : ".mxl"));
    writeMusicXmlFile(in, *notation::notate(scores[i]));
    files.emplace_back(in, m_folder.path() / ("piece" + std::to_string(i) + ".mid"));
  }
  convert(files);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    ASSERT_TRUE(fs::exists(files[i].second)) << i;
    const Sounds theirs = soundsOf(*formats::readMidiFile(files[i].second).score);
    const Sounds ours = soundsOf(*notation::writtenScore(*notation::notate(scores[i])));
    ASSERT_EQ(theirs.size(), ours.size()) << i;
    auto their = theirs.begin();
    for (const auto& [onset, pitch, length] : ours) {
      EXPECT_EQ(std::get<0>(*their), onset) << i;
      EXPECT_EQ(std::get<1>(*their), pitch) << i;
      // MuseScore leaves a small gap behind every note.
      EXPECT_NEAR(static_cast<double>(std::get<2>(*their)), static_cast<double>(length),
                  1 + 0.06 * static_cast<double>(length))
          << i;
      ++their;
    }
  }
}

TEST_F(MuseScore, ReadsAsWeDo) {
  const auto corpora = test::corporaFolder();
  if (!corpora) GTEST_SKIP() << "the corpus musicxml-import is not here";
  const std::vector<const char*> names = {"lied-reichardt-unruhiger-schlaf.musicxml", "lead-oh-susanna.mxl",
                                          "lied-netzel-wunsch.mxl", "lied-faure-hymne.mxl"};
  std::vector<std::pair<fs::path, fs::path>> files;
  for (const char* name : names)
    files.emplace_back(*corpora / "musicxml-import" / name, m_folder.path() / (std::string(name) + ".mid"));
  convert(files);
  for (const auto& [in, out] : files) {
    ASSERT_TRUE(fs::exists(out)) << in;
    // Its MIDI files have repeats played out.
    const Sounds ours = soundsOf(*readMusicXmlFile(in, {Repeats::PlayedOut}).score);
    const Sounds theirs = soundsOf(*formats::readMidiFile(out).score);
    std::multiset<std::pair<long, int>> left;
    std::multiset<std::pair<long, int>> right;
    for (const auto& [onset, pitch, length] : ours) left.emplace(onset, pitch);
    for (const auto& [onset, pitch, length] : theirs) right.emplace(onset, pitch);
    std::vector<std::pair<long, int>> common;
    std::ranges::set_intersection(left, right, std::back_inserter(common));
    // Grace notes, ornaments and arpeggios are played there.
    EXPECT_GE(static_cast<double>(common.size()),
              0.97 * static_cast<double>(std::max(left.size(), right.size())))
        << in << ' ' << left.size() << ' ' << right.size();
  }
}

}  // namespace
}  // namespace partimento::musicxml
