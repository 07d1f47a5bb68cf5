#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/midi.h"
#include "core/music/text_events.h"
#include "core/musicxml/writer.h"
#include "core/notation/notate.h"
#include "tests/core/musicxml/xml_samples.h"

namespace partimento::musicxml {
namespace {

using testing::ElementsAre;

const std::string kFourFour =
    "<divisions>2</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type></"
    "time>";

std::string tie(const char* type) {
  return std::string("<tie type=\"") + type + "\"/>";
}

TEST(MusicXmlReader, NotesRestsAndChords) {
  const auto import = readText(partwise(
      bar(note("C4", 2) + note("E4", 2, "", "<chord/>") + note("R", 2) + note("F#5", 3) + note("B-3", 1),
          kFourFour)));
  EXPECT_EQ(notesOf(*import.score), "60@0+480 64@0+480 78@960+720 58@1680+240");
  EXPECT_EQ(import.score->ticksPerQuarter(), 480);
  EXPECT_TRUE(import.warnings.empty());
  EXPECT_EQ(import.score->track(0).name, "P");
}

TEST(MusicXmlReader, ByTimeAsByParts) {
  const std::string list =
      "<part-list><score-part id=\"A\"><part-name>A</part-name></score-part><score-part id=\"B\">"
      "<part-name>B</part-name></score-part></part-list>";
  const std::string attributes = "<attributes>" + kFourFour + "</attributes>";
  const std::string text = "<score-timewise>" + list + "<measure number=\"1\"><part id=\"A\">" + attributes +
                           note("C4", 8) + "</part><part id=\"B\">" + attributes + note("C3", 8) +
                           "</part></measure><measure number=\"2\"><part id=\"A\">" + note("D4", 8) +
                           "</part><part id=\"B\">" + note("G2", 8) + "</part></measure></score-timewise>";
  const auto import = readText(text);
  ASSERT_EQ(import.score->tracks().size(), 2U);
  EXPECT_EQ(notesOf(*import.score, 0), "60@0+1920 62@1920+1920");
  EXPECT_EQ(notesOf(*import.score, 1), "48@0+1920 43@1920+1920");
}

TEST(MusicXmlReader, VoicesAndStavesBackUp) {
  const std::string staves = kFourFour + "<staves>2</staves>";
  const auto import = readText(partwise(bar(
      note("C5", 8, "<voice>1</voice><staff>1</staff>") + "<backup><duration>8</duration></backup>" +
          "<forward><duration>2</duration></forward>" + note("E4", 6, "<voice>2</voice><staff>1</staff>") +
          "<backup><duration>8</duration></backup>" + note("C3", 8, "<voice>5</voice><staff>2</staff>"),
      staves)));
  ASSERT_EQ(import.score->tracks().size(), 2U);
  EXPECT_EQ(notesOf(*import.score, 0), "72@0+1920 64@480+1440");
  EXPECT_EQ(notesOf(*import.score, 1), "48@0+1920");
}

TEST(MusicXmlReader, TiesJoinWithinVoicesAndAcrossBars) {
  const auto import = readText(
      partwise(bar(note("C4", 6, tie("start")) + note("C4", 2, tie("stop") + tie("start")), kFourFour) +
               bar(note("C4", 4, tie("stop")) + note("C4", 4))));
  EXPECT_EQ(notesOf(*import.score), "60@0+2880 60@2880+960");
  EXPECT_TRUE(import.warnings.empty());
  const auto visible =
      readText(partwise(bar(note("C4", 8, "<notations><tied type=\"start\"/></notations>"), kFourFour) +
                        bar(note("C4", 8, "<notations><tied type=\"stop\"/></notations>"))));
  EXPECT_EQ(notesOf(*visible.score), "60@0+3840");
  const auto lost = readText(partwise(bar(note("C4", 4) + note("D4", 4, tie("stop")), kFourFour)));
  EXPECT_EQ(notesOf(*lost.score), "60@0+960 62@960+960");
  EXPECT_NE(findWarning(lost, MusicXmlWarningCode::TiesUnmatched), nullptr);
}

TEST(MusicXmlReader, TupletsAreExact) {
  std::string notes;
  for (int i = 0; i < 5; ++i) notes += note("C4", 4);
  for (int i = 0; i < 3; ++i) notes += note("D4", 20);
  const auto import = readText(partwise(bar(notes, "<divisions>20</divisions>")));
  EXPECT_EQ(notesOf(*import.score),
            "60@0+96 60@96+96 60@192+96 60@288+96 60@384+96 62@480+480 62@960+480 62@1440+480");
  std::string sevenths;
  for (int i = 0; i < 7; ++i) sevenths += note("C4", 1);
  const auto seven = readText(partwise(bar(sevenths, "<divisions>7</divisions>")));
  EXPECT_EQ(seven.score->ticksPerQuarter(), 3360);
  EXPECT_EQ(seven.score->end(), Tick(3360));
}

TEST(MusicXmlReader, DivisionsMayChangeAndBeDecimal) {
  const auto import = readText(
      partwise(bar(note("C4", 1), "<divisions>1</divisions>") +
               bar("<attributes><divisions>3</divisions></attributes>" + note("D4", 2) + note("E4", 1)) +
               bar("<note><pitch><step>G</step><octave>4</octave></pitch><duration>1.5</duration></note>")));
  EXPECT_EQ(notesOf(*import.score), "60@0+480 62@480+320 64@800+160 67@960+240");
}

TEST(MusicXmlReader, PickupAndShortBarsKeepTheirMetre) {
  const auto import =
      readText(partwise(bar(note("G4", 2), kFourFour) + bar(note("C5", 8)) + bar(note("C5", 8))));
  const MeterMap& meter = import.score->meter();
  EXPECT_EQ(meter.at(Tick(480)).bar, 1);
  EXPECT_EQ(meter.at(Tick(480 + 1920)).bar, 2);
  for (const MeterChange& change : meter.changes()) EXPECT_EQ(change.signature, (TimeSignature{4, 4}));
  const auto longer = readText(partwise(bar(note("G4", 12), kFourFour) + bar(note("C5", 8))));
  EXPECT_EQ(longer.score->meter().at(Tick(0)).signature, (TimeSignature{6, 4}));
  EXPECT_EQ(longer.score->meter().at(Tick(2880)).signature, (TimeSignature{4, 4}));
}

TEST(MusicXmlReader, OddMetresAddUp) {
  const auto meterOf = [](const std::string& time) {
    const auto import = readText(partwise(bar("", "<divisions>1</divisions><time>" + time + "</time>")));
    return import.score->meter().at(Tick(0)).signature;
  };
  EXPECT_EQ(meterOf("<beats>3+2</beats><beat-type>8</beat-type>"), (TimeSignature{5, 8}));
  EXPECT_EQ(meterOf("<beats>3</beats><beat-type>8</beat-type><beats>2</beats><beat-type>4</beat-type>"),
            (TimeSignature{7, 8}));
  EXPECT_EQ(meterOf("<beats>4</beats><beat-type>3</beat-type>"), TimeSignature{});
}

TEST(MusicXmlReader, TransposingInstrumentsSoundAtConcertPitch) {
  const std::string clarinet =
      "<divisions>2</divisions><key><fifths>2</fifths></key><transpose><diatonic>-1</diatonic><chromatic>-2"
      "</chromatic></transpose>";
  const auto import = readText(partwise(bar(note("D5", 8), clarinet)));
  EXPECT_EQ(notesOf(*import.score), "72@0+1920");
  ASSERT_EQ(import.score->keys().size(), 1U);
  EXPECT_EQ(import.score->keys()[0].sharps, 0);
  const std::string bass =
      "<divisions>2</divisions><key><fifths>-3</fifths><mode>minor</mode></key><transpose><diatonic>0</"
      "diatonic>"
      "<chromatic>0</chromatic><octave-change>-1</octave-change></transpose>";
  const auto low = readText(partwise(bar(note("C3", 8), bass)));
  EXPECT_EQ(notesOf(*low.score), "36@0+1920");
  EXPECT_EQ(low.score->keys().at(0), (KeySignature{Tick(0), -3, true}));
}

TEST(MusicXmlReader, GraceNotesTakeTimeFromTheNoteBefore) {
  const auto import = readText(
      partwise(bar(note("C4", 4) + note("D4", 0, "", "<grace slash=\"yes\"/>") + note("E4", 4), kFourFour)));
  EXPECT_EQ(notesOf(*import.score), "60@0+900 62@900+60 64@960+960");
  const auto first = readText(partwise(bar(note("D4", 0, "", "<grace/>") + note("E4", 8), kFourFour)));
  EXPECT_EQ(notesOf(*first.score), "62@0+60 64@60+1860");
  const auto chord = readText(
      partwise(bar(note("C4", 4) + note("D4", 0, "", "<grace/>") + note("F4", 0, "", "<grace/><chord/>") +
                       note("G4", 0, "", "<grace/>") + note("E4", 4),
                   kFourFour)));
  EXPECT_EQ(notesOf(*chord.score), "60@0+840 62@840+60 65@840+60 67@900+60 64@960+960");
  const auto onBeat = readText(partwise(bar(
      note("C4", 4) + note("D4", 0, "", "<grace steal-time-following=\"50\"/>") + note("E4", 4), kFourFour)));
  EXPECT_EQ(notesOf(*onBeat.score), "60@0+960 62@960+60 64@1020+900");
}

TEST(MusicXmlReader, AttackAndReleaseMoveWhatIsPlayed) {
  const auto import = readText(
      partwise(bar(note("C4", 960, "", "", " attack=\"7\" release=\"-20\"") +
                       note("D4", 0, "", "<grace/>", " attack=\"-33\" release=\"0\"") + note("E4", 960),
                   "<divisions>480</divisions>")));
  EXPECT_EQ(notesOf(*import.score), "60@7+933 62@927+33 64@960+960");
}

TEST(MusicXmlReader, DynamicsBecomeVelocities) {
  const std::string p = "<direction><direction-type><dynamics><p/></dynamics></direction-type></direction>";
  const std::string f =
      "<direction><direction-type><dynamics><f/></dynamics></direction-type><sound "
      "dynamics=\"100\"/></direction>";
  const std::string sfz =
      "<direction><direction-type><dynamics><sfz/></dynamics></direction-type></direction>";
  const std::string wedge =
      "<direction><direction-type><wedge type=\"crescendo\"/></direction-type></direction>";
  const std::string stop = "<direction><direction-type><wedge type=\"stop\"/></direction-type></direction>";
  const auto import =
      readText(partwise(bar(note("C4", 1) + p + note("C4", 1) + f + note("C4", 1) + sfz + note("C4", 1) +
                                note("C4", 1) + note("C4", 1, "", "", " dynamics=\"50\""),
                            kFourFour) +
                        bar(p + wedge + note("C4", 2) + note("C4", 2) + stop + f + note("C4", 4))));
  std::vector<int> velocities;
  for (const Note& each : import.score->track(0).notes) velocities.push_back(each.velocity);
  EXPECT_THAT(velocities, ElementsAre(80, 49, 90, 112, 90, 45, 49, 70, 90));
}

TEST(MusicXmlReader, WhatIsWrittenAndNotHeardIsKept) {
  const std::string alto = kFourFour + "<clef><sign>C</sign><line>3</line></clef>";
  const std::string mark =
      "<direction><direction-type><dynamics><mp/></dynamics></direction-type></direction>";
  const std::string repeat =
      "<barline location=\"right\"><bar-style>light-heavy</bar-style><repeat "
      "direction=\"backward\"/></barline>";
  const auto import = readText(partwise(bar(mark + note("Cb4", 4) + note("E#4", 4) + repeat, alto)));
  const auto notation = notation::notate(import.score);
  const notation::StaffBar& staff = notation->staffBar(0, 0, 0);
  EXPECT_EQ(staff.clef, (notation::Clef{notation::ClefSign::C, 3, 0}));
  const auto& events = staff.voices.at(0).events;
  EXPECT_EQ(notation::spelledName(events.at(0).notes.at(0).pitch), "Cb4");
  EXPECT_EQ(notation::spelledName(events.at(1).notes.at(0).pitch), "E#4");
  ASSERT_EQ(notation->bars()[0].marks.size(), 1U);
  EXPECT_EQ(notation->bars()[0].marks[0].kind, notation::Mark::Kind::Dynamic);
  EXPECT_EQ(notation->bars()[0].marks[0].text, "mp");
  EXPECT_TRUE(notation->bars()[0].barlines.repeatEnd);
  // And from the file that is written of it.
  const auto bytes = writeMusicXml(*notation, {});
  const auto again = readText(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  EXPECT_EQ(notation::notate(again.score)->bars()[0].barlines, notation->bars()[0].barlines);
  const auto back = notation::notate(again.score);
  EXPECT_EQ(back->staffBar(0, 0, 0).clef, staff.clef);
  EXPECT_EQ(back->bars()[0].marks, notation->bars()[0].marks);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(back->staffBar(0, 0, 0).voices.at(0).events.at(i).notes.at(0).pitch,
              events.at(i).notes.at(0).pitch);
  }
  // Played out there is nothing to repeat.
  const auto played = readText(partwise(bar(note("C4", 8) + repeat, kFourFour)), Repeats::PlayedOut);
  EXPECT_EQ(notesOf(*played.score), "60@0+1920 60@1920+1920");
  EXPECT_FALSE(notation::notate(played.score)->bars()[0].barlines.repeatEnd);
}

TEST(MusicXmlReader, ATransposingInstrumentIsSpelledAtConcertPitch) {
  const auto spelledAs = [](const std::string& pitch, const std::string& transpose) {
    const auto import =
        readText(partwise(bar(note(pitch, 8), kFourFour + "<transpose>" + transpose + "</transpose>")));
    const auto spelled = notation::statedSpelling(import.score->track(0).notes.at(0));
    return spelled ? notation::spelledName(*spelled) : std::string();
  };
  EXPECT_EQ(spelledAs("F#5", "<diatonic>-1</diatonic><chromatic>-2</chromatic>"), "E5");
  EXPECT_EQ(spelledAs("C5", "<diatonic>-1</diatonic><chromatic>-2</chromatic>"), "Bb4");
  EXPECT_EQ(spelledAs("E5", "<diatonic>-2</diatonic><chromatic>-3</chromatic>"), "C#5");
  EXPECT_EQ(spelledAs("Db5", "<diatonic>-5</diatonic><chromatic>-9</chromatic>"), "Fb4");
  EXPECT_EQ(spelledAs("Cb4", "<diatonic>0</diatonic><chromatic>0</chromatic>"), "Cb4");
}

TEST(MusicXmlReader, TempoFromSoundAndFromMarks) {
  const std::string mark =
      "<direction><direction-type><metronome><beat-unit>quarter</beat-unit><beat-unit-dot/><per-minute>ca. 60"
      "</per-minute></metronome></direction-type></direction>";
  const auto import =
      readText(partwise(bar("<sound tempo=\"75\"/>" + note("C4", 4) + mark + note("C4", 4), kFourFour)));
  const auto& changes = import.score->tempo().changes();
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0], (TempoChange{Tick(0), 800000}));
  EXPECT_EQ(changes[1], (TempoChange{Tick(960), 666667}));
}

