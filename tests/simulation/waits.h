// How long the next request has to wait after an answer, and how long it may: DESIGN section 3,
// "Delivery", written a second time for the judge.
#ifndef KAGO_TESTS_SIMULATION_WAITS_H_
#define KAGO_TESTS_SIMULATION_WAITS_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace kago::simulation {

struct Waits {
  TimeMs min = 0;
  TimeMs max = 0;
  bool as_text = false;  // the next request must not be gzip
};

// An answer as the page was given it.
struct HeardAnswer {
  std::int64_t status;
  std::string_view body;
  std::string_view retry_after{};
  bool packed = false;
};

// After that answer to a request with these events.
Waits WaitsAfter(const HeardAnswer& heard, const std::vector<std::string>& ids);

// It says nothing about the only event of its request, which steps aside if that lasts.
bool MayStepAside(const HeardAnswer& heard, const std::vector<std::string>& ids);

// Of these events the ones that an answer frees: those that the collector's own words name.
std::set<std::string> FreedBy(std::int64_t status, std::string_view body, const std::vector<std::string>& ids);

// Those of them that the collector won't have.
std::set<std::string> LostBy(std::int64_t status, std::string_view body, const std::vector<std::string>& ids);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_WAITS_H_
