// Pieces of several lines: what is offered, what is continued, and where the takes stand.

#include <QComboBox>
#include <QSpinBox>

#include "core/music/edits.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/explain/explain_panel.h"
#include "ui/files/voice_dialog.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/seed/seed_panel.h"
#include "ui/start/start_page.h"
#include "ui/takes/take_edit.h"

namespace partimento::test {
namespace {

using ui::ActionId;

Track trackOf(const char* name, const std::vector<Pitch>& chord) {
  Track track;
  track.name = name;
  for (int beat = 0; beat < 4; ++beat) {
    for (const Pitch pitch : chord) {
      Note note;
      note.onset = Tick(480 * beat);
      note.duration = Tick(480);
      note.pitch = pitch + beat % 2;
      track.notes.push_back(note);
    }
  }
  return track;
}

class LinesTest : public WindowTest {
 protected:
  void openWith(const char* tokenizer, const std::vector<Track>& tracks) {
    openWindow({.tokenizer = tokenizer});
    Q_EMIT window().findChild<ui::StartPage*>()->emptyChosen();
    ScoreParts parts = window().session().score()->parts();
    parts.tracks.clear();
    for (const Track& track : tracks) parts.tracks.push_back(std::make_shared<const Track>(track));
    window().session().edit("Add note", Score::make(std::move(parts)));
  }
  void openHands(const char* tokenizer) {
    openWith(tokenizer, {trackOf("Right", {72, 76}), trackOf("Left", {48})});
  }
  QComboBox* what() {
    for (auto* box : window().findChild<ui::SeedPanel*>()->findChildren<QComboBox*>()) {
      if (box->accessibleName() == QStringLiteral("What is continued")) return box;
    }
    return nullptr;
  }
  bool isOffered() { return what()->isVisibleTo(window().findChild<ui::SeedPanel*>()); }
  QStringList offered() {
    QStringList names;
    for (int i = 0; i < what()->count(); ++i) names.append(what()->itemText(i));
    return names;
  }
  const Track& track(std::size_t index) { return window().session().score()->track(index); }
  std::size_t ghostNotes() {
    const auto& ghosts = window().roll().findChild<ui::roll::NotesView*>()->scene().ghosts;
    return ghosts.empty() ? 0 : ghosts.front().notes.size();
  }
};

TEST_F(LinesTest, AllTracksGoOnAndTakesStandOnThem) {
  openHands("beat-24/1");
  ASSERT_TRUE(isOffered());
  EXPECT_EQ(offered(), QStringList({QStringLiteral("All tracks"), QStringLiteral("Only “Right”")}));
  EXPECT_EQ(what()->currentIndex(), 0);
  generateAndWait();
  const project::StoredTakePtr take = window().desk().takes().front();
  EXPECT_EQ(take->take.recipe.request.seed.noteCount(), 12u);
  EXPECT_EQ(take->take.recipe.request.seed.others.size(), 1u);
  EXPECT_EQ(take->track, 0u);
  EXPECT_EQ(take->otherTracks, std::vector<std::size_t>{1});

  const std::size_t right = ghostNotes();
  EXPECT_GT(right, 0u);
  window().session().setTrack(1);
  EXPECT_GT(ghostNotes(), 0u) << "the left hand shows what is its own";
  EXPECT_EQ(right + ghostNotes(), take->take.notes.size());

  const ScorePtr before = window().session().score();
  action(ActionId::Accept)->trigger();
  ASSERT_EQ(window().session().score()->tracks().size(), 2u) << "no new tracks";
  EXPECT_EQ(track(0).notes.size(), 8 + right);
  EXPECT_EQ(track(1).notes.size(), 4 + take->take.notes.size() - right);
  EXPECT_EQ(track(1).notes.back().origin, Origin::Model);
  EXPECT_TRUE(ui::isInPiece(window().session().document().history(), *take));
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score(), before);
  action(ActionId::Redo)->trigger();

  auto* explain = window().findChild<ui::ExplainPanel*>();
  window().roll().setSelection({track(1).notes.back().id});
  const int number = explain->findChild<QSpinBox*>()->value();
  EXPECT_EQ(take->take.notes.at(static_cast<std::size_t>(number - 1)).pitch, track(1).notes.back().pitch);
  EXPECT_EQ(take->take.places.at(static_cast<std::size_t>(number - 1)).line, 1);
}

TEST_F(LinesTest, AnotherTakeFollowsOnTheSameTracks) {
  openHands("beat-24/1");
  generateAndWait();
  const auto takes = window().desk().takes();
  window().desk().select(takes[0]->id);
  action(ActionId::Accept)->trigger();
  window().desk().select(takes[1]->id);
  action(ActionId::Accept)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), 12 + takes[1]->take.notes.size());
}

TEST_F(LinesTest, OneTrackAloneIsAChoiceByKeyboard) {
  openHands("beat-24/1");
  window().activateWindow();
  what()->setFocus();
  QTest::keyClick(what(), Qt::Key_Down);
  generateAndWait();
  const project::StoredTakePtr alone = window().desk().takes().front();
  EXPECT_EQ(alone->take.recipe.request.seed.noteCount(), 8u) << "the right hand with its chords";
  EXPECT_TRUE(alone->otherTracks.empty());
  window().session().setTrack(1);
  EXPECT_EQ(what()->currentText(), QStringLiteral("Only “Left”"));
}

TEST_F(LinesTest, AStyleOfOneLineIsNotAsked) {
  openHands("melody");
  EXPECT_FALSE(isOffered());
  window().session().setTrack(1);
  generateAndWait();
  const project::StoredTakePtr take = window().desk().takes().front();
  EXPECT_EQ(take->track, 1u);
  EXPECT_TRUE(take->take.recipe.request.seed.isOneLine());
}

TEST_F(LinesTest, AChoraleStyleGoesOnWithFourVoicesOnly) {
  openHands("chorale-24/1");
  EXPECT_FALSE(isOffered()) << "three voices: one line is harmonised";
  window().session().edit("Add track", edits::addTrack(window().session().score(), trackOf("Tenor", {60})));
  EXPECT_TRUE(isOffered());
  generateAndWait();
  EXPECT_EQ(window().desk().takes().front()->otherTracks, (std::vector<std::size_t>{1, 2}));
}

TEST_F(LinesTest, AHandOfChordsGoesOnAsAWhole) {
  openWith("performance-388/1", {trackOf("Piano", {60, 64, 67})});
  ASSERT_TRUE(isOffered());
  EXPECT_EQ(offered().front(), QStringLiteral("All notes of the track"));
  generateAndWait();
  EXPECT_EQ(window().desk().takes().front()->take.recipe.request.seed.notes.size(), 12u);
}

TEST_F(LinesTest, TheProjectKeepsWhereTheLinesBelong) {
  openHands("beat-24/1");
  generateAndWait();
  const project::StoredTakePtr before = window().desk().takes().front();
  const std::filesystem::path file = m_folder.path() / "piece.partimento";
  window().session().document().save(file);
  window().session().adopt(
      project::Document::open(window().session().stateFolder(), file, project::Document::IfInUse::Open));
  const project::StoredTakePtr after = window().desk().takes().front();
  EXPECT_EQ(after->otherTracks, before->otherTracks);
  EXPECT_EQ(after->take.places, before->take.places);
  EXPECT_EQ(after->take.recipe.request.seed.others.at(0).size(), 4u);
  window().desk().select(after->id);
  action(ActionId::Replay)->trigger();
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  action(ActionId::Remix)->trigger();
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_EQ(window().desk().takes().back()->otherTracks, before->otherTracks);
}

}  // namespace
}  // namespace partimento::test
