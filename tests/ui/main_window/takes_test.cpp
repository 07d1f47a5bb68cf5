#include <QLabel>
#include <chrono>

#include "core/music/edits.h"
#include "tests/support/patience.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/compose/compose_panel.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/takes/take_card.h"
#include "ui/takes/take_edit.h"
#include "ui/takes/takes_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;
using Clock = std::chrono::steady_clock;

std::size_t noteCount(ui::MainWindow& window) {
  return window.session().score()->noteCount();
}

TEST_F(WindowTest, GenerateSwapAcceptUndoRedo) {
  openWindow();
  typeSeed();
  ASSERT_EQ(noteCount(window()), 4u);
  generateAndWait();
  const auto takes = window().desk().takes();
  ASSERT_EQ(takes.size(), 4u);
  EXPECT_EQ(noteCount(window()), 4u) << "nothing may touch the document before Accept";
  EXPECT_EQ(window().desk().current(), takes[0]->id);
  action(ActionId::NextTake)->trigger();
  EXPECT_EQ(window().desk().current(), takes[1]->id);
  action(ActionId::PreviousTake)->trigger();
  action(ActionId::PreviousTake)->trigger();
  EXPECT_EQ(window().desk().current(), takes[3]->id);
  const ScorePtr before = window().session().score();
  const std::size_t steps = window().session().document().history().current();
  action(ActionId::Accept)->trigger();
  EXPECT_EQ(noteCount(window()), 4u + takes[3]->take.notes.size());
  EXPECT_EQ(window().session().document().history().current(), steps + 1);
  EXPECT_EQ(window().session().document().history().undoName(), "Accept take");
  const ScorePtr after = window().session().score();
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score(), before);
  action(ActionId::Redo)->trigger();
  EXPECT_EQ(window().session().score(), after);
}

TEST_F(WindowTest, AcceptingAnotherTakeReplacesTheGeneratedNotesOnly) {
  openWindow();
  typeSeed();
  generateAndWait();
  const auto takes = window().desk().takes();
  window().desk().select(takes[0]->id);
  action(ActionId::Accept)->trigger();
  window().desk().select(takes[1]->id);
  action(ActionId::Accept)->trigger();
  const Track& track = window().session().score()->track(0);
  EXPECT_LE(polyphony(track), 1);
  for (const Note& note : ui::notesInScore(*takes[1])) {
    const bool there = std::any_of(track.notes.begin(), track.notes.end(), [&](const Note& other) {
      return other.onset == note.onset && other.pitch == note.pitch;
    });
    EXPECT_TRUE(there);
  }
}

/// What the cards say of their takes, in the order of the takes.
std::vector<QString> spokenCards(ui::MainWindow& window) {
  QCoreApplication::processEvents();  // new cards are shown when their row is laid out
  std::map<project::TakeId, QString> spoken;
  for (const ui::TakeCard* card : window.findChildren<ui::TakeCard*>()) {
    if (card->isVisibleTo(&window)) spoken[card->id()] = card->accessibleDescription();
  }
  std::vector<QString> texts;
  for (const auto& [id, text] : spoken) texts.push_back(text);
  return texts;
}

std::vector<bool> markedAccepted(ui::MainWindow& window) {
  std::vector<bool> marked;
  for (const QString& text : spokenCards(window)) marked.push_back(text.contains(QStringLiteral("accepted")));
  return marked;
}

project::StoredTake choraleTake() {
  project::StoredTake stored;
  stored.start = Tick(0);
  stored.take.recipe.tokenizer = "chorale-24/1";
  const auto sing = [&](int onset, Pitch pitch, int line) {
    Note note;
    note.onset = Tick(onset);
    note.duration = Tick(480);
    note.pitch = pitch;
    note.origin = Origin::Model;
    stored.take.notes.push_back(note);
    stored.take.places.push_back({static_cast<std::uint8_t>(line), -1});
  };
  sing(0, 64, 1);
  sing(0, 48, 3);
  sing(480, 67, 1);
  sing(960, 72, 0);
  sing(960, 52, 3);
  return stored;
}

