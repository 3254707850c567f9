// A shopper's browser with its tabs, the network and the collector, and what can happen to them.
#ifndef KAGO_TESTS_SIMULATION_WORLD_H_
#define KAGO_TESTS_SIMULATION_WORLD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulation/calls.h"
#include "tests/simulation/engine.h"

namespace kago::simulation {

class World {
 public:
  World(std::uint64_t seed, Seam* seam);

  Browser& browser() { return browser_; }
  Network& network() { return network_; }
  Database& database() { return database_; }

  // The core loads after so long; never, when that is negative.
  int OpenTab(TimeMs core_after);
  // A random tab that runs, or kNoTab.
  int AnyTab();

  // What a shopper does.
  void Call(int tab, std::string_view name = {});
  void Identify(int tab);
  void Hide(int tab) { tabs_.at(tab).engine->Flush(); }
  void LeavePage(int tab, bool into_cache);

  // What happens to tabs.
  void Freeze(int tab);
  void ThawOne();
  void Kill(int tab, bool cut_off = false);
  void KillAll();

  // As Safari does when its database process dies.
  void LoseConnections();

  bool IsRunning(int tab) const { return tabs_.at(tab).life == Life::kRunning; }
  // Something strikes right after that event, counted from 0, with the tab whose turn it was.
  void StrikeAt(std::int64_t event, void (*strike)(World* world, int tab));
  bool has_struck() const { return has_struck_; }

  void Jump(TimeMs by);
  // The browsers' `online` event, in all tabs.
  void Online();
  // Somebody else answers with that status and those words; 0: nobody does.
  void CollectorDown(TimeMs how_long, std::int64_t status, std::string_view words = {});
  void ReadNoGzip(std::int64_t status) { collector_.ReadNoGzip(status); }
  void RunFor(TimeMs duration);
  // Ends all faults and gives the queue the time that it needs; then the history is complete.
  void Finish();

 private:
  enum class Life { kRunning, kFrozen, kCached, kDead };
  struct Tab {
    std::unique_ptr<Engine> engine;
    Caller caller;
    Life life = Life::kRunning;
  };

  void Thaw(int tab);
  void MaybeStrike(int tab);
  void Note(int tab, std::string_view what);
  std::vector<int> TabsThat(Life life) const;

  Browser browser_;
  Database database_{&browser_};
  Collector collector_{&browser_};
  Network network_{&browser_, &collector_};
  std::vector<Tab> tabs_;
  std::int64_t calls_ = 0;
  std::int64_t strike_at_ = 0;
  bool has_struck_ = false;
  void (*strike_)(World* world, int tab) = nullptr;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_WORLD_H_
