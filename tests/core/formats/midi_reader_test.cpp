#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/formats/midi_bytes.h"
#include "tests/support/paths.h"

namespace partimento::formats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ErrorCode codeOf(const std::vector<std::byte>& file) {
  try {
    readMidi(file, "test");
  } catch (const Error& error) {
    EXPECT_EQ(error.arguments().at(0), "test");
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(MidiReader, ReadsNotesWithReleaseVelocity) {
  const auto import =
      MidiBytes()
          .header(0, 1, 96)
          .track({0x00, 0x90, 60, 100, 0x60, 0x80, 60, 33, 0x81, 0x40, 0x90, 64, 1, 0x60, 0x90, 64, 0})
          .read();
  EXPECT_THAT(import.warnings, IsEmpty());
  const Score& score = *import.score;
  EXPECT_EQ(score.ticksPerQuarter(), 96);
  ASSERT_EQ(score.tracks().size(), 1U);
  const auto& notes = score.track(0).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].onset, Tick(0));
  EXPECT_EQ(notes[0].duration, Tick(96));
  EXPECT_EQ(notes[0].pitch, 60);
  EXPECT_EQ(notes[0].velocity, 100);
  EXPECT_EQ(notes[0].releaseVelocity, 33);
  EXPECT_EQ(notes[1].onset, Tick(96 + 192));
  EXPECT_EQ(notes[1].velocity, 1);
  EXPECT_EQ(notes[1].releaseVelocity, 64);
  EXPECT_NE(notes[0].id, 0U);
  EXPECT_NE(notes[0].id, notes[1].id);
}

TEST(MidiReader, RunningStatusGoesOnAcrossMetaAndExclusiveEvents) {
  const auto import =
      MidiBytes()
          .header(0, 1, 96)
          .track({0x00, 0x90, 60, 80, 0x10, 60,   0,    0x00, 0xFF, 0x01, 0x01, 'a',  0x00, 62, 80,
                  0x10, 62,   0,  0,  0xF0, 0x02, 0x41, 0xF7, 0x00, 64,   80,   0x10, 64,   0})
          .read();
  EXPECT_THAT(import.warnings, IsEmpty());
  EXPECT_EQ(import.score->noteCount(), 3U);
}

TEST(MidiReader, OfOverlappingNotesTheFirstBegunEndsFirst) {
  const auto import = MidiBytes()
                          .header(0, 1, 96)
                          .track({0,  0x90, 60, 10, 10, 0x90, 60, 20, 10, 0x90, 60, 30,
                                  10, 0x80, 60, 1,  10, 0x80, 60, 2,  10, 0x80, 60, 3})
                          .read();
  const auto& notes = import.score->track(0).notes;
  ASSERT_EQ(notes.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(notes[i].velocity, 10 * (i + 1));
    EXPECT_EQ(notes[i].onset, Tick(10 * static_cast<std::int64_t>(i)));
    EXPECT_EQ(notes[i].duration, Tick(30));
    EXPECT_EQ(notes[i].releaseVelocity, i + 1);
  }
}

TEST(MidiReader, KeepsZeroLengthNotesAndSortsChords) {
  const auto import = MidiBytes()
                          .header(0, 1, 96)
                          .track({0, 0x90, 67, 80, 0, 64, 80, 0, 60, 80, 0, 60, 0, 10, 64, 0, 0, 67, 0})
                          .read();
  const auto& notes = import.score->track(0).notes;
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0].pitch, 60);
  EXPECT_EQ(notes[0].duration, Tick(0));
  EXPECT_EQ(notes[1].pitch, 64);
  EXPECT_EQ(notes[2].pitch, 67);
  EXPECT_TRUE(std::is_sorted(notes.begin(), notes.end(), noteBefore));
}

TEST(MidiReader, UnclosedNotesEndWithTheTrack) {
  MidiBytes file;
  file.header(0, 1, 96).track({0, 0x90, 60, 80, 10, 62, 80, 10, 62, 0, 30, 0xFF, 0x01, 0x00});
  const auto import = file.read();
  const auto& notes = import.score->track(0).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].end(), Tick(50));
  const MidiWarning* warning = findWarning(import, MidiWarningCode::NotesNotClosed);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->byte, 22U);
  EXPECT_THAT(warning->arguments, ElementsAre("1"));
}

