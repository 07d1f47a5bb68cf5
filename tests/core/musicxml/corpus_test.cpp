// Files of other programs, as they stand in collections and test suites; see README.md beside them.

#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/midi.h"
#include "core/music/text_events.h"
#include "tests/core/musicxml/xml_samples.h"
#include "tests/support/paths.h"

namespace partimento::musicxml {
namespace {

class MusicXmlCorpus : public testing::Test {
 protected:
  void SetUp() override {
    const auto corpora = test::corporaFolder();
    if (!corpora || !std::filesystem::is_directory(*corpora / "musicxml-import")) {
      GTEST_SKIP() << "the corpus musicxml-import is not here";
    }
    m_folder = *corpora / "musicxml-import";
  }
  MusicXmlImport open(const std::string& name, Repeats repeats = Repeats::AsWritten) const {
    return readMusicXmlFile(m_folder / name, {repeats});
  }

  std::filesystem::path m_folder;
};

TEST_F(MusicXmlCorpus, EveryFileOpens) {
  int opened = 0;
  for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
    if (entry.path().extension() == ".md") continue;
    for (const Repeats repeats : {Repeats::AsWritten, Repeats::PlayedOut}) {
      const MusicXmlImport import = readMusicXmlFile(entry.path(), {repeats});
      // What the score cannot hold is named; nothing is a surprise.
      const bool silent = import.score->noteCount() == 0;
      EXPECT_EQ(silent, findWarning(import, MusicXmlWarningCode::NoNotes) != nullptr) << entry.path();
      for (const MusicXmlWarning& warning : import.warnings) EXPECT_NE(warningName(warning.code), nullptr);
    }
    ++opened;
  }
  EXPECT_EQ(opened, 64);
}

TEST_F(MusicXmlCorpus, FindsTheNotesThatAreThere) {
  // Counted in MuseScore's own MIDI files of these scores.
  const std::map<const char*, std::size_t> expected = {{"lead-annie-laurie.mxl", 58},
                                                       {"unit-23d-Tuplets-Nested.xml", 9},
                                                       {"unit-03d-Rhythm-DottedDurations-Factors.xml", 11}};
  for (const auto& [name, notes] : expected) EXPECT_EQ(open(name).score->noteCount(), notes) << name;
}

TEST_F(MusicXmlCorpus, TransposingInstrumentsSoundAtConcertPitch) {
  const auto notes = open("unit-72c-TransposingInstruments-Change.xml").score->track(0).notes;
  ASSERT_EQ(notes.size(), 3U);
  // C4 written for an E flat clarinet, then for one in B flat.
  EXPECT_EQ(notes[0].pitch, 63);
  EXPECT_EQ(notes[1].pitch, 58);
  EXPECT_EQ(notes[2].pitch, 58);
}

TEST_F(MusicXmlCorpus, RepeatsArePlayedOutOnRequest) {
  // A scherzo to be repeated to its Fine, once more behind the trio.
  EXPECT_EQ(open("quartet-2.mxl").score->noteCount(), 1126U);
  EXPECT_EQ(open("quartet-2.mxl", Repeats::PlayedOut).score->noteCount(), 1725U);
}

TEST_F(MusicXmlCorpus, NamesWhatIsLeftOut) {
  const auto import = open("unit-74a-FiguredBass.xml");
  const MusicXmlWarning* warning = findWarning(import, MusicXmlWarningCode::LeftOut);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->arguments, (std::vector<std::string>{"figured-bass", "5"}));
}

TEST_F(MusicXmlCorpus, KeepsChordsAndWords) {
  EXPECT_GT(chordsOf(*open("lead-oh-susanna.mxl").score).size(), 10U);
  EXPECT_EQ(chordsOf(*open("unit-71f-AllChordTypes.xml").score).size(), 38U);
  EXPECT_GT(lyricsOf(open("lied-faure-hymne.mxl").score->track(0)).size(), 50U);
}

}  // namespace
}  // namespace partimento::musicxml
