#include "ui/main_window/knob_memory.h"

#include <utility>

#include "core/base/error.h"
#include "core/engine/recipe_json.h"

namespace partimento::ui {
namespace {

constexpr const char* kSettings = "compose/settings";
constexpr const char* kStyle = "compose/style";
constexpr const char* kTakes = "compose/takes";
constexpr const char* kRandomSeed = "compose/random-seed";

std::optional<decode::Settings> readSettings(const std::string& text) {
  if (text.empty()) return std::nullopt;
  try {
    return settingsFromJson(text);
  } catch (const Error&) {
    // Written by another version: the knobs stay as they are.
    return std::nullopt;
  }
}

void write(project::Document& document, const char* key, const std::string& value) {
  if (document.viewState(key) != value) document.setViewState(key, value);
}

}  // namespace

KnobMemory::KnobMemory(Session& session, StylesPanel& styles, ComposePanel& compose, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_styles(styles),
      m_compose(compose),
      m_document(&session.document()) {
  connect(&m_session, &Session::documentReplaced, this, &KnobMemory::bringBack);
  connect(&m_session, &Session::scoreChanged, this, [this] {
    if (m_session.document().viewState(kSettings).empty()) keep();
  });
  connect(&m_session, &Session::takesChanged, this, &KnobMemory::keep);
  connect(&m_compose, &ComposePanel::settingsChanged, this, &KnobMemory::keep);
  connect(&m_styles, &StylesPanel::currentChanged, this, &KnobMemory::followStyle);
}

void KnobMemory::keep() {
  project::Document& document = m_session.document();
  // While one document takes the place of another, the knobs are still those of the old one.
  if (m_document != &document || m_awaited) return;
  const bool untouched = m_session.score()->noteCount() == 0 && document.path().empty();
  if (untouched && !document.history().canUndo()) return;
  write(document, kSettings, settingsToJson(m_compose.settings()));
  write(document, kStyle, m_styles.currentId().toStdString());
  write(document, kTakes, std::to_string(m_compose.takes()));
  const std::optional<std::uint64_t> seed = m_compose.fixedSeed();
  write(document, kRandomSeed, seed ? std::to_string(*seed) : std::string());
}

void KnobMemory::bringBack() {
  const project::Document& document = m_session.document();
  m_awaited.reset();
  const std::optional<decode::Settings> settings = readSettings(document.viewState(kSettings));
  if (!settings) {
    // What was painted on the roll belongs to the piece that was left.
    decode::Settings present = m_compose.settings();
    present.rules.exclusions.clear();
    m_compose.setSettings(present);
    m_document = &document;
    return;
  }
  const QString style = QString::fromStdString(document.viewState(kStyle));
  m_styles.choose(style);
  m_compose.setTakes(QString::fromStdString(document.viewState(kTakes)).toInt());
  bool fixed = false;
  const std::uint64_t seed = QString::fromStdString(document.viewState(kRandomSeed)).toULongLong(&fixed);
  m_compose.setFixedSeed(fixed ? std::optional(seed) : std::nullopt);
  m_compose.setSettings(*settings);
  if (!style.isEmpty() && m_styles.currentId().isEmpty()) m_awaited = settings;
  m_document = &document;
}

void KnobMemory::followStyle() {
  if (m_awaited) m_compose.setSettings(*std::exchange(m_awaited, std::nullopt));
  keep();
}

}  // namespace partimento::ui
