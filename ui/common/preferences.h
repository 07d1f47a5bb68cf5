#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <optional>

#include "core/music/pitch_name.h"

class QSettings;

namespace partimento::ui {

enum class ThemeChoice { System, Light, Dark, HighContrast };

/// What the right mouse button does on the roll.
enum class RightDrag { Erases, OpensMenu };

/// What a person has chosen for the program, as against what belongs to a document. Kept by QSettings;
/// one object of the process, handed to whom needs it.
class Preferences : public QObject {
  Q_OBJECT

 public:
  /// `file` empty: the user's settings; else that INI file (tests).
  explicit Preferences(const QString& file = {}, QObject* parent = nullptr);

  ThemeChoice theme() const;
  /// Ends an override as well.
  void setTheme(ThemeChoice theme);
  /// What this run was asked for when it was started; stands above theme() and is not kept.
  void overrideTheme(ThemeChoice theme) { m_themeOverride = theme; }
  std::optional<ThemeChoice> themeOverride() const { return m_themeOverride; }
  /// "en", "es"; empty: the system's.
  QString language() const;
  void setLanguage(const QString& language);
  /// As for the theme, until the program ends.
  void overrideLanguage(const QString& language) { m_languageOverride = language; }
  std::optional<QString> languageOverride() const { return m_languageOverride; }
  NoteNaming noteNaming() const;
  void setNoteNaming(NoteNaming naming);
  /// Path of a .sf2 or .sf3; empty: the one that comes with the system.
  QString soundFont() const;
  void setSoundFont(const QString& path);
  /// FluidSynth's name of the driver; empty: the first that works.
  QString audioDriver() const;
  void setAudioDriver(const QString& driver);
  bool metronome() const;
  void setMetronome(bool on);
  /// Before a recording; on by default.
  bool countIn() const;
  void setCountIn(bool on);
  /// Training gets only what nothing else wants; on by default.
  bool leavesMachineUsable() const;
  void setLeavesMachineUsable(bool on);
  RightDrag rightDrag() const;
  void setRightDrag(RightDrag meaning);
  /// The keys of an action as the user set them (QKeySequence::listToString, portable); none: those it comes
  /// with.
  std::optional<QString> keysOf(const QString& action) const;
  void setKeysOf(const QString& action, const std::optional<QString>& keys);
  QString lastStyle() const;
  void setLastStyle(const QString& id);
  QString folder() const;  ///< where the last file dialog was
  void setFolder(const QString& folder);

  /// Newest first, at most ten; files that are gone stay listed.
  QStringList recentFiles() const;
  void addRecentFile(const QString& path);
  void removeRecentFile(const QString& path);

  /// Window layout and other view state, by key.
  QByteArray state(const QString& key) const;
  void setState(const QString& key, const QByteArray& value);

 Q_SIGNALS:
  void themeChanged();
  void namingChanged();
  void soundChanged();
  void languageChanged();
  void rightDragChanged();
  void recentFilesChanged();

 private:
  QSettings* m_settings;
  std::optional<ThemeChoice> m_themeOverride;
  std::optional<QString> m_languageOverride;
};

}  // namespace partimento::ui
