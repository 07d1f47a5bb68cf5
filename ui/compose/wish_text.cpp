#include "ui/compose/wish_text.h"

#include <QCoreApplication>

#include "ui/common/music_names.h"

namespace partimento::ui {
namespace {

class Wishes {
  Q_DECLARE_TR_FUNCTIONS(Wishes)
};

}  // namespace

QString problemText(const decode::Feasibility& feasibility) {
  using decode::Obstacle;
  switch (feasibility.obstacle) {
    case Obstacle::None:
      return {};
    case Obstacle::Range:
      return Wishes::tr("This style plays no note in the range.");
    case Obstacle::Scale:
      return Wishes::tr("No note of the scale lies in the range.");
    case Obstacle::Tabu:
      return Wishes::tr("Range and scale leave %n note(s)", nullptr, feasibility.keysLeft) +
             QStringLiteral("; ") +
             Wishes::tr("the tabu list needs at least %n.", nullptr, feasibility.keysNeeded);
    case Obstacle::Repetition:
      return Wishes::tr("Only one note is left, and it may not be repeated for so long.");
    case Obstacle::Exclusion:
      return Wishes::tr("A forbidden area on the roll leaves no note to play.");
  }
  return {};
}

QString remedyText(const decode::Remedy& remedy, NoteNaming naming) {
  using Kind = decode::Remedy::Kind;
  switch (remedy.kind) {
    case Kind::ShortenTabu:
      return remedy.rules.tabu == 0 ? Wishes::tr("Switch the tabu list off")
                                    : Wishes::tr("Shorten the tabu list to %1").arg(remedy.rules.tabu);
    case Kind::WidenRange:
      return Wishes::tr("Widen the range to %1 – %2")
          .arg(noteName(remedy.rules.lowest, naming), noteName(remedy.rules.highest, naming));
    case Kind::DropScale:
      return Wishes::tr("Allow all notes");
    case Kind::DropRepetition:
      return Wishes::tr("Switch the repetition limit off");
    case Kind::LoosenSeveral:
      return Wishes::tr("Loosen several rules together");
    case Kind::DropExclusions:
      return Wishes::tr("Clear the forbidden areas");
  }
  return {};
}

}  // namespace partimento::ui
