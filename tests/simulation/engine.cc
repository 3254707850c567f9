#include "tests/simulation/engine.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "core/testing/values.h"
#include "tests/simulation/calls.h"
#include "tests/simulation/inputs.h"
#include "tests/simulation/reply.h"

namespace kago::simulation {
namespace {

using testing::ClaimLine;
using testing::StoredRow;

constexpr std::int64_t kInputsMax = 25;
constexpr std::int64_t kLeftoversMax = 50;
constexpr TimeMs kGatherMs = 50;
constexpr TimeMs kAnswerMsMax = 1'000;

Fact PostedFact(Fact::Kind kind, const Json& send, const std::vector<StoredRow>& rows, std::size_t bytes) {
  Fact fact{kind};
  fact.id = send.TextAt("lease");
  fact.bytes = static_cast<std::int64_t>(bytes);
  if (send.TrueAt("pack")) fact.text = "packed";
  for (const StoredRow& row : rows) fact.list.push_back(row.row.event_id);
  return fact;
}

// A claim would find something to send: with nobody's request under way `at` is no longer ahead.
bool IsDue(const std::vector<Json>& commands, TimeMs now) {
  return std::any_of(commands.begin(), commands.end(), [now](const Json& command) {
    const TimeMs at = command.TextAt("do") == "wake" ? command.IntegerAt("at") : 0;
    return at > 0 && at <= now;
  });
}

}  // namespace

Engine::Engine(Browser* browser, Database* database, Network* network, int tab)
    : browser_(*browser), network_(*network), tab_(tab), store_(browser, database, tab), decider_(browser, tab) {}

void Engine::Start() {
  core_ = true;
  Wake();
}

void Engine::Back() {
  store_.Open();
  beyond_ = 0;
  Wake();
}

void Engine::Wake() { SubmitLine(ClaimLine(false, false), [](const std::string&) {}); }

void Engine::Online() { SubmitLine(std::string(kOnlineLine), [](const std::string&) {}); }

void Engine::SubmitLine(std::string line, Resolve resolve) {
  const TimeMs wait_ms = IsCall(line) ? stepped_ + kGatherMs - browser_.clock.now() : 0;
  SubmitLineIn(wait_ms, std::move(line), std::move(resolve));
}

void Engine::SubmitLineIn(TimeMs wait_ms, std::string line, Resolve resolve) {
  if (closed_) return resolve(R"({"status":"held"})");
  inbox_.push_back({std::move(line), std::move(resolve), ++submitted_});
  if (core_) {
    BeginIn(wait_ms);
  } else if (IsCall(inbox_.back().line)) {
    LeaveLines({&inbox_.back()}, {}, false);
  }
}

void Engine::BeginIn(TimeMs ms) {
  const bool is_now = ms <= 0 || std::ssize(inbox_) >= kInputsMax;
  const TimeMs at = is_now ? 0 : browser_.clock.now() + ms;
  if (at >= due_at_) return;
  due_at_ = at;
  browser_.clock.Cancel(pause_);
  if (is_now) return Run();
  pause_ = browser_.clock.After(ms, tab_, [this] { BeginIn(0); });
}

void Engine::Flush() { FlushAfter(sending_); }

void Engine::FlushAfter(std::int64_t before) {
  AwaitSending(before, [this, before] {
    SubmitLine(ClaimLine(true, false), [this, before](const std::string&) {
      if (sending_ != 0 && sending_ != before) FlushAfter(sending_);
    });
  });
}

void Engine::AwaitSending(std::int64_t sending, std::function<void()> then) {
  const auto open = open_sendings_.find(sending);
  if (open == open_sendings_.end()) return then();
  open->second.push_back(std::move(then));
}

void Engine::LeaveLines(const std::vector<Call*>& calls, std::vector<std::string> more, bool is_last) {
  std::vector<std::string> lines;
  for (Call* call : calls) lines.push_back(call->line = WithSettings(call->line, tab_));
  lines.insert(lines.end(), more.begin(), more.end());
  if (!lines.empty()) store_.Leave(std::move(lines), is_last);
}

void Engine::PageEnd() {
  std::vector<Call*> calls;
  std::vector<std::string> more;
  for (Call& call : inbox_) {
    if (IsCall(call.line)) calls.push_back(&call);
    if (IsOutcome(call.line)) more.push_back(call.line);
  }
  if (!lease_.empty()) more.push_back(ReleaseLine(lease_));
  LeaveLines(calls, std::move(more), !calls.empty());
  std::vector<std::string> lines;
  for (const Call* call : calls) lines.push_back(call->line);
  for (const Call* call : calls) {
    const std::int64_t number = TokenOfLine(call->line);
    if (number > 0 && !is_memory()) browser_.history.Add({Fact::Kind::kLeft, tab_, kSharedStore, number});
  }
  const bool is_open = store_.is_open();
  if (!core_ || closed_ || (!has_state_ && is_open)) return;
  Rows stored;
  for (const StoredRow& row : unsent_) stored[row.row.seq] = row;
  lines.resize(std::min(lines.size(), static_cast<std::size_t>(kRowsMax)));
  if (!lease_.empty() && !network_.Outlives(sending_)) lines.insert(lines.begin(), ReleaseLine(lease_));
  lines.push_back(PageEndLine(network_.KeepaliveRoom(tab_), !is_open));
  const Decision decision = decider_.Decide({state_, unsent_, {}, {}, false, &stored}, lines);
  for (const Json& command : decision.commands) {
    if (command.TextAt("do") != "send") continue;
    std::vector<StoredRow> rows = unsent_;
    rows.insert(rows.end(), decision.writes.put.begin(), decision.writes.put.end());
    rows = RowsOf(command, rows);
    const std::string body = BodyOf(command, rows);
    Fact fact = PostedFact(Fact::Kind::kPageEnd, command, rows, body.size());
    for (const StoredRow& draft : decision.writes.put) fact.text += draft.row.event_id + ' ';
    fact.tab = tab_;
    fact.store = store();
    fact.number = network_.Post(tab_, body, command.IntegerAt("timeout"), false, [](const Answer&) {});
    browser_.history.Add(std::move(fact));
    return;
  }
}

void Engine::Close() {
  closed_ = true;
  browser_.clock.Cancel(timer_);
  browser_.clock.Cancel(pause_);
  for (const Call& call : std::exchange(inbox_, {})) call.resolve(R"({"status":"held"})");
}

void Engine::Run() {
  if (std::exchange(running_, true)) return;
  browser_.clock.After(0, tab_, [this] { Loop(); });
}

void Engine::Loop() {
  if ((!inbox_.empty() || beyond_ > 0) && due_at_ <= browser_.clock.now()) return StepOnce();
  if (inbox_.empty()) due_at_ = kNever;
  running_ = false;
}

void Engine::StepOnce() {
  const auto step = std::make_shared<StepUnderWay>();
  step->waiting = inbox_;
  browser_.clock.Cancel(pause_);
  due_at_ = kNever;
  stepped_ = browser_.clock.now();
  const bool claims = std::any_of(inbox_.begin(), inbox_.end(),
                                  [](const Call& call) { return call.line.starts_with(R"({"type":"claim")"); });
  if (is_memory()) beyond_ = 0;
  const bool answers = std::any_of(inbox_.begin(), inbox_.end(), [](const Call& call) { return IsOutcome(call.line); });
  const std::int64_t rows_max = answers ? 2 * kRowsMax : kRowsMax;
  const Wants wants{claims ? rows_max : 0, beyond_ < 0 ? 0 : kLeftoversMax, beyond_};
  store_.Transact(wants, [this, step](const Reads& reads) { return Decided(step.get(), reads); }, [this, step](bool committed) {
    if (committed) {
      Committed(*step);
      const bool is_left = !inbox_.empty() && !step->waiting.empty() && inbox_.front().number <= step->waiting.back().number;
      if (beyond_ > 0 || is_left) due_at_ = 0;
    } else {
      beyond_ = -1;
      Drop(step->waiting);
      for (const Call& call : step->waiting) call.resolve(R"({"status":"rejected"})");
    }
    Loop();
  });
}

Writes Engine::Decided(StepUnderWay* step, const Reads& reads) {
  TakePortion(reads, step);
  std::vector<std::string> lines;
  for (const Call& call : step->calls) lines.push_back(call.line);
  Decision decision = decider_.Decide(reads, lines);
  Writes& writes = decision.writes;
  step->rows = reads.rows;
  step->rows.insert(step->rows.end(), writes.put.begin(), writes.put.end());
  writes.taken = step->taken;
  for (const Call& call : step->calls) {
    if (call.resolve && IsCall(call.line)) writes.calls.push_back(WithSettings(call.line, tab_));
  }
  writes.facts = decider_.FactsOf(decision, lines);
  if (IsDue(decision.commands, browser_.clock.wall())) Claim(reads, step, &decision);
  Json commands = Json::Array();
  for (Json& command : decision.commands) commands.Push(std::move(command));
  step->commands = Dump(commands);
  return step->writes = std::move(writes);
}

void Engine::Claim(const Reads& before, StepUnderWay* step, Decision* decision) {
  Rows all = *before.all_rows;
  for (const StoredRow& row : decision->writes.put) all[row.row.seq] = row;
  for (const std::int64_t seq : decision->writes.deleted) all.erase(seq);
  step->rows.clear();
  for (const auto& [seq, row] : all) {
    if (std::ssize(step->rows) < kRowsMax) step->rows.push_back(row);
  }
  const std::vector<std::string> lines{ClaimLine(false, false)};
  Decision claim = decider_.Decide({decision->writes.state, step->rows, {}, {}, false, &all}, lines);
  decision->writes.state = claim.writes.state;
  for (Fact& fact : decider_.FactsOf(claim, lines)) decision->writes.facts.push_back(std::move(fact));
  for (Json& command : claim.commands) decision->commands.push_back(std::move(command));
}

void Engine::TakePortion(const Reads& reads, StepUnderWay* step) const {
  step->calls.clear();
  step->taken.clear();
  const Calls& waiting = step->waiting;
  auto own = waiting.begin();
  for (std::size_t i = 0; i < reads.leftovers.size(); ++i) {
    const std::string& line = reads.leftovers[i];
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&](const Call& call) { return call.line == line; });
    if (found == waiting.end()) step->calls.push_back({line, nullptr});
    if (found != waiting.end() && found >= own) {
      step->calls.insert(step->calls.end(), own, found + 1);
      own = found + 1;
    }
    step->taken.push_back(reads.keys[i]);
  }
  const bool is_last = std::ssize(reads.leftovers) < kLeftoversMax;
  if (is_last) step->calls.insert(step->calls.end(), own, own + std::min<std::ptrdiff_t>(waiting.end() - own, kInputsMax));
  step->beyond = is_last ? -1 : reads.keys.back();
}

