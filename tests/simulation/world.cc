#include "tests/simulation/world.h"

#include <utility>

#include "core/base/arena_scope.h"
#include "core/base/json.h"
#include "tests/simulation/calls.h"

namespace kago::simulation {
namespace {

// Longer than the longest wait after a failure, twice.
constexpr TimeMs kDrainMsMax = 3 * 3'600'000;
constexpr TimeMs kLookMs = 60'000;
// A store that didn't open was tried twice; what is written down later waits for the page after the next.
constexpr TimeMs kSettleMs = 10'000;

}  // namespace

World::World(std::uint64_t seed, Seam* seam) : browser_(seed, seam) {}

void World::Note(int tab, std::string_view what) {
  browser_.history.Add({Fact::Kind::kTab, tab, kSharedStore, 0, "", std::string(what)});
}

int World::OpenTab(TimeMs core_after) {
  const int tab = static_cast<int>(tabs_.size());
  tabs_.push_back({std::make_unique<Engine>(&browser_, &database_, &network_, tab), {browser_.random.Entropy()}});
  Engine* engine = tabs_.back().engine.get();
  Note(tab, "opens");
  engine->Open();
  const bool loads = core_after >= 0;
  browser_.clock.After(loads ? core_after : 1'000, tab, [engine, loads] { loads ? engine->Start() : engine->Close(); });
  return tab;
}

std::vector<int> World::TabsThat(Life life) const {
  std::vector<int> tabs;
  for (std::size_t i = 0; i < tabs_.size(); ++i) {
    if (tabs_[i].life == life) tabs.push_back(static_cast<int>(i));
  }
  return tabs;
}

int World::AnyTab() {
  const std::vector<int> running = TabsThat(Life::kRunning);
  return running.empty() ? kNoTab : running[static_cast<std::size_t>(browser_.random.Below(std::ssize(running)))];
}

void World::Call(int tab, std::string_view name) {
  const std::int64_t call = ++calls_;
  if (browser_.random.Chance(browser_.faults.poison)) browser_.poison.insert(call);
  std::string line = CallOf(name, call, LineOf("track", browser_.clock.wall(), &tabs_.at(tab).caller), &browser_.random);
  browser_.history.Add({Fact::Kind::kCalled, tab, kSharedStore, call});
  Engine* engine = tabs_.at(tab).engine.get();
  engine->SubmitLine(std::move(line), [this, engine, tab, call](const std::string& result) {
    if (result.empty()) return;
    const Json answer = ParseJson(result).value;
    browser_.history.Add({Fact::Kind::kTold, tab, engine->store(), call, answer.TextAt("eventId"), answer.TextAt("status")});
  });
}

void World::Identify(int tab) {
  Json line = LineOf("identify", browser_.clock.wall(), &tabs_.at(tab).caller);
  line.SetText("user_id", "u-" + std::to_string(browser_.random.Below(3)));
  tabs_.at(tab).engine->SubmitLine(Dump(line), [](const std::string&) {});
}

void World::LeavePage(int tab, bool into_cache) {
  Note(tab, into_cache ? "is left, into the cache" : "is left");
  // Chromium doesn't cache a page that may block others by a transaction.
  const bool cached = into_cache && !database_.IsBusy(tab);
  tabs_.at(tab).engine->PageEnd();
  if (!cached) return Kill(tab, browser_.random.Chance(browser_.faults.cut_off));
  browser_.clock.Freeze(tab);
  tabs_.at(tab).life = Life::kCached;
}

void World::Freeze(int tab) {
  if (database_.IsBusy(tab)) return;
  Note(tab, "freezes");
  browser_.clock.Freeze(tab);
  tabs_.at(tab).life = Life::kFrozen;
}

void World::ThawOne() {
  std::vector<int> tabs = TabsThat(Life::kFrozen);
  const std::vector<int> cached = TabsThat(Life::kCached);
  tabs.insert(tabs.end(), cached.begin(), cached.end());
  if (!tabs.empty()) Thaw(tabs[static_cast<std::size_t>(browser_.random.Below(std::ssize(tabs)))]);
}

void World::Thaw(int tab) {
  Note(tab, "runs again");
  browser_.clock.Thaw(tab);
  if (tabs_.at(tab).life == Life::kCached) tabs_.at(tab).engine->Back();
  tabs_.at(tab).life = Life::kRunning;
}

void World::Kill(int tab, bool cut_off) {
  if (tabs_.at(tab).life == Life::kDead) return;
  Note(tab, "dies");
  tabs_.at(tab).life = Life::kDead;
  browser_.clock.Kill(tab);
  network_.Kill(tab);
  database_.Kill(tab, cut_off);
}

void World::KillAll() {
  for (std::size_t tab = 0; tab < tabs_.size(); ++tab) Kill(static_cast<int>(tab));
}

void World::Jump(TimeMs by) {
  browser_.clock.Jump(by);
  browser_.history.Add({Fact::Kind::kClock, kNoTab, kSharedStore, by});
}

void World::LoseConnections() {
  for (const Tab& tab : tabs_) tab.engine->LoseConnection();
}

void World::Online() {
  for (const int tab : TabsThat(Life::kRunning)) tabs_[static_cast<std::size_t>(tab)].engine->Online();
}

void World::CollectorDown(TimeMs how_long, std::int64_t status, std::string_view words) {
  collector_.GoDown(browser_.clock.now() + how_long, status, words);
  const std::string what = "the collector is down for " + std::to_string(how_long) + " ms: " + std::string(words);
  browser_.history.Add({Fact::Kind::kWeather, kNoTab, kSharedStore, status, "", what});
}

void World::StrikeAt(std::int64_t event, void (*strike)(World* world, int tab)) {
  strike_at_ = event;
  strike_ = strike;
}

void World::MaybeStrike(int tab) {
  if (!strike_ || browser_.clock.tasks_run() <= strike_at_) return;
  has_struck_ = true;
  std::exchange(strike_, nullptr)(this, tab);
}

void World::RunFor(TimeMs duration) {
  const TimeMs until = browser_.clock.now() + duration;
  for (bool goes_on = true; goes_on;) {
    const arena::Scope memory;
    const int tab = browser_.clock.next_tab();
    goes_on = browser_.clock.RunNext(until);
    if (goes_on) MaybeStrike(tab);
  }
}

void World::Finish() {
  browser_.faults = {};
  strike_ = nullptr;
  collector_.Recover();
  database_.Recover();
  browser_.history.Add({Fact::Kind::kCalm});
  while (!TabsThat(Life::kFrozen).empty() || !TabsThat(Life::kCached).empty()) ThawOne();
  RunFor(kSettleMs);
  OpenTab(100);
  if (browser_.two_releases) {
    // Pages of the older release stay in memory: what they leave is for a page that comes after them.
    RunFor(kLookMs);
    KillAll();
    OpenTab(100);
    OpenTab(100);
  }
  for (TimeMs waited = 0; waited < kDrainMsMax; waited += kLookMs) {
    RunFor(kLookMs);
    if (database_.rows() == 0) break;
  }
  browser_.history.Add({Fact::Kind::kEnd, kNoTab, kSharedStore, database_.rows()});
}

}  // namespace kago::simulation
