#include "core/base/arena.h"

#include <cstdint>
#include <cstring>

#include <gtest/gtest.h>

#include "core/base/arena_scope.h"
#include "core/base/string.h"

namespace kago::arena {
namespace {

TEST(Arena, GivesAlignedMemory) {
  for (std::size_t bytes = 0; bytes < 40; ++bytes) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(Take(bytes)) % alignof(std::max_align_t), 0u);
  }
}

TEST(Arena, ExtendsOnlyWhatWasTakenLast) {
  char* first = static_cast<char*>(Take(4));
  EXPECT_TRUE(Extend(first + 4, 4));
  EXPECT_FALSE(Extend(first + 4, 4));
  std::memset(first, 1, 8);
  char* second = static_cast<char*>(Take(4));
  EXPECT_GT(second, first + 8);
  EXPECT_FALSE(Extend(first + 8, 4));
  EXPECT_TRUE(Extend(second + 4, 1));
  EXPECT_FALSE(Extend(nullptr, 1));
}

TEST(Arena, GivesTheSameMemoryAgainAfterAScope) {
  const std::size_t before = TakenBytes();
  const void* first = nullptr;
  {
    const Scope memory;
    first = Take(100);
    EXPECT_GE(TakenBytes(), before + 100);
  }
  EXPECT_EQ(TakenBytes(), before);
  EXPECT_EQ(Take(100), first);
}

TEST(Arena, GivesALargeCallsMemoryBackAndTakesItAgain) {
  constexpr std::size_t kBytes = std::size_t{1} << 26;
  for (int i = 0; i < 2; ++i) {
    const Scope memory;
    std::memset(Take(kBytes), 1, kBytes);
  }
}

#if defined(__SANITIZE_ADDRESS__)
TEST(ArenaDeathTest, SeesWhatOutlivesItsCall) {
  std::string_view text;
  {
    const Scope memory;
    text = String("of a call that is over");
  }
  EXPECT_DEATH(EXPECT_EQ(text[0], 'o'), "use-after-poison");
}

TEST(ArenaDeathTest, SeesWhatIsReadBehindTheEnd) {
  const String text = "abc";
  EXPECT_DEATH(EXPECT_EQ(text.data()[3], 'd'), "use-after-poison");
}
#endif

}  // namespace
}  // namespace kago::arena
