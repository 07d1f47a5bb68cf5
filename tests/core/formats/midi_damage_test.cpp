// Damaged files: what can be read is read, warnings name the place, and nothing crashes, hangs or bursts.

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/core/formats/midi_bytes.h"
#include "tests/support/paths.h"
#include "tests/support/patience.h"

namespace partimento::formats {
namespace {

using testing::ElementsAre;

std::vector<std::byte> sampleFile() {
  MidiBytes file;
  file.header(1, 3, 480);
  file.track({0, 0xFF, 0x51, 3, 7, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 3, 2, 24, 8, 0, 0xFF, 0x59, 2, 1, 0});
  file.track({0,  0xFF, 0x03, 3,    'o', 'n', 'e', 0,    0xC0, 40,  0, 0x90, 60, 80, 0x83, 0x60, 60, 0, 0,
              62, 80,   0x83, 0x60, 62,  0,   0,   0xB0, 64,   127, 0, 0x90, 64, 80, 0x83, 0x60, 64, 0});
  file.track({0,    0xF0, 4, 0x7E, 0x7F, 9,  0xF7, 0,    0x91, 40,   80, 0x87, 0x40,
              0x81, 40,   0, 0,    0x91, 43, 80,   0x83, 0x60, 0x81, 43, 0});
  return file.get();
}

/// Reads without a fault of any kind but Error; returns the notes.
std::size_t notesIn(const std::vector<std::byte>& file) {
  try {
    const MidiImport import = readMidi(file, "test");
    EXPECT_LE(import.warnings.size(), kMaxMidiWarnings);
    for (const MidiWarning& warning : import.warnings) EXPECT_LE(warning.byte, file.size());
    for (const TrackPtr& track : import.score->tracks()) {
      for (const Note& note : track->notes) {
        EXPECT_GE(note.duration, Tick(0));
        EXPECT_GE(note.onset, Tick(0));
        EXPECT_TRUE(note.pitch >= kLowestPitch && note.pitch <= kHighestPitch);
        EXPECT_TRUE(note.velocity >= 1 && note.velocity <= 127);
      }
    }
    return import.score->noteCount();
  } catch (const Error& error) {
    EXPECT_TRUE(error.code() == ErrorCode::NotAMidiFile || error.code() == ErrorCode::MidiFileDamaged ||
                error.code() == ErrorCode::FileEmpty)
        << error.what();
    return 0;
  }
}

TEST(MidiDamage, TruncatedAtEveryByteKeepsWhatIsThere) {
  const auto whole = sampleFile();
  std::size_t most = 0;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const std::size_t notes = notesIn({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    EXPECT_GE(notes, most) << size;
    most = std::max(most, notes);
  }
  EXPECT_EQ(most, 5U);
}

TEST(MidiDamage, RiffTruncatedAtEveryByte) {
  MidiBytes file;
  const auto inner = sampleFile();
  file.text("RIFF").bytes({200, 0, 0, 0}).text("RMID").text("DISP").bytes({1, 0, 0, 0, 1, 0});
  file.text("data").bytes({static_cast<int>(inner.size()), 0, 0, 0}).append(inner);
  EXPECT_EQ(notesIn(file.get()), 5U);
  for (std::size_t size = 0; size < file.size(); ++size) {
    notesIn({file.get().begin(), file.get().begin() + static_cast<std::ptrdiff_t>(size)});
  }
}

TEST(MidiDamage, EveryByteReplacedByEveryOddValue) {
  const auto whole = sampleFile();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int value : {0x00, 0x01, 0x2F, 0x7F, 0x80, 0x90, 0xC0, 0xF0, 0xF4, 0xF7, 0xF8, 0xFF}) {
      auto copy = whole;
      copy[at] = static_cast<std::byte>(value);
      notesIn(copy);
    }
  }
}

TEST(MidiDamage, RandomMutations) {
  Random random(20260101);
  const auto whole = sampleFile();
  for (int round = 0; round < 20000; ++round) {
    auto copy = whole;
    for (std::uint64_t edits = 1 + random.below(6); edits > 0 && !copy.empty(); --edits) {
      const auto at = copy.begin() + static_cast<std::ptrdiff_t>(random.below(copy.size()));
      switch (random.below(4)) {
        case 0:
          *at = static_cast<std::byte>(random.below(256));
          break;
        case 1:
          copy.erase(at, at + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(
                                  1 + random.below(8), static_cast<std::uint64_t>(copy.end() - at))));
          break;
        case 2:
          copy.insert(at, static_cast<std::byte>(random.below(256)));
          break;
        default:
          copy.insert(copy.end(), copy.begin(), at);
      }
    }
    notesIn(copy);
  }
}

