#pragma once

#include <QObject>
#include <map>
#include <optional>

#include "core/engine/seed.h"
#include "ui/compose/compose_panel.h"
#include "ui/session/engine_host.h"
#include "ui/session/session.h"
#include "ui/styles/styles_panel.h"
#include "ui/takes/take_desk.h"

namespace partimento::ui {

/// Puts a request together from seed, style and knobs, and says beforehand whether it can be met.
class Generation : public QObject {
  Q_OBJECT

 public:
  Generation(Session& session, EngineHost& engine, TakeDesk& desk, QObject* parent = nullptr);
  /// The panels that the request is taken from; both outlive this object.
  void connectPanels(StylesPanel& styles, ComposePanel& compose);

  /// Whether the rules leave enough notes to play: asked by the compose panel at every change.
  WishCheck check(const decode::Settings& settings) const;
  /// Starts, or says by refused() why it cannot.
  void start();
  /// Which line of the current track is meant where it has several.
  void setVoice(VoiceLine voice);

 Q_SIGNALS:
  void refused(const partimento::ui::ErrorMessage& message);
  /// The wish cannot be met: ComposePanel::wish() says why and which one can.
  void wishRefused();
  /// The track has several notes at once: ask which line is the seed, then setVoice() and start().
  void voiceNeeded(int voices);

 private:
  /// Notes of the current track, or what it begins from where it has none.
  PlacedSeed seed() const;
  bool hasNotes() const;
  ComposeRequest request(const PlacedSeed& seed) const;
  void sayBeginning();

  Session& m_session;
  EngineHost& m_engine;
  TakeDesk& m_desk;
  StylesPanel* m_styles = nullptr;
  ComposePanel* m_compose = nullptr;
  std::optional<VoiceLine> m_voice;
};

}  // namespace partimento::ui
