// From a drawn seed to files on the disk, through the real main window and across a killed process; once on
// the hand-written engine and once on the real one, where it is built and a style is installed.

#include <QApplication>
#include <QProcess>
#include <QTest>
#include <cmath>
#include <cstring>
#include <fstream>
#include <tuple>

#include <signal.h>
#include <unistd.h>

#include "core/formats/midi.h"
#include "core/music/edits.h"
#include "core/music/voice.h"
#include "core/synth/soundfont.h"
#include "tests/app/sitting.h"
#include "ui/compose/compose_panel.h"
#include "ui/files/file_desk.h"
#include "ui/styles/styles_panel.h"

namespace partimento::test {
namespace {

using ui::ActionId;

constexpr const char* kChildFolder = "PARTIMENTO_TEST_CHILD_FOLDER";
constexpr const char* kChildEngine = "PARTIMENTO_TEST_CHILD_ENGINE";
constexpr int kMinute = 60000;

/// The whole of the work up to a saved project, and one more edit that is not saved.
void work(const std::filesystem::path& folder, const std::string& engine) {
  Sitting sitting(folder, engine);
  ui::MainWindow& window = sitting.window;
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return window.engine().state() == ui::EngineHost::State::Ready; }, kMinute))
      << window.engine().problem().text().toStdString();
  drawSeed(window);
  const std::size_t seedNotes = window.session().score()->noteCount();
  ASSERT_EQ(seedNotes, 6u);
  // What follows counts on one line.
  const std::vector<StyleInfo>& styles = window.engine().styles();
  const auto last = std::ranges::find_if(styles.rbegin(), styles.rend(), [](const StyleInfo& each) {
    return each.tokenizer.starts_with("melody");
  });
  ASSERT_NE(last, styles.rend());
  const StyleInfo style = *last;
  window.styles().choose(QString::fromStdString(style.id));
  decode::Settings settings = window.compose().settings();
  settings.search.beamWidth = 100;
  settings.rules.maxRepeat = 2;
  settings.rules.tabu = 0;
  settings.length.bars = 0;
  settings.length.notes = 24;
  window.compose().setSettings(settings);
  window.actions()[ActionId::Generate]->trigger();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window.composer().busy(); }, kMinute));
  ASSERT_GE(window.desk().takes().size(), 2u);
  const project::TakeId first = window.desk().current();
  QTest::keyClick(&window, Qt::Key_BracketRight);
  ASSERT_NE(window.desk().current(), first);
  ASSERT_EQ(window.session().score()->noteCount(), seedNotes);
  window.actions()[ActionId::Accept]->trigger();
  const ScorePtr accepted = window.session().score();
  ASSERT_GT(accepted->noteCount(), seedNotes);
  window.actions()[ActionId::Undo]->trigger();
  ASSERT_EQ(window.session().score()->noteCount(), seedNotes);
  window.actions()[ActionId::Redo]->trigger();
  ASSERT_EQ(window.session().score(), accepted);
  window.session().document().save(folder / "piece.partimento");
  ASSERT_FALSE(window.session().document().modified());
  formats::writeMidiFile(folder / "expected.mid", *accepted);
  window.session().edit("Change tempo", edits::setTempo(accepted, {{Tick(0), 400000}}));
  ASSERT_TRUE(window.session().document().flush());
}

struct Sample {
  double peak = 0;
  std::size_t count = 0;
};

/// Peak of the samples of a 16-bit WAV file.
Sample readWav(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  Sample sample;
  for (std::size_t at = 44; at + 1 < bytes.size(); at += 2) {
    std::int16_t value = 0;
    std::memcpy(&value, &bytes[at], 2);
    sample.peak = std::max(sample.peak, std::abs(value / 32768.0));
    ++sample.count;
  }
  return sample;
}