TEST(MusicXmlReader, WordsAreKept) {
  const std::string harmony =
      "<harmony><root><root-step>B</root-step><root-alter>-1</root-alter></root><kind "
      "text=\"m7\">minor-seventh"
      "</kind><bass><bass-step>F</bass-step></bass></harmony>";
  const std::string words = "<direction><direction-type><words>dolce</words></direction-type></direction>";
  const std::string rehearsal =
      "<direction><direction-type><rehearsal>A</rehearsal></direction-type></direction>";
  const std::string lyric =
      "<lyric number=\"1\"><syllabic>begin</syllabic><text>Glo</text></lyric><lyric "
      "number=\"2\"><text>Et</text></lyric>";
  std::string text =
      partwise(bar(words + rehearsal + note("C4", 4, lyric) + harmony + note("C4", 4), kFourFour));
  text.insert(
      text.find("<part-list>"),
      "<work><work-title>Air &amp; Dance</work-title></work><identification><creator type=\"composer\">"
      "J\xC3\xB6rg</creator><miscellaneous><miscellaneous-field name=\"partimento-recipe\">{\"seed\": 1}"
      "</miscellaneous-field></miscellaneous></identification>");
  const auto import = readText(text);
  const Score& score = *import.score;
  EXPECT_EQ(titleOf(score), "Air & Dance");
  EXPECT_EQ(composerOf(score), "J\xC3\xB6rg");
  EXPECT_THAT(formats::recipesIn(score), ElementsAre("{\"seed\": 1}"));
  const auto chords = chordsOf(score);
  ASSERT_EQ(chords.size(), 1U);
  EXPECT_EQ(chords[0].at, Tick(960));
  EXPECT_EQ(chordText(chords[0].chord), "Bbm7/F");
  EXPECT_THAT(lyricsOf(score.track(0)),
              ElementsAre(LyricEvent{Tick(0), "Glo", true, 1}, LyricEvent{Tick(0), "Et", false, 2}));
  EXPECT_THAT(textsOf(score.track(0)), ElementsAre(TextEvent{TextEvent::Kind::Words, Tick(0), "dolce"}));
  EXPECT_THAT(textsOf(score), ElementsAre(TextEvent{TextEvent::Kind::Rehearsal, Tick(0), "A"}));
  EXPECT_TRUE(import.warnings.empty());
}

