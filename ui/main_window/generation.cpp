#include "ui/main_window/generation.h"

#include "core/decode/feasibility.h"
#include "core/engine/supply.h"
#include "ui/common/error_text.h"
#include "ui/common/music_names.h"
#include "ui/compose/wish_text.h"

namespace partimento::ui {

Generation::Generation(Session& session, EngineHost& engine, TakeDesk& desk, QObject* parent)
    : QObject(parent), m_session(session), m_engine(engine), m_desk(desk) {
  connect(&m_session, &Session::documentReplaced, this, [this] { m_voice.reset(); });
  connect(&m_session, &Session::trackChanged, this, [this] {
    m_voice.reset();
    sayBeginning();
  });
  connect(&m_session, &Session::scoreChanged, this, &Generation::sayBeginning);
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &Generation::sayBeginning);
}

void Generation::connectPanels(StylesPanel& styles, ComposePanel& compose) {
  m_styles = &styles;
  m_compose = &compose;
  connect(&styles, &StylesPanel::currentChanged, this,
          [this] { m_compose->setStyle(m_engine.style(m_styles->currentId())); });
  compose.setStyle(m_engine.style(styles.currentId()));
  compose.recheck();
  sayBeginning();
}

bool Generation::hasNotes() const {
  return !m_session.score()->track(m_session.track()).notes.empty();
}

PlacedSeed Generation::seed() const {
  if (!hasNotes()) return openingOf(*m_session.score(), m_session.track());
  SeedChoice choice;
  choice.track = m_session.track();
  choice.voice = m_voice;
  return seedFromScore(*m_session.score(), choice);
}

void Generation::sayBeginning() {
  if (!m_compose) return;
  const Score& score = *m_session.score();
  if (hasNotes()) return m_compose->setBeginning(QString());
  const QString meter = meterName(score.meter().at(Tick(0)).signature);
  const bool hasKey = !score.keys().empty() && score.keys().front().at == Tick(0);
  m_compose->setBeginning(
      hasKey ? tr("There is no seed yet: the style begins by itself, on the tonic of %1 and in %2 time.")
                   .arg(keyName(score.keys().front(), m_session.preferences().noteNaming()), meter)
             : tr("There is no seed yet: the style begins by itself, in a key that it likes and in %1 time.")
                   .arg(meter));
}

WishCheck Generation::check(const decode::Settings& settings) const {
  const std::optional<StyleInfo> style = m_styles ? m_engine.style(m_styles->currentId()) : std::nullopt;
  const decode::Supply supply = supplyOf(style.value_or(StyleInfo{}));
  const decode::Feasibility feasibility = decode::checkFeasibility(settings, supply);
  WishCheck check;
  if (feasibility.feasible()) return check;
  check.problem = problemText(feasibility);
  check.nearest = settings;
  if (feasibility.remedies.empty()) return check;
  const decode::Remedy& remedy = feasibility.remedies.front();
  check.nearest.rules = remedy.rules;
  check.remedy = remedyText(remedy, m_session.preferences().noteNaming());
  return check;
}

void Generation::setVoice(VoiceLine voice) {
  m_voice = voice;
}

void Generation::start() {
  // Which notes there are is known when the styles are.
  if (m_engine.state() == EngineHost::State::Ready && !m_compose->feasible()) {
    Q_EMIT wishRefused();
    return;
  }
  try {
    const PlacedSeed placed = seed();
    m_desk.generate([this, placed] { return request(placed); }, {m_session.track(), placed.origin});
  } catch (const Error& error) {
    if (error.code() == ErrorCode::SeedPolyphonic) {
      Q_EMIT voiceNeeded(polyphony(m_session.score()->track(m_session.track())));
    } else {
      Q_EMIT refused(errorMessage(error));
    }
  }
}

ComposeRequest Generation::request(const PlacedSeed& seed) const {
  ComposeRequest request;
  request.styleId = m_styles->currentId().toStdString();
  request.seed = seed.melody;
  request.settings = m_compose->settings();
  // The roll paints in steps from the beginning of the piece, the search counts from the seed's first bar.
  const std::int64_t shift = seed.origin.value * kStepsPerQuarter / m_session.score()->ticksPerQuarter();
  for (decode::Exclusion& exclusion : request.settings.rules.exclusions) {
    exclusion.fromStep -= shift;
    exclusion.toStep -= shift;
  }
  request.takes = m_compose->takes();
  request.randomSeed = m_compose->nextRandomSeed();
  return request;
}

}  // namespace partimento::ui
