#include "core/call/diagnosis.h"

#include <algorithm>
#include <cstddef>

#include "core/base/limits.h"

namespace kago {
namespace {

// Enough to see what is wrong; the page's own answer has them all.
Json FirstFindings(const Findings& findings) {
  return ToJson({findings.begin(), findings.begin() + std::min(findings.size(), limits::kDiagnosticFindingsMax)});
}

// Levels of objects and arrays.
std::size_t DepthOf(const Json& value) {
  std::size_t below = 0;
  for (const Json& item : value.items()) below = std::max(below, DepthOf(item));
  return below + (value.is_array() || value.is_object() ? 1 : 0);
}

}  // namespace

void Diagnose(const Draft& draft, bool accepted, Work* work) {
  Json& diagnostics = work->state.diagnostics;
  if (!work->context.config.debug || diagnostics.items().size() == limits::kDiagnosticsMax) return;
  Json& item = diagnostics.Push(Json::Object());
  item.SetText("id", draft.Id(IdUse::kDiagnostic));
  item.SetText("name", draft.name);
  item.SetText("time", IsoText(draft.call_time));
  item.SetText("status", accepted ? "accepted" : "refused");
  if (accepted) item.SetText("event_id", draft.event_id);
  item.Set("violations", FirstFindings(draft.violations));
  item.Set("warnings", FirstFindings(draft.warnings));
  // Of an event that nobody knows, nobody knows what is secret.
  const bool fits = draft.type && DepthOf(draft.properties) <= limits::kDiagnosticDepthMax &&
                    Dump(draft.properties).size() <= limits::kDiagnosticBytesMax;
  if (fits) item.Set("properties", draft.properties);
}

}  // namespace kago
