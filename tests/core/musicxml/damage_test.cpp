// Damaged and hostile files: what can be read is read or an Error says why not; nothing crashes, hangs or
// bursts.

#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/musicxml/container.h"
#include "core/musicxml/xml_source.h"
#include "tests/core/musicxml/xml_samples.h"
#include "tests/support/patience.h"

namespace partimento::musicxml {
namespace {

std::string sample() {
  const std::string attributes =
      "<divisions>4</divisions><key><fifths>-2</fifths><mode>minor</mode></key><time><beats>3</"
      "beats><beat-type>4"
      "</beat-type></time><staves>2</staves><clef number=\"1\"><sign>G</sign><line>2</line></clef><transpose>"
      "<diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>";
  const std::string direction =
      "<direction><direction-type><dynamics><p/></dynamics></direction-type><offset>1</offset><sound "
      "tempo=\"90\" "
      "dynamics=\"60\"/></direction><direction><direction-type><wedge type=\"crescendo\"/></direction-type>"
      "</direction>";
  return partwise(
      bar("<barline location=\"left\"><repeat direction=\"forward\"/></barline>" + direction +
              note("C4", 0, "<voice>1</voice>", "<grace slash=\"yes\"/>") +
              note(
                  "D4", 4,
                  "<tie type=\"start\"/><voice>1</voice><lyric number=\"1\"><syllabic>begin</syllabic><text>a"
                  "</text></lyric>") +
              note("F4", 4, "<voice>1</voice>", "<chord/>") +
              note("D4", 8, "<tie type=\"stop\"/><voice>1</voice>") +
              "<backup><duration>12</duration></backup>" +
              note("B-2", 12, "<voice>5</voice><staff>2</staff>", "", " attack=\"1\" release=\"-2\""),
          attributes) +
      bar("<barline location=\"left\"><ending number=\"1\" "
          "type=\"start\"/></barline><harmony><root><root-step>G"
          "</root-step></root><kind>minor</kind></harmony>" +
          note("G4", 6, "<type>quarter</type><dot/>") + note("A4", 6) +
          "<barline location=\"right\"><ending number=\"1\" type=\"stop\"/><repeat "
          "direction=\"backward\"/></barline>") +
      bar("<sound dacapo=\"yes\"/>" + note("G4", 12)));
}

/// Reads without a fault of any kind but Error; returns the notes.
std::size_t notesIn(std::string_view file, Repeats repeats = Repeats::PlayedOut) {
  try {
    const auto import = readMusicXml(std::as_bytes(std::span(file.data(), file.size())), "test", {repeats});
    EXPECT_LE(import.warnings.size(), kMaxMusicXmlWarnings);
    for (const TrackPtr& track : import.score->tracks()) {
      for (const Note& each : track->notes) {
        EXPECT_GE(each.duration, Tick(0));
        EXPECT_GE(each.onset, Tick(0));
        EXPECT_TRUE(each.pitch >= kLowestPitch && each.pitch <= kHighestPitch);
        EXPECT_TRUE(each.velocity >= 1 && each.velocity <= 127);
      }
    }
    return import.score->noteCount();
  } catch (const Error& error) {
    EXPECT_NE(error.code(), ErrorCode::Internal) << error.what();
    return 0;
  }
}

ErrorCode codeOf(std::string_view file) {
  try {
    readMusicXml(std::as_bytes(std::span(file.data(), file.size())), "test");
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(MusicXmlDamage, TruncatedAtEveryByteKeepsWhatIsThere) {
  const std::string whole = sample();
  std::size_t most = 0;
  for (std::size_t size = 0; size <= whole.size(); ++size)
    most = std::max(most, notesIn(std::string_view(whole).substr(0, size), Repeats::AsWritten));
  EXPECT_EQ(most, 7U);
  const auto cut = readText(whole.substr(0, whole.find("<measure", whole.size() / 2)));
  EXPECT_NE(findWarning(cut, MusicXmlWarningCode::BrokenOff), nullptr);
  EXPECT_GE(cut.score->noteCount(), 4U);
}

TEST(MusicXmlDamage, RandomMutations) {
  Random random(20260202);
  const std::string whole = sample();
  static constexpr std::string_view kSigns = "<>/\"='&;0129-. \n\x00\xFFmnote";
  for (int round = 0; round < 6000; ++round) {
    std::string copy = whole;
    for (std::uint64_t edits = 1 + random.below(8); edits > 0 && !copy.empty(); --edits) {
      const std::size_t at = random.below(copy.size());
      switch (random.below(4)) {
        case 0:
          copy[at] = kSigns[random.below(kSigns.size())];
          break;
        case 1:
          copy.erase(at, 1 + random.below(20));
          break;
        case 2:
          copy.insert(at, 1, kSigns[random.below(kSigns.size())]);
          break;
        default:
          copy.insert(at, copy.substr(random.below(copy.size()), random.below(200)));
      }
    }
    notesIn(copy);
  }
}

TEST(MusicXmlDamage, NumbersReplacedByAbsurdOnes) {
  const std::string whole = sample();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (std::isdigit(static_cast<unsigned char>(whole[at])) == 0) continue;
    for (const char* value : {"0", "-1", "99999999999999999999", "9223372036854775807", "1e308", "0.0001",
                              "NaN", "", "2147483648", "-2147483648", "16384", "65536"}) {
      std::string copy = whole;
      copy.replace(at, 1, value);
      notesIn(copy);
    }
  }
}

TEST(MusicXmlDamage, CompressedMutations) {
  Random random(3);
  const std::string whole = sample();
  const auto bytes = std::as_bytes(std::span(whole.data(), whole.size()));
  const auto packed = packScore({bytes.begin(), bytes.end()});
  const auto text = [](const std::vector<std::byte>& file) {
    return std::string_view(reinterpret_cast<const char*>(file.data()), file.size());
  };
  EXPECT_EQ(notesIn(text(packed), Repeats::AsWritten), 7U);
  for (int round = 0; round < 4000; ++round) {
    auto copy = packed;
    for (std::uint64_t edits = 1 + random.below(4); edits > 0; --edits)
      copy[random.below(copy.size())] = static_cast<std::byte>(random.below(256));
    if (random.below(4) == 0) copy.resize(random.below(copy.size()));
    notesIn(text(copy));
  }
}

TEST(MusicXmlDamage, EntitiesAreRefused) {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 "
      "\"&lol;&lol;&lol;&lol;&lol;\">]>"
      "<score-partwise><part id=\"P1\"><measure>&lol2;</measure></part></score-partwise>";
  EXPECT_EQ(codeOf(bomb), ErrorCode::MusicXmlEntities);
  const std::string external =
      "<!DOCTYPE score-partwise [ <!ENTITY xxe SYSTEM \"file:///etc/passwd\"> "
      "]><score-partwise><work><work-title>&xxe;"
      "</work-title></work><part id=\"P1\"><measure/></part></score-partwise>";
  EXPECT_EQ(codeOf(external), ErrorCode::MusicXmlEntities);
  std::string wide = "\xFF\xFE";
  for (const char c : external) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(codeOf(wide), ErrorCode::MusicXmlEntities);
  // The usual declaration, which names a file on the net that nobody fetches.
  std::string usual = sample();
  usual.insert(usual.find("<score-partwise"),
               "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
               "\"http://www.musicxml.org/dtds/partwise.dtd\">");
  EXPECT_EQ(notesIn(usual, Repeats::AsWritten), 7U);
}

TEST(MusicXmlDamage, AbsurdTimesAreRefusedOrSkipped) {
  const auto huge =
      readText(partwise(bar(note("C4", 999999999) + note("D4", 4), "<divisions>1</divisions>")));
  EXPECT_EQ(notesOf(*huge.score), "62@0+1920");
  EXPECT_NE(findWarning(huge, MusicXmlWarningCode::DurationInvalid), nullptr);
  const auto zero = readText(partwise(bar(note("D4", 4), "<divisions>0</divisions>")));
  EXPECT_EQ(notesOf(*zero.score), "62@0+1920");
  EXPECT_NE(findWarning(zero, MusicXmlWarningCode::DivisionsInvalid), nullptr);
  std::string endless;
  for (int i = 0; i < 70; ++i) endless += note("C4", 16000);
  EXPECT_EQ(codeOf(partwise(bar(endless, "<divisions>1</divisions>"))), ErrorCode::MusicXmlTooLarge);
  // Divisions without a useful common multiple: times are rounded, to a millionth of a quarter note.
  std::string odd;
  for (const char* divisions : {"10007", "10009", "10037", "10039"})
    odd +=
        "<attributes><divisions>" + std::string(divisions) + "</divisions></attributes>" + note("C4", 10007);
  const auto rounded = readText(partwise(bar(odd)));
  EXPECT_NE(findWarning(rounded, MusicXmlWarningCode::TimesRounded), nullptr);
  EXPECT_NEAR(static_cast<double>(rounded.score->end().value) / rounded.score->ticksPerQuarter(), 4, 0.01);
}

TEST(MusicXmlDamage, TooManyElementsAreRefusedBeforeTheyAreParsed) {
  std::string many = "<score-partwise>";
  for (std::size_t i = 0; i < kMaxElements; ++i) many += "<a/>";
  EXPECT_EQ(codeOf(many), ErrorCode::MusicXmlTooLarge);
  std::string bars = "<score-partwise>";
  for (int i = 0; i < 800; ++i) bars += "<part/>";
  bars += "<part>";
  for (int i = 0; i < 800; ++i) bars += "<measure/>";
  bars += "</part></score-partwise>";
  EXPECT_EQ(codeOf(bars), ErrorCode::MusicXmlTooLarge);
}

TEST(MusicXmlDamage, HostileFilesTakeTimeInProportionToTheirSize) {
  const test::ProcessorTime time;
  std::string deep = "<score-partwise><part><measure>";
  for (int i = 0; i < 300000; ++i) deep += "<note>";
  notesIn(deep);
  std::string ties;
  for (int i = 0; i < 20000; ++i)
    ties += note("C4", 1, "<tie type=\"start\"/><tie type=\"stop\"/>") +
            "<backup><duration>1</duration></backup>";
  notesIn(partwise(bar(ties)));
  std::string graces;
  for (int i = 0; i < 20000; ++i) graces += note("C4", 0, "", "<grace/>");
  notesIn(partwise(bar(graces + note("D4", 1))));
  std::string wedges;
  for (int i = 0; i < 20000; ++i)
    wedges +=
        "<direction><direction-type><wedge type=\"crescendo\"/><wedge "
        "type=\"stop\"/><dynamics><p/></dynamics>"
        "</direction-type></direction><forward><duration>1</duration></forward>";
  notesIn(partwise(bar(wedges + note("D4", 1))));
  std::string repeats;
  for (int i = 0; i < 20000; ++i)
    repeats +=
        "<measure><note><rest/><duration>1</duration></note><barline><repeat direction=\"backward\" "
        "times=\"15\"/></barline></measure>";
  notesIn(partwise(repeats));
  std::string keys;
  for (int i = 0; i < 20000; ++i)
    keys += "<attributes><divisions>" + std::to_string(1 + i % 1000) + "</divisions></attributes>";
  notesIn(partwise(bar(keys + note("D4", 1))));
  EXPECT_LT(time.passed(), test::limit(std::chrono::seconds(2)));
}

}  // namespace
}  // namespace partimento::musicxml
