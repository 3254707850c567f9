#include "core/fuzz/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "core/base/limits.h"
#include "core/encoding/braze.h"
#include "core/event/finding.h"
#include "core/event/validator.h"
#include "core/state.h"
#include "core/tracker.h"

namespace kago::fuzz {
namespace {

bool IsKnownCode(std::string_view text) {
  for (std::size_t code = 0; code <= static_cast<std::size_t>(Code::kExcessDigits); ++code) {
    if (text == CodeText(static_cast<Code>(code))) return true;
  }
  return false;
}

bool HasText(const Json& object, std::string_view key) {
  const Json* member = object.Find(key);
  return member && member->is_text();
}

bool IsSame(const Json& a, const Json& b) {
  if (a.type() != b.type() || a.text() != b.text() || a.key() != b.key()) return false;
  return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), IsSame);
}

}  // namespace

void Check(bool holds, std::string_view what, std::string_view text) {
  if (holds) return;
  std::fprintf(stderr, "Broken: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(text.size()), text.data());
  std::abort();
}

Json CheckedJson(std::string_view text) {
  ParsedJson parsed = ParseJson(text);
  Check(parsed.ok(), "what the core writes is JSON", text);
  Check(Dump(parsed.value) == text, "what the core writes comes out the same again", text);
  return std::move(parsed.value);
}

void CheckRoundTrip(const Json& value) {
  const std::string text = Dump(value);
  Check(IsSame(value, CheckedJson(text)), "a value is the same after it was written and read", text);
}

void CheckFindings(const Json* findings) {
  Check(findings && findings->is_array(), "findings are a list", findings ? Dump(*findings) : "nothing");
  for (const Json& finding : findings->items()) {
    Check(HasText(finding, "path"), "a finding has a path", Dump(finding));
    Check(HasText(finding, "found"), "a finding says what it found", Dump(finding));
    Check(!finding.TextAt("expected").empty(), "a finding says what would be right", Dump(finding));
    Check(IsKnownCode(finding.TextAt("code")), "a finding has a known code", Dump(finding));
  }
}

void CheckViolations(const Json* violations) {
  CheckFindings(violations);
  Check(!violations->items().empty(), "a refusal says why", "[]");
}

void CheckVerdict(std::string_view event) {
  const Json verdict = CheckedJson(Judge(event));
  if (verdict.TrueAt("valid")) {
    Check(verdict.Find("violations")->items().empty(), "a valid event has no violation", event);
    Check(ParseJson(event).ok(), "a valid event is JSON", event);
  } else {
    CheckViolations(verdict.Find("violations"));
  }
}

void CheckEvent(std::string_view event) {
  CheckedJson(event);
  Check(Judge(event) == R"({"valid":true,"violations":[]})", "an event that leaves is valid", event);
}

void CheckAnswer(const Json& answer) {
  if (const Json* also = answer.Find("also")) {
    // With the first, and the one refusal of all that was left out.
    Check(also->items().size() <= limits::kObservationEventsMax, "one observation has a bounded number of events", Dump(answer));
    for (const Json& one : also->items()) CheckAnswer(one);
  }
  const std::string& status = answer.TextAt("status");
  if (status == "refused") return CheckViolations(answer.Find("violations"));
  Check(status == "accepted" || status == "duplicate", "a call has an answer", Dump(answer));
  if (const Json* warnings = answer.Find("warnings")) CheckFindings(warnings);
}

void CheckBraze(std::string_view event) {
  const Json encoded = CheckedJson(BrazeText(event));
  if (encoded.is_null()) return;
  CheckFindings(encoded.Find("changes"));
  Findings violations;
  ValidateProperties(*FindEventType(encoded.TextAt("name")), *encoded.Find("properties"), &violations);
  Check(violations.empty(), "an event is still valid when it is encoded", event);
}

void CheckState(std::string_view text) {
  CheckedJson(text);
  State state = ReadState(text, INT64_MAX);  // in no future: a cart of a time to come is taken for one of now
  Check(WriteState(state) == text, "a state that was written is read as it was", text);
}

std::vector<std::string> CheckReply(std::string_view reply) {
  std::vector<std::string> lines(1);
  for (char c : reply) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back().push_back(c);
    }
  }
  Check(lines.size() >= 2, "a reply has a state and commands", reply);
  // A newer release's state stays as it came, in whatever form.
  if (lines[1] == R"([{"do":"newer"}])") return {};
  CheckState(lines[0]);
  const Json commands = CheckedJson(lines[1]);
  std::size_t puts = 0;
  for (const Json& command : commands.items()) {
    if (command.TextAt("do") == "put") ++puts;
    const Json* result = command.TextAt("do") == "report" ? command.Find("result") : nullptr;
    if (result && result->Find("status")) CheckAnswer(*result);
  }
  Check(puts + 2 == lines.size(), "a reply has a text for each put", reply);
  return {lines.begin() + 2, lines.end()};
}

}  // namespace kago::fuzz
