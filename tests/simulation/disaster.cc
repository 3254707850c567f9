#include "tests/simulation/disaster.h"

#include <array>
#include <cstdio>
#include <string>

#include "core/base/arena_scope.h"
#include "tests/simulation/scenario.h"
#include "tests/simulation/verdict.h"

namespace kago::simulation {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr TimeMs kDayMs = 86'400'000;
constexpr TimeMs kStoreOutageMs = 45'000;

bool Runs(World* world, int tab) { return tab != kNoTab && world->IsRunning(tab); }

constexpr std::array<Disaster, 13> kDisasters = {{
    {"the tab dies", [](World* world, int tab) { if (tab != kNoTab) world->Kill(tab); }},
    {"the browser dies", [](World* world, int) { world->KillAll(); }},
    {"the page is left", [](World* world, int tab) { if (Runs(world, tab)) world->LeavePage(tab, false); }},
    {"the page is left and destroyed at once", [](World* world, int tab) {
       world->browser().faults.cut_off = 1'000;
       if (Runs(world, tab)) world->LeavePage(tab, false);
     }},
    {"the page goes into the cache", [](World* world, int tab) { if (Runs(world, tab)) world->LeavePage(tab, true); }},
    {"the tab freezes", [](World* world, int tab) { if (Runs(world, tab)) world->Freeze(tab); }},
    {"the next transaction is aborted", [](World* world, int) { world->database().AbortNext(); }},
    {"the store fails for a while", [](World* world, int) { world->database().FailFor(kStoreOutageMs); }},
    {"the browser closes the connections", [](World* world, int) { world->LoseConnections(); }},
    {"the next request is lost", [](World* world, int) { world->network().LoseNextRequest(); }},
    {"the next answer is lost", [](World* world, int) { world->network().LoseNextAnswer(); }},
    {"the clock goes back by a day", [](World* world, int) { world->Jump(-kDayMs); }},
    {"the clock goes on by a day", [](World* world, int) { world->Jump(kDayMs); }},
}};

}  // namespace

std::span<const Disaster> Disasters() { return kDisasters; }

bool Survives(std::size_t disaster, std::int64_t event, bool* has_struck) {
  const arena::Scope memory;
  Seam core;
  World world(kSeed, &core);
  world.StrikeAt(event, kDisasters.at(disaster).strike);
  RunHappyVisit(&world);
  *has_struck = world.has_struck();
  if (Holds(world)) return true;
  std::printf("%s after event %lld of the short visit\nOnce more: npm run simulate -- --disaster %zu --event %lld\n",
              std::string(kDisasters[disaster].name).c_str(), static_cast<long long>(event), disaster, static_cast<long long>(event));
  return false;
}

}  // namespace kago::simulation
