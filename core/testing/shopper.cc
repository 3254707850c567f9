#include "core/testing/shopper.h"

#include <utility>

#include "core/base/archive.h"
#include "core/event/builder.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago::testing {

Spoken Shopper::Say(std::string_view name, Json properties, std::string_view cart_id) {
  const std::string number = std::to_string(++calls_);
  const CartCall call{FindEventType(name), now, now, event_time.value_or(now), lifetime_ms, "fresh-" + number, "event-" + number,
                      buy_now};
  Findings findings;
  if (!cart_id.empty()) properties.SetText("cart_id", cart_id);
  BuildProperties(*call.type, {"EUR", "web"}, &properties, &findings);
  findings.clear();
  book.Prepare(call, &properties, &findings);

  Spoken spoken;
  spoken.cart_id = properties.TextAt("cart_id");
  if (const Json* metadata = properties.Find("metadata"))
    spoken.previous_cart_id = metadata->TextAt("kago_previous_cart_id");
  spoken.violations = Told(findings);
  if (!findings.empty()) return spoken;
  CartDecision decision;
  book.Decide(call, properties, &decision);
  spoken.is_new = decision.is_new;
  spoken.event_id = decision.is_new ? call.event_id : decision.said_by;
  if (!decision.is_new) return spoken;
  spoken.time = decision.time;
  book.Commit(decision);
  return spoken;
}

Spoken Shopper::Cart(const Json& lines, std::string_view cart_id) {
  return Say("ecommerce.cart_updated", lines, cart_id);
}

Spoken Shopper::Add(const Json& lines, std::string_view cart_id) {
  Json properties = lines;
  properties.SetText("action", "add");
  return Say("ecommerce.cart_updated", std::move(properties), cart_id);
}

Spoken Shopper::Emptied(std::string_view cart_id) { return Say("kago.cart_emptied", Json::Object(), cart_id); }

Spoken Shopper::Checkout(std::string_view checkout_id, const Json& lines, std::string_view cart_id) {
  Json properties = lines;
  properties.SetText("checkout_id", checkout_id);
  return Say("ecommerce.checkout_started", std::move(properties), cart_id);
}

Spoken Shopper::Order(std::string_view order_id, const Json& lines, std::string_view cart_id) {
  Json properties = lines;
  properties.SetText("order_id", order_id);
  return Say("ecommerce.order_placed", std::move(properties), cart_id);
}

Spoken Shopper::AfterOrder(std::string_view name, std::string_view order_id) {
  Json properties = Mug();
  properties.SetText("order_id", order_id);
  properties.SetText("cancel_reason", "no longer necessary");
  return Say(name, std::move(properties));
}

void Shopper::Reload() {
  Json stored = Json::Object();
  Archive writer(&stored);
  book.Visit(writer);
  const Json read = FromText(Dump(stored));
  book = CartBook();
  Archive reader(read);
  book.Visit(reader);
}

Json Mug(std::string_view quantity) { return CartOf("mug", quantity, "20.00"); }

Json Plate(std::string_view quantity) { return CartOf("plate", quantity, "7.50"); }

Json Together(Json first, const Json& second) {
  for (const Json& line : second.Find("products")->items()) first.Find("products")->Push(line);
  return first;
}

Json Discounted(Json lines, std::string_view total) {
  lines.Set("total_value", Json::Number(total));
  return lines;
}

}  // namespace kago::testing
