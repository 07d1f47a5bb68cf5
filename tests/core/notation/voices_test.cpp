// Notes that say their voice stand in it.

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "core/music/text_events.h"
#include "core/notation/notate.h"
#include "tests/core/notation/pieces.h"

namespace partimento::notation {
namespace {

Note noteOf(double quarter, double quarters, Pitch pitch, int voice) {
  Note note;
  note.onset = Tick(static_cast<std::int64_t>(quarter * 480));
  note.duration = Tick(static_cast<std::int64_t>(quarters * 480));
  note.pitch = pitch;
  note.voice = static_cast<std::uint8_t>(voice);
  return note;
}

NotationPtr written(std::vector<Note> notes) {
  return notate(test::pieceInBars({{4, 4}, std::move(notes)}));
}

const Voice* voiceOf(const StaffBar& bar, int number) {
  const auto found = std::find_if(bar.voices.begin(), bar.voices.end(),
                                  [number](const Voice& voice) { return voice.number == number; });
  return found == bar.voices.end() ? nullptr : &*found;
}

std::vector<Pitch> pitchesOf(const Voice& voice) {
  std::vector<Pitch> pitches;
  for (const Event& event : voice.events) {
    for (const WrittenNote& note : event.notes) pitches.push_back(note.pitch.midi());
  }
  return pitches;
}

/// One chord, a track for each of its notes.
ScorePtr chordOfTracks(const std::vector<std::pair<const char*, Pitch>>& voices) {
  ScoreParts parts;
  for (const auto& [name, pitch] : voices) {
    Track track;
    track.name = name;
    track.notes = {noteOf(0, 1, pitch, 0), noteOf(1, 1, pitch + 1, 0)};
    parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  return Score::make(std::move(parts));
}

/// A rest, then a chord of four voices; `alto` is what the alto sings besides.
ScorePtr choirWith(const std::vector<Note>& alto) {
  const std::vector<std::pair<const char*, Pitch>> voices = {
      {"Soprano", 72}, {"Alto", 65}, {"Tenor", 57}, {"Bass", 45}};
  ScoreParts parts;
  for (const auto& [name, pitch] : voices) {
    Track track;
    track.name = name;
    track.notes = {noteOf(1, 1, pitch, 0)};
    if (track.name == "Alto") track.notes.insert(track.notes.end(), alto.begin(), alto.end());
    parts.tracks.push_back(std::make_shared<const Track>(std::move(track)));
  }
  return Score::make(std::move(parts));
}

TEST(Voices, ANoteAloneInTheLowerVoiceHasItsStemDownUnderARest) {
  const NotationPtr notation = written({noteOf(0, 1, 60, 2), noteOf(1, 1, 62, 2), noteOf(2, 2, 64, 2)});
  const StaffBar& bar = notation->staffBar(0, 0, 0);
  ASSERT_NE(voiceOf(bar, 0), nullptr);
  EXPECT_TRUE(voiceOf(bar, 0)->events.front().wholeBar);
  ASSERT_NE(voiceOf(bar, 1), nullptr);
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 1)), (std::vector<Pitch>{60, 62, 64}));
  for (const Event& event : voiceOf(bar, 1)->events) EXPECT_EQ(event.stem, Stem::Down);
}

TEST(Voices, ChordsComeApartAsWished) {
  // Without voices one chord; with them two lines, even crossed ones.
  const NotationPtr together = written({noteOf(0, 1, 60, 0), noteOf(0, 1, 67, 0)});
  EXPECT_EQ(together->staffBar(0, 0, 0).voices.size(), 1U);
  const NotationPtr apart = written({noteOf(0, 1, 60, 1), noteOf(0, 1, 67, 2)});
  const StaffBar& bar = apart->staffBar(0, 0, 0);
  ASSERT_EQ(bar.voices.size(), 2U);
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 0)), (std::vector<Pitch>{60}));
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 1)), (std::vector<Pitch>{67}));
  EXPECT_EQ(voiceOf(bar, 0)->events.front().stem, Stem::Up);
}

