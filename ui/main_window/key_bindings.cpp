#include "ui/main_window/key_bindings.h"

#include <QMetaEnum>
#include <algorithm>
#include <set>

namespace partimento::ui {
namespace {

QString nameOf(ActionId id) {
  return QString::fromLatin1(QMetaEnum::fromType<ActionId>().valueToKey(static_cast<int>(id)));
}

std::set<QKeySequence> menuKeys(MenuId menu) {
  return {QKeySequence::mnemonic(menuTitle(menu))};
}

}  // namespace

QString plainText(QString text) {
  return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

KeyBindings::KeyBindings(Actions& actions, Preferences& preferences, QObject* parent)
    : QObject(parent), m_actions(actions), m_preferences(preferences) {
  load();
  apply();
}

const ActionSpec& KeyBindings::spec(ActionId id) const {
  return *std::find_if(specs().begin(), specs().end(),
                       [id](const ActionSpec& spec) { return spec.id == id; });
}

KeyBindings::Keys KeyBindings::keys(ActionId id) const {
  return m_actions[id]->shortcuts();
}

void KeyBindings::load() {
  std::set<QKeySequence> taken;
  for (const ActionSpec& spec : specs()) {
    const std::optional<QString> text = m_preferences.keysOf(nameOf(spec.id));
    if (!text) continue;
    Keys own;
    // The file may have been written by hand: what is no key or stands twice is left out.
    for (const QKeySequence& key : QKeySequence::listFromString(*text, QKeySequence::PortableText)) {
      if (!key.isEmpty() && key[0].key() != Qt::Key_unknown && taken.insert(key).second) own << key;
    }
    m_own[spec.id] = own;
  }
}

void KeyBindings::keep(ActionId id, const std::optional<Keys>& keys) {
  if (keys && *keys != spec(id).keys) {
    m_own[id] = *keys;
    m_preferences.setKeysOf(nameOf(id), QKeySequence::listToString(*keys, QKeySequence::PortableText));
  } else {
    m_own.erase(id);
    m_preferences.setKeysOf(nameOf(id), std::nullopt);
  }
}

void KeyBindings::apply() {
  std::set<QKeySequence> taken;
  for (const auto& [id, keys] : m_own) taken.insert(keys.begin(), keys.end());
  for (const ActionSpec& spec : specs()) {
    const auto own = m_own.find(spec.id);
    Keys keys = own == m_own.end() ? spec.keys : own->second;
    if (own == m_own.end()) keys.removeIf([&](const QKeySequence& key) { return taken.count(key) > 0; });
    if (keys != m_actions[spec.id]->shortcuts()) m_actions.setKeys(spec.id, keys);
  }
  Q_EMIT changed();
}

std::optional<KeyBindings::Conflict> KeyBindings::conflict(ActionId id, const Keys& wanted) const {
  for (const QKeySequence& key : wanted) {
    for (const ActionSpec& other : specs()) {
      if (menuKeys(other.menu).count(key) > 0)
        return Conflict{key, plainText(menuTitle(other.menu)), Conflict::Remedy::None};
      if (other.id != id && keys(other.id).contains(key)) return Conflict{key, plainText(other.text)};
    }
  }
  return std::nullopt;
}

bool KeyBindings::usedOnMusic(const QKeySequence& key) {
  const Qt::Key code = key[0].key();
  const bool plain = !(key[0].keyboardModifiers() & ~Qt::ShiftModifier);
  if (code >= Qt::Key_Left && code <= Qt::Key_Down) return true;
  if (!plain) return false;
  static const std::set<Qt::Key> used{Qt::Key_Q,         Qt::Key_J,         Qt::Key_N,      Qt::Key_T,
                                      Qt::Key_Delete,    Qt::Key_Backspace, Qt::Key_Return, Qt::Key_Enter,
                                      Qt::Key_Plus,      Qt::Key_Minus,     Qt::Key_Period, Qt::Key_Equal,
                                      Qt::Key_NumberSign};
  const bool letter = code >= Qt::Key_A && code <= Qt::Key_G;
  const bool digit = code >= Qt::Key_0 && code <= Qt::Key_7;
  return letter || digit || used.count(code) > 0;
}

void KeyBindings::assign(ActionId id, const Keys& wanted) {
  const std::map<ActionId, Keys> before = m_own;
  for (const auto& [other, keys] : before) {
    if (other == id) continue;
    Keys left = keys;
    left.removeIf([&](const QKeySequence& key) { return wanted.contains(key); });
    if (left != keys) keep(other, left);
  }
  keep(id, wanted);
  apply();
}

void KeyBindings::resetAll() {
  for (const ActionSpec& spec : specs()) keep(spec.id, std::nullopt);
  apply();
}

}  // namespace partimento::ui
