#include "app/studio/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>

namespace partimento::studio {
namespace {

constexpr int kDone = 0;
constexpr int kWrongUsage = 2;

void print(std::FILE* stream, const QString& text) {
  std::fputs(text.toLocal8Bit().constData(), stream);
}

std::optional<ui::ThemeChoice> themeOf(const QString& name) {
  if (name == QLatin1String("system")) return ui::ThemeChoice::System;
  if (name == QLatin1String("light")) return ui::ThemeChoice::Light;
  if (name == QLatin1String("dark")) return ui::ThemeChoice::Dark;
  if (name == QLatin1String("high-contrast")) return ui::ThemeChoice::HighContrast;
  return std::nullopt;
}

}  // namespace

Options readOptions(const QStringList& arguments, ui::Preferences& preferences) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("A composition studio with small neural models."));
  const QCommandLineOption help = parser.addHelpOption();
  const QCommandLineOption version = parser.addVersionOption();
  const QCommandLineOption theme(QStringLiteral("theme"),
                                 QStringLiteral("Colours: system, light, dark, high-contrast."),
                                 QStringLiteral("name"));
  const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("Language: en, es."),
                                    QStringLiteral("code"));
  parser.addOptions({theme, language});
  parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Project or MIDI file to open."),
                               QStringLiteral("[file]"));
  Options options;
  options.theme = preferences.theme();
  options.language = preferences.language();
  QString problem;
  if (!parser.parse(arguments)) problem = parser.errorText();
  if (problem.isEmpty() && parser.isSet(theme)) {
    if (const auto chosen = themeOf(parser.value(theme))) {
      options.theme = *chosen;
      preferences.overrideTheme(*chosen);
    } else {
      problem = QStringLiteral("Unknown theme \"%1\": use system, light, dark or high-contrast.")
                    .arg(parser.value(theme));
    }
  }
  if (parser.positionalArguments().size() > 1) problem = QStringLiteral("Name one file at most.");
  if (!problem.isEmpty()) {
    print(stderr, QStringLiteral("partimento: %1\nTry partimento --help.\n").arg(problem));
    options.exitStatus = kWrongUsage;
    return options;
  }
  if (parser.isSet(help)) {
    print(stdout, parser.helpText());
    options.exitStatus = kDone;
  } else if (parser.isSet(version)) {
    print(stdout, QStringLiteral("partimento %1\n").arg(QCoreApplication::applicationVersion()));
    options.exitStatus = kDone;
  }
  if (parser.isSet(language)) {
    options.language = parser.value(language);
    preferences.overrideLanguage(options.language);
  }
  if (!parser.positionalArguments().isEmpty()) options.file = parser.positionalArguments().front();
  return options;
}

}  // namespace partimento::studio