void Engine::Drop(const Calls& calls) {
  std::set<std::int64_t> numbers;
  for (const Call& call : calls) numbers.insert(call.number);
  std::erase_if(inbox_, [&](const Call& call) { return numbers.contains(call.number); });
}

void Engine::Committed(const StepUnderWay& step) {
  beyond_ = step.beyond;
  Drop(step.calls);
  Remember(step.writes);
  const Json commands = testing::FromText(step.commands);
  for (const Json& command : commands.items()) CarryOut(command, step);
  for (const Call& call : step.calls) {
    if (call.resolve) call.resolve("");  // those without a report
  }
}

void Engine::Remember(const Writes& writes) {
  has_state_ = true;
  state_ = writes.state;
  if (std::exchange(was_memory_, is_memory()) && !is_memory()) unsent_.clear();
  const auto is = [](std::int64_t seq) { return [seq](const StoredRow& row) { return row.row.seq == seq; }; };
  for (const StoredRow& put : writes.put) {
    if (!unsent_.empty() && put.row.seq <= unsent_.back().row.seq) unsent_.clear();
    unsent_.push_back(put);
  }
  for (const std::int64_t seq : writes.deleted) std::erase_if(unsent_, is(seq));
  const std::int64_t over = std::ssize(unsent_) - kRowsMax;
  if (over > 0) unsent_.erase(unsent_.begin(), unsent_.begin() + over);
}

