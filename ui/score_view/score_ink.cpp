#include "ui/score_view/score_ink.h"

namespace partimento::ui::score {

ScoreInk ScoreInk::of(Paper paper, const Theme& theme) {
  const bool dark = paper == Paper::Dark || (paper == Paper::Theme && theme.isDark());
  const Theme colours = theme.isDark() == dark ? theme : dark ? Theme::dark() : Theme::light();
  ScoreInk ink;
  ink.desk = theme.desk;
  ink.paper = colours.paper;
  ink.ink = colours.paperInk;
  ink.staff = colours.kind == Theme::Kind::HighContrast ? ink.ink : mixed(ink.ink, ink.paper, 0.6);
  ink.model = colours.model;
  ink.edited = colours.edited;
  ink.selection = colours.accent;
  ink.playhead = colours.accent;
  ink.relaxed = colours.warning;
  return ink;
}

ScoreInk ScoreInk::print() {
  ScoreInk ink;
  ink.desk = ink.paper = Qt::white;
  ink.ink = ink.staff = ink.model = ink.edited = ink.selection = ink.playhead = ink.relaxed = Qt::black;
  return ink;
}

QColor ScoreInk::of(Origin origin) const {
  switch (origin) {
    case Origin::Model:
      return model;
    case Origin::EditedModel:
      return edited;
    case Origin::Seed:
      break;
  }
  return ink;
}

NoteMarks::NoteMarks(const Score& score) {
  for (const TrackPtr& track : score.tracks()) {
    for (const Note& note : track->notes) {
      if (note.origin != Origin::Seed || note.relaxed != RelaxedRule::None)
        m_marks.emplace(note.id, Mark{note.origin, note.relaxed});
    }
  }
}

std::vector<NoteId> NoteMarks::differences(const NoteMarks& other) const {
  std::vector<NoteId> ids;
  for (const auto& [id, mark] : m_marks) {
    const Mark* there = other.find(id);
    if (!there || *there != mark) ids.push_back(id);
  }
  for (const auto& [id, mark] : other.m_marks) {
    if (!find(id)) ids.push_back(id);
  }
  return ids;
}

const NoteMarks::Mark* NoteMarks::find(NoteId id) const {
  const auto found = m_marks.find(id);
  return found == m_marks.end() ? nullptr : &found->second;
}

}  // namespace partimento::ui::score
