#include "tests/simulation/collector.h"

#include <array>
#include <cstddef>
#include <utility>

#include "core/testing/values.h"
#include "tests/simulation/calls.h"

namespace kago::simulation {
namespace {

using testing::FromText;

// One call in so many is one that the collector refuses by its rules, or with the request around it.
constexpr std::int64_t kRefusedEvery = 41;
constexpr std::int64_t kChokesEvery = 67;
// Of a body, as a proxy in front of it takes it.
constexpr std::size_t kBodyBytesMax = 200'000;

constexpr std::array<std::int64_t, 34> kStatuses = {0,   0,   200, 200, 201, 204, 206, 301, 302, 304, 400, 401,
                                                    403, 404, 405, 406, 407, 408, 409, 410, 413, 413, 415, 418,
                                                    422, 425, 429, 429, 451, 500, 502, 503, 504, 511};
// Of proxies, firewalls and portals, and of other services that speak JSON.
constexpr std::array<std::string_view, 12> kBodies = {"",
                                                      "<!doctype html><title>Log in</title>",
                                                      "{\"results\":",
                                                      "{}",
                                                      "null",
                                                      R"({"results":[]})",
                                                      R"({"results":{"status":"refused"}})",
                                                      R"({"results":[{"event_id":"018f","status":"accepted"}]})",
                                                      R"({"results":[{"id":"018f","status":"refused"},7]})",
                                                      R"({"error":"Not here.","code":"no_route"})",
                                                      R"({"error":{"code":405}})",
                                                      R"({"message":"Forbidden"})"};
constexpr std::array<std::string_view, 8> kRetryAfter = {"", "", "1", "30", "900", "90000", "-5", "soon"};

template <typename List>
auto OneOf(const List& list, Random* random) {
  return list[static_cast<std::size_t>(random->Below(static_cast<std::int64_t>(list.size())))];
}

Json ResultOf(const std::string& event_id, std::string_view status) {
  Json result = Json::Object();
  result.SetText("event_id", event_id);
  result.SetText("status", status);
  return result;
}

}  // namespace

std::string_view Collector::StrangersWords(Random* random) { return OneOf(kBodies, random); }

std::int64_t Collector::StrangersStatus(Random* random) { return OneOf(kStatuses, random); }

void Collector::GoDown(TimeMs until, std::int64_t status, std::string_view words) {
  down_until_ = until;
  down_status_ = status;
  down_words_ = words;
}

Answer Collector::Take(std::int64_t request, std::string_view body, bool packed) {
  if (browser_.clock.now() < down_until_) return Words(down_status_, down_words_);
  if (packed && gzip_status_ != 0) return {gzip_status_, "", ""};
  const Json batch = ParseJson(body).value;
  const Json* events = batch.Find("events");
  if (body.size() > kBodyBytesMax) return {413, "", ""};
  // Turned away as a whole, and the events at fault are named.
  Json turned_away = FromText(R"({"error":"An event can't be read.","code":"bad_event","results":[]})");
  Json* named = turned_away.Find("results");
  for (const Json& event : events->items()) {
    const std::int64_t call = TokenOfLine(Dump(event));
    if (call > 0 && call % kChokesEvery == 0) named->Push(ResultOf(event.TextAt("event_id"), "refused"));
  }
  if (!named->items().empty()) return {422, "", Dump(turned_away)};
  if (!browser_.random.Chance(browser_.faults.bad_answer)) return Store(request, *events);
  // One that breaks after its commit has the events, whatever it says.
  if (browser_.random.Chance(500)) Store(request, *events);
  return Fault();
}

Answer Collector::Fault() {
  Random* random = &browser_.random;
  return Words(StrangersStatus(random), StrangersWords(random));
}

Answer Collector::Words(std::int64_t status, std::string_view body) {
  if (status == 0) return {};
  return {status, std::string(OneOf(kRetryAfter, &browser_.random)), std::string(body)};
}

Answer Collector::Store(std::int64_t request, const Json& events) {
  const bool passes_over = browser_.random.Chance(browser_.faults.bad_answer);
  Json answer = Json::Object();
  Json& results = answer.Set("results", Json::Array());
  for (const Json& event : events.items()) {
    const std::string& id = event.TextAt("event_id");
    if (passes_over && browser_.random.Chance(300)) {
      browser_.history.Add({Fact::Kind::kPassedOver, kNoTab, kSharedStore, request, id});
    } else if (TokenOfLine(Dump(event)) % kRefusedEvery == 0) {
      results.Push(ResultOf(id, "refused"));
    } else {
      results.Push(ResultOf(id, Keep(request, event) ? "accepted" : "duplicate"));
    }
  }
  return {200, "", Dump(answer)};
}

bool Collector::Keep(std::int64_t request, const Json& event) {
  const std::string& id = event.TextAt("event_id");
  browser_.history.Add({Fact::Kind::kStored, kNoTab, kSharedStore, request, id, Dump(event)});
  return held_.insert(id).second;
}

}  // namespace kago::simulation