TEST(Voices, FourVoicesShareAStaff) {
  const NotationPtr notation = written({noteOf(0, 4, 79, 1), noteOf(0, 2, 60, 2), noteOf(0, 1, 76, 3),
                                        noteOf(1, 1, 74, 3), noteOf(0, 1, 64, 4), noteOf(4, 1, 72, 0)});
  const StaffBar& bar = notation->staffBar(0, 0, 0);
  ASSERT_EQ(bar.voices.size(), 4U);
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 0)), (std::vector<Pitch>{79}));
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 1)), (std::vector<Pitch>{60}));
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 2)), (std::vector<Pitch>{76, 74}));
  EXPECT_EQ(pitchesOf(*voiceOf(bar, 3)), (std::vector<Pitch>{64}));
  EXPECT_EQ(notation->staffBar(0, 0, 1).voices.size(), 1U) << "the next bar has one line";
}

TEST(Voices, TheOthersOfTheBarAreStillShared) {
  // A held bass under a tune; one note of the tune says that it belongs to the bass's voice.
  const NotationPtr notation = written({noteOf(0, 4, 55, 0), noteOf(0, 1, 72, 0), noteOf(1, 1, 74, 0),
                                        noteOf(2, 1, 76, 2), noteOf(3, 1, 77, 0)});
  const StaffBar& bar = notation->staffBar(0, 0, 0);
  ASSERT_EQ(bar.voices.size(), 2U);
  const std::vector<Pitch> upper = pitchesOf(*voiceOf(bar, 0));
  EXPECT_EQ(std::count(upper.begin(), upper.end(), 76), 0);
  const std::vector<Pitch> lower = pitchesOf(*voiceOf(bar, 1));
  EXPECT_EQ(std::count(lower.begin(), lower.end(), 76), 1);
}

TEST(Voices, RestWithinTheBeatInWhichTheyBeginAndEnd) {
  const NotationPtr notation =
      written({noteOf(0, 4, 79, 1), noteOf(1.25, 0.75, 60, 2), noteOf(2, 0.5, 62, 2)});
  const Voice* lower = voiceOf(notation->staffBar(0, 0, 0), 1);
  ASSERT_NE(lower, nullptr);
  std::vector<std::pair<Fraction, EventKind>> shown;
  for (const Event& event : lower->events) shown.emplace_back(event.at, event.kind);
  EXPECT_EQ(shown, (std::vector<std::pair<Fraction, EventKind>>{{0, EventKind::Space},
                                                                {1, EventKind::Rest},
                                                                {{5, 4}, EventKind::Chord},
                                                                {2, EventKind::Chord},
                                                                {{5, 2}, EventKind::Rest},
                                                                {3, EventKind::Space}}));
}

TEST(Voices, ThatRestTogetherShowOneRestBetweenThem) {
  const NotationPtr notation = written({noteOf(1, 1, 79, 1), noteOf(1, 3, 60, 2), noteOf(3, 1, 79, 1)});
  const StaffBar& bar = notation->staffBar(0, 0, 0);
  const NotationPtr choir = notate(choirWith({}));
  const StaffBar& hymn = choir->staffBar(0, 0, 0);
  ASSERT_EQ(hymn.voices.size(), 2U);
  for (const Voice& voice : hymn.voices) {
    EXPECT_EQ(voice.events.at(0).kind, EventKind::Rest);
    EXPECT_EQ(voice.events.at(0).restStep, 0);
  }
  const auto alone = std::find_if(voiceOf(bar, 0)->events.begin(), voiceOf(bar, 0)->events.end(),
                                  [](const Event& event) { return event.at == Fraction(2); });
  ASSERT_NE(alone, voiceOf(bar, 0)->events.end());
  EXPECT_GT(alone->restStep, 0) << "the other voice sounds meanwhile";
}

TEST(Voices, OfAChoirShareTwoStavesEvenWhereOneDivides) {
  EXPECT_EQ(planParts(*choirWith({})).size(), 1U);
  const ScorePtr divided = choirWith({noteOf(2, 1, 64, 0), noteOf(2, 1, 67, 0)});
  const std::vector<PartPlan> plans = planParts(*divided);
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].staves, (std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}}));
  const NotationPtr onPaper = notate(divided);
  EXPECT_EQ(pitchesOf(onPaper->staffBar(0, 0, 0).voices.at(1)), (std::vector<Pitch>{65, 64, 67}));
}

