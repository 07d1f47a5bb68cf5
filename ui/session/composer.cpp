#include "ui/session/composer.h"

#include <chrono>

namespace partimento::ui {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kProgressPause{33};

}  // namespace

/// Brings what the engine reports from the worker to the composer.
class Composer::Listener : public ComposeListener {
 public:
  explicit Listener(Composer& composer) : m_composer(composer) {}

  void progress(const ComposeProgress& progress) override {
    const Clock::time_point now = Clock::now();
    if (now - m_last < kProgressPause) return;
    m_last = now;
    callLater(&m_composer, [&composer = m_composer, progress] { Q_EMIT composer.progressed(progress); });
  }

  void takeFinished(Take take) override {
    callLater(&m_composer, [&composer = m_composer, shared = std::make_shared<const Take>(std::move(take))] {
      Q_EMIT composer.takeMade(shared);
    });
  }

  void bestSoFar(Take part) override {
    callLater(&m_composer, [&composer = m_composer, shared = std::make_shared<const Take>(std::move(part))] {
      Q_EMIT composer.grown(shared);
    });
  }

  void seedFolded(int notes) override {
    callLater(&m_composer, [&composer = m_composer, notes] { Q_EMIT composer.seedFolded(notes); });
  }

 private:
  Composer& m_composer;
  Clock::time_point m_last;
};

Composer::Composer(EngineHost& engine, QObject* parent) : QObject(parent), m_engine(engine) {
  // Queued: the panels take the styles over first, and a request is made from what they show.
  connect(&m_engine, &EngineHost::stateChanged, this, &Composer::startPending, Qt::QueuedConnection);
}

Composer::~Composer() = default;

void Composer::generate(RequestMaker make) {
  begin([make = std::move(make)]() -> Task {
    return [request = make()](Engine& engine, std::stop_token stop, ComposeListener& listener) {
      engine.compose(request, stop, listener);
    };
  });
}

void Composer::replay(const Recipe& recipe) {
  begin([recipe]() -> Task {
    return [recipe](Engine& engine, std::stop_token stop, ComposeListener& listener) {
      listener.takeFinished(engine.replay(recipe, stop));
    };
  });
}

void Composer::begin(TaskMaker make) {
  if (busy()) return;
  m_pending = std::move(make);
  setState(State::Waiting);
  startPending();
}

void Composer::startPending() {
  if (m_state != State::Waiting) return;
  switch (m_engine.state()) {
    case EngineHost::State::Idle:
    case EngineHost::State::Loading:
      return;
    case EngineHost::State::Missing:
      m_pending = nullptr;
      Q_EMIT failed(m_engine.problem());
      end();
      return;
    case EngineHost::State::Ready:
      break;
  }
  setState(State::Running);
  m_worker.post([this, engine = m_engine.engine(), task = m_pending()](std::stop_token stop) {
    Listener listener(*this);
    try {
      task(*engine, stop, listener);
    } catch (...) {
      if (!stop.stop_requested())
        callLater(this, [this, message = currentErrorMessage()] { report(message); });
    }
    callLater(this, [this] { end(); });
  });
  m_pending = nullptr;
}

void Composer::stop() {
  if (m_state == State::Waiting) {
    m_pending = nullptr;
    end();
  } else if (m_state == State::Running) {
    setState(State::Stopping);
    m_worker.cancel();
  }
}

void Composer::setState(State state) {
  m_state = state;
  Q_EMIT stateChanged();
}

void Composer::report(const ErrorMessage& message) {
  Q_EMIT failed(message);
}

void Composer::end() {
  setState(State::Idle);
  Q_EMIT finished();
}

}  // namespace partimento::ui
