// A list in the order of its stamps, each event once, and the newest of too many. Which ones these are doesn't depend on
// the order in which they came.
#ifndef KAGO_CORE_INSIGHT_KEPT_H_
#define KAGO_CORE_INSIGHT_KEPT_H_

#include <algorithm>
#include <cstddef>

#include "core/base/list.h"

namespace kago {

template <class T>
void KeepNewest(T&& item, std::size_t count_max, List<T>* items) {
  const auto is_before = [](const T& a, const T& b) { return a.stamp < b.stamp; };
  T* place = std::lower_bound(items->begin(), items->end(), item, is_before);
  if (place != items->end() && place->stamp == item.stamp) return;
  const std::size_t at = place - items->begin();
  items->push_back(std::move(item));
  std::rotate(items->begin() + at, items->end() - 1, items->end());
  if (items->size() > count_max) items->erase(items->begin());
}

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_KEPT_H_
