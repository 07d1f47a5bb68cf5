// Music out of the window and back in as a .mid file.

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include "core/formats/midi.h"
#include "core/music/edits.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/exchange/drag_handle.h"
#include "ui/exchange/midi_mime.h"
#include "ui/exchange/score_parts.h"
#include "ui/piano_roll/notes_view.h"
#include "ui/piano_roll/piano_roll.h"

namespace partimento::test {
namespace {

using ui::ActionId;

TEST_F(WindowTest, TheHandleGivesTheSelectionAsAFileThatComesBackTheSame) {
  openWindow();
  typeSeed();
  const Score& score = *window().session().score();
  const std::vector<Note> notes = score.track(0).notes;
  window().roll().setSelection({notes[1].id, notes[2].id});
  window().findChild<ui::DragHandle*>()->click();
  const QMimeData* data = QApplication::clipboard()->mimeData();
  ASSERT_TRUE(data->hasUrls());
  const QString path = ui::musicFileIn(*data);
  ASSERT_FALSE(path.isEmpty());
  const ScorePtr back = formats::readMidiFile(std::filesystem::path(path.toStdU16String())).score;
  ASSERT_EQ(back->noteCount(), 2U);
  EXPECT_EQ(back->track(0).notes[0].pitch, notes[1].pitch);
  EXPECT_EQ(back->track(0).notes[0].onset, notes[1].onset) << "they are in the first bar";
  EXPECT_EQ(back->track(0).notes[1].onset, notes[2].onset);
  const QByteArray bytes = data->data(QStringLiteral("audio/midi"));
  EXPECT_TRUE(bytes.startsWith("MThd"));
}

TEST_F(WindowTest, AFileDroppedOnTheRollIsInsertedAtTheBarInOneStep) {
  openWindow();
  typeSeed();
  const ScorePtr before = window().session().score();
  const auto data = ui::midiMimeData(*before, QStringLiteral("dropped / here"));
  auto* notes = window().roll().findChild<ui::roll::NotesView*>();
  const Tick bar = before->meter().barStart(3);
  const QPointF place(notes->scene().geometry.xOf(bar) + 2, 40);
  QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(notes, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(notes, &drop);
  auto* menu = notes->findChild<QMenu*>();
  ASSERT_NE(menu, nullptr);
  EXPECT_EQ(window().session().score(), before) << "first one is asked";
  menu->actions().front()->trigger();
  const ScorePtr after = window().session().score();
  ASSERT_EQ(after->noteCount(), 2 * before->noteCount());
  EXPECT_EQ(after->track(0).notes.at(before->noteCount()).onset, bar);
  action(ActionId::Undo)->trigger();
  EXPECT_EQ(window().session().score()->noteCount(), before->noteCount());
}

TEST_F(WindowTest, WhatIsDraggedOutDoesNotReplaceThePieceWhereItIsLetGoTooEarly) {
  openWindow();
  typeSeed();
  const QPointF beside(5, window().height() - 5);
  const auto entered = [&](const QMimeData& data) {
    QDragEnterEvent enter(beside.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&window(), &enter);
    return enter.isAccepted();
  };
  const auto own = ui::midiMimeData(*window().session().score(), QStringLiteral("Take 1"));
  EXPECT_FALSE(entered(*own));
  QMimeData other;
  const QString copy = m_folder.path().c_str() + QStringLiteral("/copy.mid");
  ASSERT_TRUE(QFile::copy(ui::musicFileIn(*own), copy));
  other.setUrls({QUrl::fromLocalFile(copy)});
  EXPECT_TRUE(entered(other)) << "the same music from elsewhere is opened";
}

TEST(ScoreParts, BeatsStayBeatsInAnotherResolution) {
  ScoreParts parts;
  parts.ticksPerQuarter = 96;
  Track track;
  Note note;
  note.onset = Tick(96);
  note.duration = Tick(48);
  track.notes.push_back(note);
  parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  const ScorePtr result = ui::inserted(Score::empty(), 0, *Score::make(std::move(parts)), Tick(1920));
  EXPECT_EQ(result->track(0).notes.at(0).onset, Tick(1920 + 480));
  EXPECT_EQ(result->track(0).notes.at(0).duration, Tick(240));
}

}  // namespace
}  // namespace partimento::test
