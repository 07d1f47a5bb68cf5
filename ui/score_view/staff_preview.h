#pragma once

#include <QScrollArea>
#include <optional>

#include "core/engraving/layout.h"

namespace partimento::ui {

/// The first bars of a score on one line, to look at: takes no edits.
class StaffPreview : public QScrollArea {
  Q_OBJECT

 public:
  static constexpr int kBars = 24;

  explicit StaffPreview(QWidget* parent = nullptr);

  /// Never null.
  void setScore(const ScorePtr& score);
  const engraving::LayoutPtr& layoutShown() const { return m_layout; }
  QSize sizeHint() const override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fit();

  QWidget* m_paper = nullptr;
  engraving::LayoutPtr m_layout;
};

}  // namespace partimento::ui
