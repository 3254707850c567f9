// Whose id an event carries, and when it happened. Whether it says anything new: said_test.cc.
#include "core/cart/cart_book.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/shopper.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Mug;
using testing::Plate;
using testing::Shopper;
using testing::Spoken;

// What the book does to a cart before anyone has judged it.
void Prepare(const Shopper& shopper, Json* cart) {
  Findings violations;
  const TimeMs now = shopper.now;
  shopper.book.Prepare({FindEventType("ecommerce.cart_updated"), now, now, now, shopper.lifetime_ms, "fresh", "", false}, cart,
                       &violations);
}

TEST(CartId, IsSharedByCartCheckoutAndOrder) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  EXPECT_EQ(id, "fresh-1");
  EXPECT_EQ(shopper.Checkout("c1", Mug()).cart_id, id);
  EXPECT_EQ(shopper.Order("o1", Mug()).cart_id, id);
}

TEST(CartId, IsAnotherAfterTheOrder) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  shopper.Order("o1", Mug());
  const Spoken next = shopper.Cart(Mug());
  EXPECT_TRUE(next.is_new);
  EXPECT_NE(next.cart_id, id);
}

TEST(CartId, BeginsWithACheckoutWhenThereWasNoCartEvent) {
  Shopper shopper;
  const std::string id = shopper.Checkout("c1", Mug()).cart_id;
  EXPECT_EQ(id, "fresh-1");
  EXPECT_EQ(shopper.Cart(Plate()).cart_id, id);
}

TEST(CartId, StaysOutOfAnOrderWithoutAKnownCart) {
  Shopper shopper;
  const Spoken order = shopper.Order("o1", Mug());
  EXPECT_TRUE(order.is_new);
  EXPECT_EQ(order.cart_id, "");
}

TEST(CartId, OutlivesAReload) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  shopper.Reload();
  EXPECT_EQ(shopper.Cart(Plate()).cart_id, id);
  EXPECT_EQ(shopper.book.cart_id(), id);
}

// The link to the previous id would push the shop's own metadata past its limit.
TEST(CartId, OfAPlatformIsTakenOverWithoutALinkWhereMetadataIsFull) {
  Shopper shopper;
  shopper.Cart(Mug());
  Json full = Mug();
  full.Set("metadata", Json::Object()).SetText("note", std::string(limits::kMetadataBytesMax - 20, 'x'));
  const Spoken adopting = shopper.Cart(full, "platform-1");
  EXPECT_EQ(adopting.violations, "");
  EXPECT_EQ(adopting.cart_id, "platform-1");
  EXPECT_EQ(adopting.previous_cart_id, "");
}

TEST(CartId, EndsWhenTheCartHasNotChangedForItsLifetime) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  shopper.now += shopper.lifetime_ms - 1;
  EXPECT_EQ(shopper.Cart(Plate()).cart_id, id);
  shopper.now += shopper.lifetime_ms;
  EXPECT_NE(shopper.Cart(Mug()).cart_id, id);
}

TEST(CartId, LivesOnWithEachChange) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  for (int quantity = 2; quantity < 10; ++quantity) {
    shopper.now += shopper.lifetime_ms / 2;
    EXPECT_EQ(shopper.Cart(Mug(std::to_string(quantity))).cart_id, id);
  }
}

TEST(CartId, DoesNotLiveOnByARepetition) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  shopper.now += shopper.lifetime_ms / 2;
  EXPECT_FALSE(shopper.Cart(Mug()).is_new);
  shopper.now += shopper.lifetime_ms / 2;
  EXPECT_NE(shopper.Cart(Plate()).cart_id, id);
}

TEST(CartId, OfACartThatHasEndedStaysOutOfAnOrder) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.now += shopper.lifetime_ms;
  EXPECT_EQ(shopper.Order("o1", Mug()).cart_id, "");
}

TEST(CartId, OfThePlatformIsTakenOver) {
  Shopper shopper;
  EXPECT_EQ(shopper.Cart(Mug(), "platform-1").cart_id, "platform-1");
  EXPECT_EQ(shopper.Checkout("c1", Mug()).cart_id, "platform-1");
  EXPECT_EQ(shopper.Order("o1", Mug()).cart_id, "platform-1");
}

TEST(CartId, OfThePlatformAdoptsKagosOwnAndRecordsTheLinkOnce) {
  Shopper shopper;
  const std::string own = shopper.Cart(Mug()).cart_id;
  const Spoken adopting = shopper.Cart(Plate(), "platform-1");
  EXPECT_EQ(adopting.cart_id, "platform-1");
  EXPECT_EQ(adopting.previous_cart_id, own);
  EXPECT_EQ(shopper.Cart(Mug(), "platform-1").previous_cart_id, "");
  EXPECT_EQ(shopper.Checkout("c1", Mug()).cart_id, "platform-1");
}

TEST(CartId, IsAdoptedByACheckoutAndByAnOrderToo) {
  Shopper shopper;
  const std::string own = shopper.Cart(Mug()).cart_id;
  EXPECT_EQ(shopper.Checkout("c1", Mug(), "platform-1").previous_cart_id, own);

  Shopper other;
  const std::string others = other.Cart(Mug()).cart_id;
  EXPECT_EQ(other.Order("o1", Mug(), "platform-1").previous_cart_id, others);
  EXPECT_EQ(other.book.cart_id(), "");
}

TEST(CartId, OfThePlatformIsLinkedToNoOtherOfThePlatform) {
  Shopper shopper;
  shopper.Cart(Mug(), "platform-1");
  EXPECT_EQ(shopper.Cart(Mug(), "platform-2").previous_cart_id, "");
}

