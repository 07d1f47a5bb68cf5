#include "ui/seed/demo_seeds.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <span>

#include "core/base/error.h"
#include "core/formats/midi.h"

namespace partimento::ui {
namespace {

/// What differs from language to language in resources/seeds/seeds.json, for translators.
[[maybe_unused]] constexpr const char* kNames[] = {
    QT_TRANSLATE_NOOP("DemoSeeds", "Ode to Joy"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Minuet in G"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Wiegenlied (Cradle Song)"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Sonata in C, K. 545"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Largo, “From the New World”"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Traditional, England, 16th century"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Traditional, France, 18th century"),
    QT_TRANSLATE_NOOP("DemoSeeds", "Traditional, Ireland, 18th century")};

QString named(const QString& text) {
  return QCoreApplication::translate("DemoSeeds", text.toUtf8().constData());
}

QByteArray resource(const QString& name) {
  QFile file(QStringLiteral(":/seeds/") + name);
  if (!file.open(QIODevice::ReadOnly)) throw Error(ErrorCode::FileNotFound, {name.toStdString()});
  return file.readAll();
}

}  // namespace

QString demoTitle(const DemoSeed& seed) {
  return named(seed.title);
}

QString demoComposer(const DemoSeed& seed) {
  return named(seed.composer);
}

const std::vector<DemoSeed>& demoSeeds() {
  static const std::vector<DemoSeed> kSeeds = [] {
    std::vector<DemoSeed> seeds;
    const QJsonArray list = QJsonDocument::fromJson(resource(QStringLiteral("seeds.json"))).array();
    for (const QJsonValue& value : list) {
      const QJsonObject entry = value.toObject();
      seeds.push_back(
          {entry.value(QLatin1String("file")).toString(), entry.value(QLatin1String("title")).toString(),
           entry.value(QLatin1String("composer")).toString(), entry.value(QLatin1String("style")).toString(),
           entry.value(QLatin1String("bars")).toInt()});
    }
    return seeds;
  }();
  return kSeeds;
}

ScorePtr loadDemoSeed(const DemoSeed& seed) {
  const QByteArray bytes = resource(seed.file);
  const auto view = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
  return formats::readMidi(view, seed.file.toStdString()).score;
}

}  // namespace partimento::ui