TEST(MidiReader, FormatZeroIsSplitByChannel) {
  const auto import =
      MidiBytes()
          .header(0, 1, 96)
          .track({0, 0xFF, 0x03, 4,  'S',  'o', 'n', 'g', 0,    0x93, 60, 80, 0,    0x90, 72, 80,
                  0, 0xC3, 5,    10, 0x83, 60,  64,  0,   0x80, 72,   64, 0,  0xB3, 64,   127})
          .read();
  const Score& score = *import.score;
  ASSERT_EQ(score.tracks().size(), 2U);
  EXPECT_EQ(score.track(0).channel, 0);
  EXPECT_EQ(score.track(1).channel, 3);
  EXPECT_EQ(score.track(1).notes.at(0).pitch, 60);
  // The change comes after the first note, so it is no instrument of the track but an event in it.
  EXPECT_EQ(score.track(1).program, 0);
  EXPECT_EQ(score.track(1).controls.size(), 2U);
  ASSERT_EQ(score.raw().size(), 1U);
  EXPECT_EQ(score.raw()[0].type, 0x03);
}

TEST(MidiReader, TakesNameInstrumentAndBankOfATrack) {
  const auto import = MidiBytes()
                          .header(1, 2, 96)
                          .track({0, 0xFF, 0x03, 4, 'S', 'o', 'n', 'g'})
                          .track({0,    0xFF, 0x03, 5, 'V',  'i', 0xF3, 'l',  'a', 0,  0xB2, 0,  8, 0,
                                  0xB2, 7,    99,   4, 0xC2, 41,  0,    0x92, 60,  80, 9,    60, 0})
                          .read();
  ASSERT_EQ(import.score->tracks().size(), 1U);
  const Track& track = import.score->track(0);
  EXPECT_EQ(track.name, "Vióla");  // Latin-1 in the file
  EXPECT_EQ(track.channel, 2);
  EXPECT_EQ(track.bank, 8);
  EXPECT_EQ(track.program, 41);
  ASSERT_EQ(track.controls.size(), 1U);
  EXPECT_EQ(track.controls[0].number, 7);
}

TEST(MidiReader, ReadsEveryKindOfControl) {
  const auto import =
      MidiBytes()
          .header(1, 1, 96)
          .track({0,  0x91, 60,   80, 1, 0xA1, 60,   50,   1,    0xB1, 64,   127, 1,    0xC1, 7,    1,  0xD1,
                  66, 1,    0xE1, 0,  0, 1,    0xE1, 0x7F, 0x7F, 1,    0xE1, 0,   0x40, 0,    0x81, 60, 0})
          .read();
  using Kind = ControlEvent::Kind;
  EXPECT_THAT(
      import.score->track(0).controls,
      ElementsAre(
          ControlEvent{Tick(1), Kind::PolyPressure, 60, 50}, ControlEvent{Tick(2), Kind::Controller, 64, 127},
          ControlEvent{Tick(3), Kind::Program, 0, 7}, ControlEvent{Tick(4), Kind::ChannelPressure, 0, 66},
          ControlEvent{Tick(5), Kind::PitchBend, 0, -8192}, ControlEvent{Tick(6), Kind::PitchBend, 0, 8191},
          ControlEvent{Tick(7), Kind::PitchBend, 0, 0}));
}

TEST(MidiReader, ReadsTempoMetreAndKeyWhereverTheyStand) {
  const auto import =
      MidiBytes()
          .header(1, 2, 96)
          .track({0, 0xFF, 0x58, 4, 6, 3, 36, 8, 0, 0xFF, 0x59, 2, 0xFD, 1})
          .track({0, 0xFF, 0x59, 2, 0xFF, 1, 96, 0xFF, 0x51, 3, 0x09, 0x27, 0xC0, 0, 0x90, 60, 80, 96, 60, 0})
          .read();
  const Score& score = *import.score;
  EXPECT_THAT(score.meter().changes(), ElementsAre(MeterChange{Tick(0), {6, 8}}));
  EXPECT_THAT(score.tempo().changes(), ElementsAre(TempoChange{Tick(96), 600000}));
  // The conductor's key, not that of a transposing instrument.
  EXPECT_THAT(score.keys(), ElementsAre(KeySignature{Tick(0), -3, true}));
  EXPECT_DOUBLE_EQ(score.duration().value, 1.1);
}

