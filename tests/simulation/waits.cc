#include "tests/simulation/waits.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/number_text.h"

namespace kago::simulation {
namespace {

constexpr TimeMs kAskedMax = 3'600'000;
constexpr TimeMs kHalt = 900'000;
constexpr TimeMs kSilence = 600'000;
constexpr TimeMs kBackoffMin = 100;
constexpr TimeMs kBackoffMax = 300'000;

bool IsOneOf(std::int64_t status, std::initializer_list<std::int64_t> list) {
  return std::find(list.begin(), list.end(), status) != list.end();
}

bool MeansHalt(std::int64_t status) { return IsOneOf(status, {401, 403, 404}); }

// Says nothing about the events, whatever stands in it.
bool MeansLater(std::int64_t status) {
  return status < 200 || (status >= 300 && status < 400) || status >= 500 || IsOneOf(status, {408, 425, 429});
}

std::set<std::string> NamedIn(std::string_view body, const std::vector<std::string>& ids, std::set<std::string> words) {
  std::set<std::string> named;
  const ParsedJson answer = ParseJson(body);
  const Json* results = answer.value.Find("results");
  if (!answer.ok() || !results) return named;
  for (const Json& result : results->items()) {
    const bool was_sent = std::find(ids.begin(), ids.end(), result.TextAt("event_id")) != ids.end();
    if (was_sent && words.contains(result.TextAt("status"))) named.insert(result.TextAt("event_id"));
  }
  return named;
}

std::set<std::string> Decided(std::int64_t status, std::string_view body, const std::vector<std::string>& ids,
                              std::set<std::string> words) {
  if (MeansHalt(status) || MeansLater(status)) return {};
  return NamedIn(body, ids, std::move(words));
}

}  // namespace

std::set<std::string> FreedBy(std::int64_t status, std::string_view body, const std::vector<std::string>& ids) {
  return Decided(status, body, ids, {"accepted", "duplicate", "refused"});
}

std::set<std::string> LostBy(std::int64_t status, std::string_view body, const std::vector<std::string>& ids) {
  return Decided(status, body, ids, {"refused"});
}

bool MayStepAside(const HeardAnswer& heard, const std::vector<std::string>& ids) {
  return ids.size() == 1 && !MeansLater(heard.status) && FreedBy(heard.status, heard.body, ids).empty();
}

Waits WaitsAfter(const HeardAnswer& heard, const std::vector<std::string>& ids) {
  if (MeansHalt(heard.status)) return {kHalt, kHalt};
  const std::set<std::string> freed = FreedBy(heard.status, heard.body, ids);
  if (!freed.empty() && freed.size() == ids.size()) return {};
  if (freed.empty() && heard.packed && IsOneOf(heard.status, {400, 415, 422})) return {0, 0, true};
  std::int64_t seconds = 0;
  const bool asks = ParseInteger(heard.retry_after, &seconds) && seconds >= 0;
  const TimeMs asked = asks ? std::min(seconds * 1'000, kAskedMax) : 0;
  // A long silence is asked into seldom.
  const TimeMs longest = heard.status == 0 ? kSilence + kBackoffMax : kBackoffMax;
  return {asked + kBackoffMin, asked + std::max(longest, asked / 2)};
}

}  // namespace kago::simulation
