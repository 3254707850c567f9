#include "tests/simulation/suite.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "tests/simulation/herd.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/mutants.h"
#include "tests/simulation/scenario.h"

namespace kago::simulation {
namespace {

constexpr std::int64_t kSuiteSeeds = 1'500;
// Within so many each mutant has to be found.
constexpr std::int64_t kMutantSeeds = 300;
// Fewer, and the short visit didn't take place.
constexpr std::int64_t kShortVisitEvents = 50;
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

std::optional<Breach> VerdictOn(World& world) { return Judge::Verdict(world.browser().history.facts()); }

struct Disaster {
  std::string_view name;
  void (*strike)(World* world, int tab);
};

// What strikes at each event of a short visit; `tab` is the one whose turn it was.
constexpr std::array<Disaster, 9> kDisasters = {{
    {"the tab dies", [](World* world, int tab) { if (tab != kNoTab) world->Kill(tab); }},
    {"the browser dies", [](World* world, int) { world->KillAll(); }},
    {"the page is left", [](World* world, int tab) { if (tab != kNoTab && world->IsRunning(tab)) world->LeavePage(tab, false); }},
    {"the page goes into the cache", [](World* world, int tab) { if (tab != kNoTab && world->IsRunning(tab)) world->LeavePage(tab, true); }},
    {"the tab freezes", [](World* world, int tab) { if (tab != kNoTab && world->IsRunning(tab)) world->Freeze(tab); }},
    {"the next transaction is aborted", [](World* world, int) { world->database().AbortNext(); }},
    {"the next request is lost", [](World* world, int) { world->network().LoseNextRequest(); }},
    {"the next answer is lost", [](World* world, int) { world->network().LoseNextAnswer(); }},
    {"the clock goes back by a day", [](World* world, int) { world->Jump(-86'400'000); }},
}};

// At its N-th event, for every N that the visit has. Returns how many those were, or -1.
std::int64_t StrikeEverywhere(const Disaster& disaster) {
  for (std::int64_t event = 0;; ++event) {
    Seam core;
    World world(7, &core);
    world.StrikeAt(event, disaster.strike);
    RunHappyVisit(&world);
    const auto breach = VerdictOn(world);
    if (breach) {
      Print(world.browser().history.facts(), *breach);
      std::printf("%s at event %lld of the short visit; once more: npm test -- simulation\n",
                  std::string(disaster.name).c_str(), static_cast<long long>(event));
      return -1;
    }
    if (!world.has_struck()) return event;
  }
}

// The seed that finds it, or 0; what is broken then.
std::int64_t Find(const Mutant& mutant, std::string* what) {
  for (std::int64_t seed = 1; seed <= kMutantSeeds; ++seed) {
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
    World world(static_cast<std::uint64_t>(seed), core);
    RunVisit(&world);
    ++run.seeds;
    run.steps += world.browser().steps;
    run.virtual_ms += world.browser().clock.now();
    const auto breach = VerdictOn(world);
    if (!breach) continue;
    Print(world.browser().history.facts(), *breach);
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
  for (const Disaster& disaster : kDisasters) {
    const std::int64_t events = StrikeEverywhere(disaster);
    std::printf("%s, at each of %lld events\n", std::string(disaster.name).c_str(), static_cast<long long>(events));
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
