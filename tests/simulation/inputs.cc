#include "tests/simulation/inputs.h"

#include "core/base/json.h"
#include "core/testing/step.h"

namespace kago::simulation {

std::string OutcomeLine(const std::string& lease, const Answer& answer) {
  return testing::OutcomeLine({lease, {}, ""}, answer.status, answer.body, answer.retry_after, answer.packed);
}

std::string ReleaseLine(const std::string& lease) {
  Json line = Json::Object();
  line.SetText("type", "release");
  line.SetText("lease", lease);
  return Dump(line);
}

std::string PageEndLine(std::int64_t room, bool last) {
  Json line = Json::Object();
  line.SetText("type", "claim");
  Json& end = line.Set("page_end", Json::Object());
  end.SetInteger("room", room);
  end.Set("last", Json::Bool(last));
  return Dump(line);
}

std::string SourceOf(int tab) { return "web-" + std::to_string(tab); }

std::string WithSettings(std::string line, int tab) {
  constexpr std::string_view kWith = R"("with":)";
  const std::size_t behind_type = line.find(',') + 1;
  if (!IsCall(line) || line.compare(behind_type, kWith.size(), kWith) == 0) return line;
  Json settings = Json::Object();
  settings.SetText("currency", "EUR");
  settings.SetText("source", SourceOf(tab));
  return line.insert(behind_type, std::string(kWith) + Dump(settings) + ',');
}

bool IsCall(std::string_view line) {
  return line.starts_with(R"({"type":"track")") || line.starts_with(R"({"type":"identify")");
}

bool IsOutcome(std::string_view line) { return line.starts_with(R"({"type":"outcome")"); }

bool IsRelease(std::string_view line) { return line.starts_with(R"({"type":"release")"); }

}  // namespace kago::simulation