TEST(MidiReader, SkipsImpossibleTempoMetreAndKey) {
  const auto import = MidiBytes()
                          .header(1, 1, 96)
                          .track({0, 0xFF, 0x58, 4, 4, 0xFF, 36, 8, 0,    0xFF, 0x59, 2,  9,  1,
                                  0, 0xFF, 0x51, 3, 0, 0,    0,  0, 0x90, 60,   80,   96, 60, 0})
                          .read();
  EXPECT_TRUE(import.score->meter().changes().empty());
  EXPECT_TRUE(import.score->tempo().changes().empty());
  EXPECT_TRUE(import.score->keys().empty());
  ASSERT_EQ(import.warnings.size(), 3U);
  EXPECT_EQ(import.warnings[0].code, MidiWarningCode::MeterInvalid);
  EXPECT_EQ(import.warnings[0].byte, 22U);
  EXPECT_EQ(import.warnings[1].code, MidiWarningCode::KeyInvalid);
  EXPECT_EQ(import.warnings[2].code, MidiWarningCode::TempoInvalid);
}

TEST(MidiReader, FilmTimeKeepsItsSeconds) {
  struct Case {
    int frames;
    int ticks;
    double ticksPerSecond;
  };
  for (const Case& one : {Case{25, 40, 1000.0}, Case{24, 1, 24.0}, Case{24, 255, 6120.0}, Case{25, 3, 75.0},
                          Case{30, 80, 2400.0}, Case{29, 100, 30000.0 / 1001.0 * 100}}) {
    const auto division = static_cast<std::uint32_t>(((256 - one.frames) << 8) | one.ticks);
    const auto import = MidiBytes()
                            .header(0, 1, division)
                            .track({0, 0xFF, 0x51, 3, 1, 2, 3, 0, 0x90, 60, 80, 0x87, 0x68, 60, 0})
                            .read();
    EXPECT_EQ(import.score->track(0).notes.at(0).duration, Tick(1000));
    EXPECT_NEAR(import.score->duration().value, 1000.0 / one.ticksPerSecond, 1e-12)
        << one.frames << 'x' << one.ticks;
    EXPECT_NE(findWarning(import, MidiWarningCode::TempoIgnored), nullptr);
    const auto copy = readMidi(writeMidi(*import.score), "copy");
    EXPECT_TRUE(copy.score->sameMusic(*import.score));
  }
}

TEST(MidiReader, FormatTwoSequencesStandOneAfterTheOther) {
  const auto import = MidiBytes()
                          .header(2, 2, 4)
                          .track({0, 0xFF, 0x58, 4,    3, 2,    24, 8,  0, 0xFF, 0x51,
                                  3, 0x0F, 0x42, 0x40, 0, 0x90, 60, 80, 5, 60,   0})
                          .track({0, 0x90, 62, 80, 4, 62, 0})
                          .read();
  const Score& score = *import.score;
  ASSERT_EQ(score.tracks().size(), 2U);
  EXPECT_EQ(score.track(1).notes.at(0).onset, Tick(12));  // the next bar of 3/4
  EXPECT_THAT(score.meter().changes(),
              ElementsAre(MeterChange{Tick(0), {3, 4}}, MeterChange{Tick(12), {4, 4}}));
  EXPECT_THAT(score.tempo().changes(),
              ElementsAre(TempoChange{Tick(0), 1000000}, TempoChange{Tick(12), 500000}));
  EXPECT_NE(findWarning(import, MidiWarningCode::SequencesJoined), nullptr);
}

TEST(MidiReader, UnwrapsRiff) {
  MidiBytes inner;
  inner.header(0, 1, 96).track({0, 0x90, 60, 80, 96, 60, 0});
  const auto length = static_cast<int>(inner.size());
  MidiBytes file;
  file.text("RIFF")
      .bytes({200, 0, 0, 0})
      .text("RMID")
      .text("DISP")
      .bytes({3, 0, 0, 0, 1, 2, 3, 0})
      .text("data");
  file.bytes({length, 0, 0, 0}).append(inner.get()).text("LIST").bytes({4, 0, 0, 0}).text("INFO");
  const auto import = file.read();
  EXPECT_THAT(import.warnings, IsEmpty());
  EXPECT_TRUE(import.score->sameMusic(*inner.read().score));
}

