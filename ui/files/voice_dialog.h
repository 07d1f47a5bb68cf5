#pragma once

#include <QDialog>
#include <vector>

#include "core/music/score.h"
#include "core/music/voice.h"

class QButtonGroup;
class QLabel;
class QListWidget;
class QRadioButton;

namespace partimento::ui {

class MiniRoll;

/// Says that a file has several notes at once, or several tracks, and asks which line is the seed.
class VoiceDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Offer { TopLine, AllNotes };  ///< what is chosen to begin with
  VoiceDialog(ScorePtr score, const QString& fileName, Offer offer, QWidget* parent = nullptr);

  /// The file's music with the chosen line alone on its track, or with all of it.
  ScorePtr chosenScore() const;
  std::size_t chosenTrack() const;

 private:
  void build(const QString& fileName);
  void showTrack();
  std::vector<Note> chosenLine() const;
  VoiceLine line() const;

  ScorePtr m_score;
  std::vector<std::size_t> m_tracks;
  QListWidget* m_list = nullptr;
  QRadioButton* m_top = nullptr;
  QRadioButton* m_bottom = nullptr;
  QRadioButton* m_all = nullptr;
  QLabel* m_about = nullptr;
  MiniRoll* m_preview = nullptr;
};

}  // namespace partimento::ui
