#pragma once

#include <QObject>
#include <map>
#include <optional>

#include "core/engine/seed.h"
#include "core/engine/supply.h"
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
  /// What of the piece can be continued by the chosen style, the default first; one thing alone is not asked.
  std::vector<SeedTracks> choices() const;
  SeedTracks tracks() const;
  void setTracks(SeedTracks tracks);
  /// Whether the chosen style goes on with all tracks of the score at once.
  bool continuesAll(const Score& score) const;

 Q_SIGNALS:
  void refused(const partimento::ui::ErrorMessage& message);
  /// The wish cannot be met: ComposePanel::wish() says why and which one can.
  void wishRefused();
  /// The track has several notes at once: ask which line is the seed, then setVoice() and start().
  void voiceNeeded(int voices);
  /// choices() or tracks() may be others.
  void choicesChanged();

 private:
  /// Notes of the chosen tracks, or what the current one begins from where it has none.
  PlacedSeed seed() const;
  bool hasSeed() const;
  SeedReading reading() const;
  ComposeRequest requestOnceKnown(PlacedSeed placed);
  ComposeRequest request(const PlacedSeed& seed) const;
  void sayBeginning();
  void pieceChanged();

  Session& m_session;
  EngineHost& m_engine;
  TakeDesk& m_desk;
  StylesPanel* m_styles = nullptr;
  ComposePanel* m_compose = nullptr;
  std::optional<VoiceLine> m_voice;
  std::optional<SeedTracks> m_tracks;  // none: nobody has chosen
};

}  // namespace partimento::ui
