#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QString>
#include <functional>
#include <map>
#include <vector>

namespace partimento::ui {

Q_NAMESPACE

/// Everything that can be done from a menu or a key. The order is that of the menus.
enum class ActionId {
  New,
  Open,
  Save,
  SaveAs,
  StartPage,
  NewStyle,
  ImportMidi,
  ExportMidi,
  ExportAudio,
  ExportScore,
  Print,
  Quit,
  Undo,
  Redo,
  Cut,
  Copy,
  Paste,
  Duplicate,
  Delete,
  SelectAll,
  Quantise,
  QuantiseWith,
  Voice1,
  Voice2,
  Voice3,
  Voice4,
  Preferences,
  PlayStop,
  ToStart,
  ToEnd,
  Loop,
  Metronome,
  CountIn,
  Record,
  Capture,
  StepEntry,
  MidiDevices,
  Panic,
  Pointer,
  Pencil,
  Eraser,
  Exclusion,
  ClearExclusions,
  FoldScale,
  ZoomIn,
  ZoomOut,
  ZoomFit,
  Generate,
  StopGenerating,
  PreviousTake,
  NextTake,
  HearTake,
  Accept,
  Reject,
  Favourite,
  Rename,
  Remix,
  Replay,
  DeselectTake,
  ViewRoll,
  ViewScore,
  ViewBeside,
  ViewStacked,
  ScoreLine,
  ScoreChords,
  ScorePaper,
  LayoutCompose,
  LayoutExplain,
  LayoutRoll,
  LayoutTrain,
  ResetLayout,
  FullScreen,
  Keys,
  About,
};

// The preferences know an action by its name here.
Q_ENUM_NS(ActionId)

enum class MenuId { File, Edit, Play, Roll, Takes, View, Help };

/// One line of the table.
struct ActionSpec {
  ActionId id;
  MenuId menu;
  QString text;  ///< with its mnemonic
  QString icon;  ///< of resources/icons; may be empty
  QList<QKeySequence> keys;
  QString tooltip;
  enum class Kind { Plain, Checkable, Primary } kind = Kind::Plain;
  enum class Group { Continues, Begins } group = Group::Continues;  ///< whether a separator stands before it
};

/// The table of all actions, translated.
std::vector<ActionSpec> actionSpecs();
QString menuTitle(MenuId menu);

/// The actions themselves: one object for menu, button and key.
class Actions : public QObject {
  Q_OBJECT

 public:
  explicit Actions(QObject* parent = nullptr);

  QAction* operator[](ActionId id) const { return m_actions.at(id); }
  /// Instead of those of the table.
  void setKeys(ActionId id, const QList<QKeySequence>& keys);
  /// What the action does when it is triggered.
  void on(ActionId id, std::function<void()> run);
  const std::vector<ActionSpec>& specs() const { return m_specs; }

 private:
  std::vector<ActionSpec> m_specs;
  std::map<ActionId, QAction*> m_actions;
};

}  // namespace partimento::ui
