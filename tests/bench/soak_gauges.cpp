#include "tests/bench/soak_gauges.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <vector>

#include <fcntl.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace partimento::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kStepsAnOctave = 16;
/// Shorter silence is a zero of the waves.
constexpr std::uint64_t kShortestGap = 16;
constexpr double kRate = 48000;

double microsecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

}  // namespace

std::size_t Spread::stepOf(double microseconds) noexcept {
  const double step = microseconds <= 1 ? 0 : std::log2(microseconds) * kStepsAnOctave;
  return std::min(kSteps - 1, static_cast<std::size_t>(step));
}

void Spread::add(double microseconds) noexcept {
  m_counts[stepOf(microseconds)].fetch_add(1, std::memory_order_relaxed);
  double largest = m_largest.load();
  while (microseconds > largest && !m_largest.compare_exchange_weak(largest, microseconds)) {
  }
}

void Spread::takeInto(Spread& total, Spread& recent) noexcept {
  std::array<std::uint64_t, kSteps> counts{};
  for (std::size_t i = 0; i < kSteps; ++i) counts[i] = m_counts[i].exchange(0);
  const double largest = m_largest.exchange(0);
  recent.clear();
  recent.addCounts(counts, largest);
  total.addCounts(counts, largest);
}

void Spread::clear() noexcept {
  for (std::atomic<std::uint64_t>& count : m_counts) count = 0;
  m_largest = 0;
}

void Spread::addCounts(const std::array<std::uint64_t, kSteps>& counts, double largest) noexcept {
  for (std::size_t i = 0; i < kSteps; ++i) m_counts[i] += counts[i];
  m_largest = std::max(m_largest.load(), largest);
}

std::uint64_t Spread::count() const noexcept {
  std::uint64_t sum = 0;
  for (const std::atomic<std::uint64_t>& count : m_counts) sum += count;
  return sum;
}

double Spread::quantile(double share) const noexcept {
  const double wanted = share * static_cast<double>(count());
  double sum = 0;
  for (std::size_t i = 0; i < kSteps; ++i) {
    sum += static_cast<double>(m_counts[i].load());
    if (sum > 0 && sum >= wanted)
      return std::min(largest(), std::exp2(static_cast<double>(i + 1) / kStepsAnOctave));
  }
  return 0;
}

std::uint64_t Spread::above(double microseconds) const noexcept {
  std::uint64_t sum = 0;
  for (std::size_t i = stepOf(microseconds) + 1; i < kSteps; ++i) sum += m_counts[i];
  return sum;
}

double threadMicroseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

QueueTime::QueueTime()
    : m_file(open(("/proc/self/task/" + std::to_string(syscall(SYS_gettid)) + "/schedstat").c_str(),
                  O_RDONLY)) {}

QueueTime::~QueueTime() {
  close(m_file);
}

double QueueTime::microseconds() const {
  // Nanoseconds of running, of waiting, and the number of turns.
  std::array<char, 80> text{};
  if (pread(m_file, text.data(), text.size() - 1, 0) <= 0) return 0;
  char* second = nullptr;
  std::strtoull(text.data(), &second, 10);
  return static_cast<double>(std::strtoull(second, nullptr, 10)) * 1e-3;
}

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
  if (m_depth > 0 || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
  // Both may be gone afterwards.
  const QEvent::Type type = event->type();
  const QMetaObject* kind = receiver->metaObject();
  const QString name = receiver->objectName();
  const auto* widget = qobject_cast<QWidget*>(receiver);
  const bool frame = type == QEvent::UpdateRequest && widget && widget->isWindow();
  const Clock::time_point begin = Clock::now();
  const double before = threadMicroseconds();
  const double queued = m_queue.microseconds();
  ++m_depth;
  const bool result = QApplication::notify(receiver, event);
  --m_depth;
  const double work = threadMicroseconds() - before;
  const double time = microsecondsSince(begin);
  if (frame) {
    frames.add(time);
    frameWork.add(work);
  }
  if (time > m_worst) {
    m_worst = time;
    m_worstText = QStringLiteral("%1 ms (work %2, queue %3) %4 to %5 %6")
                      .arg(time / 1000, 0, 'f', 0)
                      .arg(work / 1000, 0, 'f', 0)
                      .arg((m_queue.microseconds() - queued) / 1000, 0, 'f', 0)
                      .arg(QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)),
                           QString::fromLatin1(kind->className()), name);
  }
  return result;
}

QString TimedApplication::takeWorst() {
  m_worst = 0;
  return std::exchange(m_worstText, {});
}

AnswerGauge::AnswerGauge(TimedApplication& app) {
  m_thread = std::jthread([this, &app](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      if (m_waiting.exchange(true)) continue;
      QMetaObject::invokeMethod(
          &app,
          [this, &app, asked = Clock::now(), queued = app.queueTime().microseconds()] {
            const double delay = microsecondsSince(asked);
            delays.add(delay);
            own.add(std::max(0.0, delay - (app.queueTime().microseconds() - queued)));
            m_waiting = false;
          },
          Qt::QueuedConnection);
    }
  });
}

void TimedSource::render(float* left, float* right, int frames) noexcept {
  const Clock::time_point begin = Clock::now();
  const double before = threadMicroseconds();
  m_source->render(left, right, frames);
  const double deadline = frames / m_sampleRate;
  work.add((threadMicroseconds() - before) / deadline);
  share.add(microsecondsSince(begin) / deadline);
}

DropoutGauge::DropoutGauge(const std::filesystem::path& pipe)
    : m_pipe(pipe), m_thread([this] {
        while (!m_ends) listen();
      }) {}

DropoutGauge::~DropoutGauge() {
  m_ends = true;
  // A listener that waits for a recorder goes on.
  close(open(m_pipe.c_str(), O_RDWR | O_NONBLOCK));
  m_thread.join();
}

void DropoutGauge::listen() {
  std::ifstream stream(m_pipe, std::ios::binary);
  std::vector<float> samples(4800);
  std::uint64_t silent = 0;
  while (stream.read(reinterpret_cast<char*>(samples.data()),
                     static_cast<std::streamsize>(samples.size() * sizeof(float)))) {
    if (!m_counting) continue;
    for (std::size_t i = 0; i < samples.size(); i += 2) {
      if (samples[i] == 0 && samples[i + 1] == 0) {
        ++silent;
      } else {
        endGap(std::exchange(silent, 0));
      }
    }
    const std::lock_guard lock(m_mutex);
    m_heard.seconds += static_cast<double>(samples.size() / 2) / kRate;
  }
  endGap(silent);
}

void DropoutGauge::endGap(std::uint64_t frames) {
  if (frames < kShortestGap) return;
  const double seconds = static_cast<double>(frames) / kRate;
  const std::lock_guard lock(m_mutex);
  ++m_heard.gaps;
  m_heard.silent += seconds;
  m_heard.longest = std::max(m_heard.longest, seconds);
}

DropoutGauge::Heard DropoutGauge::heard() const {
  const std::lock_guard lock(m_mutex);
  return m_heard;
}

Memory memoryNow() {
  constexpr double kMega = 1024.0 * 1024.0;
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  file >> pages >> resident;
  const struct mallinfo2 heap = mallinfo2();
  return {resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / kMega,
          static_cast<double>(heap.uordblks + heap.hblkhd) / kMega};
}

}  // namespace partimento::test
