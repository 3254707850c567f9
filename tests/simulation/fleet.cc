#include "tests/simulation/fleet.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "core/base/arena_scope.h"
#include "core/base/limits.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "tests/simulation/clock.h"
#include "tests/simulation/collector.h"
#include "tests/simulation/random.h"

namespace kago::simulation {
namespace {

constexpr std::uint64_t kSeed = 20'261'123;
// Between two events of a shopper, and between two pages, at most; half of it in the mean.
constexpr TimeMs kGapMsMax = 600'000;
constexpr TimeMs kVisitMsMax = 1'200'000;
constexpr TimeMs kDelayMsMax = 200;
constexpr TimeMs kSaleRushMs = 1'000;

constexpr TimeMs kSettleMs = 30'000;
constexpr TimeMs kOutageAt = 330'000;
constexpr TimeMs kOutageMs = 3'600'000;
constexpr TimeMs kReturnAt = kOutageAt + kOutageMs;

// Stores each event once, by its id.
class FleetCollector {
 public:
  FleetCollector(const Outage& outage, const Clock* clock) : outage_(outage), clock_(*clock) {}

  bool is_away() const { return clock_.now() >= kOutageAt && clock_.now() < kReturnAt; }
  Answer Take(const testing::Request& request) {
    const arena::Scope memory;
    const auto second = static_cast<std::size_t>(clock_.now() / 1'000);
    requests_.resize(std::max(requests_.size(), second + 1));
    ++requests_[second];
    const std::string asked = outage_.status != 0 && outage_.asked_ms > 0 ? std::to_string(outage_.asked_ms / 1'000) : "";
    if (is_away()) return {outage_.status, asked, ""};
    for (const std::string& id : request.EventIds()) events_.insert(id);
    return {200, "", testing::AnswerTo(request, "accepted")};
  }
  std::int64_t events() const { return std::ssize(events_); }
  // Of the seconds from `from` until `to`.
  std::vector<std::int64_t> Requests(TimeMs from, TimeMs to) {
    requests_.resize(std::max(requests_.size(), static_cast<std::size_t>(to / 1'000)));
    return {requests_.begin() + from / 1'000, requests_.begin() + to / 1'000};
  }

 private:
  const Outage& outage_;
  const Clock& clock_;
  std::vector<std::int64_t> requests_;  // in each second
  std::set<std::string> events_;
};

// What all shoppers of one run have in common.
struct Street {
  const Outage& outage;
  const bool jitter;
  Clock clock{};
  Random random{kSeed};
  FleetCollector collector{outage, &clock};
  std::int64_t said = 0;
  bool is_open = true;  // as long as shoppers go on
};

class Visitor {
 public:
  explicit Visitor(Street* street) : street_(*street) {
    origin_.draws = street_.random.Draw();
    Open();
  }

  // Now and again from here on. The smaller of two draws is how long one waits who comes at any time.
  void Begin() {
    Random* random = &street_.random;
    const auto first = [random](TimeMs max) { return std::min(random->Below(max), random->Below(max)); };
    Repeat(first(kGapMsMax), kGapMsMax, [this] { Say(); });
    Repeat(first(kVisitMsMax), kVisitMsMax, [this] { Reload(); });
    street_.clock.After(kOutageAt + random->Below(kSaleRushMs), kNoTab, [this] { Say(); });
  }
  std::int64_t stored() const { return std::ssize(origin_.rows); }
  bool IsSettled() {
    const arena::Scope memory;
    const Json status = page_->Status();
    return status.IntegerAt("tracked") == status.IntegerAt("acked") && origin_.rows.empty();
  }

 private:
  void Repeat(TimeMs wait, TimeMs max, std::function<void()> act) {
    street_.clock.After(wait, kNoTab, [this, max, act = std::move(act)] {
      if (!street_.is_open) return;
      act();
      Repeat(street_.random.Below(max), max, act);
    });
  }

  void Open() {
    ++visit_;
    page_.emplace(&origin_);
    Step({testing::ClaimLine(false, false)});
  }

  // What the page end sends is built on a state that is not stored; nobody hears its answer.
  void Reload() {
    street_.clock.Cancel(timer_);
    SendAtEnd();
    Open();
  }

  void SendAtEnd() {
    const arena::Scope memory;
    testing::Origin left = origin_;
    left.now = street_.clock.wall();
    if (const auto request = testing::Page(&left).Claim(true, true)) street_.collector.Take(*request);
  }

  void Say() {
    const arena::Scope memory;
    const std::string product = "p-" + std::to_string(++street_.said);
    Json view = Json::Object();
    for (const char* key : {"product_id", "product_name", "variant_id"}) view.SetText(key, product);
    view.Set("price", Json::Number("19.99"));
    origin_.now = street_.clock.wall();
    Step({page_->TrackLine("ecommerce.product_viewed", view)});
  }

  void Step(const std::vector<std::string>& lines) {
    const arena::Scope memory;
    origin_.now = street_.clock.wall();
    const Json commands = page_->Run(lines);
    if (!street_.jitter) TakeOutJitter();
    if (const auto request = page_->RequestOf(commands)) Post(*request);
    const TimeMs wake_at = testing::CommandsOf(commands, "wake").at(0).IntegerAt("at");
    street_.clock.Cancel(timer_);
    if (wake_at == 0) return;
    const TimeMs wait = std::max<TimeMs>(wake_at - origin_.now, 0);
    timer_ = street_.clock.After(wait, kNoTab, [this] { Step({testing::ClaimLine(false, false)}); });
  }

  void Post(const testing::Request& request) {
    const bool is_refused = street_.collector.is_away() && street_.outage.status == 0;
    const auto delay = [this, is_refused] { return is_refused ? 0 : street_.random.Between(1, kDelayMsMax); };
    street_.clock.After(delay(), kNoTab, [this, request, visit = visit_, delay] {
      const Answer answer = street_.collector.Take(request);
      street_.clock.After(delay(), kNoTab, [this, request, visit, answer] {
        if (visit == visit_) Step({testing::OutcomeLine(request, answer.status, answer.body, answer.retry_after)});
      });
    });
  }

  // The planted bug: every wait is as long as its draw could have made it.
  void TakeOutJitter() {
    Json state = testing::FromText(origin_.state);
    Json* books = state.Find("delivery");
    if (!books || books->IntegerAt("failures") == 0 || books->IntegerAt("retry_at") == 0) return;
    const TimeMs failed_at = books->IntegerAt("retry_at") - books->IntegerAt("retry_wait");
    const auto doublings = std::min<std::int64_t>(books->IntegerAt("failures") - 1, 20);
    const bool is_asked = street_.outage.status != 0 || books->IntegerAt("silences") >= limits::kSilencesMax;
    const TimeMs asked = is_asked ? street_.outage.asked_ms : 0;
    const TimeMs wait = asked + std::max(asked / 2, std::min(limits::kBackoffMaxMs, limits::kBackoffFirstMs << doublings));
    books->SetInteger("retry_at", failed_at + wait);
    books->SetInteger("retry_wait", wait);
    origin_.state = Dump(state);
  }

  Street& street_;
  testing::Origin origin_;
  std::optional<testing::Page> page_;
  int visit_ = 0;
  Clock::Timer timer_;
};

void RunUntil(TimeMs until, Clock* clock) {
  while (clock->RunNext(until)) {
  }
}

}  // namespace

FleetRun RunFleet(const Outage& outage, bool jitter) {
  const arena::Scope memory;
  Street street{outage, jitter};
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (std::int64_t i = 0; i < kShoppers; ++i) visitors.push_back(std::make_unique<Visitor>(&street));
  for (const auto& visitor : visitors) visitor->Begin();

  FleetRun run;
  RunUntil(kReturnAt, &street.clock);
  constexpr auto kBatch = static_cast<std::int64_t>(limits::kBatchEventsMax);
  for (const auto& visitor : visitors) run.backlog += (visitor->stored() + kBatch - 1) / kBatch;

  const TimeMs longest_wait = outage.asked_ms + limits::kBackoffMaxMs;
  RunUntil(kReturnAt + longest_wait, &street.clock);
  street.is_open = false;
  RunUntil(kReturnAt + longest_wait + kSettleMs, &street.clock);

  run.before = street.collector.Requests(kSettleMs, kOutageAt);
  run.during = street.collector.Requests(kOutageAt + kOutageMs / 2, kReturnAt);
  run.after = street.collector.Requests(kReturnAt, kReturnAt + longest_wait);
  run.said = street.said;
  run.arrived = street.collector.events();
  run.balanced = !::testing::Test::HasFailure();
  run.unsettled = std::count_if(visitors.begin(), visitors.end(), [](const auto& visitor) { return !visitor->IsSettled(); });
  return run;
}

}  // namespace kago::simulation
