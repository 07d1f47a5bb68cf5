#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

namespace partimento::models {

/// A calling thread and helpers that divide short pieces of work, a few microseconds each. Pieces are taken
/// one by one: a helper that the system does not run takes none, so the caller never waits for a thread that
/// has not begun. Between calls helpers watch for the next one for a moment, then sleep until they are woken.
///
/// One calling thread. The destructor stops and joins the helpers.
class WorkTeam {
 public:
  /// `threads` >= 1, the caller included.
  explicit WorkTeam(int threads);
  ~WorkTeam();
  WorkTeam(const WorkTeam&) = delete;
  WorkTeam& operator=(const WorkTeam&) = delete;

  int threads() const { return static_cast<int>(m_helpers.size()) + 1; }

  /// Calls work(piece, member) for every piece in [0, pieces), member in [0, threads()), and returns when all
  /// are done. `work` must not throw. At most 65,535 pieces.
  template <typename Work>
  void run(int pieces, const Work& work) {
    if (m_helpers.empty() || pieces < 2) {
      for (int piece = 0; piece < pieces; ++piece) work(piece, 0);
      return;
    }
    const auto call = [](const void* object, int piece, int member) {
      (*static_cast<const Work*>(object))(piece, member);
    };
    divide(pieces, call, &work);
  }

 private:
  using Call = void (*)(const void* object, int piece, int member);

  void divide(int pieces, Call call, const void* object);
  /// Takes pieces of the round that `ticket` names until none is left.
  void takePieces(std::uint64_t ticket, int member);
  void help(const std::stop_token& stop, int member);

  // A ticket: number of the round << 32 | pieces << 16 | next piece. Taking a piece is one exchange of the
  // whole, so a late helper cannot take a piece of a round that it has not read.
  std::atomic<std::uint64_t> m_ticket{0};
  std::atomic<std::uint32_t> m_done{0};
  std::atomic<std::uint32_t> m_round{0};  // helpers that sleep wait for it to change
  std::atomic<std::uint32_t> m_sleeping{0};
  Call m_call = nullptr;
  const void* m_object = nullptr;
  std::vector<std::jthread> m_helpers;
};

}  // namespace partimento::models
