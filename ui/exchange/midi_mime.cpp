#include "ui/exchange/midi_mime.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QUrl>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/formats/midi.h"

namespace partimento::ui {
namespace {

/// Of folder(); empty until it was asked for.
QString& madeFolder() {
  static QString path;
  return path;
}

/// Removed when the program ends: a program that a file was dropped on may read it later.
QString folder() {
  static QTemporaryDir directory(QDir::tempPath() + QStringLiteral("/partimento-drag-XXXXXX"));
  if (!directory.isValid()) {
    throw Error(ErrorCode::FileNotWritable,
                {QDir::tempPath().toStdString(), directory.errorString().toStdString()});
  }
  return madeFolder() = directory.path();
}

QString fileName(const QString& name) {
  QString plain = name;
  plain.replace(QRegularExpression(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]")), QStringLiteral("-"));
  return (plain.trimmed().isEmpty() ? QStringLiteral("Partimento") : plain.trimmed().left(80)) +
         QStringLiteral(".mid");
}

}  // namespace

std::unique_ptr<QMimeData> midiMimeData(const Score& score, const QString& name) {
  const std::vector<std::byte> bytes = formats::writeMidi(score);
  const QString path = folder() + QLatin1Char('/') + fileName(name);
  formats::writeMidiFile(std::filesystem::path(path.toStdU16String()), score);
  auto data = std::make_unique<QMimeData>();
  data->setUrls({QUrl::fromLocalFile(path)});
  data->setData(QStringLiteral("audio/midi"), QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                                         static_cast<qsizetype>(bytes.size())));
  return data;
}

bool isFromHere(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  return !urls.isEmpty() && !madeFolder().isEmpty() &&
         urls.front().toLocalFile().startsWith(madeFolder() + QLatin1Char('/'));
}

QString musicFileIn(const QMimeData& data) {
  for (const QUrl& url : data.urls()) {
    const QString path = url.toLocalFile();
    for (const char* suffix : {".mid", ".midi", ".musicxml", ".mxl", ".xml"}) {
      if (path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive)) return path;
    }
  }
  return {};
}

}  // namespace partimento::ui
