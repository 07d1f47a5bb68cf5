#include "ui/training/job_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/common/error_text.h"

namespace partimento::ui {
namespace {

class Jobs {
  Q_DECLARE_TR_FUNCTIONS(Jobs)
};

QString superscript(int number) {
  static const QString kDigits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
  QString text = number < 0 ? QStringLiteral("⁻") : QString();
  for (const QChar digit : QString::number(std::abs(number))) text += kDigits[digit.digitValue()];
  return text;
}

}  // namespace

QString jobStateText(JobState state) {
  switch (state) {
    case JobState::Queued:
      return Jobs::tr("queued");
    case JobState::Running:
      return Jobs::tr("running");
    case JobState::Pausing:
      return Jobs::tr("pausing…");
    case JobState::Paused:
      return Jobs::tr("paused");
    case JobState::Finished:
      return Jobs::tr("finished");
    case JobState::Failed:
      return Jobs::tr("failed");
    case JobState::Cancelled:
      return Jobs::tr("cancelled");
  }
  return {};
}

QString jobStateIcon(JobState state) {
  switch (state) {
    case JobState::Queued:
      return QStringLiteral("queued");
    case JobState::Running:
    case JobState::Pausing:
      return QStringLiteral("play");
    case JobState::Paused:
      return QStringLiteral("pause");
    case JobState::Finished:
      return QStringLiteral("accept");
    case JobState::Failed:
      return QStringLiteral("warning");
    case JobState::Cancelled:
      return QStringLiteral("reject");
  }
  return {};
}

QString jobPhaseText(JobPhase phase) {
  switch (phase) {
    case JobPhase::Waiting:
      return Jobs::tr("Getting ready");
    case JobPhase::Scanning:
      return Jobs::tr("Reading the music");
    case JobPhase::FindingRate:
      return Jobs::tr("Looking for a learning rate");
    case JobPhase::Measuring:
      return Jobs::tr("Measuring the pace");
    case JobPhase::Training:
      return Jobs::tr("Training");
    case JobPhase::Validating:
      return Jobs::tr("Listening to held-out pieces");
    case JobPhase::Sampling:
      return Jobs::tr("Writing a sample");
    case JobPhase::Saving:
      return Jobs::tr("Saving");
  }
  return {};
}

QString jobProgressText(const JobSnapshot& job) {
  QStringList parts;
  if (job.state == JobState::Running) {
    parts << jobPhaseText(job.phase);
  } else if (job.state == JobState::Pausing) {
    parts << Jobs::tr("Stopping after this step…");
  } else if (job.interrupted) {
    parts << Jobs::tr("paused when the program ended");
  } else {
    parts << jobStateText(job.state);
  }
  if (job.steps > 0 && job.state != JobState::Finished)
    parts << Jobs::tr("step %1 of %2").arg(countText(job.step), countText(job.steps));
  if (job.state == JobState::Running && job.left.value > 0)
    parts << Jobs::tr("%1 left").arg(durationText(job.left));
  if (isEnded(job.state) && job.elapsed.value > 0) parts << durationText(job.elapsed);
  return parts.join(QStringLiteral(" · "));
}

QString jobName(const JobSnapshot& job) {
  if (!job.settings.name.empty()) return QString::fromStdString(job.settings.name);
  return QFileInfo(QString::fromStdString(job.settings.folder)).fileName();
}

bool isEnded(JobState state) {
  return state == JobState::Finished || state == JobState::Failed || state == JobState::Cancelled;
}

QString durationText(Seconds time) {
  const auto seconds = static_cast<long long>(std::llround(std::max(0.0, time.value)));
  if (seconds < 90) return Jobs::tr("%1 s").arg(seconds);
  const long long minutes = (seconds + 30) / 60;
  if (minutes < 60) return Jobs::tr("%1 min").arg(minutes);
  if (minutes % 60 == 0) return Jobs::tr("%1 h").arg(minutes / 60);
  return Jobs::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString weightsText(std::int64_t parameters) {
  if (parameters < 100000) return Jobs::tr("%1 weights").arg(countText(parameters));
  const double millions = static_cast<double>(parameters) / 1e6;
  return Jobs::tr("%1 million weights").arg(QLocale().toString(millions, 'f', millions < 10 ? 2 : 0));
}

QString countText(std::int64_t count) {
  return QLocale().toString(static_cast<qlonglong>(count));
}

QString rateText(double rate) {
  if (rate <= 0) return QStringLiteral("0");
  const int exponent = static_cast<int>(std::floor(std::log10(rate) + 1e-9));
  const double mantissa = rate / std::pow(10.0, exponent);
  return QStringLiteral("%1·10%2").arg(QLocale().toString(mantissa, 'f', 1), superscript(exponent));
}

QString familyText(const std::string& family) {
  if (family == "tcn") return Jobs::tr("Convolutions");
  if (family == "lstm") return Jobs::tr("LSTM");
  if (family == "gpt") return Jobs::tr("Transformer (GPT)");
  return QString::fromStdString(family);
}

QString familySentence(const std::string& family) {
  if (family == "tcn") return Jobs::tr("Looks back a fixed number of notes. Quick to train, quick to play.");
  if (family == "lstm")
    return Jobs::tr("Keeps a memory that it rewrites at every note. Good on long phrases.");
  return Jobs::tr(
      "Compares every note with all before it, so it brings strains back. The best, if given time.");
}

QString presetText(const std::string& preset) {
  if (preset == "tiny") return Jobs::tr("Tiny");
  if (preset == "small") return Jobs::tr("Small");
  if (preset == "medium") return Jobs::tr("Medium");
  if (preset == "large") return Jobs::tr("Large");
  if (preset == "document") return Jobs::tr("As in the source document");
  return QString::fromStdString(preset);
}

QString tokenizerText(const std::string& tokenizer) {
  if (tokenizer.starts_with("melody")) return Jobs::tr("Melody");
  if (tokenizer.starts_with("chorale")) return Jobs::tr("Chorale");
  if (tokenizer.starts_with("beat")) return Jobs::tr("Score by bars and beats");
  if (tokenizer.starts_with("performance")) return Jobs::tr("Performance");
  if (tokenizer.starts_with("tmidi")) return Jobs::tr("tmidi");
  return QString::fromStdString(tokenizer);
}

QString tokenizerSentence(const std::string& tokenizer) {
  if (tokenizer.starts_with("melody"))
    return Jobs::tr("One line of notes, in any key. Needs files with one voice.");
  if (tokenizer.starts_with("chorale")) return Jobs::tr("Four voices that move together, as in hymns.");
  if (tokenizer.starts_with("beat"))
    return Jobs::tr("Several instruments with bar, place in the bar, pitch, length and velocity.");
  if (tokenizer.starts_with("performance"))
    return Jobs::tr("Time in milliseconds, with touch and pedal: for piano playing that was recorded.");
  return Jobs::tr("Notes in 128 symbols, with time as it was played.");
}

QString skipText(const SkippedFile& file) {
  const QString detail = QString::fromStdString(file.detail);
  switch (file.reason) {
    case SkipReason::Unreadable:
      return Jobs::tr("It cannot be read: %1.").arg(detail);
    case SkipReason::NotMidi:
      return Jobs::tr("It is no MIDI file, whatever its name says.");
    case SkipReason::Damaged:
      return QStringList{Jobs::tr("It is damaged."), midiDamageText(detail)}.join(QLatin1Char(' ')).trimmed();
    case SkipReason::NoNotes:
      return Jobs::tr("It holds no notes.");
    case SkipReason::TooShort: {
      const QStringList counts = detail.split(QStringLiteral(" of "));
      return Jobs::tr("It is too short: %1 notes, where %2 are needed.")
          .arg(counts.value(0), counts.value(1));
    }
    case SkipReason::SeveralVoices:
      return Jobs::tr("It has chords or several voices; choose the representation “%1” for it.")
          .arg(tokenizerText("beat"));
    case SkipReason::VoicesNotClear:
      return Jobs::tr("Its four voices cannot be told apart.");
    case SkipReason::Percussion:
      return Jobs::tr("It has percussion only.");
    case SkipReason::Copy:
      return Jobs::tr("It is the same music as “%1”.").arg(detail);
  }
  return {};
}

}  // namespace partimento::ui
