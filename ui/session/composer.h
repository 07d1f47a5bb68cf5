#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "core/engine/engine.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"
#include "ui/session/engine_host.h"

namespace partimento::ui {

/// Runs generations on a worker, one after the other. Progress comes at most 30 times a second. GUI thread
/// only.
class Composer : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Idle,
    Waiting,  ///< for the engine to be loaded
    Running,
    Stopping,  ///< asked to stop; the part made so far is still to come
  };

  explicit Composer(EngineHost& engine, QObject* parent = nullptr);
  ~Composer() override;

  State state() const { return m_state; }
  bool busy() const { return m_state != State::Idle; }
  /// Puts the request together; called in the GUI thread once the engine and its styles are there.
  using RequestMaker = std::function<ComposeRequest()>;
  /// Ignored while busy. Waits for an engine that is still being loaded.
  void generate(RequestMaker make);
  /// Makes exactly the take of the recipe again.
  void replay(const Recipe& recipe);
  /// Returns at once; the best part so far comes as a partial take.
  void stop();

 Q_SIGNALS:
  void stateChanged();
  void progressed(const partimento::ComposeProgress& progress);
  void takeMade(std::shared_ptr<const partimento::Take> take);
  /// What is being made, as far as it is.
  void grown(std::shared_ptr<const partimento::Take> part);
  /// So many notes of the seed lie outside what the style can say.
  void seedFolded(int notes);
  void failed(const partimento::ui::ErrorMessage& message);
  /// All takes have come, or none will.
  void finished();

 private:
  class Listener;
  using Task = std::function<void(Engine&, std::stop_token, ComposeListener&)>;
  using TaskMaker = std::function<Task()>;
  void begin(TaskMaker make);
  void startPending();
  void setState(State state);
  void report(const ErrorMessage& message);
  void end();

  EngineHost& m_engine;
  State m_state = State::Idle;
  TaskMaker m_pending;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
