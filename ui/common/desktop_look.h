#pragma once

#include <QObject>

#include "ui/common/preferences.h"

class QDBusVariant;

namespace partimento::ui {

/// What the desktop wants programs to look like.
struct DesktopLook {
  enum class Scheme { Unknown, Dark, Light };
  enum class Contrast { Normal, High };
  Scheme scheme = Scheme::Unknown;
  Contrast contrast = Contrast::Normal;

  bool operator==(const DesktopLook&) const = default;
};

/// What a person who chose `choice` means on such a desktop: System becomes what the desktop asks for, where
/// it does.
ThemeChoice chosenBy(ThemeChoice choice, const DesktopLook& look);

/// Asks the desktop by its settings portal (org.freedesktop.appearance) and follows changes. Unknown where no
/// session bus or portal is. GUI thread.
class DesktopLookWatcher : public QObject {
  Q_OBJECT

 public:
  /// Waits for the portal's answer no longer than an unnoticed moment; a later one comes by changed().
  explicit DesktopLookWatcher(QObject* parent = nullptr);
  const DesktopLook& look() const { return m_look; }

 Q_SIGNALS:
  void changed();

 private Q_SLOTS:
  void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void ask(const QString& key);
  void take(const QString& key, const QVariant& value);

  DesktopLook m_look;
};

}  // namespace partimento::ui
