#include "ui/session/engine_host.h"

#include <algorithm>

namespace partimento::ui {

struct EngineHost::Loaded {
  std::shared_ptr<Engine> engine;
  std::vector<StyleInfo> styles;
  std::vector<std::string> warnings;
  ErrorMessage problem;
};

EngineHost::EngineHost(Loader loader, QObject* parent) : QObject(parent), m_loader(std::move(loader)) {}

void EngineHost::load(const QString& prepare) {
  if (m_state == State::Loading || m_state == State::Ready) return;
  m_state = State::Loading;
  Q_EMIT stateChanged();
  m_worker.post([this, wanted = prepare.toStdString()](std::stop_token) {
    Loaded loaded;
    try {
      loaded.engine = m_loader();
      loaded.styles = loaded.engine->styles();
      loaded.warnings = loaded.engine->warnings();
    } catch (...) {
      loaded.engine = nullptr;
      loaded.problem = currentErrorMessage();
    }
    callLater(this, [this, loaded] { finish(loaded); });
    if (!loaded.engine || loaded.styles.empty()) return;
    const bool known = std::any_of(loaded.styles.begin(), loaded.styles.end(),
                                   [&](const StyleInfo& style) { return style.id == wanted; });
    try {
      loaded.engine->prepare(known ? wanted : loaded.styles.front().id);
    } catch (...) {
      // The request that needs the style says what is wrong with it.
      return;
    }
  });
}

void EngineHost::finish(const Loaded& loaded) {
  m_engine = loaded.engine;
  m_installed = loaded.styles;
  m_warnings = loaded.warnings;
  m_problem = loaded.problem;
  m_state = m_engine ? State::Ready : State::Missing;
  list();
}

void EngineHost::list() {
  m_styles.clear();
  if (m_guest) m_styles.push_back(*m_guest);
  m_styles.insert(m_styles.end(), m_installed.begin(), m_installed.end());
  Q_EMIT stateChanged();
}

std::optional<StyleInfo> EngineHost::style(const QString& id) const {
  const std::string wanted = id.toStdString();
  const auto found = std::find_if(m_styles.begin(), m_styles.end(),
                                  [&](const StyleInfo& style) { return style.id == wanted; });
  if (found == m_styles.end()) return std::nullopt;
  return *found;
}

void EngineHost::prepare(const QString& id) {
  if (!m_engine) return;
  m_worker.post([engine = m_engine, wanted = id.toStdString()](std::stop_token) {
    try {
      engine->prepare(wanted);
    } catch (...) {
      // The request that needs the style says what is wrong with it.
      return;
    }
  });
}

void EngineHost::refresh() {
  if (!m_engine) return;
  m_worker.post([this, engine = m_engine](std::stop_token) {
    try {
      const std::vector<StyleInfo> styles = engine->styles();
      const std::vector<std::string> warnings = engine->warnings();
      callLater(this, [this, styles, warnings] {
        m_installed = styles;
        m_warnings = warnings;
        list();
      });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void EngineHost::visit(const QString& folder, const QString& name) {
  if (!m_engine) return;
  m_worker.post([this, engine = m_engine, folder, name](std::stop_token) {
    try {
      StyleInfo guest = engine->style(folder.toStdString());
      guest.id = folder.toStdString();
      guest.name = name.toStdString();
      callLater(this, [this, guest, folder] {
        m_guest = guest;
        list();
        Q_EMIT visited(folder);
      });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

}  // namespace partimento::ui
