#include "app/studio/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace partimento::studio {

namespace {

bool install(QCoreApplication& app, const QLocale& locale, const QString& name, const QString& folder) {
  auto* translator = new QTranslator(&app);
  return translator->load(locale, name, QStringLiteral("_"), folder) &&
         QCoreApplication::installTranslator(translator);
}

}  // namespace

QStringList languages() {
  return {QStringLiteral("en"), QStringLiteral("es")};
}

void installTranslation(QCoreApplication& app, const QString& language) {
  const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
  if (!language.isEmpty()) QLocale::setDefault(locale);
  const QString name = QStringLiteral("partimento");
  const QString folder = QStringLiteral(":/translations");
  // English counts its plurals in a file of its own. It stands below every other language, for the C locale
  // and for those that have no translation.
  install(app, QLocale(QLocale::English), name, folder);
  if (locale.language() != QLocale::English) install(app, locale, name, folder);
  install(app, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

}  // namespace partimento::studio
