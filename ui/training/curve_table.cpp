// The curves as comma-separated values.

#include <QLocale>
#include <span>
#include <sstream>

#include "core/base/file_io.h"
#include "ui/training/curve_plot.h"
#include "ui/training/job_text.h"

namespace partimento::ui {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

void write(std::ostream& stream, const RunView& run) {
  const std::string name = quoted(jobName(run.job).toStdString());
  for (const TrainPoint& point : run.train) {
    stream << name << ",train," << point.step << ',' << point.seconds << ',' << point.epoch << ','
           << point.nats << ',' << point.learningRate << ',' << point.gradientNorm << ','
           << point.tokensPerSecond << ",,\n";
  }
  for (const ValidationPoint& point : run.validation) {
    stream << name << ",validation," << point.step << ',' << point.seconds << ",," << point.nats << ",,,,"
           << point.pitchPerplexity << ',' << point.durationPerplexity << '\n';
  }
}

}  // namespace

void CurvePlot::exportTable(const QString& path) const {
  std::ostringstream stream;
  stream.imbue(std::locale::classic());
  stream.precision(9);
  stream << "run,kind,step,seconds,epoch,nats,learning_rate,gradient_norm,tokens_per_second,pitch_perplexity,"
            "duration_perplexity\n";
  for (const RunViewPtr& run : m_runs) write(stream, *run);
  writeFileAtomically(std::filesystem::path(path.toStdU16String()), stream.str());
}

}  // namespace partimento::ui
