#pragma once

#include <QKeySequence>
#include <QObject>
#include <map>
#include <optional>

#include "ui/common/preferences.h"
#include "ui/main_window/actions.h"

namespace partimento::ui {

/// The keys of the actions as the user has them: those of the table until they are changed. Applied at once
/// and kept in the preferences; no key ever stands at two actions. The references outlive this object.
class KeyBindings : public QObject {
  Q_OBJECT

 public:
  using Keys = QList<QKeySequence>;

  /// Applies what the preferences hold.
  KeyBindings(Actions& actions, Preferences& preferences, QObject* parent = nullptr);

  const std::vector<ActionSpec>& specs() const { return m_actions.specs(); }
  const ActionSpec& spec(ActionId id) const;
  Keys keys(ActionId id) const;
  bool changedFromTable(ActionId id) const { return keys(id) != spec(id).keys; }

  /// Who has a key that is wanted for another action.
  struct Conflict {
    QKeySequence key;
    QString owner;  ///< as a person knows it
    enum class Remedy { TakeOver, None } remedy = Remedy::TakeOver;
  };
  /// The first of `keys` that another action or a menu has.
  std::optional<Conflict> conflict(ActionId id, const Keys& keys) const;
  /// Whether roll or score use the key for themselves where notes are selected.
  static bool usedOnMusic(const QKeySequence& key);

  /// Gives an action these keys in the place of its own; who had one of them before loses it. None: the
  /// action has no key.
  void assign(ActionId id, const Keys& keys);
  /// The keys of the table, for all actions.
  void resetAll();

 Q_SIGNALS:
  void changed();

 private:
  void load();
  void keep(ActionId id, const std::optional<Keys>& keys);
  void apply();

  Actions& m_actions;
  Preferences& m_preferences;
  std::map<ActionId, Keys> m_own;  // where they are not those of the table
};

/// The text of a menu entry without its mnemonic.
QString plainText(QString text);

}  // namespace partimento::ui