TEST(CartId, OfThePlatformIsLinkedToNoCartThatHasEnded) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.now += shopper.lifetime_ms;
  EXPECT_EQ(shopper.Cart(Mug(), "platform-1").previous_cart_id, "");
}

TEST(CartId, ThatIsKagosOwnIsNotLinkedToItself) {
  Shopper shopper;
  const std::string own = shopper.Cart(Mug()).cart_id;
  EXPECT_EQ(shopper.Cart(Plate(), own).previous_cart_id, "");
}

TEST(CartId, LeavesTheShopsMetadataBesideTheLink) {
  Shopper shopper;
  const std::string own = shopper.Cart(Mug()).cart_id;
  Json cart = Plate();
  cart.Set("metadata", FromText(R"({"cart_url":"/cart"})"));
  cart.SetText("cart_id", "platform-1");
  Prepare(shopper, &cart);
  EXPECT_EQ(Dump(*cart.Find("metadata")), R"({"cart_url":"/cart","kago_previous_cart_id":")" + own + "\"}");
}

TEST(CartId, LeavesMetadataAloneThatCannotHoldTheLink) {
  Shopper shopper;
  shopper.Cart(Mug());
  for (const char* metadata : {"\"text\"", R"({"$kago":"a cycle"})"}) {
    Json cart = Plate();
    cart.Set("metadata", FromText(metadata));
    cart.SetText("cart_id", "platform-1");
    Prepare(shopper, &cart);
    EXPECT_EQ(Dump(*cart.Find("metadata")), metadata);
  }
}

TEST(CartId, GoesToNoEventThatHasNone) {
  Shopper shopper;
  shopper.Cart(Mug());
  EXPECT_EQ(shopper.AfterOrder("ecommerce.order_refunded", "o1").cart_id, "");
  EXPECT_EQ(shopper.AfterOrder("ecommerce.order_cancelled", "o1").cart_id, "");
}

TEST(CartId, OfAnotherPlatformCartSurvivesAnOrderOfAnOldOne) {
  Shopper shopper;
  shopper.Cart(Mug(), "platform-2");
  shopper.Order("o1", Plate(), "platform-1");
  EXPECT_EQ(shopper.book.cart_id(), "platform-2");
}

TEST(CartTime, IsTheTimeOfTheCall) {
  Shopper shopper;
  EXPECT_EQ(shopper.Cart(Mug()).time, shopper.now);
}

TEST(CartTime, RisesWhenTwoEventsComeInOneMillisecond) {  // platforms.md 9, pitfall 7
  Shopper shopper;
  const TimeMs first = shopper.Cart(Mug()).time;
  EXPECT_EQ(shopper.Cart(Plate()).time, first + 1);
  EXPECT_EQ(shopper.Checkout("c1", Plate()).time, first + 2);
  EXPECT_EQ(shopper.Emptied().time, first + 3);
}

TEST(CartTime, RisesWhenTheClockIsSetBack) {
  Shopper shopper;
  const TimeMs first = shopper.Cart(Mug()).time;
  shopper.now -= limits::kClockAheadMsMax - 10;
  EXPECT_EQ(shopper.Cart(Plate()).time, first + 1);
  EXPECT_EQ(shopper.Order("o1", Plate()).time, first + 2);
}

TEST(CartTime, IsTheCallsOwnWhenTheClockWasFarAhead) {
  Shopper shopper;
  shopper.now += 365 * limits::kDayMs;
  const Spoken ahead = shopper.Cart(Mug());
  shopper.now -= 365 * limits::kDayMs;
  const Spoken next = shopper.Cart(Plate());
  EXPECT_EQ(next.time, shopper.now);
  EXPECT_EQ(next.cart_id, ahead.cart_id);
}

TEST(CartLife, IsCountedFromNowWhenTheClockWasAhead) {
  Shopper shopper;
  shopper.now += 365 * limits::kDayMs;
  const std::string id = shopper.Cart(Mug()).cart_id;
  shopper.now -= 365 * limits::kDayMs;
  shopper.book.Clamp(shopper.now);  // as each step begins
  shopper.now += shopper.lifetime_ms - 1;
  EXPECT_EQ(shopper.Checkout("", Mug()).cart_id, id);
  shopper.now += shopper.lifetime_ms;
  EXPECT_NE(shopper.Cart(Mug()).cart_id, id);
}

TEST(CartTime, RisesWhenTheShopGivesAnEarlierTime) {
  Shopper shopper;
  const TimeMs first = shopper.Cart(Mug()).time;
  shopper.event_time = first - 5'000;
  EXPECT_EQ(shopper.Cart(Plate()).time, first + 1);
}

TEST(CartTime, OfOneCartDoesNotPushAnother) {
  Shopper shopper;
  const TimeMs first = shopper.Cart(Mug(), "platform-1").time;
  EXPECT_EQ(shopper.Cart(Mug(), "platform-2").time, first);
}

TEST(CartTime, RisesAcrossAReload) {
  Shopper shopper;
  const TimeMs first = shopper.Cart(Mug()).time;
  shopper.Reload();
  EXPECT_EQ(shopper.Cart(Plate()).time, first + 1);
}

TEST(CartTime, OfEventsWithoutACartIsLeftAlone) {
  Shopper shopper;
  shopper.Cart(Mug());
  EXPECT_EQ(shopper.AfterOrder("ecommerce.order_refunded", "o1").time, shopper.now);
  EXPECT_EQ(shopper.AfterOrder("ecommerce.order_refunded", "o1").time, shopper.now);
}

}  // namespace
}  // namespace kago