TEST(MidiDamage, RandomBytesBehindAHeader) {
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    MidiBytes file;
    file.header(1, 1, 96).text("MTrk").number(2000);
    for (int i = 0; i < 2000; ++i) file.bytes({static_cast<int>(random.below(256))});
    notesIn(file.get());
  }
}

TEST(MidiDamage, WrongTrackCount) {
  auto file = sampleFile();
  file[11] = std::byte{7};
  const auto import = readMidi(file, "test");
  EXPECT_EQ(import.score->noteCount(), 5U);
  const MidiWarning* warning = findWarning(import, MidiWarningCode::TrackCountWrong);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->byte, 10U);
  EXPECT_THAT(warning->arguments, ElementsAre("7", "3"));
}

TEST(MidiDamage, HeaderIsMissing) {
  const auto whole = sampleFile();
  const auto import = readMidi(std::span(whole).subspan(14), "test");
  EXPECT_EQ(import.score->noteCount(), 5U);
  EXPECT_NE(findWarning(import, MidiWarningCode::HeaderMissing), nullptr);
}

TEST(MidiDamage, LongerHeaderIsSkipped) {
  MidiBytes file;
  file.text("MThd").number(10).number(0, 2).number(1, 2).number(96, 2).number(0xDEADBEEF);
  file.track({0, 0x90, 60, 80, 96, 60, 0});
  const auto import = file.read();
  EXPECT_TRUE(import.warnings.empty());
  EXPECT_EQ(import.score->noteCount(), 1U);
}

TEST(MidiDamage, HeaderStatesAnAbsurdLength) {
  MidiBytes file;
  file.text("MThd").number(0xFFFFFFFF).number(0, 2).number(1, 2).number(96, 2);
  file.track({0, 0x90, 60, 80, 96, 60, 0});
  const auto import = file.read();
  EXPECT_NE(findWarning(import, MidiWarningCode::HeaderLengthWrong), nullptr);
  EXPECT_EQ(import.score->noteCount(), 1U);
}

TEST(MidiDamage, BytesAroundTheFile) {
  MidiBytes file;
  file.text(std::string(128, '\x01')).append(sampleFile()).text("trailing, and no chunk");
  const auto import = file.read();
  EXPECT_EQ(import.score->noteCount(), 5U);
  const MidiWarning* before = findWarning(import, MidiWarningCode::BytesBeforeHeader);
  const MidiWarning* after = findWarning(import, MidiWarningCode::BytesAfterEnd);
  ASSERT_TRUE(before && after);
  EXPECT_THAT(before->arguments, ElementsAre("128"));
  EXPECT_EQ(after->byte, 128 + sampleFile().size());
  EXPECT_THAT(after->arguments, ElementsAre("22"));
}

TEST(MidiDamage, GarbageBetweenChunksAndUnknownChunks) {
  MidiBytes file;
  file.header(1, 2, 96).text("XTRA").number(3).bytes({1, 2, 3}).track({0, 0x90, 60, 80, 96, 60, 0});
  file.bytes({0xDE, 0xAD, 0xBE}).track({0, 0x91, 62, 80, 96, 62, 0});
  const auto import = file.read();
  EXPECT_EQ(import.score->noteCount(), 2U);
  const MidiWarning* unknown = findWarning(import, MidiWarningCode::ChunkUnknown);
  ASSERT_NE(unknown, nullptr);
  EXPECT_EQ(unknown->byte, 14U);
  EXPECT_THAT(unknown->arguments, ElementsAre("XTRA"));
  EXPECT_NE(findWarning(import, MidiWarningCode::BytesAfterEnd), nullptr);
}

TEST(MidiDamage, ChunkLengthsThatLie) {
  for (const int lie : {-7, -1, 1, 5, 40, 1 << 20}) {
    auto file = sampleFile();
    const std::size_t lengthAt = 14 + 4;
    const int length = std::to_integer<int>(file[lengthAt + 3]) + lie;
    for (std::size_t i = 0; i < 4; ++i)
      file[lengthAt + i] = static_cast<std::byte>((length >> (8 * (3 - i))) & 0xFF);
    const auto import = readMidi(file, "test");
    EXPECT_EQ(import.score->noteCount(), 5U) << lie;
    const MidiWarning* warning = findWarning(import, MidiWarningCode::ChunkLengthWrong);
    ASSERT_NE(warning, nullptr) << lie;
    EXPECT_EQ(warning->byte, lengthAt);
    EXPECT_EQ(import.score->meter().changes().size(), 1U);
  }
}

