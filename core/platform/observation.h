// What a page has seen of its shop's platform, and the events that it amounts to.
//
// A page only listens and reads (js/src/observe/); what its platform's JSON means is decided here, one
// file a platform, each a function from Observation to Sightings. Whether a sighting is valid and says
// anything new is the tracker's question.
#ifndef KAGO_CORE_PLATFORM_OBSERVATION_H_
#define KAGO_CORE_PLATFORM_OBSERVATION_H_

#include <optional>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"

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

// What a platform's observations leave for later ones, over pages and tabs: kept in the state.
struct Memory {
  // GA4's mirror: properties of the cart as far as its pushes tell; empty: nothing is known.
  Json cart = Json::Object();
  // What went into checkout last, for a page that knows of the order no more than its id.
  Json checkout = Json::Object();
  // Of two sources that only overhear the shop (GA4, attributes), the one that spoke of the cart first.
  String cart_from;

  // Forgets what is larger than limits::kMemoryBytesMax.
  void Bound();

  void Visit(Archive& archive) {
    archive.Tree("cart", &cart);
    archive.Tree("checkout", &checkout);
    archive.Text("cart_from", &cart_from);
  }
};

// nullopt: `data` has not the shape that the platform documents. An empty list: it has, and says
// nothing that would be an event. May change the memory in the second case only.
using Interpret = std::optional<Sightings> (*)(const Observation& seen, Memory* memory);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_OBSERVATION_H_
