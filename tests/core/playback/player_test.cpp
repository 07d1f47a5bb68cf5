#include "core/playback/player.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/playback/silent_output.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"
#include "tests/support/patience.h"

namespace partimento::playback {
namespace {

using test::FakeSynth;
using test::note;
using test::randomScore;
using test::score;
using test::track;

class PlayerTest : public testing::Test {
 protected:
  void pull(int frames) {
    std::vector<float> left(static_cast<std::size_t>(frames));
    std::vector<float> right(static_cast<std::size_t>(frames));
    m_player.source().render(left.data(), right.data(), frames);
    m_player.collectGarbage();
  }

  FakeSynth* m_synth = new FakeSynth;
  Player m_player{std::unique_ptr<Synth>(m_synth), 48000};
};

TEST_F(PlayerTest, AnswersAtOnceForWhatWasAsked) {
  m_player.setScore(score({track({note(0, 1900, 60)})}));
  EXPECT_FALSE(m_player.isPlaying());
  m_player.seek(Tick(240));
  EXPECT_EQ(m_player.position().tick, Tick(240)) << "no block was rendered yet";
  m_player.play();
  EXPECT_TRUE(m_player.isPlaying());
  EXPECT_EQ(m_player.position().state, TransportState::Playing);
  m_player.stop();
  EXPECT_FALSE(m_player.isPlaying());
  pull(256);
  EXPECT_FALSE(m_player.isPlaying());
  EXPECT_EQ(m_player.position().tick, Tick(240));
}

TEST_F(PlayerTest, MovesOnWithTheAudioClock) {
  m_player.setScore(score({track({note(0, 1900, 60)})}));
  m_player.play();
  for (int i = 0; i < 100; ++i) pull(480);
  // A second of music was rendered in no time: the playhead may be at most a block from its end.
  EXPECT_GT(m_player.position().tick, Tick(900));
  EXPECT_LE(m_player.position().tick, Tick(1200));
}

TEST_F(PlayerTest, ManyCommandsArriveInOrderThroughASmallRing) {
  m_player.setScore(score({track({note(0, 1900, 60)})}));
  for (int i = 0; i < 5000; ++i) {
    m_player.auditionOn(i % 128, 80);
    m_player.auditionOff(i % 128);
  }
  m_player.seek(Tick(77));
  for (int i = 0; i < 200; ++i) pull(16);
  EXPECT_EQ(m_synth->sounding(), 0);
  EXPECT_EQ(m_player.position().tick, Tick(77));
}

TEST_F(PlayerTest, AThousandEditsWithoutAnOutputKeepTheLastScore) {
  for (int i = 0; i < 1000; ++i) m_player.setScore(score({track({note(0, 1900, i % 100)})}));
  m_player.play();
  for (int i = 0; i < 50; ++i) pull(64);
  const auto struck = m_synth->notes(ChannelMessage::Kind::NoteOn);
  ASSERT_EQ(struck.size(), 1U);
  EXPECT_EQ(struck[0].message.number, 99);
}

TEST_F(PlayerTest, EndsByItselfAndBeginsAgain) {
  m_player.setScore(score({track({note(0, 480, 60)})}));
  m_player.play();
  for (int i = 0; i < 201; ++i) pull(480);
  EXPECT_FALSE(m_player.isPlaying());
  m_player.play();
  pull(480);
  EXPECT_TRUE(m_player.isPlaying());
  EXPECT_EQ(m_synth->notes(ChannelMessage::Kind::NoteOn).size(), 2U);
}

TEST_F(PlayerTest, TellsThatATakeIsWaiting) {
  m_player.setScore(score({track({note(0, 1920, 60)})}));
  m_player.play();
  pull(64);
  m_player.setScore(score({track({note(0, 1920, 72)})}), TakeOver::NextBar);
  EXPECT_TRUE(m_player.takeOverPending());
  pull(64);
  EXPECT_TRUE(m_player.takeOverPending());
  for (int i = 0; i < 200; ++i) pull(480);
  EXPECT_FALSE(m_player.takeOverPending());
}

TEST_F(PlayerTest, ATestToneNeedsNoSynth) {
  m_player.testTone(Seconds(0.1));
  std::vector<float> left(4800);
  std::vector<float> right(4800);
  m_player.source().render(left.data(), right.data(), 4800);
  float peak = 0;
  for (const float sample : left) peak = std::max(peak, std::abs(sample));
  EXPECT_NEAR(peak, 0.126, 0.01);
}

TEST(SilentOutput, MovesThePlayheadAtThePaceOfTheClock) {
  Player player(std::make_unique<SilentSynth>(), 48000);
  player.setScore(score({track({note(0, 19000, 60)})}));
  const SilentOutput output(player.source(), 48000);
  const auto start = std::chrono::steady_clock::now();
  player.play();
  Tick place;
  while (place < Tick(480)) {
    player.collectGarbage();
    const Tick next = player.position().tick;
    EXPECT_GE(next, place) << "the playhead stepped back";
    place = next;
    std::this_thread::yield();
    ASSERT_LT(std::chrono::steady_clock::now() - start, partimento::test::kHung);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_GT(took.count(), 0.45);
  EXPECT_TRUE(output.state().silent);
}

TEST(PlayerThreads, EditingWhilePlayingUnderARealCallback) {
  Random random(99);
  auto player = std::make_unique<Player>(std::make_unique<FakeSynth>(), 48000);
  std::atomic<bool> stop{false};
  std::jthread audio([&source = player->source(), &stop] {
    std::vector<float> left(64);
    std::vector<float> right(64);
    while (!stop) {
      source.render(left.data(), right.data(), 64);
      std::this_thread::yield();
    }
  });
  player->play();
  for (int i = 0; i < 400; ++i) {
    player->setScore(randomScore(random), i % 3 == 0 ? TakeOver::NextBar : TakeOver::Now);
    if (i % 5 == 0) player->seek(Tick(static_cast<std::int64_t>(random.below(4000))));
    if (i % 7 == 0) player->setSynth(std::make_unique<FakeSynth>(64), i % 2 == 0 ? 48000 : 44100);
    if (i % 11 == 0) player->setLoop(LoopRange{Tick(0), Tick(static_cast<std::int64_t>(random.below(2000)))});
    player->play();
    player->auditionOn(60, 90);
    player->position();
    player->collectGarbage();
  }
  player->stop();
  stop = true;
  audio.join();
}

}  // namespace
}  // namespace partimento::playback
