#include "ui/main_window/banners.h"

#include <utility>

#include "core/music/edits.h"

namespace partimento::ui {
namespace {

QString lossText(const project::Loss& loss) {
  using Kind = project::Loss::Kind;
  const int count = static_cast<int>(loss.count);
  switch (loss.kind) {
    case Kind::Structure:
      return WindowBanners::tr("The file is damaged; everything that could be read was kept.");
    case Kind::CurrentStep:
      return WindowBanners::tr("The newest state could not be read; the nearest other one was opened.");
    case Kind::History:
      return WindowBanners::tr("%n undo step(s) are lost.", nullptr, count);
    case Kind::Takes:
      return WindowBanners::tr("%n take(s) are lost.", nullptr, count);
    case Kind::Recipes:
      return WindowBanners::tr("%n take(s) cannot be replayed any more.", nullptr, count);
    case Kind::Traces:
      return WindowBanners::tr("%n take(s) cannot be explained any more.", nullptr, count);
    case Kind::View:
      return WindowBanners::tr("The view was set back.");
  }
  return {};
}

QString upbeatText(Tick length, int ticksPerQuarter) {
  const int parts = static_cast<int>(8 * length.value / ticksPerQuarter);
  if (parts % 8 == 0)
    return WindowBanners::tr("It seems to begin with an upbeat of %n quarter note(s).", nullptr, parts / 8);
  if (parts % 4 == 0)
    return WindowBanners::tr("It seems to begin with an upbeat of %n eighth note(s).", nullptr, parts / 4);
  if (parts % 2 == 0)
    return WindowBanners::tr("It seems to begin with an upbeat of %n sixteenth note(s).", nullptr, parts / 2);
  return WindowBanners::tr("It seems to begin with an upbeat of %n thirty-second note(s).", nullptr, parts);
}

}  // namespace

WindowBanners::WindowBanners(BannerArea& area, Session& session, EngineHost& engine,
                             playback::SoundControl& sound, QObject* parent)
    : QObject(parent), m_area(area), m_session(session), m_engine(engine), m_sound(sound) {
  connect(&m_engine, &EngineHost::stateChanged, this, &WindowBanners::showEngine);
  connect(&m_session, &Session::scoreChanged, this, [this] {
    m_area.withdraw(QStringLiteral("import"));
    m_area.withdraw(QStringLiteral("upbeat"));
  });
  connect(&m_session, &Session::documentReplaced, this,
          [this] { m_area.withdraw(QStringLiteral("upbeat")); });
  connect(&m_session, &Session::journalChanged, this, &WindowBanners::showJournal);
  connect(&m_session, &Session::documentReplaced, this, &WindowBanners::showJournal);
}

void WindowBanners::showFailure(const ErrorMessage& message) {
  m_area.announce(QStringLiteral("failure"), Banner::Kind::Warning, message.text());
}

void WindowBanners::withdrawFailure() {
  m_area.withdraw(QStringLiteral("failure"));
}

void WindowBanners::showWish(const QString& problem, const QString& remedy, std::function<void()> change) {
  std::vector<BannerAction> actions;
  if (!remedy.isEmpty())
    actions.push_back(
        {remedy, tr("Change the knobs to the nearest wish that can be met"), std::move(change)});
  m_area.announce(
      QStringLiteral("wish"), Banner::Kind::Warning,
      remedy.isEmpty() ? problem + QLatin1Char(' ') + tr("Loosen a rule in the Compose panel.") : problem,
      actions);
}

void WindowBanners::withdrawWish() {
  m_area.withdraw(QStringLiteral("wish"));
}

void WindowBanners::showImport(const QString& fileName) {
  m_area.announce(QStringLiteral("import"), Banner::Kind::Information,
                  tr("“%1” is the seed now and stands in the place of the music before.").arg(fileName),
                  {{tr("Undo"), tr("Bring the music before back"), [this] { m_session.undo(); }}});
}

void WindowBanners::showUpbeat(Tick length) {
  m_area.announce(
      QStringLiteral("upbeat"), Banner::Kind::Information,
      upbeatText(length, m_session.score()->ticksPerQuarter()),
      {{tr("Move the bar lines"),
        tr("The first full bar begins after the upbeat; undo brings the bar lines back"),
        [this, length] { m_session.edit("Move bar lines", edits::setPickup(m_session.score(), length)); }}});
}

void WindowBanners::showInterrupted(const QString& name, std::function<void()> resume,
                                    std::function<void()> show) {
  if (name.isEmpty()) return m_area.withdraw(QStringLiteral("interrupted"));
  m_area.announce(QStringLiteral("interrupted"), Banner::Kind::Information,
                  tr("The training of “%1” ended with the program. Nothing is lost.").arg(name),
                  {{tr("Resume"), tr("Go on where it was"), std::move(resume)},
                   {tr("Show"), tr("Show its curves and samples"), std::move(show)}});
}

void WindowBanners::showEngine() {
  if (m_engine.state() != EngineHost::State::Missing) {
    m_area.withdraw(QStringLiteral("engine"));
    return;
  }
  m_area.announce(QStringLiteral("engine"), Banner::Kind::Warning, m_engine.problem().text(),
                  {{tr("Try again"), tr("Load the engine again"), [this] { m_engine.load(); }}});
}

void WindowBanners::showSound() {
  const playback::SoundState& state = m_sound.state();
  if (state.opening) return;
  if (state.soundFontError) {
    m_area.announce(QStringLiteral("soundfont"), Banner::Kind::Warning,
                    errorMessage(*state.soundFontError).text());
  } else {
    m_area.withdraw(QStringLiteral("soundfont"));
  }
  if (!state.output.silent) {
    m_area.withdraw(QStringLiteral("audio"));
    return;
  }
  m_area.announce(
      QStringLiteral("audio"), Banner::Kind::Information,
      tr("No audio device was found: the music plays, but you cannot hear it. Plug one in or start the "
         "sound server, then look again."),
      {{tr("Look again"), tr("Try all audio drivers again"), [this] { m_sound.reopen(); }},
       {tr("Test tone"), tr("A soft tone of one second"), [this] { m_sound.testTone(); }}});
}

void WindowBanners::showJournal() {
  const project::JournalStatus status = m_session.document().journalStatus();
  if (!status.problem) {
    m_area.withdraw(QStringLiteral("journal"));
    return;
  }
  m_area.announce(QStringLiteral("journal"), Banner::Kind::Warning,
                  tr("Your work is not being secured at the moment: %1 Save it to a place of your choice.")
                      .arg(errorMessage(*status.problem).what));
}

void WindowBanners::showLosses() {
  QStringList texts;
  for (const project::Loss& loss : m_session.document().losses()) texts << lossText(loss);
  if (texts.isEmpty()) {
    m_area.withdraw(QStringLiteral("losses"));
    return;
  }
  m_area.announce(QStringLiteral("losses"), Banner::Kind::Warning, texts.join(QLatin1Char(' ')));
}

void WindowBanners::lookForLostWork(
    std::function<void(const std::vector<project::RecoverableSession>&)> found) {
  m_worker.post([this, state = m_session.stateFolder(), found = std::move(found)](std::stop_token) {
    std::vector<project::RecoverableSession> sessions = project::recoverableSessions(state);
    if (!sessions.empty()) callLater(this, [found, sessions = std::move(sessions)] { found(sessions); });
  });
}

void WindowBanners::discard(const project::RecoverableSession& session) {
  m_worker.post([this, session](std::stop_token) {
    try {
      project::discardSession(session);
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { showFailure(message); });
    }
  });
}

}  // namespace partimento::ui
