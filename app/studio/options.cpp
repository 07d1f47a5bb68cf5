#include "app/studio/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "app/studio/translation.h"

namespace partimento::studio {
namespace {

constexpr int kDone = 0;
constexpr int kWrongUsage = 2;

class Texts {
  Q_DECLARE_TR_FUNCTIONS(Options)
};

struct NamedTheme {
  const char* name;
  ui::ThemeChoice theme;
};
constexpr std::array<NamedTheme, 4> kThemes = {{{"system", ui::ThemeChoice::System},
                                                {"light", ui::ThemeChoice::Light},
                                                {"dark", ui::ThemeChoice::Dark},
                                                {"high-contrast", ui::ThemeChoice::HighContrast}}};

void print(std::FILE* stream, const QString& text) {
  std::fputs(text.toLocal8Bit().constData(), stream);
}

std::optional<ui::ThemeChoice> themeOf(const QString& name) {
  for (const NamedTheme& named : kThemes) {
    if (name == QLatin1String(named.name)) return named.theme;
  }
  return std::nullopt;
}

QString themeNames() {
  QStringList names;
  for (const NamedTheme& named : kThemes) names << QLatin1String(named.name);
  return names.join(QStringLiteral(", "));
}

QString languageNames() {
  return languages().join(QStringLiteral(", "));
}

/// The options as the parser must know them; what they mean is said by helpText.
struct Grammar {
  QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}};
  QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")}};
  QCommandLineOption theme{QStringLiteral("theme"), QString(), QStringLiteral("name")};
  QCommandLineOption language{QStringLiteral("language"), QString(), QStringLiteral("code")};
};

QString helpText() {
  const std::pair<QString, QString> options[] = {
      {QStringLiteral("-h, --help"), Texts::tr("Show this help.")},
      {QStringLiteral("-v, --version"), Texts::tr("Show the version.")},
      {QStringLiteral("--theme ") + Texts::tr("NAME"), Texts::tr("Colours: %1.").arg(themeNames())},
      {QStringLiteral("--language ") + Texts::tr("CODE"), Texts::tr("Language: %1.").arg(languageNames())},
      {Texts::tr("FILE"), Texts::tr("Project, MIDI or MusicXML file to open.")}};
  constexpr int kColumn = 20;
  QString text = Texts::tr("Usage: partimento [options] [FILE]") + QStringLiteral("\n") +
                 Texts::tr("A composition studio with small neural models.") + QStringLiteral("\n\n");
  for (const auto& [name, meaning] : options)
    text += QStringLiteral("  %1 %2\n").arg(name.leftJustified(kColumn), meaning);
  return text;
}

/// What is wrong with the arguments, as a sentence; empty: nothing.
QString problemOf(const QCommandLineParser& parser, const Grammar& grammar, bool parsed) {
  if (parser.isSet(grammar.language) && !languages().contains(parser.value(grammar.language)))
    return Texts::tr("There is no language \"%1\"; there are: %2.")
        .arg(parser.value(grammar.language), languageNames());
  if (!parsed) return Texts::tr("%1 Try partimento --help.").arg(parser.errorText());
  if (parser.isSet(grammar.theme) && !themeOf(parser.value(grammar.theme)))
    return Texts::tr("There is no theme \"%1\"; there are: %2.")
        .arg(parser.value(grammar.theme), themeNames());
  if (parser.positionalArguments().size() > 1)
    return Texts::tr("Name one file at most. Try partimento --help.");
  return {};
}

}  // namespace

bool isAnsweredByText(std::span<char* const> arguments) {
  // Options of the toolkit are among these arguments, too: only what is surely ours is looked at.
  const auto isUnknown = [&](std::size_t at, std::string_view option, auto&& knows) {
    const std::string_view argument = arguments[at];
    if (!argument.starts_with(option)) return false;
    const std::string_view rest = argument.substr(option.size());
    if (rest.starts_with('=')) return !knows(QString::fromLocal8Bit(rest.data() + 1));
    return rest.empty() && at + 1 < arguments.size() && !knows(QString::fromLocal8Bit(arguments[at + 1]));
  };
  for (std::size_t at = 1; at < arguments.size(); ++at) {
    const std::string_view argument = arguments[at];
    if (argument == "-h" || argument == "--help" || argument == "-v" || argument == "--version") return true;
    if (isUnknown(at, "--language", [](const QString& code) { return languages().contains(code); }))
      return true;
    if (isUnknown(at, "--theme", [](const QString& name) { return themeOf(name).has_value(); })) return true;
  }
  return false;
}

Options readOptions(QCoreApplication& app, const QStringList& arguments, ui::Preferences& preferences) {
  QCommandLineParser parser;
  const Grammar grammar;
  parser.addOptions({grammar.help, grammar.version, grammar.theme, grammar.language});
  const bool parsed = parser.parse(arguments);
  Options options;
  options.theme = preferences.theme();
  options.language = preferences.language();
  const bool known = parser.isSet(grammar.language) && languages().contains(parser.value(grammar.language));
  if (known) {
    options.language = parser.value(grammar.language);
    preferences.overrideLanguage(options.language);
  }
  installTranslation(app, options.language);
  if (const QString problem = problemOf(parser, grammar, parsed); !problem.isEmpty()) {
    print(stderr, QStringLiteral("partimento: %1\n").arg(problem));
    options.exitStatus = kWrongUsage;
    return options;
  }
  if (parser.isSet(grammar.help)) {
    print(stdout, helpText());
    options.exitStatus = kDone;
  } else if (parser.isSet(grammar.version)) {
    print(stdout, QStringLiteral("partimento %1\n").arg(QCoreApplication::applicationVersion()));
    options.exitStatus = kDone;
  }
  if (parser.isSet(grammar.theme)) {
    options.theme = themeOf(parser.value(grammar.theme)).value_or(options.theme);
    preferences.overrideTheme(options.theme);
  }
  if (!parser.positionalArguments().isEmpty()) options.file = parser.positionalArguments().front();
  return options;
}

}  // namespace partimento::studio
