#pragma once

#include <QWidget>

#include "ui/session/engine_host.h"
#include "ui/training/study.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QTreeWidget;

namespace partimento::ui {

class FormGrid;

/// What a run begins with: a new network, or an installed style of which some groups of weights are trained
/// further.
class FineTuneBox : public QWidget {
  Q_OBJECT

 public:
  FineTuneBox(EngineHost& engine, Study& study, QWidget* parent = nullptr);

  /// None: a new network.
  std::optional<StyleInfo> style() const;
  FineTuneSettings settings() const;
  void startAnew();
  /// Asks for the groups as these settings train them.
  void askGroups(const RunSettings& settings);

 Q_SIGNALS:
  /// Another style, or none.
  void styleChanged();
  void edited();

 private:
  void refreshStyles();
  void showGroups(const std::vector<ParameterGroup>& groups);
  void showParts();

  EngineHost& m_engine;
  Study& m_study;
  QComboBox* m_style = nullptr;
  QWidget* m_parts = nullptr;
  FormGrid* m_grid = nullptr;
  QDoubleSpinBox* m_unfreeze = nullptr;
  QDoubleSpinBox* m_ratio = nullptr;
  QDoubleSpinBox* m_pull = nullptr;
  QCheckBox* m_gradual = nullptr;
  QTreeWidget* m_groups = nullptr;
  QLabel* m_sum = nullptr;
};

}  // namespace partimento::ui
