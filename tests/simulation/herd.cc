#include "tests/simulation/herd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "tests/simulation/fleet.h"

namespace kago::simulation {
namespace {

constexpr std::array<Outage, 3> kOutages = {{
    {"refuses connections", 0, limits::kSilenceMs},
    {"answers 503", 503, 0},
    {"answers 503 and Retry-After: 120", 503, 120'000},
}};

struct Crowd {
  std::int64_t requests;
  std::int64_t max;

  bool holds() const { return requests <= max; }
};

struct Verdict {
  double steady;    // requests a second before the outage
  Crowd during;     // in the fullest second, as `after`
  Crowd half_hour;  // the second one of the outage
  Crowd after;
  bool arrives;     // everything, once
};

std::int64_t PeakOf(const std::vector<std::int64_t>& requests) { return *std::max_element(requests.begin(), requests.end()); }

std::int64_t SumOf(const std::vector<std::int64_t>& requests) {
  return std::accumulate(requests.begin(), requests.end(), std::int64_t{0});
}

// The largest number of requests in some time that chance explains when `mean` is the most that is to be
// expected. Of one second: shoppers draw their waits independently, and one asks about once in a second
// at most. So a second's count is a sum of independent draws of 0 and 1; its tail is never above that of
// a Poisson distribution with the same mean, and there P(count >= n) <= e^-mean (e mean / n)^n (Chernoff).
// The last n with better odds than one in a million is allowed: in the 6,420 seconds that are looked at,
// chance alone would go past it for one seed in 150, or fewer. Of half an hour the count is steadier
// still, for a shopper who has just asked waits.
std::int64_t CrowdMax(double mean) {
  constexpr double kOdds = 1e-6;
  const auto log_odds = [mean](std::int64_t count) {
    const auto n = static_cast<double>(count);
    return -mean + n * (1 + std::log(mean / n));
  };
  auto n = static_cast<std::int64_t>(mean) + 1;
  while (log_odds(n + 1) > std::log(kOdds)) ++n;
  return n;
}

// During the outage a shopper asks again after what the collector asked for and half of the longest
// backoff, in the mean, once all have failed often enough to wait the longest. By the second half they
// have: the waits up to there sum up to 511 s, and nine times what was asked for; and of one that says
// nothing the tenth is longer than that.
//
// After it the collector may get twice its usual requests, for people go on, and the backlog, spread over
// the longest wait W. More is not to be expected: of a wait between 0 and W what is left at any moment is
// short rather than long, so at the time u W after the return (2 - 2u) backlog / W come for the first
// time, while those who came before, 2u - u^2 of all, are back at the usual rate. Together that is less
// as long as backlog / W is less than twice that rate, which shoppers who speak once in W make sure of.
// What the collector asked for comes on top of every wait, and spreads them more.
Verdict VerdictOn(const Outage& outage, const FleetRun& run) {
  const double asked_s = static_cast<double>(outage.asked_ms) / 1'000;
  const double backoff_s = static_cast<double>(limits::kBackoffMaxMs) / 1'000;
  const double steady = static_cast<double>(SumOf(run.before)) / static_cast<double>(run.before.size());
  const double waiting = static_cast<double>(kShoppers) / (asked_s + backoff_s / 2);
  const double returning = 2 * steady + static_cast<double>(run.backlog) / (asked_s + backoff_s);
  return {steady,
          {PeakOf(run.during), CrowdMax(waiting)},
          {SumOf(run.during), CrowdMax(waiting * static_cast<double>(run.during.size()))},
          {PeakOf(run.after), CrowdMax(returning)},
          run.said > 0 && run.arrived == run.said && run.unsettled == 0 && run.balanced};
}

std::string TextOf(const Crowd& crowd) { return std::to_string(crowd.requests) + " of at most " + std::to_string(crowd.max); }

void Print(const Outage& outage, const FleetRun& run, const Verdict& verdict, const char* mark) {
  std::printf("%lld shoppers%s, the collector %s for an hour: requests a second %.1f before, %s during (%s in half an hour), "
              "%s after; %lld of %lld events arrived\n",
              static_cast<long long>(kShoppers), mark, std::string(outage.name).c_str(), verdict.steady,
              TextOf(verdict.during).c_str(), TextOf(verdict.half_hour).c_str(), TextOf(verdict.after).c_str(),
              static_cast<long long>(run.arrived), static_cast<long long>(run.said));
}

}  // namespace

void JudgeFleets(const std::function<void(bool holds)>& count) {
  for (const Outage& outage : kOutages) {
    const FleetRun run = RunFleet(outage, true);
    const Verdict verdict = VerdictOn(outage, run);
    Print(outage, run, verdict, "");
    count(verdict.during.holds() && verdict.half_hour.holds() && verdict.after.holds() && verdict.arrives);
  }
  for (const Outage& outage : {kOutages.front(), kOutages.back()}) {
    const FleetRun run = RunFleet(outage, false);
    const Verdict verdict = VerdictOn(outage, run);
    Print(outage, run, verdict, " whose waits have no jitter");
    count(!verdict.after.holds());
  }
}

}  // namespace kago::simulation