/// A seed of two quarters, the second of them once generated and accepted.
ScorePtr sopranoScore() {
  Track soprano;
  soprano.name = "Tune";
  soprano.program = 40;
  soprano.notes = {{0, Tick(0), Tick(480), 69}, {0, Tick(480), Tick(480), 71}};
  soprano.notes[1].origin = Origin::Model;
  ScoreParts parts;
  parts.tracks = {std::make_shared<const Track>(soprano)};
  return Score::make(std::move(parts));
}

TEST(TakeEdit, EveryLineGoesToATrackOfItsOwn) {
  const project::StoredTake take = choraleTake();
  const ScorePtr score = ui::withTake(sopranoScore(), take);
  ASSERT_EQ(score->tracks().size(), 3u) << "the tenor has nothing to sing";
  EXPECT_EQ(score->track(0).notes.size(), 3u) << "the seed stays, generated or not";
  EXPECT_EQ(score->track(0).notes[2].pitch, 72);
  EXPECT_EQ(score->track(1).name, ui::trackNameOf(*score, take, 1));
  EXPECT_EQ(score->track(1).program, 40);
  EXPECT_EQ(score->track(1).notes.size(), 2u);
  EXPECT_EQ(score->track(2).notes.size(), 2u);
  EXPECT_NE(score->track(1).name, score->track(2).name);
}

TEST(TakeEdit, AnotherTakeOfSeveralLinesReplacesTheFirst) {
  project::StoredTake take = choraleTake();
  const ScorePtr once = ui::withTake(sopranoScore(), take);
  for (Note& note : take.take.notes) note.pitch += 1;
  const ScorePtr twice = ui::withTake(once, take);
  ASSERT_EQ(twice->tracks().size(), 3u);
  EXPECT_EQ(twice->noteCount(), once->noteCount());
  EXPECT_EQ(twice->track(1).notes[0].pitch, 65);
}

TEST(TakeEdit, TheMarkOfATakeOfSeveralLinesFollowsTheHistory) {
  const project::StoredTake take = choraleTake();
  History history(sopranoScore());
  EXPECT_FALSE(ui::isInPiece(history, take));
  history.push(ui::kAcceptStep, ui::withTake(history.score(), take));
  EXPECT_TRUE(ui::isInPiece(history, take));
  history.push("Remove track", edits::removeTrack(history.score(), 2));
  EXPECT_TRUE(ui::isInPiece(history, take)) << "most of it is there";
  history.push("Remove track", edits::removeTrack(history.score(), 1));
  EXPECT_FALSE(ui::isInPiece(history, take));
}

TEST_F(WindowTest, TheAcceptedMarkFollowsUndoRedoAndReopening) {
  using Marks = std::vector<bool>;
  openWindow();
  typeSeed();
  generateAndWait();
  const auto takes = window().desk().takes();
  EXPECT_EQ(markedAccepted(window()), Marks({false, false, false, false}));
  window().desk().select(takes[1]->id);
  action(ActionId::Accept)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks({false, true, false, false}));
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks(4, false));
  action(ActionId::Redo)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks({false, true, false, false}));

  // A note of it that is changed by hand leaves it a part of the piece; another take in its place does not.
  const Note last = window().session().score()->track(0).notes.back();
  window().session().edit("Move notes",
                          edits::moveNotes(window().session().score(), 0, {last.id}, Tick(0), 1));
  EXPECT_EQ(markedAccepted(window()), Marks({false, true, false, false}));
  window().desk().select(takes[2]->id);
  action(ActionId::Accept)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks({false, false, true, false}));
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks({false, true, false, false}));

  const std::filesystem::path file = m_folder.path() / "piece.partimento";
  window().session().document().save(file);
  window().session().adopt(
      project::Document::open(window().session().stateFolder(), file, project::Document::IfInUse::Open));
  EXPECT_EQ(markedAccepted(window()), Marks({false, true, false, false}));
  action(ActionId::Redo)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks({false, false, true, false}));
  action(ActionId::Undo)->trigger();
  action(ActionId::Undo)->trigger();
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(markedAccepted(window()), Marks(4, false));
}

