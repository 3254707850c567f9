#include "tests/simulation/clock.h"

#include <algorithm>

namespace kago::simulation {

Clock::Timer Clock::After(TimeMs wait, int tab, Task task) {
  const Timer timer{now_ + std::max<TimeMs>(wait, 0), ++timers_};
  if (!dead_.contains(tab)) queue_[timer] = {tab, std::move(task)};
  return timer;
}

void Clock::Cancel(Timer timer) {
  queue_.erase(timer);
  held_.erase(timer);
}

bool Clock::RunNext(TimeMs until) {
  if (queue_.empty() || queue_.begin()->first.first > until) {
    now_ = until;
    return false;
  }
  auto node = queue_.extract(queue_.begin());
  now_ = std::max(now_, node.key().first);
  if (frozen_.contains(node.mapped().tab)) {
    held_.insert(std::move(node));
    return true;
  }
  ++tasks_run_;
  node.mapped().task();
  return true;
}

void Clock::Kill(int tab) {
  dead_.insert(tab);
  const auto is_its = [tab](const auto& entry) { return entry.second.tab == tab; };
  std::erase_if(queue_, is_its);
  std::erase_if(held_, is_its);
}

void Clock::Thaw(int tab) {
  frozen_.erase(tab);
  for (auto entry = held_.begin(); entry != held_.end();) {
    // Under its own key, so that it can still be cancelled; RunNext doesn't go back in time for it.
    const auto next = std::next(entry);
    if (entry->second.tab == tab) queue_.insert(held_.extract(entry));
    entry = next;
  }
}

}  // namespace kago::simulation
