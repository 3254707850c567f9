// Bytes of any kind at every door of the core: the parser, the judge and the step.
//
// An input is a text as a file holds it: an event, a whole request, or a step's input lines.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/arena_scope.h"
#include "core/base/json.h"
#include "core/fuzz/check.h"
#include "core/tracker.h"

namespace kago::fuzz {
namespace {

// Of a page's first visit: the state is the core's own, so what it puts must be valid.
constexpr std::string_view kFirstStep =
    R"({"now":1795338927412,"entropy":"0123456789abcdeffedcba9876543210","config":{"currency":"EUR",)"
    R"("source":"https://shop.example","collector":"https://collect.example","writeKey":"pk",)"
    R"("platform":"bigcommerce","version":"0.0.0","debug":true},"rows":[]})"
    "\n\n";

void CheckParser(std::string_view text) {
  const ParsedJson parsed = ParseJson(text);
  CheckRoundTrip(parsed.value);
  for (const JsonFault& fault : parsed.faults) CheckRoundTrip(Json::Text(fault.path));
}

void Run(std::string_view text) {
  CheckParser(text);
  CheckVerdict(text);
  CheckBraze(text);
  CheckReply(Step(text));
  for (const std::string& event : CheckReply(Step(std::string(kFirstStep).append(text)))) CheckEvent(event);
}

}  // namespace
}  // namespace kago::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const kago::arena::Scope memory;
  kago::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