TEST_F(WindowTest, UndoingAnAcceptedTakeLeavesThePieceAsItWasSaved) {
  openWindow();
  typeSeed();
  generateAndWait();
  window().session().document().save(m_folder.path() / "piece.partimento");
  action(ActionId::Accept)->trigger();
  EXPECT_TRUE(window().session().document().modified());
  action(ActionId::Undo)->trigger();
  EXPECT_FALSE(window().session().document().modified());
}

bool whollyVisible(const ui::TakeCard& card) {
  return QRegion(card.rect()).subtracted(card.visibleRegion()).isEmpty();
}

TEST_F(WindowTest, TheNewestTakesAreInSightAndTheKeysKeepTheCurrentOneInSight) {
  openWindow();
  typeSeed();
  const auto card = [this](project::TakeId id) -> const ui::TakeCard& {
    const auto cards = window().findChildren<ui::TakeCard*>();
    return **std::find_if(cards.begin(), cards.end(), [id](const auto* c) { return c->id() == id; });
  };
  for (int generation = 0; generation < 4; ++generation) {
    generateAndWait();
    QCoreApplication::processEvents();
    const auto takes = window().desk().takes();
    ASSERT_EQ(takes.size(), static_cast<std::size_t>(4 * (generation + 1)));
    const std::size_t first = takes.size() - 4;
    EXPECT_TRUE(whollyVisible(card(takes[first]->id))) << "take " << first + 1;
    EXPECT_FALSE(card(takes.back()->id).visibleRegion().isEmpty()) << "take " << takes.size();
  }
  for (int step = 0; step < 17; ++step) {
    action(ActionId::NextTake)->trigger();
    QCoreApplication::processEvents();
    EXPECT_TRUE(whollyVisible(card(window().desk().current()))) << step;
  }
}

TEST_F(WindowTest, CardsCountTheBarsThatWereAskedFor) {
  openWindow();
  typeSeed(QStringLiteral("C4 D4 E4 F4 G4"));
  decode::Settings settings = window().compose().settings();
  settings.length.bars = 8;
  window().compose().setSettings(settings);
  window().compose().setTakes(1);
  generateAndWait();
  EXPECT_TRUE(spokenCards(window()).back().contains(QStringLiteral("8 bar(s)"))) << "not the rest of the bar";
  settings.length.bars = 0;
  settings.length.notes = 5;
  window().compose().setSettings(settings);
  generateAndWait();
  EXPECT_TRUE(spokenCards(window()).back().contains(QStringLiteral("5 note(s)")));
}

TEST_F(WindowTest, GeneratesInTheStylesRangeWhatWasAskedForBeforeTheEngineWasThere) {
  openWindow({}, [this] {
    typeSeed();
    ASSERT_TRUE(window().compose().feasible());
    action(ActionId::Generate)->trigger();
    EXPECT_EQ(window().composer().state(), ui::Composer::State::Waiting);
  });
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  const auto takes = window().desk().takes();
  ASSERT_FALSE(takes.empty());
  const StyleInfo style = window().engine().styles().front();
  const ComposeRequest& request = takes[0]->take.recipe.request;
  EXPECT_EQ(request.styleId, window().styles().currentId().toStdString());
  EXPECT_EQ(request.settings.rules.lowest, style.lowest);
  EXPECT_EQ(request.settings.rules.highest, style.highest);
}

TEST_F(WindowTest, EscapeStopsAtOnceAndKeepsTheLabelledPart) {
  openWindow({.perNote = std::chrono::milliseconds(25)});
  typeSeed();
  action(ActionId::Generate)->trigger();
  ASSERT_TRUE(waitFor([this] { return window().composer().state() == ui::Composer::State::Running; }));
  QTest::qWait(120);
  const Clock::time_point asked = Clock::now();
  QTest::keyClick(&window(), Qt::Key_Escape);
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_LT(Clock::now() - asked, test::limit(std::chrono::milliseconds(100)));
  const auto takes = window().desk().takes();
  ASSERT_EQ(takes.size(), 1u);
  EXPECT_TRUE(takes[0]->take.partial);
  EXPECT_FALSE(takes[0]->take.notes.empty());
}

