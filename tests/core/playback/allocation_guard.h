#pragma once

namespace partimento::playback::test {

/// Counts what the calling thread allocates, frees or locks while one of these lives: operator new and delete
/// always; malloc and its family and pthread_mutex_lock, from any library, where no sanitizer stands in the
/// way.
class AllocationGuard {
 public:
  AllocationGuard();
  ~AllocationGuard();
  AllocationGuard(const AllocationGuard&) = delete;
  AllocationGuard& operator=(const AllocationGuard&) = delete;
  int count() const;
};

}  // namespace partimento::playback::test
