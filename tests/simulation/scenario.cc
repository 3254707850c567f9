#include "tests/simulation/scenario.h"

#include <array>

namespace kago::simulation {
namespace {

constexpr TimeMs kDayMs = 86'400'000;
constexpr TimeMs kStoreOutageMsMax = 120'000;
constexpr std::array<std::int64_t, 8> kDownStatuses = {0, 0, 503, 503, 429, 500, 401, 404};
constexpr std::array<std::int64_t, 3> kNoGzipStatuses = {400, 415, 422};

// Half of the seeds do without a fault, the others have more or less of it.
std::int64_t Rate(std::int64_t per_mille_max, Random* random) {
  return random->Chance(500) ? 0 : random->Below(per_mille_max);
}

Faults DrawFaults(Random* random) {
  Faults faults;
  faults.open_hangs = Rate(200, random);
  faults.abort = Rate(60, random);
  faults.quota = Rate(60, random);
  faults.hangs = Rate(20, random);
  faults.poison = Rate(60, random);
  faults.cut_off = Rate(1'000, random);
  faults.lost_commit = Rate(30, random);
  faults.refused = Rate(200, random);
  faults.lost_request = Rate(300, random);
  faults.lost_answer = Rate(300, random);
  faults.slow = Rate(300, random);
  faults.doubled = Rate(200, random);
  faults.outcome_twice = Rate(200, random);
  faults.bad_answer = Rate(400, random);
  return faults;
}

// Mostly short, seldom hours.
TimeMs DrawGap(Random* random) {
  const std::int64_t scale = random->Below(100);
  if (scale < 60) return random->Below(500);
  if (scale < 90) return random->Below(20'000);
  return random->Below(scale < 98 ? 600'000 : 7'200'000);
}

TimeMs DrawCoreLoad(Random* random) {
  if (random->Chance(30)) return -1;
  return random->Chance(800) ? random->Below(300) : random->Below(8'000);
}

void Call(World* world, int tab) {
  Random* random = &world->browser().random;
  const std::int64_t calls = random->Chance(30) ? random->Between(50, 150) : random->Between(1, 4);
  for (std::int64_t i = 0; i < calls; ++i) world->Call(tab);
}

// Often right after calls, the last of which no commit has confirmed.
void Leave(World* world, int tab) {
  Random* random = &world->browser().random;
  while (random->Chance(400)) {
    world->Call(tab);
    world->RunFor(random->Below(5));
  }
  world->LeavePage(tab, random->Chance(500));
}

void HappenTo(World* world, int tab) {
  Random* random = &world->browser().random;
  const std::int64_t what = random->Below(100);
  if (what < 55) return Call(world, tab);
  if (what < 60) return world->Identify(tab);
  if (what < 65) return world->Hide(tab);
  if (what < 78) return Leave(world, tab);
  if (what < 86) return world->Freeze(tab);
  if (what < 94) return world->Kill(tab);
  world->KillAll();
}

// An outage, or a stranger in front of it; now and then for as long as the visit is.
void CollectorDown(World* world) {
  Random* random = &world->browser().random;
  const TimeMs how_long = random->Below(random->Chance(800) ? 120'000 : random->Chance(900) ? 7'200'000 : 7 * kDayMs);
  const bool is_stranger = random->Chance(400);
  if (is_stranger) return world->CollectorDown(how_long, Collector::StrangersStatus(random), Collector::StrangersWords(random));
  world->CollectorDown(how_long, kDownStatuses[static_cast<std::size_t>(random->Below(std::ssize(kDownStatuses)))]);
}

void Happen(World* world) {
  Random* random = &world->browser().random;
  const std::int64_t what = random->Below(100);
  const int tab = world->AnyTab();
  if (tab == kNoTab || what < 8) {
    world->OpenTab(DrawCoreLoad(random));
  } else if (what < 16) {
    world->ThawOne();
  } else if (what < 18) {
    world->Jump(random->Chance(500) ? random->Between(-kDayMs, kDayMs) : random->Between(-60'000, 60'000));
  } else if (what < 19) {
    world->Online();
  } else if (what < 20) {
    random->Chance(500) ? world->LoseConnections() : world->database().FailFor(random->Below(kStoreOutageMsMax));
  } else if (what < 24) {
    CollectorDown(world);
  } else {
    HappenTo(world, tab);
  }
}

// A tab that is gone says nothing more.
void Say(World* world, int tab, std::string_view name) {
  if (world->IsRunning(tab)) world->Call(tab, name);
}

}  // namespace

void RunVisit(World* world) {
  Random* random = &world->browser().random;
  world->browser().faults = DrawFaults(random);
  world->browser().two_releases = random->Chance(200);
  if (random->Chance(200)) world->ReadNoGzip(kNoGzipStatuses[static_cast<std::size_t>(random->Below(std::ssize(kNoGzipStatuses)))]);
  const std::int64_t actions = random->Between(10, 120);
  for (std::int64_t i = 0; i < actions; ++i) {
    Happen(world);
    // Now and then two things happen at the same time.
    if (!random->Chance(200)) world->RunFor(DrawGap(random));
  }
  world->Finish();
}

void RunHappyVisit(World* world) {
  const int first = world->OpenTab(30);
  Say(world, first, "ecommerce.product_viewed");
  world->RunFor(500);
  const int second = world->OpenTab(10);
  Say(world, first, "ecommerce.cart_updated");
  world->RunFor(400);
  Say(world, second, "ecommerce.cart_updated");
  world->RunFor(2'000);
  Say(world, first, "ecommerce.checkout_started");
  world->RunFor(2);
  Say(world, first, "ecommerce.product_viewed");
  if (world->IsRunning(first)) world->LeavePage(first, false);
  world->RunFor(20);
  Say(world, second, "ecommerce.order_placed");
  world->RunFor(3'000);
  world->Finish();
}

}  // namespace kago::simulation
