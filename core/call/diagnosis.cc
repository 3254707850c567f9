#include "core/call/diagnosis.h"

#include <algorithm>
#include <cstddef>

#include "core/base/fits.h"
#include "core/base/limits.h"
#include "core/base/text.h"

namespace kago {
namespace {

using std::string_view_literals::operator""sv;

// Enough to see what is wrong; the page's own answer has them all.
Json FirstFindings(const Findings& findings) {
  return ToJson(std::span(findings).first(std::min(findings.size(), limits::kDiagnosticFindingsMax)));
}

}  // namespace

void Diagnose(const Draft& draft, bool accepted, Work* work) {
  Json& diagnostics = work->state.diagnostics;
  if (!work->context.config.debug || diagnostics.items().size() == limits::kDiagnosticsMax) return;
  Json& item = diagnostics.Push(Json::Object());
  item.SetText("id", draft.Id(IdUse::kDiagnostic));
  item.SetText("name", CutAt(draft.name, limits::kPathBytesMax));
  item.SetText("time", IsoText(draft.call_time));
  item.SetText("status", accepted ? "accepted"sv : "refused"sv);
  if (accepted) item.SetText("event_id", draft.event_id);
  item.Set("violations", FirstFindings(draft.violations));
  item.Set("warnings", FirstFindings(draft.warnings));
  // Of an event that nobody knows, nobody knows what is secret.
  const bool fits = Fits(draft.properties, limits::kDiagnosticDepthMax, limits::kDiagnosticBytesMax);
  if (draft.type && fits) item.Set("properties", draft.properties);
}

}  // namespace kago
