#include "bindings/arena.h"

#include <cstdint>
#include <new>

// Where the linker says that free memory begins: behind the stack and static data.
extern "C" unsigned char __heap_base;

namespace kago::arena {
namespace {

constexpr std::uintptr_t kAlignment = 8;
constexpr std::uintptr_t kPageBytes = 65'536;
// 1 MB: to grow costs the host the same however much it is, page by page most of a long step's time.
constexpr std::uintptr_t kGrowthBytes = 1'048'576;

std::uintptr_t top = 0;
std::uintptr_t start = 0;  // of the current call's memory; 0: start-up hasn't ended

void GrowTo(std::uintptr_t address) {
  top = address;
  const std::uintptr_t end = __builtin_wasm_memory_size(0) * kPageBytes;
  if (top > end && __builtin_wasm_memory_grow(0, (top - end + kGrowthBytes) / kPageBytes) == SIZE_MAX) {
    __builtin_trap();
  }
}

}  // namespace

void* Take(std::size_t bytes) {
  if (top == 0) top = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::uintptr_t begin = (top + kAlignment - 1) & ~(kAlignment - 1);
  GrowTo(begin + bytes);
  return reinterpret_cast<void*>(begin);
}

bool Extend(const void* end, std::size_t bytes) {
  if (reinterpret_cast<std::uintptr_t>(end) != top) return false;
  GrowTo(top + bytes);
  return true;
}

void Reset() {
  if (start == 0) start = top;
  top = start;
}

}  // namespace kago::arena

void* operator new(std::size_t bytes) { return kago::arena::Take(bytes); }
void operator delete(void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}

// Emscripten exports it whatever it is told; nothing calls it.
extern "C" void free(void*) {}
