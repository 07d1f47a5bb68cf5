#pragma once

#include <QObject>
#include <map>
#include <optional>

#include "core/engine/jobs.h"
#include "core/music/score.h"
#include "core/playback/transport.h"
#include "ui/common/worker.h"
#include "ui/session/session.h"

namespace partimento::ui {

/// The samples of a run's checkpoints in the place of the piece: one loops, another takes over on the bar
/// line. The piece rests where it was and comes back when it ends; any edit ends it. GUI thread only.
class HearLearning : public QObject {
  Q_OBJECT

 public:
  explicit HearLearning(Session& session, QObject* parent = nullptr);

  /// Reads the samples that are not known yet, in the background.
  void setCheckpoints(const std::vector<Checkpoint>& checkpoints);
  /// Null until it has been read, or when it cannot be.
  ScorePtr sample(const Checkpoint& checkpoint) const;
  /// So many notes at the beginning are the same in all samples: the seed. 0: not known.
  std::size_t seedNotes() const;

  /// Plays a sample in a loop, or swaps it with the one that plays.
  void hear(const Checkpoint& checkpoint);
  void stop();
  bool hearing() const { return m_heard != nullptr; }
  /// Step of the checkpoint that is heard.
  std::optional<std::int64_t> step() const;

 Q_SIGNALS:
  void changed();
  /// A sample has been read.
  void read();

 private:
  void begin(const ScorePtr& sample);
  void swap(const ScorePtr& sample);
  void previewChanged();

  Session& m_session;
  std::map<std::string, ScorePtr> m_samples;  // by path
  std::vector<std::string> m_shown;           // paths of the run
  ScorePtr m_heard;
  std::int64_t m_step = 0;
  Worker m_worker;  // last: it ends first
};

}  // namespace partimento::ui
