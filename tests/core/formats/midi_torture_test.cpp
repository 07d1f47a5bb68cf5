// Odd, hard and broken files from other programs' test suites; see README.md beside them.

#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "tests/support/paths.h"

namespace partimento::formats {
namespace {

class MidiTorture : public testing::Test {
 protected:
  void SetUp() override {
    const auto corpora = test::corporaFolder();
    if (!corpora || !std::filesystem::is_directory(*corpora / "midi-torture")) {
      GTEST_SKIP() << "the corpus midi-torture is not here";
    }
    m_folder = *corpora / "midi-torture";
  }
  MidiImport open(const char* name) const { return readMidiFile(m_folder / name); }

  std::filesystem::path m_folder;
};

TEST_F(MidiTorture, EveryFileOpensOrSaysWhyNot) {
  int opened = 0;
  int refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
    if (entry.path().extension() != ".mid") continue;
    try {
      const MidiImport import = readMidiFile(entry.path());
      ++opened;
      const MidiImport copy = readMidi(writeMidi(*import.score), "copy");
      EXPECT_TRUE(import.score->sameMusic(*copy.score)) << entry.path();
    } catch (const Error& error) {
      ++refused;
    }
  }
  EXPECT_GE(opened, 50);
  EXPECT_LE(refused, 6);
}

TEST_F(MidiTorture, FindsTheNotesThatAreThere) {
  // Counted by the scanner of the corpus where it could read a file to its end, by hand in damaged ones.
  const std::map<const char*, std::size_t> expected = {{"dwm-invalid-chunk-size-01.mid", 97},
                                                       {"dwm-invalid-key-signature-scale-02.mid", 1392},
                                                       {"hand-division-zero.mid", 1},
                                                       {"hand-header-len-10.mid", 1},
                                                       {"hand-hung-notes.mid", 3},
                                                       {"hand-zero-length-notes.mid", 12},
                                                       {"jz-2-tracks-type-0.mid", 16},
                                                       {"jz-corrupt-file-extra-byte.mid", 8},
                                                       {"jz-karaoke-kar.mid", 29},
                                                       {"jz-multichannel-chords-2.mid", 24},
                                                       {"jz-non-midi-track.mid", 8},
                                                       {"jz-running-status-sysex.mid", 8},
                                                       {"jz-track-length.mid", 1},
                                                       {"m21-test03.mid", 1391},
                                                       {"midly-clementi.mid", 666},
                                                       {"mut-chunk-size-minus-7.mid", 130},
                                                       {"mut-data-byte-over-127.mid", 130},
                                                       {"mut-extra-unknown-chunk.mid", 130},
                                                       {"mut-first-event-running-status.mid", 130},
                                                       {"mut-format-0-with-3-tracks.mid", 130},
                                                       {"mut-format-2.mid", 130},
                                                       {"mut-no-end-of-track.mid", 130},
                                                       {"mut-trailing-garbage.mid", 130},
                                                       {"pymidi-mary.mid", 34},
                                                       {"tone-bach-format0.mid", 415}};
  for (const auto& [name, notes] : expected) EXPECT_EQ(open(name).score->noteCount(), notes) << name;
}

TEST_F(MidiTorture, SavesMostOfWhatIsDamaged) {
  EXPECT_GE(open("mut-truncated-half.mid").score->noteCount(), 63U);
  EXPECT_GE(open("mut-unknown-status-f4.mid").score->noteCount(), 128U);
  EXPECT_GE(open("mut-crlf-damaged.mid").score->noteCount(), 83U);
  EXPECT_GE(open("dwm-invalid-channel-event-parameter-value-01.mid").score->noteCount(), 8U);
  EXPECT_GE(open("dwm-invalid-channel-event-parameter-value-03.mid").score->noteCount(), 24U);
}

TEST_F(MidiTorture, OneSecondOfFilmTimeIsOneSecond) {
  EXPECT_DOUBLE_EQ(open("hand-smpte-25fps-40.mid").score->duration().value, 1.0);
}

TEST_F(MidiTorture, OverlappingNotesAreTwoNotes) {
  const MidiImport import = open("hand-overlap-same-pitch.mid");
  const auto& notes = import.score->track(0).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_GT(notes[0].end(), notes[1].onset);
  EXPECT_LE(notes[0].end(), notes[1].end());
}

TEST_F(MidiTorture, RefusesWhatIsNoMidiFile) {
  for (const char* name : {"jz-not-a-midi-file.mid", "dwm-no-header-chunk-01.mid"}) {
    try {
      open(name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::NotAMidiFile) << name;
    }
  }
}

}  // namespace
}  // namespace partimento::formats