TEST(Voices, OfAChoirNeedNoNames) {
  const std::vector<std::vector<std::size_t>> twoStaves{{0, 1}, {2, 3}};
  for (const char* name : {"", "Organ"}) {
    const auto plans = planParts(*chordOfTracks({{name, 72}, {name, 65}, {name, 57}, {name, 45}}));
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].staves, twoStaves);
  }
  for (const std::array<const char*, 4> names :
       {std::array{"Soprano", "Contralto", "Tenor", "Bajo"}, std::array{"Tiple", "Alto", "Tenor", "Baixo"},
        std::array{"Dessus", "Haute-contre", "Taille", "Basse"}}) {
    const auto plans =
        planParts(*chordOfTracks({{names[0], 72}, {names[1], 65}, {names[2], 57}, {names[3], 45}}));
    ASSERT_EQ(plans.size(), 1U) << names[1];
    EXPECT_EQ(plans[0].staves, twoStaves);
  }
}

TEST(Voices, ThreeAndMoreAreNoHands) {
  EXPECT_EQ(planParts(*chordOfTracks({{"", 72}, {"", 65}, {"", 50}})).size(), 3U);
  EXPECT_EQ(planParts(*chordOfTracks({{"", 76}, {"", 70}, {"", 62}, {"", 56}, {"", 45}})).size(), 5U);
  EXPECT_EQ(
      planParts(*chordOfTracks({{"Violin I", 79}, {"Violin II", 72}, {"Viola", 62}, {"Cello", 50}})).size(),
      4U);
  EXPECT_EQ(planParts(*chordOfTracks({{"", 72}, {"", 50}})).size(), 1U) << "two are";
  const auto duo = planParts(*chordOfTracks({{"", 79}, {"", 62}, {"", 70}, {"", 45}}));
  ASSERT_EQ(duo.size(), 2U) << "two players' hands";
  EXPECT_EQ(duo[0].staves, (std::vector<std::vector<std::size_t>>{{0}, {1}}));
}

TEST(Voices, AreNotHeard) {
  std::vector<Note> notes{noteOf(0, 4, 55, 2), noteOf(0, 1, 72, 1)};
  const ScorePtr with = test::pieceInBars({{4, 4}, notes});
  for (Note& note : notes) note.voice = 0;
  const ScorePtr without = test::pieceInBars({{4, 4}, notes});
  EXPECT_TRUE(with->sameMusic(*without));
  EXPECT_TRUE(writtenScore(*notate(with))->sameMusic(*with));
}

TEST(Lyrics, LaterVersesStandUnderTheFirst) {
  ScoreParts parts = test::melody({4, 4}, {1, 1, 2}, Tick(480))->parts();
  Track track = *parts.tracks[0];
  track.raw = {rawEvent(LyricEvent{Tick(0), "glo", true, 1}), rawEvent(LyricEvent{Tick(0), "heil", false, 2}),
               rawEvent(LyricEvent{Tick(480), "ry", false, 1}),
               rawEvent(LyricEvent{Tick(960), "uns", false, 2})};
  parts.tracks[0] = std::make_shared<const Track>(std::move(track));
  const NotationPtr notation = notate(Score::make(std::move(parts)));
  const auto& events = notation->staffBar(0, 0, 0).voices.at(0).events;
  ASSERT_EQ(events.size(), 3U);
  ASSERT_EQ(events[0].lyrics.size(), 2U);
  EXPECT_EQ(events[0].lyrics[0].text, "glo");
  EXPECT_EQ(events[0].lyrics[0].place, Lyric::Place::Begin);
  EXPECT_EQ(events[0].lyrics[1].text, "heil");
  EXPECT_EQ(events[0].lyrics[1].verse, 2);
  EXPECT_EQ(events[0].lyrics[1].place, Lyric::Place::Single);
  EXPECT_EQ(events[1].lyrics.at(0).place, Lyric::Place::End);
  EXPECT_EQ(events[2].lyrics.at(0).verse, 2) << "alone, still on the second line";
}

}  // namespace
}  // namespace partimento::notation
