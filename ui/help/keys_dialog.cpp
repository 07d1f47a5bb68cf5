#include "ui/help/keys_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/common/banner.h"
#include "ui/common/theme.h"
#include "ui/help/key_capture.h"

namespace partimento::ui {
namespace {

enum Column { kAction, kKeys, kEffect };
constexpr int kIdRole = Qt::UserRole;
const QString kMessage = QStringLiteral("keys");
const QString kQuestion = QStringLiteral("conflict");

struct KeyLine {
  QString keys;
  QString text;
};

std::vector<KeyLine> rollKeys() {
  return {
      {KeysDialog::tr("Double-click"), KeysDialog::tr("Add a note; the last length is used again")},
      {KeysDialog::tr("Drag"), KeysDialog::tr("Move notes; their edges resize them")},
      {KeysDialog::tr("Shift+drag"), KeysDialog::tr("Copy notes")},
      {KeysDialog::tr("Right-drag"),
       KeysDialog::tr("Erase notes; the settings can give the button a menu instead")},
      {KeysDialog::tr("Up, Down"), KeysDialog::tr("A semitone up or down; with Shift or Ctrl an octave")},
      {KeysDialog::tr("Left, Right"), KeysDialog::tr("A grid step earlier or later; with Shift a bar")},
      {QStringLiteral("Q"), KeysDialog::tr("Move the selected notes to the grid")},
      {KeysDialog::tr("Delete, Backspace"), KeysDialog::tr("Delete the selected notes")},
      {KeysDialog::tr("Ctrl+wheel"), KeysDialog::tr("Zoom at the pointer")},
      {KeysDialog::tr("A W S E D F T G Y H U J K"), KeysDialog::tr("Play on the piano of the Seed panel")}};
}

std::vector<KeyLine> staffKeys() {
  return {
      {QStringLiteral("N"),
       KeysDialog::tr("Begin or end writing; letters write, a click writes under the pointer")},
      {KeysDialog::tr("A to G"),
       KeysDialog::tr("Write or change to that letter; with Shift add it to the chord")},
      {KeysDialog::tr("1 to 7"), KeysDialog::tr("Value from sixty-fourth to whole; leaves the triplet")},
      {QStringLiteral("."), KeysDialog::tr("Dot the value, or take the dot away")},
      {QStringLiteral("/"), KeysDialog::tr("Make the value one of a triplet, or plain again")},
      {QStringLiteral("0"), KeysDialog::tr("Write a rest; selected notes become one")},
      {KeysDialog::tr("Insert"),
       KeysDialog::tr("While writing: push later music on, or take its place again")},
      {QStringLiteral("T"), KeysDialog::tr("Tie on by the present value")},
      {QStringLiteral("+ - ="), KeysDialog::tr("A sharp or a flat more before the letter, or none")},
      {QStringLiteral("J"), KeysDialog::tr("The same sound with another letter")},
      {KeysDialog::tr("Up, Down"),
       KeysDialog::tr("A semitone up or down; with Shift or Ctrl an octave, with Alt a step of the scale")},
      {KeysDialog::tr("Drag a head"), KeysDialog::tr("Up or down by steps of the scale")},
      {KeysDialog::tr("Left, Right"),
       KeysDialog::tr("The chord or rest before or after, in the voice; with Shift select up to there")},
      {KeysDialog::tr("Tab"), KeysDialog::tr("From note to note, through chords and voices")},
      {KeysDialog::tr("Double-click"), KeysDialog::tr("Write a note of the present value")}};
}

QString textOf(const QKeySequence& key) {
  return key.toString(QKeySequence::NativeText);
}

QString textOf(const KeyBindings::Keys& keys) {
  QStringList texts;
  for (const QKeySequence& key : keys) texts << textOf(key);
  return texts.join(QStringLiteral(", "));
}

QTreeWidgetItem* addSection(QTreeWidget& list, const QString& title) {
  auto* section = new QTreeWidgetItem(&list, {title});
  section->setFirstColumnSpanned(true);
  section->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  QFont font = list.font();
  font.setWeight(QFont::DemiBold);
  section->setFont(kAction, font);
  return section;
}

QPushButton* button(const QString& text, const QString& tooltip, QWidget* parent) {
  auto* made = new QPushButton(text, parent);
  made->setAccessibleName(text);
  made->setToolTip(tooltip);
  made->setAutoDefault(false);
  made->setMinimumHeight(space::kControlHeight);
  return made;
}

}  // namespace

KeysDialog::KeysDialog(KeyBindings& bindings, QWidget* parent) : QDialog(parent), m_bindings(bindings) {
  setWindowTitle(tr("Keys"));
  m_list = buildList();
  m_messages = new BannerArea(this);
  m_editor = buildEditor();
  auto* buttons = new QDialogButtonBox(this);
  m_resetAll = button(tr("Reset all"), tr("Give every action the keys that Partimento comes with"), this);
  buttons->addButton(m_resetAll, QDialogButtonBox::ResetRole);
  QPushButton* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
  close->setToolTip(tr("Close this window"));
  close->setAutoDefault(false);  // Enter in the list goes to the field
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_list, 1);
  column->addWidget(m_messages);
  column->addWidget(m_editor);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_resetAll, &QPushButton::clicked, this, [this] {
    m_messages->withdraw(kQuestion);
    m_bindings.resetAll();
    m_messages->announce(kMessage, Banner::Kind::Information,
                         tr("Every action has the keys again that Partimento comes with."));
  });
  connect(&m_bindings, &KeyBindings::changed, this, &KeysDialog::showKeys);
  fillList();
  resize(820, 640);
}

