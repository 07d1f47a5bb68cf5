#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWidget>
#include <functional>

class QGridLayout;

namespace partimento::ui {

/// A column of names and a column of fields, each with its tooltip and its name for assistive technology.
class FormGrid : public QWidget {
  Q_OBJECT

 public:
  explicit FormGrid(QWidget* parent = nullptr);

  struct Row {
    QString name;
    QString tooltip;
  };
  void add(const Row& row, QWidget* field);
  /// A list of (text, value) to choose from.
  QComboBox* addList(const Row& row, const std::vector<std::pair<QString, QString>>& entries);
  struct Range {
    double minimum = 0;
    double maximum = 100;
    QString special{};  ///< shown in the place of the minimum
    QString suffix{};
    int decimals = 0;
    double step = 1;
  };
  QDoubleSpinBox* addNumber(const Row& row, const Range& range);
  /// Shows or hides the row of a field.
  void showRow(QWidget* field);
  void hideRow(QWidget* field);

 Q_SIGNALS:
  /// A person has changed one of the lists or numbers.
  void edited();

 private:
  void setRowShown(QWidget* field, Qt::CheckState shown);

  QGridLayout* m_grid;
};

/// Chooses the entry with this value; the first where there is none.
void chooseValue(QComboBox& list, const QString& value);
std::string chosenValue(const QComboBox& list);

}  // namespace partimento::ui
