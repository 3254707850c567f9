#include "tests/simulation/decide.h"

#include <algorithm>
#include <utility>

#include "core/base/arena_scope.h"
#include "core/testing/values.h"
#include "core/tracker.h"
#include "tests/simulation/calls.h"
#include "tests/simulation/inputs.h"
#include "tests/simulation/reply.h"

namespace kago::simulation {
namespace {

using testing::StoredRow;

constexpr std::string_view kConfig =
    R"({"version":"1.2.3","collector":"https://collect.example/v1/events","writeKey":"key-1","currency":"EUR"})";
constexpr std::string_view kOurs = R"({"version":1,)";
constexpr std::string_view kNewer = R"({"version":2,)";
constexpr std::string_view kBroken = "!";
constexpr std::string_view kFailed = R"({"do":"report","input":0,"result":{"status":"held","reason":"core_failed"}})";

std::string InsteadOf(const std::string& line) {
  if (IsCall(line)) return R"({"type":"lost","reason":"core_failed","count":1})";
  return "{}";
}

bool IsNewer(int tab) { return tab % 2 == 1; }

}  // namespace

std::string Seam::Step(const StepCall& call) {
  const arena::Scope memory;
  return kago::Step(call.request);
}

Decision Decider::Decide(const Reads& reads, const std::vector<std::string>& lines) {
  const std::optional<Decision> whole = Step(reads, lines);
  return whole ? *whole : Apart(reads, lines);
}

Decision Decider::Apart(Reads reads, const std::vector<std::string>& lines) {
  Decision all;
  all.writes.state = reads.state;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Decision one = Alone(reads, lines[i]);
    if (one.writes.newer) return one;
    reads.state = all.writes.state = one.writes.state;
    reads.fork = false;
    all.writes.put.insert(all.writes.put.end(), one.writes.put.begin(), one.writes.put.end());
    all.writes.deleted.insert(all.writes.deleted.end(), one.writes.deleted.begin(), one.writes.deleted.end());
    reads.rows.insert(reads.rows.end(), one.writes.put.begin(), one.writes.put.end());
    const auto is_deleted = [&](const StoredRow& row) { return std::count(one.writes.deleted.begin(), one.writes.deleted.end(), row.row.seq) > 0; };
    std::erase_if(reads.rows, is_deleted);
    reads.rows.resize(std::min<std::size_t>(reads.rows.size(), kRowsMax));
    for (Json& command : one.commands) {
      if (command.TextAt("do") == "report") command.SetInteger("input", static_cast<std::int64_t>(i));
      all.commands.push_back(std::move(command));
    }
  }
  return all;
}

Decision Decider::Alone(Reads reads, const std::string& line) {
  for (const bool is_state_kept : {true, false}) {
    if (!is_state_kept) reads.state = kBroken;
    if (auto decision = Step(reads, {line})) return *decision;
    if (auto decision = Step(reads, {InsteadOf(line)})) {
      decision->commands.push_back(testing::FromText(kFailed));
      return *decision;
    }
  }
  return {};
}

std::string Decider::ContextOf(const Reads& reads) {
  const arena::Scope memory;
  Json context = Json::Object();
  context.SetInteger("now", browser_.clock.wall());
  context.SetText("entropy", browser_.random.Entropy());
  context.Set("config", testing::FromText(kConfig)).SetText("source", SourceOf(tab_));
  context.Set("fork", Json::Bool(reads.fork));
  Json& list = context.Set("rows", Json::Array());
  for (const StoredRow& row : reads.rows) {
    Json& item = list.Push(Json::Array());
    item.Push(Json::Integer(row.row.seq));
    item.Push(Json::Integer(row.row.bytes));
    item.Push(Json::Text(row.row.event_id));
  }
  return Dump(context);
}

std::optional<Decision> Decider::Step(const Reads& reads, const std::vector<std::string>& lines) {
  std::string request = ContextOf(reads) + '\n' + reads.state;
  for (const std::string& line : lines) {
    if (browser_.poison.contains(TokenOfLine(line))) return std::nullopt;
    request.append("\n").append(line);
  }
  ++browser_.steps;
  const std::vector<std::string> reply = LinesOf(Reply(reads, std::move(request)));
  const Json commands = testing::FromText(reply.at(1));
  Decision decision{{commands.items().begin(), commands.items().end()}, {}};
  decision.writes = WritesOf(reply[0], decision.commands, {reply.begin() + 2, reply.end()});
  decision.writes.newer = !decision.commands.empty() && decision.commands[0].TextAt("do") == "newer";
  return decision;
}

// A newer release has the same core, under another version of its state.
std::string Decider::Reply(const Reads& reads, std::string request) {
  const bool first = !std::exchange(stepped_, true);
  const bool is_newer = browser_.two_releases && IsNewer(tab_);
  const auto rename = [](std::string* text, std::size_t at, std::string_view from, std::string_view to) {
    if (text->compare(at, from.size(), from) == 0) text->replace(at, from.size(), to);
  };
  if (is_newer) rename(&request, request.find('\n') + 1, kNewer, kOurs);
  std::string reply = browser_.seam.Step({tab_, first, reads.all_rows, std::move(request)});
  if (is_newer) rename(&reply, 0, kOurs, kNewer);
  return reply;
}

std::vector<Fact> Decider::FactsOf(const Decision& decision, const std::vector<std::string>& lines) const {
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
         {outcome.TextAt("retry_after"), outcome.TrueAt("packed") ? "packed" : ""}});
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

}  // namespace kago::simulation
