#include "tests/simulation/suite.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/arena_scope.h"
#include "tests/simulation/disaster.h"
#include "tests/simulation/herd.h"
#include "tests/simulation/mutants.h"
#include "tests/simulation/scenario.h"
#include "tests/simulation/verdict.h"

namespace kago::simulation {
namespace {

constexpr std::int64_t kSuiteSeeds = 1'500;
// Within so many each mutant has to be found.
constexpr std::int64_t kMutantSeeds = 300;
// Fewer, and the short visit didn't take place.
constexpr std::int64_t kShortVisitEvents = 50;

// At every event that the visit has. Returns how many those were, or -1.
std::int64_t SurvivesEverywhere(std::size_t disaster) {
  bool has_struck = true;
  for (std::int64_t event = 0;; ++event) {
    if (!Survives(disaster, event, &has_struck)) return -1;
    if (!has_struck) return event;
  }
}

// The seed that finds it, or 0; what is broken then.
std::int64_t Find(const Mutant& mutant, std::string* what) {
  for (std::int64_t seed = 1; seed <= kMutantSeeds; ++seed) {
    const arena::Scope memory;
    MutantSeam seam(mutant);
    World world(static_cast<std::uint64_t>(seed), &seam);
    RunVisit(&world);
    const auto breach = VerdictOn(world);
    if (!breach) continue;
    *what = breach->what;
    return seed;
  }
  return 0;
}

}  // namespace

Run RunSeeds(std::int64_t from, std::int64_t seeds, Seam* core) {
  Run run;
  for (std::int64_t seed = from; seed < from + seeds; ++seed) {
    const arena::Scope memory;
    World world(static_cast<std::uint64_t>(seed), core);
    RunVisit(&world);
    ++run.seeds;
    run.steps += world.browser().steps;
    run.virtual_ms += world.browser().clock.now();
    if (Holds(world)) continue;
    std::printf("Once more: npm run simulate -- --seeds 1 --from %lld\n", static_cast<long long>(seed));
    run.holds = false;
    break;
  }
  return run;
}

int RunSuite(const std::string& report) {
  int passed = 0;
  int failed = 0;
  const auto count = [&](bool holds) { ++(holds ? passed : failed); };

  Seam core;
  const Run run = RunSeeds(1, kSuiteSeeds, &core);
  std::printf("%lld seeds, %lld steps\n", static_cast<long long>(run.seeds), static_cast<long long>(run.steps));
  count(run.holds);
  for (std::size_t i = 0; i < Disasters().size(); ++i) {
    const std::int64_t events = SurvivesEverywhere(i);
    std::printf("%s, after each of %lld events\n", std::string(Disasters()[i].name).c_str(), static_cast<long long>(events));
    count(events >= kShortVisitEvents);
  }
  for (const Mutant& mutant : Mutants()) {
    std::string what = "nothing: it survived";
    const std::int64_t seed = Find(mutant, &what);
    std::printf("a mutant %s; seed %lld finds: %s\n", std::string(mutant.name).c_str(), static_cast<long long>(seed), what.c_str());
    count(seed > 0);
  }
  JudgeFleets(count);
  std::ofstream(report) << "{\"passed\":" << passed << ",\"failed\":" << failed << ",\"skipped\":0}";
  return failed > 0 ? 1 : 0;
}

}  // namespace kago::simulation
