// Virtual time and all that waits for it. Timers run on monotonic time; the wall clock may jump.
#ifndef KAGO_TESTS_SIMULATION_CLOCK_H_
#define KAGO_TESTS_SIMULATION_CLOCK_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "core/base/time.h"

namespace kago::simulation {

// Whose task it is: a tab's number, or the browser and the world around it, which never freeze.
inline constexpr int kNoTab = -1;

class Clock {
 public:
  using Task = std::function<void()>;
  using Timer = std::pair<TimeMs, std::int64_t>;

  TimeMs now() const { return now_; }
  TimeMs wall() const { return now_ + wall_offset_; }
  std::int64_t tasks_run() const { return tasks_run_; }
  // Of the task that runs next; kNoTab when there is none.
  int next_tab() const { return queue_.empty() ? kNoTab : queue_.begin()->second.tab; }

  Timer After(TimeMs wait, int tab, Task task);
  void Cancel(Timer timer);
  // False when nothing is due up to that moment; time is there then.
  bool RunNext(TimeMs until);

  void Jump(TimeMs by) { wall_offset_ += by; }
  // A dead tab's tasks are gone, a frozen one's wait.
  void Kill(int tab);
  void Freeze(int tab) { frozen_.insert(tab); }
  void Thaw(int tab);

 private:
  struct Entry {
    int tab;
    Task task;
  };

  TimeMs now_ = 0;
  TimeMs wall_offset_ = 1'795'338'927'412;  // begins at 2026-11-22T09:15:27.412Z
  std::int64_t timers_ = 0;
  std::int64_t tasks_run_ = 0;
  std::map<Timer, Entry> queue_;
  std::map<Timer, Entry> held_;  // of frozen tabs
  std::set<int> frozen_;
  std::set<int> dead_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_CLOCK_H_
