#include "ui/main_window/actions.h"

#include <QCoreApplication>

#include "ui/common/icons.h"

namespace partimento::ui {
namespace {

using Id = ActionId;
using Kind = ActionSpec::Kind;
using Group = ActionSpec::Group;

class ActionTexts {
  Q_DECLARE_TR_FUNCTIONS(Actions)
};

QList<QKeySequence> keys(std::initializer_list<const char*> texts) {
  QList<QKeySequence> list;
  for (const char* text : texts) list << QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText);
  return list;
}

std::vector<ActionSpec> fileAndEdit() {
  return {
      {Id::New, MenuId::File, ActionTexts::tr("&New"), QStringLiteral("new"), keys({"Ctrl+N"}),
       ActionTexts::tr("Begin an empty piece")},
      {Id::Open, MenuId::File, ActionTexts::tr("&Open…"), QStringLiteral("open"), keys({"Ctrl+O"}),
       ActionTexts::tr("Open a project, a MIDI file or a MusicXML score")},
      {Id::Save, MenuId::File, ActionTexts::tr("&Save"), QStringLiteral("save"), keys({"Ctrl+S"}),
       ActionTexts::tr("Save the project")},
      {Id::SaveAs, MenuId::File, ActionTexts::tr("Save &as…"), QStringLiteral(""), keys({"Ctrl+Shift+S"}),
       ActionTexts::tr("Save the project under another name")},
      {Id::StartPage, MenuId::File, ActionTexts::tr("S&tart page"), QStringLiteral(""),
       keys({"Ctrl+Shift+N"}), ActionTexts::tr("Show demo seeds and recent files"), Kind::Plain,
       Group::Begins},
      {Id::NewStyle, MenuId::File, ActionTexts::tr("New st&yle…"), QStringLiteral("train"),
       keys({"Ctrl+Shift+T"}), ActionTexts::tr("Train a style on music of your own")},
      {Id::ImportMidi, MenuId::File, ActionTexts::tr("&Import as seed…"), QStringLiteral("import"),
       keys({"Ctrl+I"}),
       ActionTexts::tr("Put the music of a MIDI or MusicXML file in the place of this piece; undo brings it "
                       "back"),
       Kind::Plain, Group::Begins},
      {Id::ExportMidi, MenuId::File, ActionTexts::tr("Export &MIDI…"), QStringLiteral("export"),
       keys({"Ctrl+E"}),
       ActionTexts::tr("Write the piece as a MIDI file, with the recipe of its takes inside")},
      {Id::ExportAudio, MenuId::File, ActionTexts::tr("Export a&udio…"), QStringLiteral(""),
       keys({"Ctrl+Shift+E"}), ActionTexts::tr("Write the piece as WAV, FLAC or Ogg")},
      {Id::ExportScore, MenuId::File, ActionTexts::tr("Export s&core…"), QStringLiteral(""),
       keys({"Ctrl+Alt+E"}), ActionTexts::tr("Write the score as PDF, SVG, PNG or MusicXML")},
      {Id::Print, MenuId::File, ActionTexts::tr("&Print…"), QStringLiteral(""), keys({"Ctrl+P"}),
       ActionTexts::tr("Print the score, with a preview"), Kind::Plain, Group::Begins},
      {Id::Quit, MenuId::File, ActionTexts::tr("&Quit"), QStringLiteral(""), keys({"Ctrl+Q"}),
       ActionTexts::tr("Close Partimento"), Kind::Plain, Group::Begins},
      {Id::Undo, MenuId::Edit, ActionTexts::tr("&Undo"), QStringLiteral("undo"), keys({"Ctrl+Z"}),
       ActionTexts::tr("Take the last change back")},
      {Id::Redo, MenuId::Edit, ActionTexts::tr("&Redo"), QStringLiteral("redo"),
       keys({"Ctrl+Shift+Z", "Ctrl+Y"}), ActionTexts::tr("Do again what was taken back")},
      {Id::Cut, MenuId::Edit, ActionTexts::tr("Cu&t"), QStringLiteral(""), keys({"Ctrl+X"}),
       ActionTexts::tr("Cut the selected notes"), Kind::Plain, Group::Begins},
      {Id::Copy, MenuId::Edit, ActionTexts::tr("&Copy"), QStringLiteral(""), keys({"Ctrl+C"}),
       ActionTexts::tr("Copy the selected notes")},
      {Id::Paste, MenuId::Edit, ActionTexts::tr("&Paste"), QStringLiteral(""), keys({"Ctrl+V"}),
       ActionTexts::tr("Paste notes at the edit cursor")},
      {Id::Duplicate, MenuId::Edit, ActionTexts::tr("Du&plicate"), QStringLiteral(""), keys({"Ctrl+D"}),
       ActionTexts::tr("Put a copy of the selected notes after them")},
      {Id::Delete, MenuId::Edit, ActionTexts::tr("&Delete"), QStringLiteral("trash"), keys({}),
       ActionTexts::tr("Delete the selected notes (Delete or Backspace on the roll)")},
      {Id::SelectAll, MenuId::Edit, ActionTexts::tr("Select &all"), QStringLiteral(""), keys({"Ctrl+A"}),
       ActionTexts::tr("Select all notes of the track"), Kind::Plain, Group::Begins},
      {Id::Quantise, MenuId::Edit, ActionTexts::tr("&Quantise"), QStringLiteral(""), keys({}),
       ActionTexts::tr("Move the selected notes to the grid (Q on the roll)")},
      {Id::QuantiseWith, MenuId::Edit, ActionTexts::tr("Quantise &with…"), QStringLiteral(""),
       keys({"Shift+Q"}), ActionTexts::tr("Choose grid, strength and swing, and see what comes of it")},
      {Id::Voice1, MenuId::Edit, ActionTexts::tr("Voice &1"), QStringLiteral(""), keys({"Ctrl+Alt+1"}),
       ActionTexts::tr("On the staff: write in the upper voice, or move the selected notes there"),
       Kind::Checkable, Group::Begins},
      {Id::Voice2, MenuId::Edit, ActionTexts::tr("Voice &2"), QStringLiteral(""), keys({"Ctrl+Alt+2"}),
       ActionTexts::tr("On the staff: write in the lower voice, or move the selected notes there"),
       Kind::Checkable},
      {Id::Voice3, MenuId::Edit, ActionTexts::tr("Voice &3"), QStringLiteral(""), keys({"Ctrl+Alt+3"}),
       ActionTexts::tr("On the staff: write in a third voice, stems up, or move the selected notes there"),
       Kind::Checkable},
      {Id::Voice4, MenuId::Edit, ActionTexts::tr("Voice &4"), QStringLiteral(""), keys({"Ctrl+Alt+4"}),
       ActionTexts::tr("On the staff: write in a fourth voice, stems down, or move the selected notes there"),
       Kind::Checkable},
      {Id::Preferences, MenuId::Edit, ActionTexts::tr("Se&ttings…"), QStringLiteral("settings"),
       keys({"Ctrl+,"}), ActionTexts::tr("Look, note names, sound and language"), Kind::Plain, Group::Begins},
  };
}

std::vector<ActionSpec> playAndRoll() {
  return {
      {Id::PlayStop, MenuId::Play, ActionTexts::tr("&Play or stop"), QStringLiteral("play"), keys({"Space"}),
       ActionTexts::tr("Play from here, or stop")},
      {Id::ToStart, MenuId::Play, ActionTexts::tr("To the &beginning"), QStringLiteral("to-start"),
       keys({"Home"}), ActionTexts::tr("Go to the beginning")},
      {Id::ToEnd, MenuId::Play, ActionTexts::tr("To the &end"), QStringLiteral("to-end"), keys({"End"}),
       ActionTexts::tr("Go to the end")},
      {Id::Loop, MenuId::Play, ActionTexts::tr("&Loop"), QStringLiteral("loop"), keys({"L"}),
       ActionTexts::tr("Repeat the range marked in the ruler; drag there to mark one"), Kind::Checkable,
       Group::Begins},
      {Id::Metronome, MenuId::Play, ActionTexts::tr("&Metronome"), QStringLiteral("metronome"), keys({"M"}),
       ActionTexts::tr("Click on every beat while playing"), Kind::Checkable},
      {Id::CountIn, MenuId::Play, ActionTexts::tr("&Count-in"), QStringLiteral("count-in"), keys({"Shift+M"}),
       ActionTexts::tr("Count one bar before recording begins"), Kind::Checkable},
      {Id::Record, MenuId::Play, ActionTexts::tr("&Record"), QStringLiteral("record"), keys({"R"}),
       ActionTexts::tr("Record the MIDI keyboard into this track, or stop"), Kind::Checkable, Group::Begins},
      {Id::Capture, MenuId::Play, ActionTexts::tr("C&apture what you played"), QStringLiteral("capture"),
       keys({"Ctrl+Shift+C"}),
       ActionTexts::tr("Make the last bars that you played the seed, though nobody recorded them")},
      {Id::StepEntry, MenuId::Play, ActionTexts::tr("&Step entry"), QStringLiteral("note"), keys({"Shift+R"}),
       ActionTexts::tr("Write chord by chord from the MIDI keyboard, at the edit cursor"), Kind::Checkable},
      {Id::MidiDevices, MenuId::Play, ActionTexts::tr("MI&DI and recording…"), QStringLiteral("midi"),
       keys({"Ctrl+Shift+M"}), ActionTexts::tr("Choose the MIDI keyboard, how to record, and MIDI out")},
      {Id::Panic, MenuId::Play, ActionTexts::tr("All notes &off"), QStringLiteral("panic"),
       keys({"Ctrl+Alt+P"}), ActionTexts::tr("Silence at once, whatever sounds"), Kind::Plain, Group::Begins},
      {Id::Pointer, MenuId::Roll, ActionTexts::tr("&Pointer"), QStringLiteral(""), keys({"1"}),
       ActionTexts::tr("Select, move and resize notes; a double-click adds one"), Kind::Checkable},
      {Id::Pencil, MenuId::Roll, ActionTexts::tr("P&encil"), QStringLiteral("pencil"), keys({"2"}),
       ActionTexts::tr("Draw notes"), Kind::Checkable},
      {Id::Eraser, MenuId::Roll, ActionTexts::tr("E&raser"), QStringLiteral(""), keys({"3"}),
       ActionTexts::tr("Erase notes"), Kind::Checkable},
      {Id::Exclusion, MenuId::Roll, ActionTexts::tr("&Forbid an area"), QStringLiteral("reject"), keys({"4"}),
       ActionTexts::tr("Paint an area where no generated note may begin"), Kind::Checkable},
      {Id::ClearExclusions, MenuId::Roll, ActionTexts::tr("&Clear forbidden areas"), QStringLiteral(""),
       keys({}), ActionTexts::tr("Allow all notes everywhere again")},
      {Id::FoldScale, MenuId::Roll, ActionTexts::tr("Rows of the &scale only"), QStringLiteral(""),
       keys({"Ctrl+Shift+F"}), ActionTexts::tr("Show only the rows of the scale and those in use"),
       Kind::Checkable, Group::Begins},
      {Id::ZoomIn, MenuId::Roll, ActionTexts::tr("Zoom &in"), QStringLiteral(""), keys({"Ctrl++", "Ctrl+="}),
       ActionTexts::tr("Show less time, larger"), Kind::Plain, Group::Begins},
      {Id::ZoomOut, MenuId::Roll, ActionTexts::tr("Zoom &out"), QStringLiteral(""), keys({"Ctrl+-"}),
       ActionTexts::tr("Show more time, smaller")},
      {Id::ZoomFit, MenuId::Roll, ActionTexts::tr("&Whole piece"), QStringLiteral(""), keys({"Ctrl+0"}),
       ActionTexts::tr("Fit the whole piece into the view")},
  };
}

std::vector<ActionSpec> takesAndView() {
  return {
      {Id::Generate, MenuId::Takes, ActionTexts::tr("&Generate"), QStringLiteral("generate"),
       keys({"Ctrl+G"}), ActionTexts::tr("Make continuations of the seed"), Kind::Primary},
      {Id::StopGenerating, MenuId::Takes, ActionTexts::tr("S&top generating"), QStringLiteral("stop"),
       keys({"Esc"}), ActionTexts::tr("Stop; the part made so far is kept as a take")},
      {Id::PreviousTake, MenuId::Takes, ActionTexts::tr("&Previous take"), QStringLiteral("previous"),
       keys({"["}), ActionTexts::tr("Hear the take before, on the next bar line while playing"), Kind::Plain,
       Group::Begins},
      {Id::NextTake, MenuId::Takes, ActionTexts::tr("&Next take"), QStringLiteral("next"), keys({"]"}),
       ActionTexts::tr("Hear the next take, on the next bar line while playing")},
      {Id::HearTake, MenuId::Takes, ActionTexts::tr("&Hear the take"), QStringLiteral("speaker"),
       keys({"Ctrl+Return"}), ActionTexts::tr("Play the current take from the seed’s last bar")},
      {Id::Accept, MenuId::Takes, ActionTexts::tr("&Accept"), QStringLiteral("accept"),
       keys({"Ctrl+Shift+A"}), ActionTexts::tr("Make the take part of the piece"), Kind::Plain,
       Group::Begins},
      {Id::Reject, MenuId::Takes, ActionTexts::tr("Re&ject"), QStringLiteral("reject"),
       keys({"Ctrl+Shift+R"}), ActionTexts::tr("Put the take away")},
      {Id::Favourite, MenuId::Takes, ActionTexts::tr("&Favourite"), QStringLiteral("star"), keys({"Ctrl+B"}),
       ActionTexts::tr("Mark the take as a favourite, or no longer")},
      {Id::Rename, MenuId::Takes, ActionTexts::tr("Rena&me…"), QStringLiteral("rename"), keys({}),
       ActionTexts::tr("Give the take a name (F2 on its card)")},
      {Id::Remix, MenuId::Takes, ActionTexts::tr("Remi&x"), QStringLiteral("remix"), keys({"Ctrl+R"}),
       ActionTexts::tr("Make another take with the same wish and another random seed"), Kind::Plain,
       Group::Begins},
      {Id::Replay, MenuId::Takes, ActionTexts::tr("Repla&y"), QStringLiteral("replay"), keys({"Ctrl+Alt+R"}),
       ActionTexts::tr("Make exactly this take again and compare it")},
      {Id::DeselectTake, MenuId::Takes, ActionTexts::tr("&Leave the takes"), QStringLiteral(""),
       keys({"Shift+Esc"}), ActionTexts::tr("Hear and see the piece without a take")},
      {Id::ViewRoll, MenuId::View, ActionTexts::tr("R&oll"), QStringLiteral(""), keys({"Ctrl+4"}),
       ActionTexts::tr("Show the notes on the piano roll"), Kind::Checkable},
      {Id::ViewScore, MenuId::View, ActionTexts::tr("&Score"), QStringLiteral(""), keys({"Ctrl+5"}),
       ActionTexts::tr("Show the notes on staves"), Kind::Checkable},
      {Id::ViewBeside, MenuId::View, ActionTexts::tr("Both, side &by side"), QStringLiteral(""),
       keys({"Ctrl+6"}), ActionTexts::tr("Roll and score next to each other, linked"), Kind::Checkable},
      {Id::ViewStacked, MenuId::View, ActionTexts::tr("Both, s&tacked"), QStringLiteral(""), keys({"Ctrl+7"}),
       ActionTexts::tr("The roll above the score, linked"), Kind::Checkable},
      {Id::ScoreLine, MenuId::View, ActionTexts::tr("Score on one &line"), QStringLiteral(""),
       keys({"Ctrl+8"}), ActionTexts::tr("One endless line in the place of pages"), Kind::Checkable,
       Group::Begins},
      {Id::ScoreChords, MenuId::View, ActionTexts::tr("C&hord symbols"), QStringLiteral(""), keys({}),
       ActionTexts::tr("Name the harmonies above the staff where the piece does not say them: a guess from "
                       "its notes"),
       Kind::Checkable},
      {Id::ScorePaper, MenuId::View, ActionTexts::tr("Light &paper"), QStringLiteral(""), keys({"Ctrl+9"}),
       ActionTexts::tr("The score on light paper, whatever the theme"), Kind::Checkable},
      {Id::LayoutCompose, MenuId::View, ActionTexts::tr("&Compose"), QStringLiteral(""), keys({"Ctrl+1"}),
       ActionTexts::tr("Styles, seed, knobs and takes around the music"), Kind::Plain, Group::Begins},
      {Id::LayoutExplain, MenuId::View, ActionTexts::tr("&Explain"), QStringLiteral("explain"),
       keys({"Ctrl+2"}), ActionTexts::tr("Why each generated note was chosen")},
      {Id::LayoutRoll, MenuId::View, ActionTexts::tr("&Roll only"), QStringLiteral(""), keys({"Ctrl+3"}),
       ActionTexts::tr("Nothing but the music")},
      {Id::LayoutTrain, MenuId::View, ActionTexts::tr("&Train"), QStringLiteral("train"), keys({"Ctrl+T"}),
       ActionTexts::tr("Styles of your own: runs, curves and samples")},
      {Id::ResetLayout, MenuId::View, ActionTexts::tr("&Reset layout"), QStringLiteral(""), keys({}),
       ActionTexts::tr("Put every panel back in its place"), Kind::Plain, Group::Begins},
      {Id::FullScreen, MenuId::View, ActionTexts::tr("&Full screen"), QStringLiteral(""), keys({"F11"}),
       ActionTexts::tr("Fill the whole screen, or go back"), Kind::Checkable},
      {Id::Keys, MenuId::Help, ActionTexts::tr("&Keys"), QStringLiteral("keyboard"), keys({"?"}),
       ActionTexts::tr("All keys at a glance")},
      {Id::About, MenuId::Help, ActionTexts::tr("&About Partimento"), QStringLiteral("info"), keys({}),
       ActionTexts::tr("Version, licence and thanks"), Kind::Plain, Group::Begins},
  };
}

}  // namespace

