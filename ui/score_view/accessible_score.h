#pragma once

/// The score for assistive technology: the canvas has a child for every bar, a bar one for every note and
/// rest, named as they are written ("bar 3, beat 2, F sharp 4, quarter note").
namespace partimento::ui::score {

class ScoreCanvas;

/// Tells Qt how canvases are described; once is enough, more often does no harm.
void installAccessibleScore();
/// The selected note or rest has the focus: said to those who listen.
void announceFocus(ScoreCanvas& canvas);

}  // namespace partimento::ui::score