QTreeWidget* KeysDialog::buildList() {
  auto* list = new QTreeWidget(this);
  list->setAccessibleName(tr("List of keys"));
  list->setToolTip(tr("Choose an action to change its keys; Enter goes to the field below"));
  list->setHeaderLabels({tr("Action"), tr("Keys"), tr("What it does")});
  list->setRootIsDecorated(false);
  list->setUniformRowHeights(true);
  connect(list, &QTreeWidget::currentItemChanged, this, [this] {
    m_messages->withdraw(kMessage);
    m_messages->withdraw(kQuestion);
    showEditor();
  });
  connect(list, &QTreeWidget::itemActivated, this, [this] {
    if (m_capture->isEnabled()) m_capture->setFocus(Qt::OtherFocusReason);
  });
  return list;
}

QWidget* KeysDialog::buildEditor() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kGrid);
  m_capture = new KeyCapture(box);
  m_capture->setAccessibleName(tr("New key"));
  m_capture->setToolTip(tr("Press the key that the action shall have; Tab leaves the field"));
  m_capture->setMinimumHeight(space::kControlHeight);
  auto* label = new QLabel(tr("Ne&w key"), box);
  label->setBuddy(m_capture);
  m_none = button(tr("No key"), tr("Take the keys of this action away"), box);
  m_reset = button(tr("Reset"), tr("Give this action the keys that Partimento comes with"), box);
  row->addWidget(label);
  row->addWidget(m_capture, 1);
  row->addWidget(m_none);
  row->addWidget(m_reset);
  connect(m_capture, &KeyCapture::captured, this, [this](const QKeySequence& key) {
    if (const auto id = current()) wish(*id, {key});
  });
  connect(m_none, &QPushButton::clicked, this, [this] {
    if (const auto id = current()) wish(*id, {});
  });
  connect(m_reset, &QPushButton::clicked, this, [this] {
    if (const auto id = current()) wish(*id, m_bindings.spec(*id).keys);
  });
  return box;
}

void KeysDialog::fillList() {
  QTreeWidgetItem* roll = addSection(*m_list, tr("On the roll"));
  for (const KeyLine& line : rollKeys()) new QTreeWidgetItem(roll, {line.keys, QString(), line.text});
  QTreeWidgetItem* staff = addSection(*m_list, tr("On the staff"));
  for (const KeyLine& line : staffKeys()) new QTreeWidgetItem(staff, {line.keys, QString(), line.text});
  for (const MenuId menu :
       {MenuId::Play, MenuId::Takes, MenuId::Roll, MenuId::Edit, MenuId::File, MenuId::View, MenuId::Help}) {
    QTreeWidgetItem* section = addSection(*m_list, plainText(menuTitle(menu)));
    for (const ActionSpec& spec : m_bindings.specs()) {
      if (spec.menu != menu) continue;
      auto* item = new QTreeWidgetItem(section, {plainText(spec.text), QString(), spec.tooltip});
      item->setData(kAction, kIdRole, static_cast<int>(spec.id));
      m_items[spec.id] = item;
    }
  }
  m_list->expandAll();
  showKeys();
  for (const Column column : {kAction, kKeys}) {
    m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(column, m_list->columnWidth(column) + 2 * space::kGrid);
  }
}

