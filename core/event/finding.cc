#include "core/event/finding.h"

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/text.h"

namespace kago {
namespace {

constexpr std::string_view kCut = "…";
constexpr std::size_t kFoundBytesMax = limits::kQuoteBytesMax + kCut.size();

}  // namespace

std::string_view CodeText(Code code) {
  static constexpr std::string_view kTexts[] = {
      "missing",           "unknown_event",     "unknown_field",    "wrong_type",       "empty",
      "too_long",          "too_many",          "too_large",        "too_deep",         "control_character",
      "negative",          "not_integer",       "unknown_currency", "not_allowed",      "bad_key",
      "bad_text",          "not_serializable",  "bad_time",         "mixed_action",     "queue_full",
      "moved_to_metadata", "number_from_text",  "text_from_number", "upper_cased",      "left_out",
      "secret_removed",    "personal_left_out", "time_ahead",       "encoded",          "historic_currency",
      "total_mismatch",    "excess_digits",
  };
  static_assert(std::size(kTexts) == static_cast<std::size_t>(Code::kExcessDigits) + 1);
  return kTexts[static_cast<std::size_t>(code)];
}

void AddFinding(std::string_view path, Code code, std::string_view found, Sentence expected, Findings* findings) {
  findings->push_back({path, code, found, expected});
}

String Path::ToText() const {
  String text = parent ? parent->ToText() : String();
  if (key.empty()) return parent ? text + '[' + IntegerText(static_cast<std::int64_t>(index)) + ']' : text;
  if (!text.empty()) text += '.';
  text += key;
  return String(CutAt(text, limits::kPathBytesMax));
}

String Quote(const Json& value) {
  String text = Dump(value);
  if (text.size() <= limits::kQuoteBytesMax) return text;
  return String(CutAt(text, limits::kQuoteBytesMax)).append(kCut);
}

Json ToJson(std::span<const Finding> findings) {
  Json list = Json::Array();
  for (const Finding& finding : findings) {
    Json item = Json::Object();
    // Whoever found it may have taken both from the page as they stood.
    item.SetText("path", CutAt(finding.path, limits::kPathBytesMax));
    item.SetText("code", CodeText(finding.code));
    item.SetText("found", CutAt(finding.found, kFoundBytesMax));
#ifndef KAGO_TERSE
    item.SetText("expected", finding.expected);
#endif
    list.Push(std::move(item));
  }
  return list;
}

}  // namespace kago