TEST(MusicXmlReader, TheTitleNamesWorkAndMovement) {
  const auto titled = [](const std::string& work, const std::string& movement) {
    std::string text = partwise(bar(note("C4", 4), kFourFour));
    text.insert(text.find("<part-list>"), "<work><work-title>" + work +
                                              "</work-title></work><movement-title>" + movement +
                                              "</movement-title>");
    return titleOf(*readText(text).score);
  };
  EXPECT_EQ(titled("3 songs, Op. 7", "Hymne"), "3 songs, Op. 7: Hymne");
  EXPECT_EQ(titled("Hymne", "Hymne"), "Hymne");
  EXPECT_EQ(titled("Hymne", "Hymne, Op. 7 no. 2"), "Hymne, Op. 7 no. 2");
  EXPECT_EQ(titled("", "Hymne"), "Hymne");
  EXPECT_EQ(titled("3 songs", ""), "3 songs");
}

TEST(MusicXmlReader, InstrumentsAndDrums) {
  const std::string instruments =
      "<part-name>Kit</part-name><score-instrument "
      "id=\"I1\"><instrument-name>Snare</instrument-name></score-instrument>"
      "<score-instrument id=\"I2\"><instrument-name>Hat</instrument-name></score-instrument>"
      "<midi-instrument "
      "id=\"I1\"><midi-channel>10</midi-channel><midi-program>1</midi-program><midi-unpitched>39"
      "</midi-unpitched></midi-instrument><midi-instrument "
      "id=\"I2\"><midi-channel>10</midi-channel><midi-unpitched>43"
      "</midi-unpitched></midi-instrument>";
  const auto hit = [](const char* id) {
    return std::string(
               "<note><unpitched><display-step>C</display-step><display-octave>5</display-octave></unpitched>"
               "<duration>2</duration><instrument id=\"") +
           id + "\"/></note>";
  };
  const auto import = readText(partwise(bar(hit("I1") + hit("I2"), "<divisions>2</divisions>"), instruments));
  EXPECT_EQ(notesOf(*import.score), "38@0+480 42@480+480");
  EXPECT_EQ(import.score->track(0).channel, 9);
  const auto flute =
      readText(partwise(bar(note("C5", 8), kFourFour),
                        "<part-name>Flute</part-name><score-instrument id=\"I\"><instrument-name>F"
                        "</instrument-name></score-instrument><midi-instrument id=\"I\"><midi-channel>3"
                        "</midi-channel><midi-program>74</midi-program></midi-instrument>"));
  EXPECT_EQ(flute.score->track(0).program, 73);
  EXPECT_EQ(flute.score->track(0).channel, 2);
}

