#include "tests/simulation/verdict.h"

#include <algorithm>
#include <cstdio>

namespace kago::simulation {
namespace {

constexpr std::size_t kShownFacts = 25;

bool IsAbout(const Fact& fact, const std::string& id) {
  if (id.empty() || fact.kind == Fact::Kind::kBooks) return false;
  return fact.id == id || fact.text.find(id) != std::string::npos ||
         std::find(fact.list.begin(), fact.list.end(), id) != fact.list.end();
}

// The last facts before the breach, and all that tell of its event.
void Print(const std::vector<Fact>& facts, const Breach& breach) {
  for (std::size_t i = 0; i <= breach.fact; ++i) {
    if (i + kShownFacts > breach.fact || IsAbout(facts[i], breach.about)) std::printf("  %s\n", TextOf(facts[i]).c_str());
  }
  std::printf("Broken: %s %s\n", breach.what.c_str(), breach.about.c_str());
}

}  // namespace

bool Holds(World& world) {
  const auto breach = VerdictOn(world);
  if (breach) Print(world.browser().history.facts(), *breach);
  return !breach;
}

}  // namespace kago::simulation
