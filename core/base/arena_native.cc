// The arena of tests and tools: one region of address space for each thread, of which the system gives only what
// is used. AddressSanitizer sees what was given back, and what lies behind the last bytes taken.

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>

#include "core/base/arena.h"
#include "core/base/arena_scope.h"

#ifdef __SANITIZE_ADDRESS__
#define KAGO_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KAGO_ASAN 1
#endif
#endif
#ifdef KAGO_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(begin, bytes)
#define ASAN_UNPOISON_MEMORY_REGION(begin, bytes)
#endif

namespace kago::arena {
namespace {

constexpr std::size_t kRegionBytes = std::size_t{1} << 34;
constexpr std::uintptr_t kAlignment = 16;
// Never taken, so that one thing's end is not the next one's begin.
constexpr std::size_t kGapBytes = 16;
// What is given back in one go beyond that goes back to the system.
constexpr std::size_t kKeptBytes = std::size_t{1} << 24;

thread_local char* begin = nullptr;
thread_local char* top = nullptr;  // the end of what was taken last

void Map() {
  constexpr int kKind = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void* region = mmap(nullptr, kRegionBytes, PROT_READ | PROT_WRITE, kKind, -1, 0);
  if (region == MAP_FAILED) std::abort();
  begin = top = static_cast<char*>(region);
}

char* GrowTo(char* taken, std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(begin + kRegionBytes - taken)) std::abort();
  ASAN_UNPOISON_MEMORY_REGION(taken, bytes);
  top = taken + bytes;
  return taken;
}

}  // namespace

void* Take(std::size_t bytes) {
  if (!begin) Map();
  const std::uintptr_t free = reinterpret_cast<std::uintptr_t>(top + kGapBytes);
  char* taken = reinterpret_cast<char*>((free + kAlignment - 1) & ~(kAlignment - 1));
  ASAN_POISON_MEMORY_REGION(top, static_cast<std::size_t>(taken - top));
  return GrowTo(taken, bytes);
}

bool Extend(const void* end, std::size_t bytes) {
  if (!end || end != top) return false;
  GrowTo(top, bytes);
  return true;
}

std::size_t TakenBytes() { return static_cast<std::size_t>(top - begin); }

Scope::Scope() : taken_(TakenBytes()) {}

Scope::~Scope() {
  if (!begin) return;
  char* end = begin + taken_;
  const std::size_t bytes = static_cast<std::size_t>(top - end);
  ASAN_POISON_MEMORY_REGION(end, bytes);
  if (bytes > kKeptBytes) {
    constexpr std::uintptr_t kPageBytes = 4'096;
    char* page = reinterpret_cast<char*>((reinterpret_cast<std::uintptr_t>(end) + kPageBytes - 1) & ~(kPageBytes - 1));
    if (page < top) madvise(page, static_cast<std::size_t>(top - page), MADV_DONTNEED);
  }
  top = end;
}

}  // namespace kago::arena
