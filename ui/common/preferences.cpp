#include "ui/common/preferences.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace partimento::ui {
namespace {

constexpr int kRecentFiles = 10;

template <typename Choice>
Choice readChoice(const QSettings& settings, const char* key, Choice last) {
  const int value = settings.value(QLatin1String(key), 0).toInt();
  return value >= 0 && value <= static_cast<int>(last) ? static_cast<Choice>(value) : Choice{};
}

}  // namespace

Preferences::Preferences(const QString& file, QObject* parent)
    : QObject(parent),
      m_settings(file.isEmpty()
                     ? new QSettings(QStringLiteral("partimento"), QStringLiteral("partimento"), this)
                     : new QSettings(file, QSettings::IniFormat, this)) {}

ThemeChoice Preferences::theme() const {
  return readChoice(*m_settings, "look/theme", ThemeChoice::HighContrast);
}

void Preferences::setTheme(ThemeChoice theme) {
  if (theme == this->theme() && !m_themeOverride) return;
  m_themeOverride.reset();
  m_settings->setValue(QStringLiteral("look/theme"), static_cast<int>(theme));
  Q_EMIT themeChanged();
}

QString Preferences::language() const {
  return m_settings->value(QStringLiteral("look/language")).toString();
}

void Preferences::setLanguage(const QString& language) {
  if (language == this->language()) return;
  m_settings->setValue(QStringLiteral("look/language"), language);
  Q_EMIT languageChanged();
}

NoteNaming Preferences::noteNaming() const {
  return readChoice(*m_settings, "look/noteNaming", NoteNaming::German);
}

void Preferences::setNoteNaming(NoteNaming naming) {
  if (naming == noteNaming()) return;
  m_settings->setValue(QStringLiteral("look/noteNaming"), static_cast<int>(naming));
  Q_EMIT namingChanged();
}

QString Preferences::soundFont() const {
  return m_settings->value(QStringLiteral("sound/soundFont")).toString();
}

void Preferences::setSoundFont(const QString& path) {
  if (path == soundFont()) return;
  m_settings->setValue(QStringLiteral("sound/soundFont"), path);
  Q_EMIT soundChanged();
}

QString Preferences::audioDriver() const {
  return m_settings->value(QStringLiteral("sound/driver")).toString();
}

void Preferences::setAudioDriver(const QString& driver) {
  if (driver == audioDriver()) return;
  m_settings->setValue(QStringLiteral("sound/driver"), driver);
  Q_EMIT soundChanged();
}

bool Preferences::metronome() const {
  return m_settings->value(QStringLiteral("sound/metronome"), false).toBool();
}

void Preferences::setMetronome(bool on) {
  m_settings->setValue(QStringLiteral("sound/metronome"), on);
}

bool Preferences::countIn() const {
  return m_settings->value(QStringLiteral("sound/countIn"), true).toBool();
}

void Preferences::setCountIn(bool on) {
  m_settings->setValue(QStringLiteral("sound/countIn"), on);
}

bool Preferences::leavesMachineUsable() const {
  return m_settings->value(QStringLiteral("training/leavesMachineUsable"), true).toBool();
}

void Preferences::setLeavesMachineUsable(bool on) {
  m_settings->setValue(QStringLiteral("training/leavesMachineUsable"), on);
}

RightDrag Preferences::rightDrag() const {
  return readChoice(*m_settings, "roll/rightDrag", RightDrag::OpensMenu);
}

void Preferences::setRightDrag(RightDrag meaning) {
  if (meaning == rightDrag()) return;
  m_settings->setValue(QStringLiteral("roll/rightDrag"), static_cast<int>(meaning));
  Q_EMIT rightDragChanged();
}

std::optional<QString> Preferences::keysOf(const QString& action) const {
  const QString place = QStringLiteral("keys/") + action;
  if (!m_settings->contains(place)) return std::nullopt;
  return m_settings->value(place).toString();
}

void Preferences::setKeysOf(const QString& action, const std::optional<QString>& keys) {
  const QString place = QStringLiteral("keys/") + action;
  keys ? m_settings->setValue(place, *keys) : m_settings->remove(place);
}

QString Preferences::lastStyle() const {
  return m_settings->value(QStringLiteral("compose/style")).toString();
}

void Preferences::setLastStyle(const QString& id) {
  m_settings->setValue(QStringLiteral("compose/style"), id);
}

QString Preferences::folder() const {
  return m_settings->value(QStringLiteral("files/folder"), QDir::homePath()).toString();
}

void Preferences::setFolder(const QString& folder) {
  m_settings->setValue(QStringLiteral("files/folder"), folder);
}

QStringList Preferences::recentFiles() const {
  return m_settings->value(QStringLiteral("files/recent")).toStringList();
}

void Preferences::addRecentFile(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  QStringList files = recentFiles();
  files.removeAll(absolute);
  files.prepend(absolute);
  while (files.size() > kRecentFiles) files.removeLast();
  m_settings->setValue(QStringLiteral("files/recent"), files);
  Q_EMIT recentFilesChanged();
}

void Preferences::removeRecentFile(const QString& path) {
  QStringList files = recentFiles();
  if (files.removeAll(path) == 0) return;
  m_settings->setValue(QStringLiteral("files/recent"), files);
  Q_EMIT recentFilesChanged();
}

QByteArray Preferences::state(const QString& key) const {
  return m_settings->value(QStringLiteral("state/") + key).toByteArray();
}

void Preferences::setState(const QString& key, const QByteArray& value) {
  m_settings->setValue(QStringLiteral("state/") + key, value);
}

}  // namespace partimento::ui
