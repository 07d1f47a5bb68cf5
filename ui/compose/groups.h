#pragma once

#include <optional>

#include "core/decode/settings.h"
#include "core/engine/engine.h"
#include "ui/common/group.h"
#include "ui/common/preferences.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace partimento::ui {

class PitchField;
class ValueControl;

/// A group of knobs that reads from and writes to one part of the settings.
class SettingsGroup : public Group {
  Q_OBJECT

 public:
  using Group::Group;
  /// Shows the settings.
  virtual void load(const decode::Settings& settings) = 0;
  /// Writes what is shown into the settings.
  virtual void store(decode::Settings& settings) const = 0;

 Q_SIGNALS:
  void changed();
};

/// Method and width of the search.
class SearchGroup : public SettingsGroup {
  Q_OBJECT

 public:
  explicit SearchGroup(QWidget* parent = nullptr);
  void load(const decode::Settings& settings) override;
  void store(decode::Settings& settings) const override;

 private:
  void explain();

  QComboBox* m_method;
  ValueControl* m_width;
  ValueControl* m_groups;
  ValueControl* m_strength;
};

/// Temperature, cuts, the number of takes and the random seed.
class VarietyGroup : public SettingsGroup {
  Q_OBJECT

 public:
  explicit VarietyGroup(QWidget* parent = nullptr);
  void load(const decode::Settings& settings) override;
  void store(decode::Settings& settings) const override;
  int takes() const;
  void setTakes(int takes);
  /// The random seed of the next generation: the fixed one, or a new one.
  std::uint64_t nextRandomSeed();
  std::optional<std::uint64_t> fixedSeed() const;
  void setFixedSeed(std::optional<std::uint64_t> seed);
  /// Greys out what the method does not use, and says why.
  void follow(decode::SearchMethod method);

 private:
  ValueControl* m_temperature;
  ValueControl* m_topK;
  ValueControl* m_topP;
  ValueControl* m_takes;
  QCheckBox* m_fixed;
  QLineEdit* m_seed;
};

/// Repetition limit, tabu list and what voices must not do.
class RepetitionGroup : public SettingsGroup {
  Q_OBJECT

 public:
  explicit RepetitionGroup(QWidget* parent = nullptr);
  void load(const decode::Settings& settings) override;
  void store(decode::Settings& settings) const override;
  /// Rules for voices are shown where the style has some.
  void setStyle(const std::optional<StyleInfo>& style);

 private:
  void explain();

  ValueControl* m_repeat;
  QCheckBox* m_rest;
  ValueControl* m_tabu;
  QComboBox* m_key;
  QCheckBox* m_parallels;
};

/// Range and scale.
class RangeGroup : public SettingsGroup {
  Q_OBJECT

 public:
  explicit RangeGroup(Preferences& preferences, QWidget* parent = nullptr);
  void load(const decode::Settings& settings) override;
  void store(decode::Settings& settings) const override;
  /// The range that "As the style" fills in.
  void setStyle(const std::optional<StyleInfo>& style);

 private:
  void buildScale();
  void rename();

  Preferences& m_preferences;
  PitchField* m_lowest;
  PitchField* m_highest;
  QPushButton* m_fromStyle;
  QComboBox* m_tonic;
  QComboBox* m_mode;
  std::vector<decode::Exclusion> m_exclusions;
  QLabel* m_painted;
  std::optional<StyleInfo> m_style;
};

/// How much is made.
class LengthGroup : public SettingsGroup {
  Q_OBJECT

 public:
  explicit LengthGroup(QWidget* parent = nullptr);
  void load(const decode::Settings& settings) override;
  void store(decode::Settings& settings) const override;
  /// Whether to close is asked where the style knows how.
  void setStyle(const std::optional<StyleInfo>& style);

 private:
  void showUnit();

  QComboBox* m_unit;
  ValueControl* m_notes;
  ValueControl* m_bars;
  QCheckBox* m_closes;
  bool m_knowsEnds = false;
};

}  // namespace partimento::ui
