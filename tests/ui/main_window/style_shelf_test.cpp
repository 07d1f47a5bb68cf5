#include "ui/start/style_shelf.h"

#include <QTest>

#include "core/formats/midi.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/start/demo_card.h"
#include "ui/start/start_page.h"
#include "ui/styles/styles_panel.h"

namespace partimento::test {
namespace {

class StyleShelfTest : public WindowTest {
 protected:
  void SetUp() override {
    openWindow();
    EXPECT_TRUE(shelf().isHidden()) << "no style brings music";
    Track track;
    for (int i = 0; i < 8; ++i) {
      Note note;
      note.onset = Tick(i * 480);
      note.duration = Tick(480);
      note.pitch = 60 + i;
      track.notes.push_back(note);
    }
    ScoreParts parts;
    parts.tracks.push_back(std::make_shared<Track>(std::move(track)));
    std::filesystem::create_directories(m_folder.path() / "waltzes");
    formats::writeMidiFile(m_folder.path() / "waltzes" / "demo.mid", *Score::make(std::move(parts)));
    m_engine->install("waltzes", "Waltzes", (m_folder.path() / "waltzes").string());
    window().engine().refresh();
    ASSERT_TRUE(waitFor([this] { return card() != nullptr; }));
  }

  ui::StyleShelf& shelf() { return *window().findChild<ui::StyleShelf*>(); }
  ui::DemoCard* card() { return shelf().findChild<ui::DemoCard*>(); }
};

TEST_F(StyleShelfTest, PlaysAndEndsWithTheSameCard) {
  EXPECT_TRUE(shelf().isVisible());
  EXPECT_TRUE(card()->accessibleName().startsWith(QStringLiteral("Waltzes")));
  const ScorePtr piece = window().session().score();
  QTest::mouseClick(card(), Qt::LeftButton);
  EXPECT_EQ(shelf().heard(), "waltzes");
  EXPECT_TRUE(window().session().player().isPlaying());
  EXPECT_EQ(window().session().player().score()->noteCount(), 8U);
  EXPECT_EQ(window().session().score(), piece) << "the piece rests";
  QTest::keyClick(card(), Qt::Key_Return);
  EXPECT_TRUE(shelf().heard().empty());
  EXPECT_FALSE(window().session().player().isPlaying());
  EXPECT_EQ(window().session().player().score(), piece);
}

TEST_F(StyleShelfTest, EndsWhenAPieceBegins) {
  QTest::mouseClick(card(), Qt::LeftButton);
  ASSERT_EQ(shelf().heard(), "waltzes");
  typeSeed();
  EXPECT_TRUE(shelf().heard().empty());
  EXPECT_FALSE(window().session().previewing());
}

TEST_F(StyleShelfTest, EndsWithItsMusic) {
  QTest::mouseClick(card(), Qt::LeftButton);
  window().session().player().stop();
  EXPECT_TRUE(waitFor([this] { return shelf().heard().empty(); }));
  EXPECT_FALSE(window().session().previewing());
}

TEST_F(StyleShelfTest, TheChosenStyleIsScrolledIntoView) {
  for (int i = 0; i < 12; ++i) m_engine->install("more-" + std::to_string(i), "More");
  window().engine().refresh();
  ASSERT_TRUE(waitFor([this] { return window().engine().style(QStringLiteral("more-11")).has_value(); }));
  typeSeed();
  window().styles().choose(QStringLiteral("more-11"));
  const auto seen = [this] {
    for (auto* card : window().styles().findChildren<ui::StyleCard*>()) {
      if (card->id() == "more-11") return !card->visibleRegion().isEmpty();
    }
    return false;
  };
  EXPECT_TRUE(waitFor(seen));
}

}  // namespace
}  // namespace partimento::test
