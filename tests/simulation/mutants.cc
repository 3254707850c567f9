#include "tests/simulation/mutants.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/json.h"
#include "core/testing/values.h"
#include "tests/simulation/reply.h"

namespace kago::simulation {
namespace {

using testing::FromText;

constexpr std::size_t kState = 1;   // line of a request
constexpr std::size_t kInputs = 2;  // and following

std::string TextOf(const std::vector<std::string>& lines) {
  std::string text = lines[0];
  for (std::size_t i = 1; i < lines.size(); ++i) text.append("\n").append(lines[i]);
  return text;
}

// Changes the books in the state before the step; nothing in the very first one.
void EditBooks(MutantStep* step, void (*edit)(Json* books)) {
  std::string& line = step->request.at(kState);
  if (line.empty()) return;
  Json state = FromText(line);
  if (Json* books = state.Find("delivery")) edit(books);
  line = Dump(state);
}

void EditCommands(MutantStep* step, void (*edit)(const StepCall& call, Json* commands)) {
  Json commands = FromText(step->reply.at(1));
  edit(step->call, &commands);
  step->reply[1] = Dump(commands);
}

void DeleteBeforeAck(MutantStep* step) {
  EditCommands(step, [](const StepCall&, Json* commands) {
    Json deletes = Json::Array();
    for (const Json& command : commands->items()) {
      if (command.TextAt("do") != "send") continue;
      Json& added = deletes.Push(Json::Object());
      added.SetText("do", "delete");
      added.Set("seqs", *command.Find("seqs"));
    }
    for (const Json& added : deletes.items()) commands->Push(added);
  });
}

void DeleteByPosition(MutantStep* step) {
  EditCommands(step, [](const StepCall& call, Json* commands) {
    auto first = call.stored->begin();
    for (Json& command : commands->items()) {
      if (command.TextAt("do") != "delete") continue;
      for (Json& seq : command.Find("seqs")->items()) {
        if (first != call.stored->end()) seq.Assign(Json::Integer((first++)->first));
      }
    }
  });
}

void ClaimWithoutLease(MutantStep* step) {
  EditBooks(step, [](Json* books) {
    if (Json* lease = books->Find("lease")) lease->SetInteger("until", 0);
  });
}

void TakeForeignOutcome(MutantStep* step) {
  if (step->request.at(kState).empty()) return;
  const Json state = FromText(step->request[kState]);
  const Json* lease = state.Find("delivery")->Find("lease");
  for (std::size_t i = kInputs; lease && i < step->request.size(); ++i) {
    Json input = FromText(step->request[i]);
    if (input.TextAt("type") != "outcome" || lease->TextAt("id").empty()) continue;
    input.SetText("lease", lease->TextAt("id"));
    step->request[i] = Dump(input);
  }
}

void NewIdOnReplay(MutantStep* step) {
  for (std::size_t i = kInputs; i < step->request.size(); ++i) {
    std::string& line = step->request[i];
    if (!line.starts_with(R"({"type":"track")") || step->seen->insert(line).second) continue;
    Json input = FromText(line);
    const std::string page = input.TextAt("page");
    input.SetText("page", std::string(page.rbegin(), page.rend()));
    line = Dump(input);
  }
}

void NoBackoffAfterReload(MutantStep* step) {
  if (!step->call.first_of_tab) return;
  EditBooks(step, [](Json* books) {
    books->SetInteger("retry_at", 0);
    books->SetInteger("failures", 0);
  });
}

void AnyAnswerFrees(MutantStep* step) {
  if (step->request.at(kState).empty()) return;
  const Json state = FromText(step->request[kState]);
  const Json* lease = state.Find("delivery")->Find("lease");
  for (std::size_t i = kInputs; lease && i < step->request.size(); ++i) {
    Json input = FromText(step->request[i]);
    if (input.TextAt("type") != "outcome" || input.IntegerAt("status") != 200) continue;
    Json answer = Json::Object();
    Json& results = answer.Set("results", Json::Array());
    const Json* rows = lease->Find("rows");
    if (!rows) continue;
    for (const Json& row : rows->items()) {
      Json& result = results.Push(Json::Object());
      result.SetText("event_id", row.TextAt("id"));
      result.SetText("status", "accepted");
    }
    input.SetText("body", Dump(answer));
    step->request[i] = Dump(input);
  }
}

// As if the collector had refused the one event of a request that anybody turned away.
void BareErrorFrees(MutantStep* step) {
  if (step->request.at(kState).empty()) return;
  const Json state = FromText(step->request[kState]);
  const Json* lease = state.Find("delivery")->Find("lease");
  const Json* rows = lease ? lease->Find("rows") : nullptr;
  if (!rows || rows->items().size() != 1) return;
  for (std::size_t i = kInputs; i < step->request.size(); ++i) {
    Json input = FromText(step->request[i]);
    const std::int64_t status = input.IntegerAt("status");
    if (input.TextAt("type") != "outcome" || status < 405 || status > 422) continue;
    input.SetText("body", R"({"results":[{"status":"refused","event_id":")" + rows->items()[0].TextAt("id") + "\"}]}");
    step->request[i] = Dump(input);
  }
}

bool HearsOf(const MutantStep& step, std::int64_t status) {
  return std::any_of(step.request.begin() + kInputs, step.request.end(), [&](const std::string& line) {
    const Json input = FromText(line);
    return input.TextAt("type") == "outcome" && input.IntegerAt("status") == status;
  });
}

void HalveAtOnce(MutantStep* step) {
  if (!HearsOf(*step, 413)) return;
  Json state = FromText(step->reply.at(0));
  state.Find("delivery")->SetInteger("retry_at", 0);
  step->reply[0] = Dump(state);
  EditCommands(step, [](const StepCall&, Json* commands) {
    for (Json& command : commands->items()) {
      if (command.TextAt("do") == "wake") command.SetInteger("at", 1);
    }
  });
}

void ForgetThatItReadsNoGzip(MutantStep* step) {
  EditBooks(step, [](Json* books) { books->SetInteger("text_until", 0); });
}

void ForgetLeftCalls(MutantStep* step) {
  if (!step->call.first_of_tab) return;
  for (std::size_t i = kInputs; i < step->request.size(); ++i) {
    if (step->request[i].starts_with(R"({"type":"track")")) step->request[i] = R"({"type":"none"})";
  }
}

void ForgetLedger(MutantStep* step) {
  EditBooks(step, [](Json* books) { books->Set("ledger", Json::Object()); });
}

void ForgetPages(MutantStep* step) {
  std::string& line = step->request.at(kState);
  if (line.empty()) return;
  Json state = FromText(line);
  state.Set("calls", Json::Object());
  line = Dump(state);
}

void KeepBooksInAFork(MutantStep* step) {
  Json context = FromText(step->request[0]);
  context.Set("fork", Json::Bool(false));
  step->request[0] = Dump(context);
}

// An older release that takes a newer one's state for garbage.
void ResetNewerState(MutantStep* step) {
  if (step->request.at(kState).starts_with(R"({"version":2,)")) step->request[kState] = "!";
}

void ForgetSettings(MutantStep* step) {
  for (std::size_t i = kInputs; i < step->request.size(); ++i) {
    std::string& line = step->request[i];
    const std::size_t at = line.find(R"("with":{)");
    if (at == std::string::npos || at > line.find("\"time\"")) continue;
    line.erase(at, line.find('}', at) + 2 - at);
  }
}

constexpr std::array<Mutant, 16> kMutants = {{
    {"deletes a row before its ack", nullptr, DeleteBeforeAck},
    {"deletes by position instead of number", nullptr, DeleteByPosition},
    {"claims without a look at the lease", ClaimWithoutLease, nullptr},
    {"takes the outcome of a foreign lease", TakeForeignOutcome, nullptr},
    {"gives a replayed call a new id", NewIdOnReplay, nullptr},
    {"forgets the backoff when a page loads", NoBackoffAfterReload, nullptr},
    {"lets any answer with status 200 free rows", AnyAnswerFrees, nullptr},
    {"lets an error that names no event free one", BareErrorFrees, nullptr},
    {"halves without a wait", nullptr, HalveAtOnce},
    {"forgets that the collector reads no gzip", ForgetThatItReadsNoGzip, nullptr},
    {"forgets calls that a page wrote down", ForgetLeftCalls, nullptr},
    {"forgets the ledger", ForgetLedger, nullptr},
    {"forgets which calls it has carried out", ForgetPages, nullptr},
    {"begins a newer release's state anew", ResetNewerState, nullptr},
    {"forgets the settings that a call was said with", ForgetSettings, nullptr},
    {"takes the books along when it goes to memory", KeepBooksInAFork, nullptr},
}};

}  // namespace

std::span<const Mutant> Mutants() { return kMutants; }

std::string MutantSeam::Step(const StepCall& call) {
  MutantStep step{call, LinesOf(call.request), {}, &seen_};
  if (mutant_.before) mutant_.before(&step);
  step.reply = LinesOf(Seam::Step({call.tab, call.first_of_tab, call.stored, TextOf(step.request)}));
  if (mutant_.after) mutant_.after(&step);
  return TextOf(step.reply);
}

}  // namespace kago::simulation
