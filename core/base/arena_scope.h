// One call, natively: what is taken from the arena while a Scope lives is given back when it ends. Texts, lists
// and values made within must not be used after that; AddressSanitizer says so.
#ifndef KAGO_CORE_BASE_ARENA_SCOPE_H_
#define KAGO_CORE_BASE_ARENA_SCOPE_H_

#include <cstddef>

namespace kago::arena {

class Scope {
 public:
  Scope();
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  std::size_t taken_;
};

// By this thread, and not given back.
std::size_t TakenBytes();

}  // namespace kago::arena

#endif  // KAGO_CORE_BASE_ARENA_SCOPE_H_
