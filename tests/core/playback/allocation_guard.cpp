#include "tests/core/playback/allocation_guard.h"

#include <cstddef>
#include <cstdlib>
#include <new>

#include <dlfcn.h>
#include <pthread.h>

namespace {

thread_local bool guarded = false;
thread_local int counted = 0;

void note() noexcept {
  if (guarded) ++counted;
}

void* allocate(std::size_t size) {
  note();
  void* memory = std::malloc(size > 0 ? size : 1);
  if (!memory) throw std::bad_alloc();
  return memory;
}

void* allocateAligned(std::size_t size, std::align_val_t alignment) {
  note();
  const auto step = static_cast<std::size_t>(alignment);
  void* memory = std::aligned_alloc(step, (size + step - 1) / step * step);
  if (!memory) throw std::bad_alloc();
  return memory;
}

void release(void* memory) noexcept {
  note();
  std::free(memory);
}

}  // namespace

namespace partimento::playback::test {

AllocationGuard::AllocationGuard() {
  counted = 0;
  guarded = true;
}

AllocationGuard::~AllocationGuard() {
  guarded = false;
}

int AllocationGuard::count() const {
  return counted;
}

}  // namespace partimento::playback::test

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void* operator new(std::size_t size, std::align_val_t a) {
  return allocateAligned(size, a);
}
void* operator new[](std::size_t size, std::align_val_t a) {
  return allocateAligned(size, a);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  note();
  return std::malloc(size > 0 ? size : 1);
}
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept {
  return operator new(size, tag);
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete[](void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// glibc's own entry points; the names below take the place of malloc and its family in every library.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void __libc_free(void* memory);

#define PARTIMENTO_INTERPOSED __attribute__((visibility("default")))

PARTIMENTO_INTERPOSED void* malloc(std::size_t size) {
  note();
  return __libc_malloc(size);
}
PARTIMENTO_INTERPOSED void* calloc(std::size_t count, std::size_t size) {
  note();
  return __libc_calloc(count, size);
}
PARTIMENTO_INTERPOSED void* realloc(void* memory, std::size_t size) {
  note();
  return __libc_realloc(memory, size);
}
PARTIMENTO_INTERPOSED void free(void* memory) {
  note();
  __libc_free(memory);
}
PARTIMENTO_INTERPOSED int pthread_mutex_lock(pthread_mutex_t* mutex) {
  note();
  using Lock = int (*)(pthread_mutex_t*);
  static const auto real = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  return real(mutex);
}
}

#endif
