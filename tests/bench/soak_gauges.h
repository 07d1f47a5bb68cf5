#pragma once

#include <QApplication>
#include <QString>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <thread>

#include "core/playback/audio_output.h"

namespace partimento::test {

/// Times in microseconds as counts in steps of a sixteenth of an octave; one writer, any reader, no lock.
class Spread {
 public:
  void add(double microseconds) noexcept;
  /// What has been added since the last call.
  void takeInto(Spread& total, Spread& recent) noexcept;
  void clear() noexcept;
  std::uint64_t count() const noexcept;
  /// Upper end of the step that holds this share of all.
  double quantile(double share) const noexcept;
  double largest() const noexcept { return m_largest.load(); }
  std::uint64_t above(double microseconds) const noexcept;

 private:
  static constexpr std::size_t kSteps = 448;
  static std::size_t stepOf(double microseconds) noexcept;
  void addCounts(const std::array<std::uint64_t, kSteps>& counts, double largest) noexcept;

  std::array<std::atomic<std::uint64_t>, kSteps> m_counts{};
  std::atomic<double> m_largest = 0;
};

/// Microseconds of a thread's own work.
double threadMicroseconds();

/// How long a thread has waited for a processor while other programs had them: what a machine at work adds.
class QueueTime {
 public:
  /// Of the calling thread.
  QueueTime();
  ~QueueTime();
  QueueTime(const QueueTime&) = delete;
  QueueTime& operator=(const QueueTime&) = delete;
  double microseconds() const;  ///< from any thread

 private:
  int m_file;
};

/// An application that times what its thread does: whole events, and among them the frames of windows.
class TimedApplication : public QApplication {
 public:
  TimedApplication(int& argc, char** argv) : QApplication(argc, argv) {}
  bool notify(QObject* receiver, QEvent* event) override;

  Spread frames;     ///< on the clock
  Spread frameWork;  ///< of the thread alone
  const QueueTime& queueTime() const { return m_queue; }
  /// The longest event since the last call, in words.
  QString takeWorst();

 private:
  QueueTime m_queue;
  int m_depth = 0;
  double m_worst = 0;
  QString m_worstText;
};

/// Asks the GUI thread a hundred times a second to answer and notes how long it takes.
class AnswerGauge {
 public:
  explicit AnswerGauge(TimedApplication& app);
  Spread delays;  ///< on the clock
  Spread own;     ///< less the waiting for a processor

 private:
  std::atomic<bool> m_waiting = false;
  std::jthread m_thread;
};

/// What an output pulls, timed against the deadline of its blocks.
class TimedSource final : public playback::AudioSource {
 public:
  explicit TimedSource(double sampleRate) : m_sampleRate(sampleRate) {}
  void setSource(playback::AudioSource& source) { m_source = &source; }
  void render(float* left, float* right, int frames) noexcept override;

  Spread share;  ///< of the deadline, in millionths, on the clock
  Spread work;   ///< the same, of the thread alone

 private:
  const double m_sampleRate;
  playback::AudioSource* m_source = nullptr;
};

/// Listens to a sound server's sink: music that never is silent has gaps where the sound dropped.
class DropoutGauge {
 public:
  /// Raw stereo floats, 48 kHz, come out of this pipe, from one recorder or, where that ended, the next.
  explicit DropoutGauge(const std::filesystem::path& pipe);
  /// From now on silence is a dropout.
  void begin() { m_counting = true; }
  struct Heard {
    double seconds = 0;
    std::uint64_t gaps = 0;
    double silent = 0;  ///< seconds
    double longest = 0;
  };
  Heard heard() const;

 private:
  void listen();
  void endGap(std::uint64_t frames);

  const std::filesystem::path m_pipe;
  std::atomic<bool> m_ends = false;
  std::atomic<bool> m_counting = false;
  mutable std::mutex m_mutex;
  Heard m_heard;
  std::thread m_thread;

 public:
  ~DropoutGauge();
};

/// Of this process, in MiB.
struct Memory {
  double resident = 0;
  double heap = 0;  ///< handed out by malloc and not given back
};
Memory memoryNow();

}  // namespace partimento::test