int longestRun(const std::vector<Note>& notes) {
  int longest = 0;
  int run = 0;
  for (std::size_t index = 0; index < notes.size(); ++index) {
    run = index > 0 && notes[index].pitch == notes[index - 1].pitch ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

using Heard = std::tuple<std::int64_t, std::int64_t, Pitch, int>;

/// The notes of the first track as one hears them; who wrote them is not in a MIDI file.
std::vector<Heard> heard(const Score& score) {
  std::vector<Heard> notes;
  for (const Note& note : score.track(0).notes)
    notes.emplace_back(note.onset.value, note.duration.value, note.pitch, note.velocity);
  return notes;
}

class EndToEnd : public ::testing::TestWithParam<const char*> {};

TEST_P(EndToEnd, FromADrawnSeedToFilesAcrossAKilledProcess) {
  const std::string engine = GetParam();
  if (engine == "real") {
    try {
      if (realEngine()->styles().empty()) GTEST_SKIP() << "no style is installed";
    } catch (const Error& error) {
      GTEST_SKIP() << "the engine is not built: " << error.what();
    }
  }
  TemporaryFolder folder;
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QString::fromLatin1(kChildFolder), QString::fromStdString(folder.path().string()));
  environment.insert(QString::fromLatin1(kChildEngine), QString::fromStdString(engine));
  child.setProcessEnvironment(environment);
  child.setProcessChannelMode(QProcess::MergedChannels);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--gtest_filter=Child.Works")});
  ASSERT_TRUE(child.waitForFinished(3 * kMinute));
  ASSERT_EQ(child.exitStatus(), QProcess::CrashExit) << child.readAll().toStdString();

  Sitting sitting(folder.path(), "fake");
  ui::MainWindow& window = sitting.window;
  const auto sessions = project::recoverableSessions({folder.path() / "state"});
  ASSERT_EQ(sessions.size(), 1u) << "the edit after the save is offered";
  QString problem;
  QObject::connect(&window.files(), &ui::FileDesk::failed, &window,
                   [&](const ui::ErrorMessage& message) { problem = message.text(); });
  window.files().recover(sessions.front());
  const ScorePtr expected = formats::readMidiFile(folder.path() / "expected.mid").score;
  ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().score()->noteCount() == expected->noteCount(); },
                              kMinute))
      << window.session().score()->noteCount() << " notes instead of " << expected->noteCount() << "; "
      << problem.toStdString();
  EXPECT_NEAR(window.session().score()->tempo().bpmAt(Tick(0)).value, 150, 0.01);
  window.actions()[ActionId::Undo]->trigger();
  const ScorePtr score = window.session().score();
  EXPECT_EQ(heard(*score), heard(*expected));
  EXPECT_LE(polyphony(score->track(0)), 1);
  const auto takes = window.desk().takes();
  ASSERT_GE(takes.size(), 2u);
  for (const auto& take : takes) {
    EXPECT_LE(longestRun(take->take.notes), take->take.relaxations.empty() ? 2 : 24);
  }

  const QString mid = QString::fromStdString((folder.path() / "out.mid").string());
  const QString wav = QString::fromStdString((folder.path() / "out.wav").string());
  int notices = 0;
  QObject::connect(&window.files(), &ui::FileDesk::notice, &window, [&] { ++notices; });
  window.files().exportMidi(mid);
  ASSERT_TRUE(QTest::qWaitFor([&] { return notices == 1; }, kMinute));
  const formats::MidiImport exported = formats::readMidiFile(mid.toStdString());
  EXPECT_EQ(heard(*exported.score), heard(*score));
  EXPECT_EQ(formats::recipesIn(*exported.score).size(), 1u);
  if (synth::installedSoundFonts().empty())
    GTEST_SKIP() << "no SoundFont is installed, so nothing can be rendered";
  window.files().exportAudio(wav);
  ASSERT_TRUE(QTest::qWaitFor([&] { return notices == 2; }, kMinute));
  const Sample sample = readWav(wav.toStdString());
  EXPECT_GT(sample.count, 48000u);
  EXPECT_GT(sample.peak, 0.01);
  window.session().document().discardOnClose();
}

INSTANTIATE_TEST_SUITE_P(Engines, EndToEnd, ::testing::Values("handwritten", "real"),
                         [](const auto& engine) { return std::string(engine.param); });

/// The process that is killed; does nothing unless it is asked to by the environment.
TEST(Child, Works) {
  if (!qEnvironmentVariableIsSet(kChildFolder)) GTEST_SKIP() << "only the child process does this";
  work(qEnvironmentVariable(kChildFolder).toStdString(), qEnvironmentVariable(kChildEngine).toStdString());
  if (HasFatalFailure()) return;
  kill(getpid(), SIGKILL);
}

}  // namespace
}  // namespace partimento::test
