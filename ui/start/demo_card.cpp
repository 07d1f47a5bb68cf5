#include "ui/start/demo_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <utility>

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/theme.h"
#include "ui/takes/mini_roll.h"

namespace partimento::ui {
namespace {

constexpr int kPictureHeight = 48;
constexpr int kIconSize = 16;

}  // namespace

DemoCard::DemoCard(const QString& title, const QString& line, std::vector<Note> notes, QWidget* parent)
    : QFrame(parent) {
  setProperty("role", QStringLiteral("card"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  column->setSpacing(2);
  auto* picture = new MiniRoll(this);
  picture->setFixedHeight(kPictureHeight);
  picture->setNotes(std::move(notes));
  auto* name = new QLabel(title, this);
  QFont bold = name->font();
  bold.setWeight(QFont::DemiBold);
  name->setFont(bold);
  m_icon = new QLabel(this);
  m_icon->hide();
  auto* head = new QHBoxLayout;
  head->addWidget(name, 1);
  head->addWidget(m_icon);
  column->addWidget(picture);
  column->addSpacing(space::kInner);
  column->addLayout(head);
  column->addWidget(secondLabel(line, this));
  column->addStretch(1);
  setAccessibleName(tr("%1, %2").arg(title, line));
}

void DemoCard::setIcon(const QString& name) {
  m_icon->setVisible(!name.isEmpty());
  if (!name.isEmpty()) m_icon->setPixmap(icon(name).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
}

void DemoCard::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT chosen();
}

void DemoCard::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
    Q_EMIT chosen();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void DemoCard::focusInEvent(QFocusEvent* event) {
  QFrame::focusInEvent(event);
  setProperty("role", QStringLiteral("card-selected"));
  refreshRole(this);
}

void DemoCard::focusOutEvent(QFocusEvent* event) {
  QFrame::focusOutEvent(event);
  setProperty("role", QStringLiteral("card"));
  refreshRole(this);
}

}  // namespace partimento::ui
