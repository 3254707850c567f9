// "Buy it now" is a checkout of its own, with its own id, and leaves the cart alone (seed 000).
#include <string>

#include <gtest/gtest.h>

#include "core/cart/cart_book.h"
#include "core/testing/events.h"
#include "core/testing/shopper.h"

namespace kago {
namespace {

using testing::CartOf;
using testing::Mug;
using testing::Plate;
using testing::Shopper;
using testing::Spoken;

// A shopper with a mug in the cart who buys a plate at once.
struct Buyer {
  Shopper shopper;
  std::string cart_id = shopper.Cart(Mug()).cart_id;
  Spoken checkout = BuyNow("c1", Plate());

  Spoken BuyNow(std::string_view checkout_id, const Json& lines) {
    shopper.buy_now = true;
    Spoken spoken = shopper.Checkout(checkout_id, lines);
    shopper.buy_now = false;
    return spoken;
  }
};

TEST(BuyNow, HasACartIdOfItsOwn) {
  Buyer buyer;
  EXPECT_TRUE(buyer.checkout.is_new);
  EXPECT_NE(buyer.checkout.cart_id, "");
  EXPECT_NE(buyer.checkout.cart_id, buyer.cart_id);
}

TEST(BuyNow, LeavesTheCartAlone) {
  Buyer buyer;
  EXPECT_EQ(buyer.shopper.book.cart_id(), buyer.cart_id);
  EXPECT_FALSE(buyer.shopper.Cart(Mug()).is_new);
  EXPECT_EQ(buyer.shopper.Cart(Mug("2")).cart_id, buyer.cart_id);
}

TEST(BuyNow, IsSaidOnceHoweverOftenThePageIsReloaded) {
  Buyer buyer;
  buyer.shopper.Reload();
  const Spoken again = buyer.BuyNow("c1", Plate());
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.event_id, buyer.checkout.event_id);
}

TEST(BuyNow, OfAnotherCheckoutHasAnotherCartId) {
  Buyer buyer;
  const Spoken other = buyer.BuyNow("c2", Mug());
  EXPECT_NE(other.cart_id, buyer.checkout.cart_id);
  EXPECT_EQ(buyer.BuyNow("c2", Mug("3")).cart_id, other.cart_id);
}

TEST(BuyNow, OrderWithTheFlagClosesItsOwnCheckoutOnly) {
  Buyer buyer;
  buyer.shopper.buy_now = true;
  EXPECT_EQ(buyer.shopper.Order("o1", Plate()).cart_id, buyer.checkout.cart_id);
  EXPECT_EQ(buyer.shopper.book.cart_id(), buyer.cart_id);
}

TEST(BuyNow, OrderWithoutTheFlagIsKnownByItsLines) {
  Buyer buyer;
  EXPECT_EQ(buyer.shopper.Order("o1", Plate()).cart_id, buyer.checkout.cart_id);
  EXPECT_EQ(buyer.shopper.book.cart_id(), buyer.cart_id);
}

TEST(BuyNow, OrderWithoutTheFlagIsKnownByItsCartId) {
  Buyer buyer;
  EXPECT_TRUE(buyer.shopper.Order("o1", Plate("3"), buyer.checkout.cart_id).is_new);
  EXPECT_EQ(buyer.shopper.book.cart_id(), buyer.cart_id);
}

TEST(BuyNow, LeavesAnOrderOfOtherLinesToTheCart) {
  Buyer buyer;
  EXPECT_EQ(buyer.shopper.Order("o1", Mug()).cart_id, buyer.cart_id);
  EXPECT_EQ(buyer.shopper.book.cart_id(), "");
}

TEST(BuyNow, LeavesAnOrderToTheCartWhenBothCheckoutsHadItsLines) {
  Buyer buyer;
  buyer.shopper.Cart(Plate());
  buyer.shopper.Checkout("c2", Plate());
  EXPECT_EQ(buyer.shopper.Order("o1", Plate()).cart_id, buyer.cart_id);
}

TEST(BuyNow, IsKnownByWhatWasBoughtWhateverItCostsInTheEnd) {
  Shopper shopper;
  const std::string cart_id = shopper.Cart(Mug()).cart_id;
  shopper.buy_now = true;
  const std::string buy_now_id = shopper.Checkout("c1", CartOf("mug", "1", "20.50")).cart_id;
  shopper.buy_now = false;
  EXPECT_EQ(shopper.Order("o1", CartOf("mug", "1", "18.00")).cart_id, buy_now_id);
  EXPECT_EQ(shopper.Cart(Mug("3")).cart_id, cart_id);
}

TEST(BuyNow, OfWhatTheCartHadInCheckoutBeforeIsTheOneInCheckoutLast) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.Checkout("c1", Mug());
  shopper.now += 1;
  shopper.buy_now = true;
  const std::string buy_now_id = shopper.Checkout("c2", Mug()).cart_id;
  shopper.buy_now = false;
  EXPECT_EQ(shopper.Order("o1", Mug()).cart_id, buy_now_id);
}

TEST(BuyNow, IsOverWithItsOrder) {
  Buyer buyer;
  buyer.shopper.Order("o1", Plate());
  EXPECT_EQ(buyer.shopper.Order("o2", Plate()).cart_id, buyer.cart_id);
}

TEST(BuyNow, IsOverAfterItsLifetime) {
  Buyer buyer;
  buyer.shopper.now += buyer.shopper.lifetime_ms;
  const std::string cart_id = buyer.shopper.Cart(Mug("5")).cart_id;
  EXPECT_EQ(buyer.shopper.Order("o1", Plate()).cart_id, cart_id);
}

TEST(BuyNow, OrderWithTheFlagAloneLeavesTheCartAlone) {
  Shopper shopper;
  const std::string cart_id = shopper.Cart(Mug()).cart_id;
  shopper.buy_now = true;
  EXPECT_EQ(shopper.Order("o1", Plate()).cart_id, "");
  EXPECT_EQ(shopper.book.cart_id(), cart_id);
}

TEST(BuyNow, TakesThePlatformsIdForItsCheckout) {
  Shopper shopper;
  const std::string cart_id = shopper.Cart(Mug()).cart_id;
  shopper.buy_now = true;
  const Spoken checkout = shopper.Checkout("c1", Plate(), "platform-1");
  EXPECT_EQ(checkout.cart_id, "platform-1");
  EXPECT_EQ(checkout.previous_cart_id, "");
  EXPECT_EQ(shopper.book.cart_id(), cart_id);
}

TEST(BuyNow, MeansNothingForACart) {
  Shopper shopper;
  shopper.buy_now = true;
  const std::string cart_id = shopper.Cart(Mug()).cart_id;
  EXPECT_EQ(shopper.book.cart_id(), cart_id);
}

TEST(BuyNow, HasATimeOfItsOwn) {
  Buyer buyer;
  EXPECT_EQ(buyer.checkout.time, buyer.shopper.now);
  EXPECT_EQ(buyer.BuyNow("c1", Plate("2")).time, buyer.shopper.now + 1);
}

}  // namespace
}  // namespace kago
