#include "ui/common/error_text.h"

#include <gtest/gtest.h>

namespace partimento::ui {
namespace {

constexpr int kCodes = static_cast<int>(ErrorCode::Internal) + 1;

TEST(ErrorText, EveryCodeHasItsOwnSentence) {
  std::set<QString> seen;
  for (int code = 0; code < kCodes; ++code) {
    const ErrorMessage message = errorMessage(static_cast<ErrorCode>(code), {"a", "b", "c"});
    EXPECT_FALSE(message.what.isEmpty()) << errorName(static_cast<ErrorCode>(code));
    EXPECT_TRUE(seen.insert(message.what).second) << errorName(static_cast<ErrorCode>(code));
  }
}

TEST(ErrorText, EveryCodeButCancelledSaysWhatToDoNext) {
  for (int code = 0; code < kCodes; ++code) {
    if (static_cast<ErrorCode>(code) == ErrorCode::Cancelled) continue;
    EXPECT_FALSE(errorMessage(static_cast<ErrorCode>(code)).next.isEmpty())
        << errorName(static_cast<ErrorCode>(code));
  }
}

TEST(ErrorText, NoPlaceholderIsLeft) {
  for (int code = 0; code < kCodes; ++code) {
    const QString text = errorMessage(static_cast<ErrorCode>(code), {"a", "b", "c"}).text();
    EXPECT_FALSE(text.contains(QLatin1Char('%'))) << text.toStdString();
  }
}

TEST(ErrorText, NamesTheFileAndThePlaceInIt) {
  const Error error(ErrorCode::MidiFileDamaged, {"/music/song.mid", "a track"}, {"song.mid", 12, {}});
  const QString text = errorMessage(error).text();
  EXPECT_TRUE(text.contains(QStringLiteral("song.mid")));
  EXPECT_TRUE(text.contains(QStringLiteral("12")));
  EXPECT_FALSE(text.contains(QStringLiteral("/music/")));
}

TEST(ErrorText, BrokenMidiFilesAreSpokenOfInSentences) {
  const Error none(ErrorCode::NotAMidiFile, {"/music/bad.mid"}, {"/music/bad.mid", 0, {}});
  EXPECT_EQ(errorMessage(none).text(),
            QStringLiteral("“bad.mid” is not a MIDI file. It does not begin as a Standard MIDI File does. "
                           "Export it again as a Standard MIDI File, or choose another file."));
  const Error empty(ErrorCode::MidiFileDamaged, {"/music/bad.mid", "track"}, {"/music/bad.mid", 14, {}});
  EXPECT_EQ(errorMessage(empty).text(),
            QStringLiteral("“bad.mid” is damaged and cannot be opened. It has no track (at byte 14). "
                           "Export or download it again."));
  const Error cut(ErrorCode::MidiFileDamaged, {"/music/bad.mid", "header"}, {"/music/bad.mid", 9, {}});
  EXPECT_EQ(errorMessage(cut).why, QStringLiteral("It ends within its first bytes (at byte 9)."));
}

TEST(ErrorText, IdentifiersAreNeverShown) {
  const auto why = [](ErrorCode code, const std::string& word) {
    return errorMessage(code, {"/runs/waltzes", word, "parse error"}).why;
  };
  std::set<QString> seen;
  for (const char* word : {"settings", "plan", "plan-version", "corpus", "corpus-list", "state"}) {
    const QString text = why(ErrorCode::RunDamaged, word);
    EXPECT_TRUE(text.endsWith(QLatin1Char('.'))) << word;
    EXPECT_TRUE(seen.insert(text).second) << word;
  }
  EXPECT_EQ(why(ErrorCode::RunDamaged, "[json.exception] at 7"), QString());
  for (const char* word : {"training", "network", "machine", "style"})
    EXPECT_TRUE(seen.insert(errorMessage(ErrorCode::OutOfMemory, {word}).why).second) << word;
  EXPECT_EQ(errorMessage(ErrorCode::OutOfMemory, {"the training of this network"}).why, QString());
  EXPECT_EQ(midiDamageText(QStringLiteral("something")), QString());
  EXPECT_EQ(
      errorMessage(ErrorCode::PackDamaged, {"/styles/waltzes/weights.safetensors", "weights-changed"}).why,
      QStringLiteral("Its weights are not those that it was published with."));
}

TEST(ErrorText, AMissingPieceIsNoMissingFolder) {
  EXPECT_EQ(errorMessage(ErrorCode::CorpusVanished, {"/music/waltzes"}).what,
            QStringLiteral("The music folder “waltzes” is no longer there."));
  EXPECT_EQ(errorMessage(ErrorCode::CorpusVanished, {"waltzes/first.mid", "1"}).text(),
            QStringLiteral("“first.mid” is missing: the training began with it. Bring the file back and "
                           "resume. What was learnt is kept."));
  EXPECT_EQ(errorMessage(ErrorCode::CorpusVanished, {"waltzes/first.mid", "3"}).why,
            QStringLiteral("Files missing in all: 3."));
}

TEST(ErrorText, SaysHowMuchMemoryIsMissing) {
  EXPECT_EQ(errorMessage(ErrorCode::OutOfMemory, {"training", "12345", "2100"}).why,
            QStringLiteral("To train it takes 12.3 GB at the least, and 2.1 GB are free."));
}

TEST(ErrorText, TranslatesWhateverIsThrown) {
  try {
    throw std::runtime_error("unforeseen");
  } catch (...) {
    EXPECT_TRUE(currentErrorMessage().text().contains(QStringLiteral("unforeseen")));
  }
}

}  // namespace
}  // namespace partimento::ui
