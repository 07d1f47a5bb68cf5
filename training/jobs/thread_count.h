#pragma once

namespace partimento::training {

/// How many threads the linear-algebra library uses for work of the calling thread, for the time of a scope.
/// Other threads keep their numbers: the library's own setting is of the process for threads that come later,
/// and is put back at once.
class ThreadCount {
 public:
  explicit ThreadCount(int threads);
  ~ThreadCount();
  ThreadCount(const ThreadCount&) = delete;
  ThreadCount& operator=(const ThreadCount&) = delete;

 private:
  int m_before;
};

}  // namespace partimento::training
