#pragma once

#include <QObject>
#include <optional>

#include "core/engine/jobs.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"
#include "ui/training/training_host.h"

namespace partimento::ui {

/// What is found out before a run: what a corpus holds, what this machine can do, which rates a network
/// bears, which groups are trained. Each question replaces the one of its kind that was asked before. GUI
/// thread only; answers come by signal.
class Study : public QObject {
  Q_OBJECT

 public:
  explicit Study(TrainingHost& host, QObject* parent = nullptr);

  /// A scan asked for while one goes on stops that one.
  void scan(const std::vector<std::string>& corpora, const std::string& tokenizer);
  void cancelScan();
  bool scanning() const { return m_scanning; }

  /// About five seconds; remembered for as long as the program runs.
  void probe(int threads);
  bool probing() const { return m_probing; }
  const std::optional<MachineProbe>& machine() const { return m_machine; }

  void findRate(const RunSettings& settings);
  void cancelRate();
  bool findingRate() const { return m_findingRate; }

  void groups(const RunSettings& settings);

 Q_SIGNALS:
  void scanProgressed(double fraction);
  void scanned(const partimento::CorpusReport& report);
  /// Stopped scans end with nothing said.
  void scanFailed(const partimento::ui::ErrorMessage& message);
  void scanEnded();
  void probed();
  void probeFailed(const partimento::ui::ErrorMessage& message);
  void rateProgressed(double fraction);
  void rateFound(const partimento::RateSearch& search);
  void rateFailed(const partimento::ui::ErrorMessage& message);
  void rateEnded();
  void grouped(const std::vector<partimento::ParameterGroup>& groups);
  void groupsFailed(const partimento::ui::ErrorMessage& message);

 private:
  TrainingHost& m_host;
  bool m_scanning = false;
  bool m_probing = false;
  bool m_findingRate = false;
  std::uint64_t m_scan = 0;  // which scan is meant
  std::uint64_t m_question = 0;
  std::optional<MachineProbe> m_machine;
  Worker m_machineWorker;
  Worker m_groupWorker;
  Worker m_scanWorker;  // the workers last: they end first
};

}  // namespace partimento::ui
