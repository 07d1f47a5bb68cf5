#include "ui/common/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"

namespace partimento::ui {

Banner::Banner(Kind kind, const QString& text, const std::vector<BannerAction>& actions, QWidget* parent)
    : QFrame(parent), m_text(new QLabel(text, this)) {
  const bool warning = kind == Kind::Warning;
  setProperty("role", warning ? QStringLiteral("banner-warning") : QStringLiteral("banner"));
  setAccessibleName(warning ? tr("Warning") : tr("Notice"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 4, 4, 4);
  row->setSpacing(8);
  auto* mark = new QLabel(this);
  mark->setPixmap(icon(warning ? QStringLiteral("warning") : QStringLiteral("info"))
                      .pixmap(QSize(20, 20), devicePixelRatio()));
  row->addWidget(mark);
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::PlainText);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_text->setFocusPolicy(Qt::NoFocus);
  row->addWidget(m_text, 1);
  for (const BannerAction& action : actions) {
    auto* button = new QPushButton(action.text, this);
    button->setToolTip(action.tooltip);
    button->setAccessibleName(action.text);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [run = action.run] { run(); });
    row->addWidget(button);
  }
  auto* close = new QToolButton(this);
  close->setIcon(icon(QStringLiteral("close")));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this message"));
  close->setAccessibleName(tr("Close this message"));
  connect(close, &QToolButton::clicked, this, &Banner::closed);
  row->addWidget(close);
}

void Banner::setText(const QString& text) {
  m_text->setText(text);
}

QString Banner::text() const {
  return m_text->text();
}

BannerArea::BannerArea(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
}

void BannerArea::announce(const QString& key, Banner::Kind kind, const QString& text,
                          const std::vector<BannerAction>& actions) {
  withdraw(key);
  auto* banner = new Banner(kind, text, actions, this);
  banner->setObjectName(key);
  connect(banner, &Banner::closed, this, [this, key] { withdraw(key); });
  layout()->addWidget(banner);
}

void BannerArea::withdraw(const QString& key) {
  if (Banner* banner = find(key)) {
    banner->setObjectName(QString());
    banner->hide();
    banner->deleteLater();
  }
}

bool BannerArea::has(const QString& key) const {
  return find(key) != nullptr;
}

Banner* BannerArea::find(const QString& key) const {
  return findChild<Banner*>(key, Qt::FindDirectChildrenOnly);
}

}  // namespace partimento::ui
