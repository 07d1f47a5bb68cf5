#include "training/jobs/thread_count.h"

#include <algorithm>
#include <thread>

#include <ATen/Parallel.h>

namespace partimento::training {

namespace {

/// Sets both numbers that the library keeps, that of this thread and that of later ones; the second is put
/// back by a thread that lives no longer than this.
void setForThisThread(int threads, int forLaterOnes) {
  at::set_num_threads(threads);
  std::thread([forLaterOnes] { at::set_num_threads(forLaterOnes); }).join();
}

}  // namespace

ThreadCount::ThreadCount(int threads) : m_before(at::get_num_threads()) {
  setForThisThread(std::max(threads, 1), m_before);
}

ThreadCount::~ThreadCount() {
  setForThisThread(m_before, m_before);
}

}  // namespace partimento::training
