#include "tests/simulation/judge.h"

#include <algorithm>
#include <sstream>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/time.h"
#include "tests/simulation/calls.h"
#include "tests/simulation/inputs.h"
#include "tests/simulation/waits.h"

namespace kago::simulation {
namespace {

constexpr TimeMs kLeaseMs = 15'000;
constexpr TimeMs kFlushMs = 1'000;
// A tab's start, its steps, a request on its way when the faults ended.
constexpr TimeMs kSlackMs = 120'000;
constexpr TimeMs kAsideMs = 1'200'000;
// What a collector that never has a word for us is asked at most.
constexpr TimeMs kBurstMs = 10'000;
constexpr std::size_t kBurstRequestsMax = 10;
constexpr std::size_t kBatchEventsMax = 100;
constexpr std::int64_t kBatchBytesMax = 501'000;
constexpr std::int64_t kKeepaliveBytesMax = 60'000;
constexpr std::int64_t kQueueEventsMax = 1'000;

}  // namespace

std::optional<Breach> Judge::Verdict(const std::vector<Fact>& facts) {
  Judge judge;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    judge.Take(facts[i]);
    if (!judge.broken_.empty()) return Breach{judge.broken_, i, judge.about_};
  }
  return std::nullopt;
}

void Judge::Check(bool holds, const std::string& what, const std::string& about) {
  if (holds || !broken_.empty()) return;
  broken_ = what;
  about_ = about;
}

void Judge::Take(const Fact& fact) {
  using Kind = Fact::Kind;
  switch (fact.kind) {
    case Kind::kCalled:
      tab_of_call_[fact.number] = fact.tab;
      return;
    case Kind::kLeft:
      left_.insert(fact.number);
      return;
    case Kind::kNotLeft:
      unordered_tabs_.insert(fact.tab);
      return;
    case Kind::kCarriedOut:
      carried_out_.insert(fact.number);
      return;
    case Kind::kTold:
      return Told(fact);
    case Kind::kPut:
      return Put(fact);
    case Kind::kDeleted:
      return Deleted(fact);
    case Kind::kBooks:
      return Books(fact);
    case Kind::kClaimed:
      return Claimed(fact);
    case Kind::kSettled:
      return Settled(fact);
    case Kind::kReleased:
      return Released(fact);
    case Kind::kPosted:
      return Posted(fact, false);
    case Kind::kPageEnd:
      return Posted(fact, true);
    case Kind::kStored:
      return Stored(fact);
    case Kind::kPassedOver:
      passed_over_.insert(fact.id);
      return;
    case Kind::kHeard:
      return Heard(fact);
    case Kind::kCalm:
      calm_at_ = fact.at;
      return;
    case Kind::kEnd:
      return End(fact);
    case Kind::kOnline:
      for (auto& [store, turn] : turns_) turn.wait_min = turn.was_silent ? 0 : turn.wait_min;
      in_vain_.clear();
      return;
    case Kind::kClock:
      in_vain_.clear();
      jumped_at_ = fact.at;
      jumped_by_ = fact.number;
      return;
    case Kind::kStorage:
    case Kind::kTab:
    case Kind::kWeather:
      return;
  }
}

void Judge::Told(const Fact& fact) {
  if (fact.text != "accepted") return;
  Check(stores_of_.contains(fact.id), "a page is told `accepted` once the event is committed", fact.id);
  // A store in memory lives and dies with its tab; getStatus().storage says so.
  if (stores_of_[fact.id].contains(kSharedStore)) accepted_.insert(fact.id);
}

