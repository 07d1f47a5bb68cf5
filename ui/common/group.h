#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace partimento::ui {

/// A titled group of controls that folds away, with one plain sentence under it.
class Group : public QWidget {
  Q_OBJECT

 public:
  Group(const QString& title, const QString& sentence, QWidget* parent = nullptr);

  void addWidget(QWidget* widget);
  void addLayout(class QLayout* layout);
  void setTitle(const QString& title);
  void setSentence(const QString& sentence);
  bool isOpen() const;
  void setOpen(bool open);

 private:
  QToolButton* m_header;
  QWidget* m_body;
  QVBoxLayout* m_layout;
  QLabel* m_sentence;
};

}  // namespace partimento::ui
