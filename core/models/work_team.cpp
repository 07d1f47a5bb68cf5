#include "core/models/work_team.h"

#include <algorithm>

namespace partimento::models {

namespace {

constexpr int kPieceBits = 16;
constexpr std::uint64_t kPieceMask = (1U << kPieceBits) - 1;
/// Looks before a helper goes to sleep: longer than the gaps within a step, some tens of microseconds.
constexpr int kLooks = 4000;

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

int piecesOf(std::uint64_t ticket) {
  return static_cast<int>(ticket >> kPieceBits & kPieceMask);
}

int nextOf(std::uint64_t ticket) {
  return static_cast<int>(ticket & kPieceMask);
}

std::uint32_t roundOf(std::uint64_t ticket) {
  return static_cast<std::uint32_t>(ticket >> 32);
}

}  // namespace

WorkTeam::WorkTeam(int threads) {
  for (int member = 1; member < threads; ++member) {
    m_helpers.emplace_back([this, member](const std::stop_token& stop) { help(stop, member); });
  }
}

WorkTeam::~WorkTeam() {
  for (std::jthread& helper : m_helpers) helper.request_stop();
  m_round.fetch_add(1);
  m_round.notify_all();
}

void WorkTeam::divide(int pieces, Call call, const void* object) {
  m_call = call;
  m_object = object;
  m_done.store(0, std::memory_order_relaxed);
  const std::uint64_t round = roundOf(m_ticket.load(std::memory_order_relaxed)) + std::uint64_t{1};
  const std::uint64_t ticket = round << 32 | static_cast<std::uint64_t>(pieces) << kPieceBits;
  m_ticket.store(ticket, std::memory_order_release);
  m_round.fetch_add(1);
  if (m_sleeping.load() > 0) m_round.notify_all();
  takePieces(ticket, 0);
  while (m_done.load(std::memory_order_acquire) != static_cast<std::uint32_t>(pieces)) pause();
}

void WorkTeam::takePieces(std::uint64_t ticket, int member) {
  const std::uint32_t round = roundOf(ticket);
  while (nextOf(ticket) < piecesOf(ticket)) {
    if (m_ticket.compare_exchange_weak(ticket, ticket + 1, std::memory_order_acq_rel)) {
      m_call(m_object, nextOf(ticket), member);
      m_done.fetch_add(1, std::memory_order_release);
      ticket = m_ticket.load(std::memory_order_acquire);
    }
    if (roundOf(ticket) != round) return;
  }
}

void WorkTeam::help(const std::stop_token& stop, int member) {
  int looks = 0;
  while (true) {
    // Read before the stop request, which comes before the last change of the round: no waking is missed.
    const std::uint32_t seen = m_round.load();
    if (stop.stop_requested()) return;
    const std::uint64_t ticket = m_ticket.load(std::memory_order_acquire);
    if (nextOf(ticket) < piecesOf(ticket)) {
      takePieces(ticket, member);
      looks = 0;
    } else if (++looks < kLooks) {
      pause();
    } else {
      m_sleeping.fetch_add(1);
      m_round.wait(seen);
      m_sleeping.fetch_sub(1);
      looks = 0;
    }
  }
}

}  // namespace partimento::models
