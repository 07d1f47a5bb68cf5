#pragma once

#include <QDialog>
#include <optional>

#include "ui/main_window/key_bindings.h"

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace partimento::ui {

class BannerArea;
class KeyCapture;

/// All keys at a glance, those of the menus to be changed: choose an action, press its new key. A key that
/// another action has is taken over only when one says so.
class KeysDialog : public QDialog {
  Q_OBJECT

 public:
  explicit KeysDialog(KeyBindings& bindings, QWidget* parent = nullptr);

  void choose(ActionId id);

 private:
  QTreeWidget* buildList();
  QWidget* buildEditor();
  void fillList();
  void showKeys();
  void showEditor();
  std::optional<ActionId> current() const;
  /// Assigns, or asks where another action has one of the keys.
  void wish(ActionId id, const KeyBindings::Keys& keys);
  void assign(ActionId id, const KeyBindings::Keys& keys);
  void ask(ActionId id, const KeyBindings::Keys& keys, const KeyBindings::Conflict& conflict);

  KeyBindings& m_bindings;
  std::map<ActionId, QTreeWidgetItem*> m_items;
  QTreeWidget* m_list = nullptr;
  BannerArea* m_messages = nullptr;
  QWidget* m_editor = nullptr;
  KeyCapture* m_capture = nullptr;
  QPushButton* m_none = nullptr;
  QPushButton* m_reset = nullptr;
  QPushButton* m_resetAll = nullptr;
};

}  // namespace partimento::ui
