#include "ui/main_window/generation.h"

#include "core/decode/feasibility.h"
#include "ui/common/error_text.h"
#include "ui/common/music_names.h"
#include "ui/compose/wish_text.h"

namespace partimento::ui {

namespace {

constexpr int kFourVoices = 4;

TakeDesk::Place placeOf(const PlacedSeed& seed) {
  return {seed.tracks.front(), seed.origin, {seed.tracks.begin() + 1, seed.tracks.end()}};
}

}  // namespace

Generation::Generation(Session& session, EngineHost& engine, TakeDesk& desk, QObject* parent)
    : QObject(parent), m_session(session), m_engine(engine), m_desk(desk) {
  connect(&m_session, &Session::documentReplaced, this, [this] {
    m_voice.reset();
    m_tracks.reset();
    pieceChanged();
  });
  connect(&m_session, &Session::trackChanged, this, [this] {
    m_voice.reset();
    pieceChanged();
  });
  connect(&m_session, &Session::scoreChanged, this, &Generation::pieceChanged);
  connect(&m_session.preferences(), &Preferences::namingChanged, this, &Generation::sayBeginning);
}

void Generation::connectPanels(StylesPanel& styles, ComposePanel& compose) {
  m_styles = &styles;
  m_compose = &compose;
  connect(&styles, &StylesPanel::currentChanged, this, [this] {
    m_compose->setStyle(m_engine.style(m_styles->currentId()));
    pieceChanged();
  });
  compose.setStyle(m_engine.style(styles.currentId()));
  compose.recheck();
  pieceChanged();
}

void Generation::pieceChanged() {
  sayBeginning();
  Q_EMIT choicesChanged();
}

SeedReading Generation::reading() const {
  const std::optional<StyleInfo> style = m_styles ? m_engine.style(m_styles->currentId()) : std::nullopt;
  return readingOf(style.value_or(StyleInfo{}).tokenizer);
}

bool Generation::continuesAll(const Score& score) const {
  const SeedReading read = reading();
  if (read == SeedReading::OneLine || !hasSeveralLines(score)) return false;
  return read == SeedReading::All || voiceCount(score) >= kFourVoices;
}

std::vector<SeedTracks> Generation::choices() const {
  const Score& score = *m_session.score();
  if (!continuesAll(score)) return {SeedTracks::One};
  const bool chords = reading() == SeedReading::All && seedTracks(score).size() > 1;
  return {SeedTracks::All, chords ? SeedTracks::Chords : SeedTracks::One};
}

SeedTracks Generation::tracks() const {
  const std::vector<SeedTracks> offered = choices();
  const bool isChosen = m_tracks && offered.size() > 1;
  // one track is one track, with its chords or not, as the style reads them
  if (isChosen && *m_tracks != SeedTracks::All) return offered.back();
  return offered.front();
}

void Generation::setTracks(SeedTracks tracks) {
  if (m_tracks == tracks) return;
  m_tracks = tracks;
  pieceChanged();
}

bool Generation::hasSeed() const {
  return tracks() == SeedTracks::All || !m_session.score()->track(m_session.track()).notes.empty();
}

PlacedSeed Generation::seed() const {
  if (!hasSeed()) return openingOf(*m_session.score(), m_session.track());
  SeedChoice choice;
  choice.tracks = tracks();
  choice.track = m_session.track();
  choice.voice = m_voice;
  return seedFromScore(*m_session.score(), choice);
}

void Generation::sayBeginning() {
  if (!m_compose) return;
  const Score& score = *m_session.score();
  if (hasSeed()) return m_compose->setBeginning(QString());
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
    m_desk.generate([this, placed] { return requestOnceKnown(placed); }, placeOf(placed));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::SeedPolyphonic) {
      Q_EMIT voiceNeeded(polyphony(m_session.score()->track(m_session.track())));
    } else {
      Q_EMIT refused(errorMessage(error));
    }
  }
}

ComposeRequest Generation::requestOnceKnown(PlacedSeed placed) {
  try {
    placed = seed();  // how many lines the style reads was perhaps not known when this was asked for
    m_desk.place(placeOf(placed));
  } catch (const Error&) {
    // then it is what was there
  }
  return request(placed);
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