std::vector<ActionSpec> actionSpecs() {
  std::vector<ActionSpec> specs;
  for (const auto& part : {fileAndEdit(), playAndRoll(), takesAndView()})
    specs.insert(specs.end(), part.begin(), part.end());
  return specs;
}

QString menuTitle(MenuId menu) {
  switch (menu) {
    case MenuId::File:
      return ActionTexts::tr("&File");
    case MenuId::Edit:
      return ActionTexts::tr("&Edit");
    case MenuId::Play:
      return ActionTexts::tr("&Play");
    case MenuId::Roll:
      return ActionTexts::tr("&Roll");
    case MenuId::Takes:
      return ActionTexts::tr("&Takes");
    case MenuId::View:
      return ActionTexts::tr("&View");
    case MenuId::Help:
      return ActionTexts::tr("&Help");
  }
  return {};
}

Actions::Actions(QObject* parent) : QObject(parent), m_specs(actionSpecs()) {
  for (const ActionSpec& spec : m_specs) {
    auto* action = new QAction(spec.text, this);
    if (!spec.icon.isEmpty()) action->setIcon(icon(spec.icon));
    action->setCheckable(spec.kind == Kind::Checkable);
    action->setStatusTip(spec.tooltip);
    action->setMenuRole(QAction::NoRole);
    m_actions.emplace(spec.id, action);
    setKeys(spec.id, spec.keys);
  }
}

void Actions::setKeys(ActionId id, const QList<QKeySequence>& keys) {
  QAction* action = m_actions.at(id);
  action->setShortcuts(keys);
  const QString tooltip = action->statusTip();
  action->setToolTip(keys.isEmpty() ? tooltip
                                    : QStringLiteral("%1 (%2)").arg(
                                          tooltip, keys.first().toString(QKeySequence::NativeText)));
}

void Actions::on(ActionId id, std::function<void()> run) {
  connect(m_actions.at(id), &QAction::triggered, this, [run = std::move(run)] { run(); });
}

}  // namespace partimento::ui