TEST(MidiReader, KeepsExclusiveAndUnknownMetaEvents) {
  const auto import = MidiBytes()
                          .header(1, 2, 96)
                          .track({0, 0xFF, 0x54, 5, 1, 2, 3, 4, 5, 0, 0xFF, 0x7F, 3, 0, 0, 65})
                          .track({0, 0xF0, 3, 0x43, 0x12, 0x00, 10, 0xF7, 2,  0x43, 0xF7, 0,    0xFF, 0x60,
                                  2, 9,    9, 0,    0x90, 60,   80, 10,   60, 0,    30,   0xFF, 0x05, 0})
                          .read();
  EXPECT_THAT(import.score->raw(), ElementsAre(RawEvent{Tick(0), 0xFF, 0x54, {1, 2, 3, 4, 5}},
                                               RawEvent{Tick(0), 0xFF, 0x7F, {0, 0, 65}}));
  EXPECT_THAT(
      import.score->track(0).raw,
      ElementsAre(RawEvent{Tick(0), 0xF0, 0, {0x43, 0x12, 0x00}}, RawEvent{Tick(10), 0xF7, 0, {0x43, 0xF7}},
                  RawEvent{Tick(10), 0xFF, 0x60, {9, 9}}, RawEvent{Tick(50), 0xFF, 0x05, {}}));
}

TEST(MidiReader, SilenceBeforeTheEndOfTrackIsKept) {
  MidiBytes file;
  file.header(1, 1, 96).text("MTrk").number(14).bytes(
      {0, 0x90, 60, 80, 10, 60, 0, 0x83, 0x00, 0xFF, 0x2F, 0x00});
  file.bytes({0, 0});
  const auto import = file.read();
  EXPECT_THAT(import.score->track(0).raw, ElementsAre(RawEvent{Tick(394), 0xFF, 0x2F, {}}));
  EXPECT_TRUE(readMidi(writeMidi(*import.score), "copy").score->sameMusic(*import.score));
}

TEST(MidiReader, AFileWithoutNotesOpensWithAWarning) {
  const auto import = MidiBytes().header(0, 1, 96).track({}).read();
  ASSERT_EQ(import.warnings.size(), 1U);
  EXPECT_EQ(import.warnings[0].code, MidiWarningCode::NoNotes);
  EXPECT_EQ(import.score->tracks().size(), 1U);
}

TEST(MidiReader, SaysWhereThereIsNothingToOpen) {
  EXPECT_EQ(codeOf({}), ErrorCode::FileEmpty);
  EXPECT_EQ(codeOf(MidiBytes().text("not a midi file").get()), ErrorCode::NotAMidiFile);
  EXPECT_EQ(codeOf(MidiBytes().text("the words MThd and MTrk in a text").get()), ErrorCode::NotAMidiFile);
  EXPECT_EQ(codeOf(MidiBytes().text("MThd").number(6).get()), ErrorCode::MidiFileDamaged);
  EXPECT_EQ(codeOf(MidiBytes().header(1, 1, 96).get()), ErrorCode::MidiFileDamaged);
  EXPECT_EQ(codeOf(MidiBytes().header(1, 1, 96).text("some other bytes behind it").get()),
            ErrorCode::MidiFileDamaged);
}

TEST(MidiReader, NamesEveryWarning) {
  for (int code = 0; code <= static_cast<int>(MidiWarningCode::MoreWarnings); ++code) {
    for (int other = 0; other < code; ++other) {
      EXPECT_STRNE(warningName(static_cast<MidiWarningCode>(code)),
                   warningName(static_cast<MidiWarningCode>(other)));
    }
  }
}

TEST(MidiReader, ReadsFromDisk) {
  const test::TemporaryFolder folder;
  try {
    readMidiFile(folder.path() / "absent.mid");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::FileNotFound);
  }
  writeMidiFile(folder.path() / "empty.mid", *Score::empty());
  EXPECT_TRUE(readMidiFile(folder.path() / "empty.mid").score->sameMusic(*Score::empty()));
}

}  // namespace
}  // namespace partimento::formats
