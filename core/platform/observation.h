// What a page has seen of its shop's platform, and the events that it amounts to.
//
// A page only listens and reads (js/src/observe/); what its platform's JSON means is decided here, one
// file a platform, each a function from Observation and Memory to Sightings and Memory. Whether a sighting is valid and says
// anything new is the tracker's question.
#ifndef KAGO_CORE_PLATFORM_OBSERVATION_H_
#define KAGO_CORE_PLATFORM_OBSERVATION_H_

#include <optional>
#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/platform/memory.h"

namespace kago {

struct Observation {
  std::string_view what;  // cart, product, checkout, order, …: each platform's file lists its own
  const Json& data;       // as the platform has it; never trusted
  String page;            // address of the page
  String currency;        // of the shop, if it said so: for platforms whose JSON names none
  String url_parameters;  // query parameters that addresses keep, beside the platform's own
  TimeMs time = 0;        // of the call
  std::int64_t cart_lifetime_ms = 0;
};

// An event that an observation amounts to: its name and what the shop would have passed.
struct Sighting {
  std::string_view name;  // a literal
  Json properties = Json::Object();
  bool buy_now = false;
  bool again = false;  // of a view: the shopper has it before them since the page before
};

using Sightings = List<Sighting>;

// What an observation amounts to. nullopt: `data` has not the shape that the platform documents. No sightings: it
// has, and says nothing that would be an event. `*memory` is a copy of what is known, and becomes what will be; that
// an order has taken its checkout along is noted by the tracker, once the order is kept.
using Interpret = std::optional<Sightings> (*)(const Observation& seen, Memory* memory);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_OBSERVATION_H_