void Judge::Put(const Fact& fact) {
  const Json event = ParseJson(fact.text).value;
  const std::string& time = event.TextAt("time");
  const std::int64_t call = TokenOfLine(fact.text);
  const Event put{fact.number, fact.store, fact.text};
  Check(put_.try_emplace({fact.store, fact.id}, put).second, "an event is put once", fact.id);
  Check(rows_.try_emplace({fact.store, fact.number}, fact.id).second, "a row's number is given out once");
  Check(event_of_call_.try_emplace(call, fact.id).first->second == fact.id, "a call has one event, however often it is carried out", fact.id);
  stores_of_[fact.id].insert(fact.store);
  const Json* properties = event.Find("properties");
  Check(properties->TextAt("source") == SourceOf(tab_of_call_[call]), "an event has the settings of the page that said it", fact.id);
  const std::string& cart = properties->TextAt("cart_id");
  if (cart.empty()) return;

  std::string& last_time = cart_times_[{fact.store, cart}];
  // The clock may have been set on since the step decided.
  const TimeMs decided = fact.at - jumped_at_ < kSlackMs ? fact.wall - std::max<TimeMs>(jumped_by_, 0) : fact.wall;
  const bool was_ahead = !last_time.empty() && *ParseIso(last_time) > decided + limits::kClockAheadMsMax;
  Check(last_time < time || was_ahead, "the time of a cart's events strictly rises, unless the clock was wrong", fact.id);
  last_time = time;
  if (fact.store != kSharedStore) return;
  const int tab = tab_of_call_[call];
  std::int64_t& last_call = cart_calls_[{tab, cart}];
  Check(unordered_tabs_.contains(tab) || last_call < call, "a tab's calls about a cart are carried out in their order", fact.id);
  last_call = call;
}

void Judge::Deleted(const Fact& fact) {
  const auto row = rows_.find({fact.store, fact.number});
  Check(row != rows_.end(), "a row that is deleted was put");
  if (row == rows_.end()) return;
  Check(freed_.contains(row->second), "a row is deleted only after the collector's words about it", row->second);
}

void Judge::Books(const Fact& fact) {
  const Json state = ParseJson(fact.text).value;
  const Json* books = state.Find("delivery");
  Check(books != nullptr, "a state has books");
  if (!books) return;
  std::int64_t lost = 0;
  if (const Json* ledger = books->Find("ledger")) {
    Check(!ledger->Find("state_lost"), "no state is taken for a lost one");
    for (const Json& reason : ledger->items()) lost += ledger->IntegerAt(reason.key());
  }
  const std::int64_t stored = books->IntegerAt("stored");
  Check(books->IntegerAt("tracked") == books->IntegerAt("acked") + stored + lost, "tracked = acked + stored + ledger");
  Check(stored == fact.number, "the books count as many rows as the store holds");
  Check(fact.number <= kQueueEventsMax * 5 / 4, "the queue keeps its limit");
}

void Judge::Claimed(const Fact& fact) {
  store_of_lease_[fact.id] = fact.store;
  Turn& turn = turns_[fact.store];
  const TimeMs since = fact.at - (turn.settled ? turn.settled_at : turn.at);
  const bool clock_was_steady = fact.wall - fact.at == turn.clock_offset;
  // A tab that wakes may claim anew and hear its old answer in one step; then the claim came first.
  const bool took_over = turn.settled && turn.settled_at == fact.at && (turn.clock_jumped || fact.at - turn.at >= kLeaseMs);
  if (!turn.lease.empty() && clock_was_steady && !took_over) {
    if (turn.settled) {
      Check(since >= turn.wait_min, "no request before the wait of the last failure is over, in whatever tab");
    } else {
      Check(since >= kLeaseMs, "one tab sends at a time");
    }
  }
  const bool first_in_calm = calm_at_ >= 0 && fact.store == kSharedStore && calm_claims_.insert(fact.store).second;
  if (first_in_calm) {
    const TimeMs turn_max = turn.lease.empty() ? 0 : turn.settled ? turn.wait_max : kLeaseMs;
    const TimeMs wait_max = std::max(turn_max, stepped_aside_.contains(fact.store) ? kAsideMs : 0);
    Check(fact.at - calm_at_ <= wait_max + kFlushMs + kSlackMs, "nothing waits longer than its cause allows");
  }
  // A day that a clock was set back in seems longer than it can be, and counts as over: gzip is tried once more.
  const bool as_text = turn.settled && clock_was_steady && !took_over && turn.as_text;
  turn = {fact.id, fact.at, fact.wall - fact.at};
  turn.as_text = as_text;
  InNoBurst(fact);
}

void Judge::InNoBurst(const Fact& fact) {
  std::vector<TimeMs>& claims = in_vain_[fact.store];
  claims.push_back(fact.at);
  if (claims.size() <= kBurstRequestsMax) return;
  Check(fact.at - claims[claims.size() - 1 - kBurstRequestsMax] >= kBurstMs, "answers that free nothing lead to no burst");
}

