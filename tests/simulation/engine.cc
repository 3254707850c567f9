#include "tests/simulation/engine.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "core/testing/values.h"
#include "core/tracker.h"
#include "tests/simulation/calls.h"
#include "tests/simulation/inputs.h"
#include "tests/simulation/reply.h"

namespace kago::simulation {
namespace {

using testing::ClaimLine;
using testing::StoredRow;

constexpr std::int64_t kRowsMax = 100;
constexpr std::ptrdiff_t kInputsMax = 25;
constexpr std::string_view kConfig =
    R"({"version":"1.2.3","collector":"https://collect.example/v1/events","writeKey":"key-1","currency":"EUR","source":"web"})";

Fact PostedFact(Fact::Kind kind, const Json& send, const std::vector<StoredRow>& rows, std::size_t bytes) {
  Fact fact{kind};
  fact.id = send.TextAt("lease");
  fact.bytes = static_cast<std::int64_t>(bytes);
  for (const StoredRow& row : rows) fact.list.push_back(row.row.event_id);
  return fact;
}

}  // namespace

std::string Seam::Step(const StepCall& call) { return kago::Step(call.request); }

Engine::Engine(Browser* browser, Database* database, Network* network, int tab)
    : browser_(*browser), network_(*network), tab_(tab), store_(browser, database, tab) {}

void Engine::Start() {
  core_ = true;
  Wake();
}

void Engine::Back() {
  wants_leftovers_ = true;
  Wake();
}

void Engine::Wake() { SubmitLine(ClaimLine(false, false), [](const std::string&) {}); }

void Engine::Online() { SubmitLine(std::string(kOnlineLine), [](const std::string&) {}); }

void Engine::SubmitLine(std::string line, Resolve resolve) {
  if (closed_) return resolve(R"({"status":"held"})");
  if (!core_ && IsCall(line)) store_.Leave({line});
  inbox_.push_back({std::move(line), std::move(resolve)});
  Run();
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

void Engine::PageEnd() {
  std::vector<std::string> lines;
  std::vector<std::string> left;
  for (const std::vector<Call>* calls : {&under_way_, &inbox_}) {
    for (const Call& call : *calls) {
      if (IsCall(call.line)) lines.push_back(call.line);
      if (IsOutcome(call.line)) left.push_back(call.line);
    }
  }
  left.insert(left.begin(), lines.begin(), lines.end());
  if (!lease_.empty()) left.push_back(ReleaseLine(lease_));
  if (!left.empty()) store_.Leave(std::move(left));
  const bool is_open = store_.is_open();
  if (!core_ || closed_ || (!has_state_ && is_open)) return;
  Rows stored;
  for (const StoredRow& row : unsent_) stored[row.row.seq] = row;
  lines.resize(std::min(lines.size(), static_cast<std::size_t>(kRowsMax)));
  if (!lease_.empty() && !network_.Outlives(sending_)) lines.insert(lines.begin(), ReleaseLine(lease_));
  lines.push_back(PageEndLine(network_.KeepaliveRoom(tab_), !is_open));
  const Decision decision = Decide({state_, unsent_, {}, false, &stored}, lines);
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
    fact.number = network_.Post(tab_, body, command.IntegerAt("timeout"), true, [](const Answer&) {});
    browser_.history.Add(std::move(fact));
    return;
  }
}

void Engine::Close() {
  closed_ = true;
  browser_.clock.Cancel(timer_);
  for (const Call& call : std::exchange(inbox_, {})) call.resolve(R"({"status":"held"})");
}

void Engine::Run() {
  if (std::exchange(running_, true)) return;
  browser_.clock.After(0, tab_, [this] { Loop(); });
}

void Engine::Loop() {
  if (core_ && !inbox_.empty()) return StepOnce();
  running_ = false;
}

void Engine::StepOnce() {
  const auto end = wants_leftovers_ ? inbox_.end() : inbox_.begin() + std::min(std::ssize(inbox_), kInputsMax);
  under_way_.assign(inbox_.begin(), end);
  inbox_.erase(inbox_.begin(), end);
  const auto step = std::make_shared<StepUnderWay>();
  step->calls = under_way_;
  const bool claims = std::any_of(under_way_.begin(), under_way_.end(),
                                  [](const Call& call) { return call.line.starts_with(R"({"type":"claim")"); });
  const Wants wants{claims ? kRowsMax : 0, wants_leftovers_};
  std::vector<std::string> calls;
  for (const Call& call : under_way_) {
    if (IsCall(call.line)) calls.push_back(call.line);
  }
  store_.Transact(wants, std::move(calls), [this, step](const Reads& reads) { return Decided(step.get(), reads); }, [this, step](bool committed) {
    if (committed) {
      Committed(*step);
    } else {
      for (const Call& call : step->calls) call.resolve(R"({"status":"rejected"})");
    }
    under_way_.clear();
    Loop();
  });
}

Writes Engine::Decided(StepUnderWay* step, const Reads& reads) {
  const auto is_own = [step](const std::string& line) {
    return std::any_of(step->calls.begin(), step->calls.end(), [&](const Call& call) { return call.line == line; });
  };
  std::vector<std::string> lines = reads.leftovers;
  std::erase_if(lines, is_own);
  step->older = lines.size();
  for (const Call& call : step->calls) lines.push_back(call.line);
  step->decision = Decide(reads, lines);
  step->rows = reads.rows;
  const auto& put = step->decision.writes.put;
  step->rows.insert(step->rows.end(), put.begin(), put.end());
  step->decision.writes.facts = FactsOf(step->decision, lines);
  return step->decision.writes;
}

void Engine::Committed(const StepUnderWay& step) {
  wants_leftovers_ = false;
  Remember(step.decision.writes);
  for (const Json& command : step.decision.commands) CarryOut(command, step);
  for (const Call& call : step.calls) call.resolve("");  // those without a report
}

Engine::Decision Engine::Decide(const Reads& reads, const std::vector<std::string>& lines) {
  Json context = Json::Object();
  context.SetInteger("now", browser_.clock.wall());
  context.SetText("entropy", browser_.random.Entropy());
  context.Set("config", testing::FromText(kConfig));
  context.Set("fork", Json::Bool(reads.fork));
  Json& list = context.Set("rows", Json::Array());
  for (const StoredRow& row : reads.rows) {
    Json& item = list.Push(Json::Array());
    item.Push(Json::Integer(row.row.seq));
    item.Push(Json::Integer(row.row.bytes));
    item.Push(Json::Text(row.row.event_id));
  }
  std::string request = Dump(context) + '\n' + reads.state;
  for (const std::string& line : lines) request.append("\n").append(line);
  ++browser_.steps;
  const bool first = !std::exchange(stepped_, true);
  std::vector<std::string> reply = LinesOf(browser_.seam.Step({tab_, first, reads.all_rows, std::move(request)}));
  Decision decision{testing::FromText(reply.at(1)).items(), {}};
  decision.writes = WritesOf(reply[0], decision.commands, {reply.begin() + 2, reply.end()});
  return decision;
}

std::vector<Fact> Engine::FactsOf(const Decision& decision, const std::vector<std::string>& lines) const {
  std::vector<Fact> facts;
  const auto add = [&](Fact fact) {
    fact.tab = tab_;
    facts.push_back(browser_.history.Now(std::move(fact)));
  };
  for (const std::string& line : lines) {
    if (line == kOnlineLine) add({Fact::Kind::kOnline});
    if (IsRelease(line)) {
      Fact fact{Fact::Kind::kReleased};
      fact.id = testing::FromText(line).TextAt("lease");
      add(std::move(fact));
    }
    if (!IsOutcome(line)) continue;
    const Json outcome = testing::FromText(line);
    add({Fact::Kind::kSettled, tab_, kSharedStore, outcome.IntegerAt("status"), outcome.TextAt("lease"), outcome.TextAt("body"),
         {outcome.TextAt("retry_after")}});
  }
  for (const Json& command : decision.commands) {
    if (command.TextAt("do") == "send") {
      Fact fact{Fact::Kind::kClaimed};
      fact.id = command.TextAt("lease");
      for (const std::int64_t seq : SeqsOf(command)) fact.list.push_back(std::to_string(seq));
      add(std::move(fact));
    } else if (command.TextAt("do") == "report") {
      const std::int64_t call = TokenOfLine(lines.at(static_cast<std::size_t>(command.IntegerAt("input"))));
      const Json* result = command.Find("result");
      if (call > 0) add({Fact::Kind::kCarriedOut, tab_, kSharedStore, call, result->TextAt("eventId"), result->TextAt("status")});
    }
  }
  return facts;
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
    const std::int64_t at = command.IntegerAt("input") - static_cast<std::int64_t>(step.older);
    if (at >= 0) step.calls.at(static_cast<std::size_t>(at)).resolve(Dump(*command.Find("result")));
  }
  if (what == "wake") WakeAt(command.IntegerAt("at"));
  if (what == "send") Send(command, step.rows);
}

void Engine::Send(const Json& command, const std::vector<StoredRow>& all_rows) {
  const std::string lease = command.TextAt("lease");
  const std::vector<StoredRow> rows = RowsOf(command, all_rows);
  const std::string body = BodyOf(command, rows);
  Fact fact = PostedFact(Fact::Kind::kPosted, command, rows, body.size());
  const auto sending = std::make_shared<std::int64_t>();
  *sending = network_.Post(tab_, body, command.IntegerAt("timeout"), false,
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
  SubmitLine(line, [this, sending](const std::string&) {
    for (const auto& then : std::exchange(open_sendings_[sending], {})) then();
    open_sendings_.erase(sending);
  });
  if (browser_.random.Chance(browser_.faults.outcome_twice)) SubmitLine(line, [](const std::string&) {});
}

void Engine::WakeAt(TimeMs at) {
  browser_.clock.Cancel(timer_);
  if (at == 0 && !is_memory()) return;
  const TimeMs due = at == 0 ? Store::kRetryMs : at - browser_.clock.wall();
  timer_ = browser_.clock.After(is_memory() ? std::min(due, Store::kRetryMs) : due, tab_, [this] { Wake(); });
}

}  // namespace kago::simulation
