#include "core/platform/heard.h"

#include <algorithm>
#include <string_view>

#include "core/base/list.h"
#include "core/base/text.h"
#include "core/cart/fingerprint.h"
#include "core/cart/lifecycle.h"
#include "core/event/event_table.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

// A reload pushes a refund once more. Who is heard on carts notes that itself; of another only this is remembered.
bool IsRefundAgain(const Sighting& sighting, Role role, OverheardCart* cart) {
  return role == Role::kRefunded && cart->Note("r" + sighting.properties.TextAt("order_id") + CartFingerprint(sighting.properties));
}

// Whoever is in checkout hasn't emptied the cart: the payment has, and the page that says the order may come much
// later. What sees the empty cart meanwhile, another tab say, leaves it to the order.
void LeaveToOrder(const Observation& seen, Sightings* sightings, LastCheckout* checkout, Sentence* why) {
  if (!IsCart(seen) || !checkout->is_known()) return;
  if (sightings->empty()) {
    checkout->taken = checkout->taken || seen.what != "cart";
  } else if (FindEventType((*sightings)[0].name)->role != Role::kEmptied) {
    checkout->taken = false;
  } else if (checkout->taken) {
    sightings->clear();
    *why = "the cart is empty because its order was taken: the page that says the order says it";
  }
}

}  // namespace

std::optional<Reading> Heard(const Json& input, const Context& context, const Memory& memory) {
  const Platform* platform = FindPlatform(input.TextAt("from"));
  const Json* data = input.Find("data");
  if (!platform || !data) return std::nullopt;
  const Config& config = context.config;
  const Observation seen{input.TextAt("what"), *data, input.TextAt("url"), config.defaults.currency, config.url_parameters,
                         std::min(input.IntegerAt("time", context.now), context.now), config.cart_lifetime_ms};
  const bool heard = SpeaksOfCart(*platform, config.platform, memory.cart.owner);
  // A source that isn't heard knows nothing and learns nothing; of another's words nobody knows anything.
  Reading reading;
  Memory& own = reading.memory;
  if (heard) own = memory;
  own.Age(seen.time, config.cart_lifetime_ms);
  if (own.cart.owner != platform->name && !own.cart.owner.empty()) own.cart.Clear();
  const bool owns_checkout = own.checkout.owner == platform->name;
  if (!owns_checkout) own.checkout = LastCheckout();
  auto sightings = platform->interpret(seen, &own);
  if (!sightings) return std::nullopt;
  reading.why = "it says nothing that would be an event";
  LeaveToOrder(seen, &*sightings, &own.checkout, &reading.why);
  if (!heard) {
    own = memory;
  } else if (owns_checkout || own.checkout.is_known()) {
    own.checkout.owner = platform->name;
  } else {
    own.checkout = memory.checkout;
  }
  for (Sighting& sighting : *sightings) platform->read(seen, &sighting);
  EraseIf(*sightings, [&](const Sighting& sighting) {
    const std::string_view name = sighting.name;
    const Role role = FindEventType(name)->role;
    const bool of_cart = LifecycleOf(role).opens;
    if (of_cart && heard && platform->knows == Knows::kWords) own.cart.owner = platform->name;
    const bool is_skipped = IsListed(name, config.skip) || IsListed(name.substr(name.find('.') + 1), config.skip);
    if (role == Role::kOrder) own.Close(sighting.properties.TextAt("order_id"), is_skipped);
    const bool is_left_out = is_skipped || (!heard && (of_cart || IsRefundAgain(sighting, role, &own.cart)));
    reading.why = is_skipped ? "the option \"skip\" leaves it to another part of the shop"
                             : "another source is heard on the cart: what this one says of it is not counted";
    return is_left_out;
  });
  own.Bound();
  reading.sightings = *std::move(sightings);
  return reading;
}

}  // namespace kago
