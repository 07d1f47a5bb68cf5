#include "ui/training/study.h"

#include <chrono>
#include <functional>

namespace partimento::ui {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kProgressPause{33};

/// Passes progress on, at most 30 times a second.
class Progress : public JobListener {
 public:
  explicit Progress(std::function<void(double)> tell) : m_tell(std::move(tell)) {}
  void progress(const JobProgress& progress) override {
    const Clock::time_point now = Clock::now();
    if (now - m_last < kProgressPause) return;
    m_last = now;
    m_tell(progress.fraction);
  }

 private:
  std::function<void(double)> m_tell;
  Clock::time_point m_last;
};

}  // namespace

Study::Study(TrainingHost& host, QObject* parent) : QObject(parent), m_host(host) {}

void Study::scan(const std::vector<std::string>& corpora, const std::string& tokenizer) {
  if (!m_host.training()) return;
  m_scanWorker.cancel();
  m_scanning = true;
  const std::uint64_t scan = ++m_scan;
  m_scanWorker.post([this, scan, corpora, tokenizer, training = m_host.training()](std::stop_token stop) {
    const auto answer = [this, scan](std::function<void()> tell) {
      callLater(this, [this, scan, tell = std::move(tell)] {
        if (scan == m_scan) tell();
      });
    };
    const auto end = [&] {
      answer([this] {
        m_scanning = false;
        Q_EMIT scanEnded();
      });
    };
    if (stop.stop_requested()) return end();
    Progress progress([&](double share) { answer([this, share] { Q_EMIT scanProgressed(share); }); });
    try {
      const CorpusReport report = training->scan(corpora, tokenizer, stop, progress);
      answer([this, report] {
        m_scanning = false;
        Q_EMIT scanned(report);
      });
    } catch (...) {
      if (!stop.stop_requested())
        answer([this, message = currentErrorMessage()] {
          m_scanning = false;
          Q_EMIT scanFailed(message);
        });
    }
    end();
  });
}

void Study::cancelScan() {
  m_scanWorker.cancel();
}

void Study::probe(int threads) {
  if (m_probing || !m_host.training()) return;
  m_probing = true;
  m_machineWorker.post([this, threads, training = m_host.training()](std::stop_token stop) {
    try {
      const MachineProbe machine = training->probe(threads, stop);
      callLater(this, [this, machine] {
        m_probing = false;
        m_machine = machine;
        Q_EMIT probed();
      });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] {
        m_probing = false;
        Q_EMIT probeFailed(message);
      });
    }
  });
}

void Study::findRate(const RunSettings& settings) {
  if (m_findingRate || !m_host.training()) return;
  m_findingRate = true;
  m_machineWorker.post([this, settings, training = m_host.training()](std::stop_token stop) {
    Progress progress(
        [this](double share) { callLater(this, [this, share] { Q_EMIT rateProgressed(share); }); });
    try {
      const RateSearch search = training->findRate(settings, stop, progress);
      callLater(this, [this, search] { Q_EMIT rateFound(search); });
    } catch (...) {
      if (!stop.stop_requested())
        callLater(this, [this, message = currentErrorMessage()] { Q_EMIT rateFailed(message); });
    }
    callLater(this, [this] {
      m_findingRate = false;
      Q_EMIT rateEnded();
    });
  });
}

void Study::cancelRate() {
  if (m_findingRate) m_machineWorker.cancel();
}

void Study::groups(const RunSettings& settings) {
  if (!m_host.training()) return;
  const std::uint64_t question = ++m_question;
  m_groupWorker.post([this, question, settings, training = m_host.training()](std::stop_token) {
    try {
      const std::vector<ParameterGroup> groups = training->groups(settings);
      callLater(this, [this, question, groups] {
        if (question == m_question) Q_EMIT grouped(groups);
      });
    } catch (...) {
      callLater(this, [this, question, message = currentErrorMessage()] {
        if (question == m_question) Q_EMIT groupsFailed(message);
      });
    }
  });
}

}  // namespace partimento::ui
