#include "ui/common/desktop_look.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>

namespace partimento::ui {
namespace {

constexpr int kWaitMs = 20;
const char* const kService = "org.freedesktop.portal.Desktop";
const char* const kPath = "/org/freedesktop/portal/desktop";
const char* const kInterface = "org.freedesktop.portal.Settings";
const char* const kGroup = "org.freedesktop.appearance";

/// Without an address the bus library would start a bus of its own, which takes its time.
bool busIsThere() {
  if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) return true;
  const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
  return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

QVariant unwrapped(QVariant value) {
  while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
  return value;
}

}  // namespace

ThemeChoice chosenBy(ThemeChoice choice, const DesktopLook& look) {
  if (choice != ThemeChoice::System) return choice;
  if (look.contrast == DesktopLook::Contrast::High) return ThemeChoice::HighContrast;
  if (look.scheme == DesktopLook::Scheme::Dark) return ThemeChoice::Dark;
  if (look.scheme == DesktopLook::Scheme::Light) return ThemeChoice::Light;
  return choice;
}

DesktopLookWatcher::DesktopLookWatcher(QObject* parent) : QObject(parent) {
  if (!busIsThere()) return;
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  bus.connect(QLatin1String(kService), QLatin1String(kPath), QLatin1String(kInterface),
              QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QString, QString, QDBusVariant)));
  ask(QStringLiteral("color-scheme"));
  ask(QStringLiteral("contrast"));
}

void DesktopLookWatcher::ask(const QString& key) {
  QDBusMessage question = QDBusMessage::createMethodCall(QLatin1String(kService), QLatin1String(kPath),
                                                         QLatin1String(kInterface), QStringLiteral("Read"));
  question << QLatin1String(kGroup) << key;
  const QDBusMessage answer = QDBusConnection::sessionBus().call(question, QDBus::Block, kWaitMs);
  if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
    return take(key, unwrapped(answer.arguments().constFirst()));
  auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* done) {
    const QDBusPendingReply<QDBusVariant> reply = *done;
    if (reply.isValid()) take(key, unwrapped(reply.value().variant()));
    done->deleteLater();
  });
}

void DesktopLookWatcher::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
  if (group == QLatin1String(kGroup)) take(key, unwrapped(value.variant()));
}

void DesktopLookWatcher::take(const QString& key, const QVariant& value) {
  DesktopLook look = m_look;
  const uint number = value.toUInt();
  if (key == QLatin1String("color-scheme")) {
    look.scheme = number == 1   ? DesktopLook::Scheme::Dark
                  : number == 2 ? DesktopLook::Scheme::Light
                                : DesktopLook::Scheme::Unknown;
  } else if (key == QLatin1String("contrast")) {
    look.contrast = number == 1 ? DesktopLook::Contrast::High : DesktopLook::Contrast::Normal;
  }
  if (look == m_look) return;
  m_look = look;
  Q_EMIT changed();
}

}  // namespace partimento::ui
