#pragma once

#include <QObject>
#include <optional>

#include "core/decode/settings.h"
#include "ui/compose/compose_panel.h"
#include "ui/session/session.h"
#include "ui/styles/styles_panel.h"

namespace partimento::ui {

/// Keeps the knobs of a generation and the chosen style in the view state of the project, so that they come
/// back when it is reopened or recovered. A piece that has none leaves the knobs as they are.
class KnobMemory : public QObject {
  Q_OBJECT

 public:
  /// All outlive this object. To be made after everything else that changes knobs when a style is chosen.
  KnobMemory(Session& session, StylesPanel& styles, ComposePanel& compose, QObject* parent = nullptr);

 private:
  void keep();
  void bringBack();
  void followStyle();

  Session& m_session;
  StylesPanel& m_styles;
  ComposePanel& m_compose;
  const project::Document* m_document = nullptr;  // whose knobs are shown
  std::optional<decode::Settings> m_awaited;      // to be shown again once the style of the project is there
};

}  // namespace partimento::ui
