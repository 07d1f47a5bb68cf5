#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "core/decode/settings.h"
#include "core/engine/engine.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace partimento::ui {

class Preferences;
class LengthGroup;
class RangeGroup;
class RepetitionGroup;
class SearchGroup;
class SettingsGroup;
class VarietyGroup;

/// Whether a wish can be met, and if not: why, and the nearest one that can.
struct WishCheck {
  QString problem;  ///< a sentence; empty: the wish can be met
  QString remedy;   ///< what the nearest wish changes, for the button
  decode::Settings nearest;
};

/// The knobs of a generation. Holds no engine: whoever generates asks for settings(), takes() and a random
/// seed.
class ComposePanel : public QWidget {
  Q_OBJECT

 public:
  using Check = std::function<WishCheck(const decode::Settings&)>;

  ComposePanel(Preferences& preferences, Check check, QWidget* parent = nullptr);

  decode::Settings settings() const;
  void setSettings(const decode::Settings& settings);
  int takes() const;
  void setTakes(int takes);
  std::uint64_t nextRandomSeed();
  /// The random seed of every generation; none: a new one each time.
  std::optional<std::uint64_t> fixedSeed() const;
  void setFixedSeed(std::optional<std::uint64_t> seed);
  void setStyle(const std::optional<StyleInfo>& style);
  /// From what the style begins where there is no seed, as a sentence; empty: there is one.
  void setBeginning(const QString& sentence);
  /// Asks again whether the wish can be met: the seed or the style changed.
  void recheck();
  bool feasible() const { return m_check.problem.isEmpty(); }
  /// What the last check said.
  const WishCheck& wish() const { return m_check; }
  /// Turns the knobs to the nearest wish that can be met; nothing where the present one can.
  void takeNearestWish();

 Q_SIGNALS:
  void settingsChanged();
  void feasibilityChanged();

 private:
  void build();
  QWidget* buildNotice();
  void listPresets();
  void choosePreset(int index);
  void onChanged();
  void showPreset();

  Preferences& m_preferences;
  Check m_checkWish;
  WishCheck m_check;
  std::optional<decode::DecodingPreset> m_proposed;  // by the style
  QComboBox* m_preset = nullptr;
  QLabel* m_presetSentence = nullptr;
  QLabel* m_beginning = nullptr;
  QWidget* m_notice = nullptr;
  QLabel* m_problem = nullptr;
  QPushButton* m_remedy = nullptr;
  SearchGroup* m_search = nullptr;
  VarietyGroup* m_variety = nullptr;
  RepetitionGroup* m_repetition = nullptr;
  RangeGroup* m_range = nullptr;
  LengthGroup* m_length = nullptr;
  std::vector<SettingsGroup*> m_groups;
  bool m_loading = false;
};

}  // namespace partimento::ui
