#pragma once

#include <new>

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

namespace partimento::training::test {

/// The allocator of tensors while it lives, which fails once when it is told to.
class FailingAllocator : public c10::Allocator {
 public:
  enum class How { BadAlloc, LibraryError };

  FailingAllocator() : m_before(c10::GetCPUAllocator()) { c10::SetCPUAllocator(this, kPriority); }
  ~FailingAllocator() override { c10::SetCPUAllocator(m_before, kPriority); }
  FailingAllocator(const FailingAllocator&) = delete;
  FailingAllocator& operator=(const FailingAllocator&) = delete;

  /// The allocation after so many others fails.
  void failAfter(int count, How how) {
    m_left = count;
    m_how = how;
  }
  /// Whether it has not failed yet.
  bool armed() const { return m_left >= 0; }
  void disarm() { m_left = -1; }

  c10::DataPtr allocate(std::size_t bytes) const override {
    if (m_left >= 0 && --m_left < 0) {
      if (m_how == How::BadAlloc) throw std::bad_alloc();
      TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes,
                  " bytes.");
    }
    return m_before->allocate(bytes);
  }
  c10::DeleterFnPtr raw_deleter() const override { return m_before->raw_deleter(); }

 private:
  static constexpr std::uint8_t kPriority = 255;
  c10::Allocator* m_before;
  mutable int m_left = -1;
  How m_how = How::BadAlloc;
};

}  // namespace partimento::training::test