TEST_F(WindowTest, NeverBlocksLongerThanFiftyMillisecondsWhileGenerating) {
  openWindow({.perNote = std::chrono::milliseconds(4)});
  typeSeed();
  action(ActionId::Generate)->trigger();
  Clock::duration longest{};
  while (window().composer().busy()) {
    const Clock::time_point before = Clock::now();
    QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    longest = std::max(longest, Clock::now() - before);
    QThread::usleep(500);
  }
  EXPECT_EQ(window().desk().takes().size(), 4u);
  EXPECT_LT(longest, test::limit(std::chrono::milliseconds(50)));
}

TEST_F(WindowTest, RejectedTakesLeaveTheListAndFavouritesAndNamesStay) {
  openWindow();
  typeSeed();
  generateAndWait();
  const auto takes = window().desk().takes();
  window().desk().select(takes[1]->id);
  window().desk().toggleFavourite(takes[1]->id);
  window().desk().rename(takes[1]->id, QStringLiteral("Bright"));
  EXPECT_TRUE(window().desk().currentTake()->favourite);
  EXPECT_EQ(window().desk().nameOf(*window().desk().currentTake()), QStringLiteral("Bright"));
  window().desk().select(takes[0]->id);
  action(ActionId::Reject)->trigger();
  EXPECT_EQ(window().desk().takes().size(), 3u);
  EXPECT_EQ(window().desk().current(), takes[1]->id);
}

TEST_F(WindowTest, RemixOfABeamSearchDrawsWithTheSameWidth) {
  openWindow();
  typeSeed();
  decode::Settings settings = window().compose().settings();
  settings.search.method = decode::SearchMethod::Beam;
  settings.search.beamWidth = 100;
  window().compose().setSettings(settings);
  generateAndWait();
  action(ActionId::Remix)->trigger();
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  const Recipe& recipe = window().desk().takes().back()->take.recipe;
  EXPECT_EQ(recipe.request.settings.search.method, decode::SearchMethod::StochasticBeam);
  EXPECT_EQ(recipe.request.settings.search.beamWidth, 100);
}

TEST_F(WindowTest, ReplayMakesTheSameTakeAndAddsNone) {
  openWindow();
  typeSeed();
  generateAndWait();
  QString said;
  QObject::connect(&window().desk(), &ui::TakeDesk::message, &window(),
                   [&](const QString& text) { said = text; });
  action(ActionId::Replay)->trigger();
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_EQ(window().desk().takes().size(), 4u);
  EXPECT_TRUE(said.contains(QStringLiteral("the same"))) << said.toStdString();
}

TEST_F(WindowTest, SaysThatTheSeedLeavesTheRangeOfTheStyle) {
  openWindow();
  typeSeed(QStringLiteral("C4 D4 C7 C8"));
  generateAndWait();
  EXPECT_TRUE(window().findChild<ui::TakesPanel*>()->status().contains(QStringLiteral("2 note(s)")));
}

TEST_F(WindowTest, AFailureIsSaidAndLeavesTheDocumentAlone) {
  openWindow({.fail = true});
  typeSeed();
  QString said;
  QObject::connect(&window().composer(), &ui::Composer::failed, &window(),
                   [&](const ui::ErrorMessage& message) { said = message.text(); });
  generateAndWait();
  EXPECT_FALSE(said.isEmpty());
  EXPECT_EQ(noteCount(window()), 4u);
  EXPECT_TRUE(window().desk().takes().empty());
}

TEST_F(WindowTest, TakesOfAPieceThatWasLeftDoNotReachTheNextOne) {
  openWindow({.perNote = std::chrono::milliseconds(10)});
  typeSeed();
  action(ActionId::Generate)->trigger();
  QTest::qWait(60);
  window().session().document().discardOnClose();
  window().session().adopt(project::Document::create(window().session().stateFolder()));
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_TRUE(window().desk().takes().empty());
}

