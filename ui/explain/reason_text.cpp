#include "ui/explain/reason_text.h"

#include <QCoreApplication>

namespace partimento::ui {
namespace {

class Reasons {
  Q_DECLARE_TR_FUNCTIONS(Reasons)
};

}  // namespace

QString reasonText(decode::PruneReason reason) {
  using decode::PruneReason;
  switch (reason) {
    case PruneReason::Kept:
      return Reasons::tr("kept in the beam");
    case PruneReason::Grammar:
      return Reasons::tr("not possible here");
    case PruneReason::Repetition:
      return Reasons::tr("repetition limit");
    case PruneReason::Tabu:
      return Reasons::tr("tabu list");
    case PruneReason::Range:
      return Reasons::tr("outside the range");
    case PruneReason::Scale:
      return Reasons::tr("outside the scale");
    case PruneReason::Exclusion:
      return Reasons::tr("forbidden area");
    case PruneReason::TopK:
      return Reasons::tr("cut by top-k");
    case PruneReason::TopP:
      return Reasons::tr("cut by top-p");
    case PruneReason::OutsideBeam:
      return Reasons::tr("others were likelier");
    case PruneReason::NotDrawn:
      return Reasons::tr("not drawn");
    case PruneReason::Merged:
      return Reasons::tr("merged");
    case PruneReason::Opening:
      return Reasons::tr("not the tonic");
  }
  return {};
}

QString reasonSentence(decode::PruneReason reason) {
  using decode::PruneReason;
  switch (reason) {
    case PruneReason::Kept:
      return Reasons::tr("The search went on with it.");
    case PruneReason::Grammar:
      return Reasons::tr("A melody alternates pitches and lengths; this cannot stand here.");
    case PruneReason::Repetition:
      return Reasons::tr("The same note was played too often in a row.");
    case PruneReason::Tabu:
      return Reasons::tr("It is among the last notes, which are tabu.");
    case PruneReason::Range:
      return Reasons::tr("It lies outside the range that you set.");
    case PruneReason::Scale:
      return Reasons::tr("It is not in the scale that you chose.");
    case PruneReason::Exclusion:
      return Reasons::tr("It would begin in an area that you forbade on the roll.");
    case PruneReason::TopK:
      return Reasons::tr("It was not among the best candidates that may be drawn.");
    case PruneReason::TopP:
      return Reasons::tr("The likelier candidates already reached the share to keep.");
    case PruneReason::OutsideBeam:
      return Reasons::tr("Allowed, but other continuations were more probable.");
    case PruneReason::NotDrawn:
      return Reasons::tr("Allowed, but chance chose another.");
    case PruneReason::Merged:
      return Reasons::tr("Another continuation with the same future was more probable.");
    case PruneReason::Opening:
      return Reasons::tr("A piece that begins from nothing begins on the tonic of its key.");
  }
  return {};
}

}  // namespace partimento::ui