void Judge::Settled(const Fact& fact) {
  Turn& turn = turns_[fact.store];
  if (turn.lease != fact.id || turn.settled) return;
  const std::vector<std::string>& ids = sent_under_[fact.id];
  const HeardAnswer heard{fact.number, fact.text, fact.list.at(0), fact.list.at(1) == "packed"};
  const Waits waits = WaitsAfter(heard, ids);
  const TimeMs offset = fact.wall - fact.at;
  turn = {fact.id, turn.at, offset, true, fact.at, waits.min, waits.max, fact.number == 0, offset != turn.clock_offset, waits.as_text};
  if (!FreedBy(fact.number, fact.text, ids).empty()) in_vain_.erase(fact.store);
  if (!MayStepAside(heard, ids)) return;
  stepped_aside_.insert(fact.store);
  passed_over_.insert(ids[0]);
}

void Judge::Released(const Fact& fact) {
  in_vain_.erase(fact.store);  // nobody stayed to hear the answer
  Turn& turn = turns_[fact.store];
  if (turn.lease != fact.id || turn.settled) return;
  turn.settled = true;
  turn.settled_at = fact.at;
}

void Judge::Posted(const Fact& fact, bool page_end) {
  // The tab may have gone over to a store of its own since it claimed.
  const int store = page_end ? fact.store : store_of_lease_[fact.id];
  requests_[fact.number] = {fact.list, page_end, store};
  Check(fact.list.size() <= kBatchEventsMax, "a request keeps its limit of events");
  if (page_end) {
    Check(fact.bytes <= kKeepaliveBytesMax, "a page end's request keeps the limit of keepalive");
    std::istringstream drafts(fact.text);
    for (std::string id; drafts >> id;) drafts_.insert(id);
  } else {
    Check(fact.list.size() == 1 || fact.bytes <= kBatchBytesMax, "a request keeps its limit of bytes");
    sent_under_[fact.id] = fact.list;
    Check(!turns_[store].as_text || fact.text != "packed", "who can't read gzip gets the same as text");
  }
}

// Built at page end on an older state than the one that its call was carried out on later; or in the
// memory of a tab whose store failed, while the call had been written down. The collector keeps what
// came first: same call, same id, other cart or time.
bool Judge::IsRewritten(const std::string& event_id) const {
  const auto stores = stores_of_.find(event_id);
  return drafts_.contains(event_id) || (stores != stores_of_.end() && stores->second.size() > 1);
}

void Judge::Stored(const Fact& fact) {
  const Request& request = requests_[fact.number];
  const std::int64_t call = TokenOfLine(fact.text);
  Check(event_of_call_.try_emplace(call, fact.id).first->second == fact.id, "a call reaches the collector under one id", fact.id);
  const auto [held, is_first] = held_.try_emplace(fact.id, fact.text);
  Check(held->second == fact.text || IsRewritten(fact.id), "an event comes with the same bytes each time", fact.id);
  auto put = put_.find({request.store, fact.id});
  // A tab whose store failed still knows what it had put into the shared one.
  if (put == put_.end() && request.page_end) put = put_.find({kSharedStore, fact.id});
  Check(put != put_.end() || drafts_.contains(fact.id), "what arrives was committed, or left at page end", fact.id);
  if (put != put_.end()) Check(put->second.text == fact.text || IsRewritten(fact.id), "what arrives is what was stored", fact.id);
  if (is_first && !request.page_end) InOrder(fact, request);
}

void Judge::InOrder(const Fact& fact, const Request& request) {
  const auto put = put_.find({request.store, fact.id});
  if (put == put_.end() || passed_over_.contains(fact.id)) return;
  std::int64_t& last = last_stored_[request.store];
  Check(put->second.seq > last, "events arrive in the order of their rows", fact.id);
  last = put->second.seq;
}

void Judge::Heard(const Fact& fact) {
  const std::vector<std::string>& ids = sent_under_[fact.id];
  freed_.merge(FreedBy(fact.number, fact.text, ids));
  // One that was given up may still come, from a request that was late.
  passed_over_.merge(LostBy(fact.number, fact.text, ids));
}

void Judge::End(const Fact& fact) {
  Check(fact.number == 0, "the queue drains once the faults are off");
  for (const std::string& id : accepted_) Check(held_.contains(id) || freed_.contains(id), "no accepted event is lost", id);
  for (const std::int64_t call : left_)
    Check(carried_out_.contains(call), "a call that was written down is carried out: " + std::to_string(call));
}

}  // namespace kago::simulation
