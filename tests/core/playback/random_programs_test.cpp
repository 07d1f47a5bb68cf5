// Thousands of random programs of commands: nothing hangs, nothing is struck twice, everything lent comes
// back.

#include <array>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "core/playback/engine.h"
#include "tests/core/playback/allocation_guard.h"
#include "tests/core/playback/fake_synth.h"
#include "tests/core/playback/scores.h"

namespace partimento::playback {
namespace {

using test::AllocationGuard;
using test::FakeSynth;
using test::randomScore;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kPrograms = 200;
#else
constexpr std::uint64_t kPrograms = 3000;
#endif

class Program {
 public:
  explicit Program(std::uint64_t seed) : m_random(seed) {
    for (int i = 0; i < 4; ++i) {
      const double scale = m_random.below(3) == 0 ? 0.5 + m_random.uniform() : 1.0;
      m_plans.push_back(Plan::build(*randomScore(m_random), {48000, scale}));
    }
    for (auto& synth : m_synths) synth = std::make_unique<FakeSynth>(64);
    m_sounding = m_synths.front().get();
    m_lent = {m_plans.front().get()};
    m_engine = std::make_unique<PlaybackEngine>(*m_sounding, *m_plans.front());
  }

  void run() {
    for (int step = 0; step < 40; ++step) {
      for (std::uint64_t i = m_random.below(4); i > 0; --i) send();
      const int frames = static_cast<int>(1 + m_random.below(4000));
      {
        const AllocationGuard guard;
        m_engine->render(m_left.data(), m_right.data(), frames);
        EXPECT_EQ(guard.count(), 0) << "the callback allocated, freed or locked";
      }
      takeBack();
    }
    end();
  }

 private:
  Tick place() { return Tick(static_cast<std::int64_t>(m_random.below(5000))); }
  template <typename What>
  void tell(const What& what) {
    EXPECT_TRUE(m_engine->send({++m_sequence, what}));
  }

  void send() {
    switch (m_random.below(14)) {
      case 0:
      case 1:
        return tell(command::Play{static_cast<int>(m_random.below(3))});
      case 2:
        return tell(command::Stop{});
      case 3:
        return tell(command::Seek{place()});
      case 4:
      case 5:
        return tell(command::Loop{{place(), place()}, m_random.below(4) != 0});
      case 6:
      case 7:
      case 8:
        return lendPlan();
      case 9:
        return lendSynth();
      case 10:
        return tell(command::Metronome{{m_random.below(2) == 0, m_random.uniform()}});
      case 11:
        return tell(command::Mix{static_cast<std::uint32_t>(m_random.below(6)),
                                 {m_random.uniform(), m_random.below(3) == 0, m_random.below(4) == 0}});
      case 12:
        return tell(command::NoteOn{static_cast<std::uint32_t>(m_random.below(5)),
                                    static_cast<std::uint8_t>(m_random.below(128)),
                                    static_cast<std::uint8_t>(m_random.below(128)),
                                    Frames(static_cast<std::int64_t>(m_random.below(9000)))});
      default:
        if (m_random.below(5) == 0) return tell(command::Panic{});
        return tell(command::NoteOff{static_cast<std::uint8_t>(m_random.below(128))});
    }
  }

  void lendPlan() {
    const Plan* plan = m_plans[m_random.below(m_plans.size())].get();
    if (!m_lent.insert(plan).second) return;
    tell(command::UsePlan{plan, m_random.below(2) == 0 ? TakeOver::Now : TakeOver::NextBar});
  }

  void lendSynth() {
    if (m_lentSynth) return;
    m_lentSynth = true;
    FakeSynth* other = m_synths[0].get() == m_sounding ? m_synths[1].get() : m_synths[0].get();
    *other = FakeSynth(64);
    m_sounding = other;
    tell(command::UseSynth{other});
  }

  void takeBack() {
    for (Released item; m_engine->released(item);) {
      if (item.synth) m_lentSynth = false;
      if (!item.plan) continue;
      EXPECT_EQ(m_lent.erase(item.plan), 1U) << "came back twice";
    }
  }

  void end() {
    tell(command::Stop{});
    for (int key = 0; key < kKeys; ++key) tell(command::NoteOff{static_cast<std::uint8_t>(key)});
    m_engine->render(m_left.data(), m_right.data(), 512);
    takeBack();
    EXPECT_EQ(m_lent.size(), 1U) << "only the plan that sounds stays";
    EXPECT_EQ(m_sounding->sounding(), 0) << "a note hangs";
    EXPECT_EQ(m_sounding->doubleStrikes(), 0);
    for (int channel = 0; channel < kSynthChannels; ++channel) {
      EXPECT_EQ(m_sounding->state(channel).controllers[kSustainPedal], 0) << "a pedal hangs";
    }
    EXPECT_EQ(m_engine->snapshot().state, TransportState::Stopped);
  }

  Random m_random;
  std::vector<std::unique_ptr<const Plan>> m_plans;
  std::array<std::unique_ptr<FakeSynth>, 2> m_synths;
  std::set<const Plan*> m_lent;
  bool m_lentSynth = false;
  FakeSynth* m_sounding = nullptr;
  std::unique_ptr<PlaybackEngine> m_engine;
  std::vector<float> m_left = std::vector<float>(4096);
  std::vector<float> m_right = std::vector<float>(4096);
  std::uint64_t m_sequence = 0;
};

TEST(RandomPrograms, LeaveNothingHangingAndNeverAllocate) {
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    SCOPED_TRACE(seed);
    Program(seed).run();
    if (HasFailure()) return;
  }
}

TEST(AllocationGuard, SeesWhatItGuardsAgainst) {
  const AllocationGuard guard;
  int* volatile made = new int(3);
  delete made;
  EXPECT_GE(guard.count(), 2);
}

}  // namespace
}  // namespace partimento::playback
