#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/engine.h"
#include "ui/common/error_text.h"
#include "ui/common/worker.h"

namespace partimento::ui {

/// Loads the engine behind the open window and says how that goes. GUI thread only.
class EngineHost : public QObject {
  Q_OBJECT

 public:
  enum class State { Idle, Loading, Ready, Missing };
  /// Makes the engine; runs on a worker and may throw.
  using Loader = std::function<std::shared_ptr<Engine>()>;

  explicit EngineHost(Loader loader, QObject* parent = nullptr);

  /// Begins to load; also the "try again" of the banner. `prepare` names a style to load at once, so that the
  /// first take comes without waiting for it.
  void load(const QString& prepare = {});
  State state() const { return m_state; }
  /// Null until ready.
  const std::shared_ptr<Engine>& engine() const { return m_engine; }
  const std::vector<StyleInfo>& styles() const { return m_styles; }
  std::optional<StyleInfo> style(const QString& id) const;
  /// Packs that could not be used, for the Styles panel.
  const std::vector<std::string>& warnings() const { return m_warnings; }
  /// Why the engine is missing.
  const ErrorMessage& problem() const { return m_problem; }
  /// Loads the weights of a style in the background.
  void prepare(const QString& id);
  /// Looks again which styles there are: one was published.
  void refresh();
  /// Lists the pack of a folder among the styles under this name, in the place of the one that visited
  /// before: a checkpoint of a run. visited() follows, or failed().
  void visit(const QString& folder, const QString& name);

 Q_SIGNALS:
  void stateChanged();
  /// The style that visits is in styles(), under this id.
  void visited(const QString& id);
  void failed(const partimento::ui::ErrorMessage& message);

 private:
  struct Loaded;
  void finish(const Loaded& loaded);
  void list();

  Loader m_loader;
  State m_state = State::Idle;
  std::shared_ptr<Engine> m_engine;
  std::vector<StyleInfo> m_installed;
  std::optional<StyleInfo> m_guest;
  std::vector<StyleInfo> m_styles;  // both
  std::vector<std::string> m_warnings;
  ErrorMessage m_problem;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
