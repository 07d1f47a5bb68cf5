// Written music into the window and out of it.

#include <QSignalSpy>

#include "core/base/file_io.h"
#include "core/musicxml/music_file.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/files/file_desk.h"

namespace partimento::test {
namespace {

std::string scoreText(const std::string& notations) {
  return "<score-partwise><part-list><score-part "
         "id=\"P1\"><part-name>Flute</part-name></score-part></part-list>"
         "<part id=\"P1\"><measure number=\"1\"><attributes><divisions>2</divisions></attributes>"
         "<note><pitch><step>C</step><octave>5</octave></pitch><duration>2</duration>" +
         notations +
         "</note><note><pitch><step>D</step><octave>5</octave></pitch><duration>6</duration></note></"
         "measure></part>"
         "</score-partwise>";
}

class MusicXmlWindowTest : public WindowTest {
 protected:
  QString write(const char* name, const std::string& text) {
    const std::filesystem::path path = m_folder.path() / name;
    writeFileAtomically(path, text);
    return QString::fromStdU16String(path.u16string());
  }
  ui::FileDesk& files() { return *window().findChild<ui::FileDesk*>(); }
};

TEST_F(MusicXmlWindowTest, OpensAndNamesWhatIsLeftOut) {
  openWindow();
  QSignalSpy notices(&files(), &ui::FileDesk::notice);
  window().open(write("air.musicxml", scoreText("<notations><slur type=\"start\"/><fermata/></notations>")));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == 2; }));
  EXPECT_EQ(window().session().score()->track(0).name, "Flute");
  ASSERT_TRUE(waitFor([&] { return !notices.isEmpty(); }));
  const QString text = notices.front().front().toString();
  EXPECT_TRUE(text.contains(QStringLiteral("slurs, fermatas"))) << text.toStdString();
  EXPECT_TRUE(
      window().session().preferences().recentFiles().front().endsWith(QStringLiteral("air.musicxml")));
}

TEST_F(MusicXmlWindowTest, ImportsAsSeedInOneStep) {
  openWindow();
  typeSeed();
  files().importSeed(write("air.xml", scoreText({})));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == 2; }));
  action(ui::ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), 4U);
}

TEST_F(MusicXmlWindowTest, ExportsPlainAndCompressed) {
  openWindow();
  typeSeed();
  for (const char* name : {"out.musicxml", "out.mxl"}) {
    QSignalSpy notices(&files(), &ui::FileDesk::notice);
    const std::filesystem::path path = m_folder.path() / name;
    files().exportScore(QString::fromStdU16String(path.u16string()));
    ASSERT_TRUE(waitFor([&] { return !notices.isEmpty(); })) << name;
    const musicxml::MusicImport import = musicxml::readMusicFile(path);
    EXPECT_EQ(import.warnings(), 0U);
    EXPECT_EQ(import.score->noteCount(), window().session().score()->noteCount());
  }
}

TEST_F(MusicXmlWindowTest, AHostileFileIsRefusedAndThePieceStays) {
  openWindow();
  typeSeed();
  QSignalSpy failures(&files(), &ui::FileDesk::failed);
  files().importSeed(write("bomb.musicxml", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + scoreText({})));
  ASSERT_TRUE(waitFor([&] { return !failures.isEmpty(); }));
  const auto message = failures.front().front().value<ui::ErrorMessage>();
  EXPECT_TRUE(message.what.contains(QStringLiteral("bomb.musicxml")));
  EXPECT_EQ(window().session().score()->noteCount(), 4U);
}

}  // namespace
}  // namespace partimento::test
