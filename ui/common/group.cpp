#include "ui/common/group.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/labels.h"

namespace partimento::ui {

Group::Group(const QString& title, const QString& sentence, QWidget* parent) : QWidget(parent) {
  m_header = new QToolButton(this);
  m_header->setCheckable(true);
  m_header->setChecked(true);
  m_header->setAutoRaise(true);
  m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_header->setIconSize(QSize(14, 14));
  m_header->setProperty("role", QStringLiteral("group-header"));
  m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_body = new QWidget(this);
  m_layout = new QVBoxLayout(m_body);
  m_layout->setContentsMargins(4, 0, 4, 8);
  m_layout->setSpacing(8);
  m_sentence = secondLabel(sentence, m_body);
  m_layout->addWidget(m_sentence);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(4);
  outer->addWidget(m_header);
  outer->addWidget(m_body);
  connect(m_header, &QToolButton::toggled, this, &Group::setOpen);
  setTitle(title);
  setOpen(true);
}

void Group::addWidget(QWidget* widget) {
  m_layout->insertWidget(m_layout->count() - 1, widget);
}

void Group::addLayout(QLayout* layout) {
  m_layout->insertLayout(m_layout->count() - 1, layout);
}

void Group::setTitle(const QString& title) {
  m_header->setText(title);
  m_header->setAccessibleName(tr("%1, group").arg(title));
}

void Group::setSentence(const QString& sentence) {
  m_sentence->setText(sentence);
}

bool Group::isOpen() const {
  return m_header->isChecked();
}

void Group::setOpen(bool open) {
  m_header->setChecked(open);
  m_header->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
  m_header->setToolTip(open ? tr("Fold this group away") : tr("Show this group"));
  m_body->setVisible(open);
}

}  // namespace partimento::ui
