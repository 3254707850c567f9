// A cart book and the calls of one shopper: each call takes the way that the tracker takes.
#ifndef KAGO_CORE_TESTING_SHOPPER_H_
#define KAGO_CORE_TESTING_SHOPPER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/time.h"
#include "core/cart/cart_book.h"

namespace kago::testing {

// What became of a call.
struct Spoken {
  bool is_new = false;
  std::string event_id;  // the call's own, or of the event that said it before
  std::string cart_id;
  std::string previous_cart_id;
  std::string violations;
  TimeMs time = 0;
};

class Shopper {
 public:
  TimeMs now = 1'000'000'000;
  std::int64_t lifetime_ms = limits::kCartLifetimeDaysDefault * limits::kDayMs;
  bool buy_now = false;              // of the calls to come
  std::optional<TimeMs> event_time;  // likewise, when it isn't `now`

  // An event with these properties; `id` is the platform's cart id, or empty.
  Spoken Say(std::string_view name, Json properties, std::string_view cart_id = {});

  Spoken Cart(const Json& lines, std::string_view cart_id = {});
  Spoken Add(const Json& lines, std::string_view cart_id = {});
  Spoken Emptied(std::string_view cart_id = {});
  Spoken Checkout(std::string_view checkout_id, const Json& lines, std::string_view cart_id = {});
  Spoken Order(std::string_view order_id, const Json& lines, std::string_view cart_id = {});
  // A cancellation or a refund.
  Spoken AfterOrder(std::string_view name, std::string_view order_id);

  // The book as another page reads it from the state.
  void Reload();

  CartBook book;

 private:
  int calls_ = 0;
};

// One mug, and another; each a valid cart by itself.
Json Mug(std::string_view quantity = "1");
Json Plate(std::string_view quantity = "1");
// The lines of both in one cart.
Json Together(Json first, const Json& second);
// The same with another total, as a coupon makes it.
Json Discounted(Json lines, std::string_view total);

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_SHOPPER_H_