void KeysDialog::choose(ActionId id) {
  m_list->setCurrentItem(m_items.at(id));
}

std::optional<ActionId> KeysDialog::current() const {
  const QTreeWidgetItem* item = m_list->currentItem();
  const QVariant id = item ? item->data(kAction, kIdRole) : QVariant();
  if (!id.isValid()) return std::nullopt;
  return static_cast<ActionId>(id.toInt());
}

void KeysDialog::showKeys() {
  bool changed = false;
  for (const auto& [id, item] : m_items) {
    const bool own = m_bindings.changedFromTable(id);
    changed = changed || own;
    item->setText(kKeys, textOf(m_bindings.keys(id)));
    QFont font = m_list->font();
    font.setItalic(own);
    item->setFont(kKeys, font);
    const QString usual = textOf(m_bindings.spec(id).keys);
    item->setToolTip(kKeys, !own              ? QString()
                            : usual.isEmpty() ? tr("Changed; it comes without a key")
                                              : tr("Changed; it comes with %1").arg(usual));
  }
  m_resetAll->setEnabled(changed);
  showEditor();
}

void KeysDialog::showEditor() {
  const std::optional<ActionId> id = current();
  m_capture->setEnabled(id.has_value());
  m_none->setEnabled(id && !m_bindings.keys(*id).isEmpty());
  m_reset->setEnabled(id && m_bindings.changedFromTable(*id));
  m_capture->setAccessibleName(id ? tr("New key for “%1”").arg(plainText(m_bindings.spec(*id).text))
                                  : tr("New key"));
}

void KeysDialog::wish(ActionId id, const KeyBindings::Keys& keys) {
  m_messages->withdraw(kMessage);
  m_messages->withdraw(kQuestion);
  const auto conflict = m_bindings.conflict(id, keys);
  conflict ? ask(id, keys, *conflict) : assign(id, keys);
}

void KeysDialog::assign(ActionId id, const KeyBindings::Keys& keys) {
  m_bindings.assign(id, keys);
  const QString name = plainText(m_bindings.spec(id).text);
  QString text = keys.isEmpty() ? tr("“%1” has no key now.").arg(name)
                                : tr("“%1” is on %2 now.").arg(name, textOf(keys));
  if (std::any_of(keys.begin(), keys.end(), KeyBindings::usedOnMusic))
    text += QLatin1Char(' ') + tr("On selected notes, roll and score keep their own use of this key.");
  m_messages->announce(kMessage, Banner::Kind::Information, text);
}

void KeysDialog::ask(ActionId id, const KeyBindings::Keys& keys, const KeyBindings::Conflict& conflict) {
  using Remedy = KeyBindings::Conflict::Remedy;
  if (conflict.remedy == Remedy::None) {
    m_messages->announce(
        kQuestion, Banner::Kind::Warning,
        tr("%1 opens the menu “%2”. Press another key.").arg(textOf(conflict.key), conflict.owner));
    return;
  }
  const BannerAction take{tr("Take it over"), tr("“%1” loses the key").arg(conflict.owner), [this, id, keys] {
                            m_messages->withdraw(kQuestion);
                            m_capture->setFocus(Qt::OtherFocusReason);
                            assign(id, keys);
                          }};
  const BannerAction leave{tr("Cancel"), tr("Leave the keys as they are"), [this] {
                             m_messages->withdraw(kQuestion);
                             m_capture->setFocus(Qt::OtherFocusReason);
                           }};
  m_messages->announce(kQuestion, Banner::Kind::Warning,
                       tr("%1 belongs to “%2”.").arg(textOf(conflict.key), conflict.owner), {take, leave});
  auto* question = m_messages->findChild<Banner*>(kQuestion);
  question->show();  // what the layout has not shown yet takes no focus
  question->findChild<QPushButton*>()->setFocus(Qt::OtherFocusReason);
}

}  // namespace partimento::ui