QString beginning(ui::MainWindow& window) {
  const auto* label = window.findChild<QLabel*>(QStringLiteral("beginning"));
  return label && label->isVisibleTo(&window) ? label->text() : QString();
}

TEST_F(WindowTest, AnEmptyPieceBeginsFromKeyAndMetre) {
  openWindow();
  EXPECT_TRUE(beginning(window()).contains(QStringLiteral("4/4"))) << beginning(window()).toStdString();
  ScoreParts parts = window().session().score()->parts();
  parts.keys = {{Tick(0), -1, true}};
  parts.meter = {{Tick(0), {3, 4}}};
  window().session().edit("Key", Score::make(std::move(parts)));
  EXPECT_TRUE(beginning(window()).contains(QStringLiteral("D minor"))) << beginning(window()).toStdString();
  EXPECT_TRUE(beginning(window()).contains(QStringLiteral("3/4")));
  generateAndWait();
  const auto takes = window().desk().takes();
  ASSERT_EQ(takes.size(), 4u);
  const SeedMelody& seed = takes[0]->take.recipe.request.seed;
  EXPECT_EQ(seed.key, (OpeningKey{2, true}));
  EXPECT_EQ(seed.meter, (TimeSignature{3, 4}));
  EXPECT_EQ(noteCount(window()), 0u);
  action(ActionId::Accept)->trigger();
  const Track& track = window().session().score()->track(0);
  ASSERT_FALSE(track.notes.empty());
  EXPECT_EQ(track.notes.front().onset, Tick(0));
  EXPECT_EQ(track.notes.front().pitch % 12, 2);
  EXPECT_TRUE(beginning(window()).isEmpty()) << "there is something to go on from now";
}

TEST_F(WindowTest, ThePartMadeSoFarIsSeenAndIsNoTake) {
  openWindow({.perNote = std::chrono::milliseconds(15), .showsParts = true});
  typeSeed();
  action(ActionId::Generate)->trigger();
  const auto* view = window().roll().findChild<ui::roll::NotesView*>();
  ASSERT_NE(view, nullptr);
  ASSERT_TRUE(waitFor([&] { return !view->scene().ghosts.empty(); }));
  EXPECT_NE(window().desk().part(), nullptr);
  EXPECT_TRUE(window().desk().takes().empty());
  const std::size_t seen = view->scene().ghosts.front().notes.size();
  ASSERT_TRUE(waitFor(
      [&] { return window().desk().takes().empty() && view->scene().ghosts.front().notes.size() > seen; }));
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
  EXPECT_EQ(window().desk().part(), nullptr);
  ASSERT_EQ(view->scene().ghosts.size(), 1u);
  EXPECT_EQ(view->scene().ghosts[0].take, static_cast<std::uint64_t>(window().desk().current()));
}

TEST_F(WindowTest, TakesComeOneByOne) {
  openWindow({.perNote = std::chrono::milliseconds(10)});
  typeSeed();
  action(ActionId::Generate)->trigger();
  for (std::size_t count = 1; count < 4; ++count) {
    ASSERT_TRUE(waitFor([&] { return window().desk().takes().size() == count; })) << count;
    EXPECT_TRUE(window().composer().busy());
  }
  ASSERT_TRUE(waitFor([this] { return !window().composer().busy(); }));
}

TEST_F(WindowTest, ADrumTrackIsNotBegunByAMelody) {
  openWindow();
  ScoreParts parts = window().session().score()->parts();
  auto drums = std::make_shared<Track>(*parts.tracks.at(0));
  drums->channel = 9;
  parts.tracks = {drums};
  window().session().edit("Drums", Score::make(std::move(parts)));
  action(ActionId::Generate)->trigger();
  EXPECT_FALSE(window().composer().busy());
  EXPECT_EQ(m_engine->composeCalls(), 0);
}

}  // namespace
}  // namespace partimento::test
