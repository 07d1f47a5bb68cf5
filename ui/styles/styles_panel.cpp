#include "ui/styles/styles_panel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/labels.h"
#include "ui/common/panel_scroll.h"
#include "ui/common/theme.h"
#include "ui/styles/style_facts.h"

namespace partimento::ui {

StyleCard::StyleCard(const StyleInfo& style, QWidget* parent)
    : QFrame(parent), m_id(style.id), m_name(styleName(style)) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPanel, space::kGrid, space::kPanel, space::kGrid);
  column->setSpacing(space::kInner);
  auto* name = new QLabel(m_name, this);
  QFont bold = name->font();
  bold.setWeight(QFont::DemiBold);
  name->setFont(bold);
  name->setTextFormat(Qt::PlainText);
  auto* sentence = new QLabel(styleSentence(style), this);
  sentence->setWordWrap(true);
  sentence->setTextFormat(Qt::PlainText);
  auto* facts = secondLabel(styleFacts(style), this);
  column->addWidget(name);
  column->addWidget(sentence);
  column->addWidget(facts);
  const QString origin = styleOrigin(style);
  if (!origin.isEmpty()) {
    auto* own = new QLabel(origin, this);
    own->setWordWrap(true);
    column->addWidget(own);
  }
  setToolTip(styleDetails(style));
  setAccessibleDescription(
      QStringList{styleSentence(style), facts->text(), origin}.join(QLatin1Char(' ')).trimmed());
  setChosen(false);
}

void StyleCard::setChosen(bool chosen) {
  setProperty("role", chosen ? QStringLiteral("card-selected") : QStringLiteral("card"));
  refreshRole(this);
  setAccessibleName(chosen ? tr("Style %1, chosen").arg(m_name) : tr("Style %1").arg(m_name));
}

void StyleCard::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (event->button() == Qt::LeftButton) Q_EMIT chosen();
}

void StyleCard::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      Q_EMIT chosen();
      return;
    case Qt::Key_Up:
      Q_EMIT moved(-1);
      return;
    case Qt::Key_Down:
      Q_EMIT moved(1);
      return;
    default:
      QFrame::keyPressEvent(event);
  }
}

StylesPanel::StylesPanel(EngineHost& engine, Preferences& preferences, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_preferences(preferences), m_wanted(preferences.lastStyle()) {
  auto* body = new QWidget(this);
  m_list = new QVBoxLayout(body);
  m_list->setContentsMargins(space::kPanel, space::kPanel, space::kPanel, space::kPanel);
  m_list->setSpacing(space::kGrid);
  m_state = secondLabel(QString(), body);
  m_retry = new QPushButton(tr("Try again"), body);
  m_retry->setToolTip(tr("Load the engine again"));
  m_retry->setAccessibleName(m_retry->text());
  connect(m_retry, &QPushButton::clicked, this, [this] { m_engine.load(m_wanted); });
  m_list->addWidget(m_state);
  m_list->addWidget(m_retry, 0, Qt::AlignLeft);
  m_list->addStretch(1);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  m_scroll = new PanelScroll(body, this);
  outer->addWidget(m_scroll);
  connect(&m_engine, &EngineHost::stateChanged, this, &StylesPanel::refresh);
  refresh();
}

void StylesPanel::choose(const QString& id) {
  m_wanted = id;
  if (!m_engine.style(id)) return;
  const bool changed = id != m_current;
  m_current = id;
  for (StyleCard* card : m_cards) card->setChosen(card->id() == id.toStdString());
  if (!changed) return;
  QMetaObject::invokeMethod(this, &StylesPanel::showCurrent, Qt::QueuedConnection);  // once it is laid out
  m_preferences.setLastStyle(id);
  m_engine.prepare(id);
  Q_EMIT currentChanged();
}

void StylesPanel::showCurrent() {
  for (StyleCard* card : m_cards) {
    if (card->id() == m_current.toStdString()) m_scroll->ensureWidgetVisible(card, 0, space::kGrid);
  }
}

void StylesPanel::refresh() {
  for (StyleCard* card : m_cards) card->deleteLater();
  m_cards.clear();
  m_current.clear();
  int place = 0;
  for (const StyleInfo& style : m_engine.styles()) {
    auto* card = new StyleCard(style, this);
    m_list->insertWidget(place++, card);
    m_cards.push_back(card);
    connect(card, &StyleCard::chosen, this, [this, id = style.id] { choose(QString::fromStdString(id)); });
    connect(card, &StyleCard::moved, this, &StylesPanel::step);
  }
  showState();
  if (m_cards.empty()) return;
  const bool known = m_engine.style(m_wanted).has_value();
  const QString usual = m_engine.style(QStringLiteral("fiddle-tunes"))
                            ? QStringLiteral("fiddle-tunes")
                            : QString::fromStdString(m_cards.front()->id());
  choose(known ? m_wanted : usual);
}

void StylesPanel::showState() {
  const EngineHost::State state = m_engine.state();
  QString text;
  if (state == EngineHost::State::Loading || state == EngineHost::State::Idle) {
    text = tr("Loading the styles…");
  } else if (state == EngineHost::State::Missing) {
    text = m_engine.problem().text();
  } else if (m_engine.styles().empty()) {
    text = tr(
        "No styles are installed. Train one in the Training panel, or put a style's folder into your styles "
        "folder.");
  } else if (!m_engine.warnings().empty()) {
    text = tr("%n style(s) could not be used.", nullptr, static_cast<int>(m_engine.warnings().size()));
    QStringList details;
    for (const std::string& warning : m_engine.warnings()) details << QString::fromStdString(warning);
    m_state->setToolTip(details.join(QLatin1Char('\n')));
  }
  m_state->setText(text);
  m_state->setVisible(!text.isEmpty());
  m_retry->setVisible(state == EngineHost::State::Missing);
}

void StylesPanel::step(int direction) {
  for (std::size_t index = 0; index < m_cards.size(); ++index) {
    if (!m_cards[index]->hasFocus()) continue;
    const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(index) + direction;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(m_cards.size())) return;
    StyleCard* card = m_cards[static_cast<std::size_t>(next)];
    card->setFocus(Qt::TabFocusReason);
    choose(QString::fromStdString(card->id()));
    return;
  }
}

}  // namespace partimento::ui