TEST(MidiDamage, DamagedEventCostsThatEventAlone) {
  auto file = sampleFile();
  const std::vector<std::byte> noteOn = {std::byte{0x90}, std::byte{60}, std::byte{80}};
  const auto at = std::search(file.begin(), file.end(), noteOn.begin(), noteOn.end());
  *at = std::byte{0xF4};
  *(at + 1) = std::byte{0xFC};
  const auto import = readMidi(file, "test");
  EXPECT_GE(import.score->noteCount(), 3U);
  const MidiWarning* warning = findWarning(import, MidiWarningCode::EventDamaged);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->byte, static_cast<std::uint64_t>(at - file.begin()) - 1);
}

TEST(MidiDamage, DataByteTooLargeKeepsTheNote) {
  const auto import = MidiBytes()
                          .header(0, 1, 96)
                          .track({0, 0x90, 60, 0xE4, 96, 60, 0, 0, 62, 80, 96, 62, 0, 0, 64, 80, 96, 64, 0})
                          .read();
  EXPECT_EQ(import.score->noteCount(), 3U);
  EXPECT_EQ(import.score->track(0).notes.at(0).velocity, 127);
  const MidiWarning* warning = findWarning(import, MidiWarningCode::DataByteTooLarge);
  ASSERT_NE(warning, nullptr);
  EXPECT_EQ(warning->byte, 25U);
  EXPECT_THAT(warning->arguments, ElementsAre("0xe4"));
}

TEST(MidiDamage, LongLengthsAllocateNothing) {
  for (const int status : {0xF0, 0xF7, 0xFF}) {
    MidiBytes file;
    file.header(0, 1, 96).text("MTrk").number(0xFFFFFFFF).bytes({0, 0x90, 60, 80, 96, 60, 0, 0, status});
    if (status == 0xFF) file.bytes({0x01});
    file.bytes({0xFF, 0xFF, 0xFF, 0x7F});
    const auto import = file.read();
    EXPECT_EQ(import.score->noteCount(), 1U);
    EXPECT_NE(findWarning(import, MidiWarningCode::EventCutOff), nullptr);
  }
}

TEST(MidiDamage, NoDivision) {
  const auto import = MidiBytes().header(0, 1, 0).track({0, 0x90, 60, 80, 96, 60, 0}).read();
  EXPECT_EQ(import.score->ticksPerQuarter(), 480);
  EXPECT_NE(findWarning(import, MidiWarningCode::DivisionInvalid), nullptr);
}

TEST(MidiDamage, ListsOnlySoManyWarnings) {
  MidiBytes file;
  file.header(1, 1, 96).text("MTrk").number(7 * 5000);
  for (int i = 0; i < 5000; ++i) file.bytes({0, 0xFF, 0x51, 3, 0, 0, 0});
  const auto import = file.read();
  ASSERT_EQ(import.warnings.size(), kMaxMidiWarnings);
  EXPECT_EQ(import.warnings.back().code, MidiWarningCode::MoreWarnings);
  EXPECT_EQ(std::stoul(import.warnings.back().arguments.at(0)), 5000 + 2 - (kMaxMidiWarnings - 1));
}

TEST(MidiDamage, HostileFilesTakeTimeInProportionToTheirSize) {
  // Each would take minutes if a step looked at the rest of the file.
  constexpr std::size_t kSize = 2U << 20U;
  const auto filled = [](const std::vector<std::byte>& head, std::initializer_list<int> pattern) {
    MidiBytes file;
    file.append(head);
    while (file.size() < kSize) file.bytes(pattern);
    return file.get();
  };
  MidiBytes head;
  head.header(1, 1, 96).text("MTrk").number(kSize);
  const test::ProcessorTime time;
  notesIn(filled(head.get(), {0x80}));
  notesIn(filled(head.get(), {0xF4}));
  notesIn(filled(head.get(), {0x00, 0x90, 60, 80}));            // one endless queue of open notes
  notesIn(filled(head.get(), {0x00, 0xFF, 0x01, 0x8F, 0x7F}));  // long texts
  notesIn(filled(head.get(), {0x00, 0xF0, 0xFF, 0xFF, 0x7F}));  // exclusive events that reach far
  notesIn(filled(MidiBytes().header(1, 1, 96).get(), {'M', 'T', 'r', 'k', 0, 0, 0, 0}));
  notesIn(filled(MidiBytes().header(1, 1, 96).get(),
                 {'M', 'T', 'r', 'k', 0, 0, 0, 9, 0, 0xFF, 0x2F, 0, 1, 1, 1, 1, 1}));
  notesIn(filled(MidiBytes().header(1, 1, 96).get(), {'X', 'T', 'r', 'k', 0, 0, 0, 0}));
  notesIn(filled(MidiBytes().header(1, 1, 96).get(), {'M', 'T', 'r', 'k', 0x7F, 0, 0, 0, 0, 0x90, 60}));
  EXPECT_LT(time.passed(), test::limit(std::chrono::seconds(2)));
}

}  // namespace
}  // namespace partimento::formats