void Engine::CarryOut(const Json& command, const StepUnderWay& step) {
  const std::string& what = command.TextAt("do");
  if (what == "report") {
    const Call& call = step.calls.at(static_cast<std::size_t>(command.IntegerAt("input")));
    if (call.resolve) call.resolve(Dump(*command.Find("result")));
  }
  if (what == "wake") {
    then_ = command.IntegerAt("then");
    WakeAt(command.IntegerAt("at"));
  }
  if (what == "send") Send(command, step.rows);
}

void Engine::Send(const Json& command, const std::vector<StoredRow>& all_rows) {
  const std::string lease = command.TextAt("lease");
  const std::vector<StoredRow> rows = RowsOf(command, all_rows);
  const std::string body = BodyOf(command, rows);
  Fact fact = PostedFact(Fact::Kind::kPosted, command, rows, body.size());
  const auto sending = std::make_shared<std::int64_t>();
  *sending = network_.Post(tab_, body, command.IntegerAt("timeout"), command.TrueAt("pack"),
                           [this, sending, lease](const Answer& answer) { Heard(*sending, lease, answer); });
  sending_ = *sending;
  lease_ = lease;
  open_sendings_[sending_];
  fact.tab = tab_;
  fact.store = store();
  fact.number = sending_;
  browser_.history.Add(std::move(fact));
}

void Engine::Heard(std::int64_t sending, const std::string& lease, const Answer& answer) {
  browser_.history.Add({Fact::Kind::kHeard, tab_, store(), answer.status, lease, answer.body, {answer.retry_after}});
  if (lease_ == lease) lease_.clear();
  const std::string line = OutcomeLine(lease, answer);
  const TimeMs until_next = then_ == 0 ? kAnswerMsMax : then_ - browser_.clock.wall();
  SubmitLineIn(std::min(until_next, kAnswerMsMax), line, [](const std::string&) {});
  for (const auto& then : std::exchange(open_sendings_[sending], {})) then();
  open_sendings_.erase(sending);
  if (browser_.random.Chance(browser_.faults.outcome_twice)) SubmitLine(line, [](const std::string&) {});
}

void Engine::WakeAt(TimeMs at) {
  browser_.clock.Cancel(timer_);
  if (at == 0 && !is_memory()) return;
  const TimeMs due = at == 0 ? Store::kRetryMs : at - browser_.clock.wall();
  timer_ = browser_.clock.After(is_memory() ? std::min(due, Store::kRetryMs) : due, tab_, [this] { Wake(); });
}

}  // namespace kago::simulation