TEST(MusicXmlReader, PedalsBecomeController64) {
  const auto pedal = [](const char* type) {
    return std::string("<direction><direction-type><pedal type=\"") + type +
           "\"/></direction-type></direction>";
  };
  const auto import = readText(partwise(
      bar(pedal("start") + note("C4", 4) + pedal("change") + note("C4", 4) + pedal("stop"), kFourFour)));
  std::vector<std::pair<int, int>> values;
  for (const ControlEvent& event : import.score->track(0).controls)
    values.emplace_back(static_cast<int>(event.at.value), event.value);
  EXPECT_THAT(values,
              ElementsAre(std::pair(0, 127), std::pair(960, 0), std::pair(960, 127), std::pair(1920, 0)));
}

TEST(MusicXmlReader, NamesWhatIsLeftOut) {
  const std::string notations =
      "<notations><slur type=\"start\"/><articulations><staccato/></articulations><fermata/></notations>";
  const auto import =
      readText(partwise(bar("<figured-bass><figure><figure-number>6</figure-number></figure></figured-bass>" +
                                note("C4", 4, notations) + note("D4", 4, "", "<cue/>"),
                            kFourFour)));
  std::vector<std::string> names;
  for (const MusicXmlWarning& warning : import.warnings) {
    EXPECT_EQ(warning.code, MusicXmlWarningCode::LeftOut);
    EXPECT_EQ(warning.part, "P");
    EXPECT_EQ(warning.bar, "1");
    names.push_back(warning.arguments.at(0));
  }
  EXPECT_THAT(names, ElementsAre("figured-bass", "slurs", "articulations", "fermatas", "cue-notes"));
  EXPECT_EQ(notesOf(*import.score), "60@0+960");
}

TEST(MusicXmlReader, OtherXmlIsNoScore) {
  for (const char* text : {"<html><body/></html>", "<?xml version=\"1.0\"?><opus/>"}) {
    try {
      readText(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::NotMusicXml);
    }
  }
  EXPECT_THROW(readText(""), Error);
  EXPECT_THROW(readText("MThd"), Error);
}

TEST(MusicXmlReader, EncodingsOfXml) {
  const std::string text = partwise(bar(note("C4", 8), kFourFour), "<part-name>Fl\xC3\xB6te</part-name>");
  EXPECT_EQ(readText("\xEF\xBB\xBF" + text).score->track(0).name, "Fl\xC3\xB6te");
  std::string latin = partwise(bar(note("C4", 8), kFourFour), "<part-name>Fl\xF6te</part-name>");
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(readText(latin).score->track(0).name, "Fl\xC3\xB6te");
  std::string wide = "\xFF\xFE";
  for (const char c : partwise(bar(note("C4", 8), kFourFour), "<part-name>Oboe</part-name>")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(readText(wide).score->track(0).name, "Oboe");
}

}  // namespace
}  // namespace partimento::musicxml
