// Written music into the window and out of it.

#include <QAbstractButton>
#include <QMessageBox>
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

/// One bar that is played twice.
std::string repeated() {
  std::string text = scoreText({});
  text.insert(text.find("</measure>"),
              "<barline location=\"right\"><repeat direction=\"backward\"/></barline>");
  return text;
}

TEST_F(MusicXmlWindowTest, AsksWhetherRepeatsArePlayedOut) {
  openWindow();
  const auto answer = [this](const QString& text) {
    QMessageBox* box = nullptr;
    ASSERT_TRUE(waitFor([&] {
      for (QMessageBox* one : window().findChildren<QMessageBox*>()) {
        if (one->isVisible()) box = one;
      }
      return box != nullptr;
    }));
    for (QAbstractButton* button : box->buttons()) {
      if (button->text() == text) return button->click();
    }
    FAIL() << text.toStdString();
  };
  const QString path = write("twice.musicxml", repeated());
  window().open(path);
  answer(QStringLiteral("Play them out"));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == 4; }));
  window().session().document().discardOnClose();
  window().open(path);
  answer(QStringLiteral("As printed"));
  ASSERT_TRUE(waitFor([&] { return window().session().score()->noteCount() == 2; })) << "asked again";
  window().session().document().discardOnClose();
  window().open(path);
  answer(QStringLiteral("Cancel"));
  QTest::qWait(50);
  EXPECT_EQ(window().session().score()->noteCount(), 2U);
}

}  // namespace
}  // namespace partimento::test
