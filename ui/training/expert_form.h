#pragma once

#include <QWidget>

#include "core/engine/run_settings.h"
#include "core/engine/supply.h"
#include "ui/training/study.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace partimento::ui {

class FormGrid;
class Group;
class RateFinder;

/// Everything that decides a run, for those who want to decide it: groups of fields that fold away. What the
/// rest of the form decides (music, family, representation, fine-tuning) is kept and not shown.
class ExpertForm : public QWidget {
  Q_OBJECT

 public:
  explicit ExpertForm(Study& study, QWidget* parent = nullptr);

  RunSettings settings() const;
  /// Shows settings without saying that a person has edited them.
  void setSettings(const RunSettings& settings);
  /// Lets only those changes of the playing be set of which the representation says something.
  void setPlaying(const PlayingSaid& said);

 Q_SIGNALS:
  void edited();
  /// The range test wants the settings of the whole form.
  void rateWanted();

 private:
  Group* addGroup(const QString& title, const QString& sentence, FormGrid* grid);
  void buildNetwork();
  void buildRate();
  void buildLength();
  void buildBatches();
  void buildAugmentation();
  void buildMachine();
  void showNetwork();
  void readNetwork(NetworkSettings& network) const;
  void readOptimiser(OptimiserSettings& optimiser) const;
  void readLength(LengthSettings& length) const;
  void showOptimiser();
  void showLength();
  void showRateRow();

  Study& m_study;
  RunSettings m_settings;
  bool m_quiet = false;
  QComboBox* m_preset = nullptr;
  QDoubleSpinBox* m_width = nullptr;
  QDoubleSpinBox* m_layers = nullptr;
  QDoubleSpinBox* m_heads = nullptr;
  QDoubleSpinBox* m_dropout = nullptr;
  QComboBox* m_activation = nullptr;
  QComboBox* m_field = nullptr;
  FormGrid* m_network = nullptr;
  FormGrid* m_rateGrid = nullptr;
  RateFinder* m_finder = nullptr;
  QComboBox* m_schedule = nullptr;
  QComboBox* m_rateFrom = nullptr;
  QDoubleSpinBox* m_rate = nullptr;
  QDoubleSpinBox* m_warmUp = nullptr;
  QDoubleSpinBox* m_decay = nullptr;
  QDoubleSpinBox* m_clip = nullptr;
  QDoubleSpinBox* m_average = nullptr;
  QComboBox* m_unit = nullptr;
  QDoubleSpinBox* m_length = nullptr;
  QDoubleSpinBox* m_patience = nullptr;
  QDoubleSpinBox* m_validations = nullptr;
  QDoubleSpinBox* m_batch = nullptr;
  QDoubleSpinBox* m_accumulation = nullptr;
  QDoubleSpinBox* m_window = nullptr;
  QComboBox* m_precision = nullptr;
  QDoubleSpinBox* m_transpose = nullptr;
  QDoubleSpinBox* m_tempo = nullptr;
  QDoubleSpinBox* m_velocity = nullptr;
  QDoubleSpinBox* m_threads = nullptr;
  QComboBox* m_device = nullptr;
  QDoubleSpinBox* m_seed = nullptr;
  QLineEdit* m_sampleSeed = nullptr;
  QDoubleSpinBox* m_sampleNotes = nullptr;
};

}  // namespace partimento::ui
