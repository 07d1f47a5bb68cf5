#include "ui/seed/key_field.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <optional>

#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

constexpr int kKeys[] = {Qt::Key_A, Qt::Key_W, Qt::Key_S, Qt::Key_E, Qt::Key_D, Qt::Key_F, Qt::Key_T,
                         Qt::Key_G, Qt::Key_Y, Qt::Key_H, Qt::Key_U, Qt::Key_J, Qt::Key_K};
constexpr int kKeyCount = static_cast<int>(std::size(kKeys));
constexpr int kWhiteKeys = 8;
constexpr int kWhiteOf[] = {0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 7};  // white key at or left of the semitone

bool isBlack(int semitone) {
  const int pitchClass = semitone % 12;
  return pitchClass == 1 || pitchClass == 3 || pitchClass == 6 || pitchClass == 8 || pitchClass == 10;
}

std::optional<int> semitoneOf(int key) {
  const auto found = std::find(std::begin(kKeys), std::end(kKeys), key);
  if (found == std::end(kKeys)) return std::nullopt;
  return static_cast<int>(found - std::begin(kKeys));
}

bool isOurs(int key) {
  return semitoneOf(key) || key == Qt::Key_Z || key == Qt::Key_X || key == Qt::Key_R ||
         key == Qt::Key_Backspace;
}

}  // namespace

KeyField::KeyField(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Piano on the computer keyboard"));
  setToolTip(
      tr("Click here, then play: A S D F G H J K are the white keys, W E T Y U the black ones.\n"
         "Z and X change the octave, R is a rest, Backspace takes the last note back."));
  setAccessibleDescription(toolTip());
}

void KeyField::setNaming(NoteNaming naming) {
  m_naming = naming;
  update();
}

QSize KeyField::sizeHint() const {
  return {208, 72};
}

QSize KeyField::minimumSizeHint() const {
  return {160, 72};
}

QRectF KeyField::keyRect(int semitone) const {
  const double white = static_cast<double>(width()) / kWhiteKeys;
  const int place = kWhiteOf[semitone];
  if (isBlack(semitone)) return {(place + 0.68) * white, 0, white * 0.64, height() * 0.58};
  return {place * white, 0, white, static_cast<double>(height())};
}

bool KeyField::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && isOurs(key->key())) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() != Qt::NoModifier || !isOurs(event->key())) return QWidget::keyPressEvent(event);
  if (event->isAutoRepeat()) return;
  if (const auto semitone = semitoneOf(event->key())) {
    press(event->key(), *semitone);
  } else if (event->key() == Qt::Key_R) {
    Q_EMIT restWanted();
  } else if (event->key() == Qt::Key_Backspace) {
    Q_EMIT backWanted();
  } else {
    releaseAll();
    m_octave = std::clamp(m_octave + (event->key() == Qt::Key_X ? 1 : -1), 0, 8);
    update();
  }
}

void KeyField::keyReleaseEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat()) release(event->key());
}

void KeyField::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  std::optional<int> hit;
  for (int semitone = 0; semitone < kKeyCount; ++semitone) {
    if (keyRect(semitone).contains(event->position()) && (!hit || isBlack(semitone))) hit = semitone;
  }
  if (hit) press(0, *hit);
}

void KeyField::mouseReleaseEvent(QMouseEvent*) {
  release(0);
}

void KeyField::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void KeyField::focusOutEvent(QFocusEvent* event) {
  releaseAll();
  QWidget::focusOutEvent(event);
  update();
}

void KeyField::press(int key, int semitone) {
  release(key);
  const int pitch = std::min<int>(lowest() + semitone, kHighestPitch);
  m_held[key] = pitch;
  update();
  Q_EMIT pressed(pitch);
}

void KeyField::release(int key) {
  const auto found = m_held.find(key);
  if (found == m_held.end()) return;
  const int pitch = found->second;
  m_held.erase(found);
  update();
  Q_EMIT released(pitch);
}

void KeyField::releaseAll() {
  while (!m_held.empty()) release(m_held.begin()->first);
}

void KeyField::setLit(const std::set<Pitch>& pitches) {
  if (pitches == m_lit) return;
  m_lit = pitches;
  update();
}

bool KeyField::isLit(Pitch pitch) const {
  const auto isHeld = [pitch](const auto& entry) { return entry.second == pitch; };
  return m_lit.contains(pitch) || std::any_of(m_held.begin(), m_held.end(), isHeld);
}

void KeyField::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool active = hasFocus();
  QFont font = this->font();
  font.setPixelSize(type::kSmall);
  painter.setFont(font);
  for (const bool black : {false, true}) {
    for (int semitone = 0; semitone < kKeyCount; ++semitone) {
      if (isBlack(semitone) != black) continue;
      const bool held = isLit(lowest() + semitone);
      const QRectF key = keyRect(semitone).adjusted(0.5, -3, -0.5, -1.5);
      QColor fill = black ? theme.blackKey : theme.whiteKey;
      if (held) fill = theme.accent;
      painter.setPen(QPen(theme.outline, 1));
      painter.setBrush(fill);
      painter.drawRoundedRect(key, 3, 3);
      painter.setPen(held ? theme.onAccent : black ? theme.blackKeyText : theme.whiteKeyText);
      const QString letter = QKeySequence(kKeys[semitone]).toString();
      painter.drawText(key.adjusted(0, 0, 0, -4), Qt::AlignHCenter | Qt::AlignBottom, letter);
      if (semitone % 12 == 0 && !black) {
        painter.drawText(key.adjusted(0, 0, 0, -18), Qt::AlignHCenter | Qt::AlignBottom,
                         QString::fromStdString(pitchName(lowest() + semitone, m_naming)));
      }
    }
  }
  if (!active) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, 2));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
}

}  // namespace partimento::ui
