// Kinds of nasty files that other programs leave behind, made here byte by byte, so that they are tested
// where the corpus midi-torture is not at hand.

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/formats/midi_bytes.h"

namespace partimento::formats {
namespace {

/// Eight quarters with a note off each, metre, tempo and a name.
std::vector<std::byte> scaleFile() {
  MidiBytes file;
  file.header(1, 2, 96);
  file.track({0, 0xFF, 0x51, 3, 7, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 3, 2, 24, 8});
  file.track({0,    0xC0, 10,   0,  0x90, 60, 80,   96, 0x80, 60, 64,   0,  0x90, 62, 80,   96, 0x80, 62,
              64,   0,    0x90, 64, 80,   96, 0x80, 64, 64,   0,  0x90, 65, 80,   96, 0x80, 65, 64,   0,
              0x90, 67,   80,   96, 0x80, 67, 64,   0,  0x90, 69, 80,   96, 0x80, 69, 64,   0,  0x90, 71,
              80,   96,   0x80, 71, 64,   0,  0x90, 72, 80,   96, 0x80, 72, 64});
  return file.get();
}

/// Opens, or says with a typed error that there is nothing to open; what opens survives writing.
std::size_t notesRead(const std::vector<std::byte>& file) {
  try {
    const MidiImport import = readMidi(file, "nasty");
    const MidiImport copy = readMidi(writeMidi(*import.score), "copy");
    EXPECT_TRUE(import.score->sameMusic(*copy.score));
    return import.score->noteCount();
  } catch (const Error& error) {
    EXPECT_TRUE(error.code() == ErrorCode::NotAMidiFile || error.code() == ErrorCode::MidiFileDamaged)
        << error.what();
    return 0;
  }
}

TEST(MidiNasty, TheFileItselfIsFine) {
  EXPECT_EQ(notesRead(scaleFile()), 8U);
}

TEST(MidiNasty, SystemMessagesOfTheWireAmongTheEvents) {
  for (const int status : {0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE}) {
    MidiBytes file;
    file.header(0, 1, 96);
    switch (status) {
      case 0xF2:
        file.track({0, 0x90, 60, 80, 96, 60, 0, 0, status, 1, 2, 0, 0x90, 62, 80, 96, 62, 0});
        break;
      case 0xF1:
      case 0xF3:
        file.track({0, 0x90, 60, 80, 96, 60, 0, 0, status, 1, 0, 0x90, 62, 80, 96, 62, 0});
        break;
      default:
        file.track({0, 0x90, 60, 80, 96, 60, 0, 0, status, 0, 0x90, 62, 80, 96, 62, 0});
    }
    EXPECT_EQ(notesRead(file.get()), 2U) << std::hex << status;
  }
}

TEST(MidiNasty, TheFirstEventHasNoStatus) {
  const auto import = MidiBytes().header(0, 1, 96).track({0, 60, 80, 0, 0x90, 62, 80, 96, 62, 0}).read();
  EXPECT_EQ(import.score->noteCount(), 1U);
  EXPECT_FALSE(import.warnings.empty());
}

TEST(MidiNasty, TheEndOfTrackIsMissing) {
  auto file = scaleFile();
  file.resize(file.size() - 4);
  const std::size_t lengthAt = 14 + 8 + 19 + 4;  // header, first track, "MTrk"
  file[lengthAt + 3] = static_cast<std::byte>(std::to_integer<int>(file[lengthAt + 3]) - 4);
  EXPECT_EQ(notesRead(file), 8U);
}

TEST(MidiNasty, FormatZeroWithSeveralTracks) {
  auto file = scaleFile();
  file[9] = std::byte{0};
  const auto import = readMidi(file, "nasty");
  EXPECT_EQ(import.score->noteCount(), 8U);
  EXPECT_FALSE(import.warnings.empty());
  EXPECT_EQ(import.score->meter().changes().size(), 1U);
}

TEST(MidiNasty, SentAsTextOfSevenBits) {
  auto file = scaleFile();
  for (std::byte& byte : file) byte &= std::byte{0x7F};
  notesRead(file);
}

TEST(MidiNasty, SentAsTextWithItsLineEndsChanged) {
  std::vector<std::byte> file;
  for (const std::byte byte : scaleFile()) {
    if (byte == std::byte{'\n'}) file.push_back(std::byte{'\r'});
    file.push_back(byte);
  }
  ASSERT_GT(file.size(), scaleFile().size());
  EXPECT_GE(notesRead(file), 6U) << "a carriage return costs what it stands in";
}

TEST(MidiNasty, HeadsOfOtherFiles) {
  for (const char* head : {"%PDF-1.4", "RIFF\x10\0\0\0WAVE", "PK\x03\x04", "<?xml version='1.0'?>", "MThd"}) {
    EXPECT_EQ(notesRead(MidiBytes().text(head).get()), 0U) << head;
  }
}

}  // namespace
}  // namespace partimento::formats
