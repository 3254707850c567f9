// Whether an event says anything new: nothing is said twice, and nothing new is kept back.
#include <string>

#include <gtest/gtest.h>

#include "core/base/archive.h"
#include "core/base/limits.h"
#include "core/cart/cart_book.h"
#include "core/testing/shopper.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Discounted;
using testing::Mug;
using testing::Plate;
using testing::Shopper;
using testing::Spoken;
using testing::Together;

TEST(Cart, SaysTheSameSnapshotOnce) {
  Shopper shopper;
  const Spoken first = shopper.Cart(Mug());
  EXPECT_TRUE(first.is_new);
  for (int i = 0; i < 10; ++i) {
    shopper.now += 1'000;
    const Spoken again = shopper.Cart(Mug());
    EXPECT_FALSE(again.is_new);
    EXPECT_EQ(again.event_id, first.event_id);
  }
}

TEST(Cart, SaysTheSameSnapshotOnceAcrossReloads) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.Reload();
  EXPECT_FALSE(shopper.Cart(Mug()).is_new);
}

TEST(Cart, SaysEachChangeWhenItGoesThereAndBack) {
  Shopper shopper;
  EXPECT_TRUE(shopper.Cart(Mug("1")).is_new);
  EXPECT_TRUE(shopper.Cart(Mug("2")).is_new);
  EXPECT_TRUE(shopper.Cart(Mug("1")).is_new);
}

TEST(Cart, DoesNotCareForTheOrderOfItsLines) {
  Shopper shopper;
  shopper.Cart(Together(Mug(), Plate()));
  EXPECT_FALSE(shopper.Cart(Together(Plate(), Mug())).is_new);
}

TEST(Cart, DoesNotCareForTheFormOfNumbers) {
  Shopper shopper;
  shopper.Cart(Discounted(Mug("2"), "40"));
  EXPECT_FALSE(shopper.Cart(Discounted(Mug("2.0"), "40.00")).is_new);
  EXPECT_FALSE(shopper.Cart(Discounted(Mug("2"), "4e1")).is_new);
}

TEST(Cart, DoesNotCareForNamesAddressesAndMetadata) {
  Shopper shopper;
  shopper.Cart(Mug());
  Json renamed = Mug();
  renamed.Find("products")->items()[0].SetText("product_name", "Tasse");
  renamed.Find("products")->items()[0].SetText("image_url", "https://shop.example/new.png");
  renamed.SetText("campaign", "summer");
  EXPECT_FALSE(shopper.Cart(renamed).is_new);
}

TEST(Cart, SaysAnotherTotalOfTheSameLines) {
  Shopper shopper;
  EXPECT_TRUE(shopper.Cart(Mug()).is_new);
  EXPECT_TRUE(shopper.Cart(Discounted(Mug(), "15")).is_new);
}

TEST(Cart, SaysAnotherPriceQuantityVariantAndCurrency) {
  Shopper shopper;
  shopper.Cart(Mug());
  for (const char* path : {"products[0].price", "products[0].quantity"}) {
    Json changed = Discounted(Mug(), "20");
    testing::At(&changed, path)->Assign(Json::Number("21"));
    EXPECT_TRUE(shopper.Cart(changed).is_new) << path;
  }
  Json variant = Discounted(Mug(), "20");
  testing::At(&variant, "products[0]")->SetText("variant_id", "blue");
  EXPECT_TRUE(shopper.Cart(variant).is_new);
  Json currency = Discounted(variant, "20");
  currency.SetText("currency", "USD");
  EXPECT_TRUE(shopper.Cart(currency).is_new);
}

TEST(Cart, SaysTwoLinesOfOneVariantAsTwo) {
  Shopper shopper;
  EXPECT_TRUE(shopper.Cart(Discounted(Mug(), "20")).is_new);
  EXPECT_TRUE(shopper.Cart(Discounted(Together(Mug(), Mug()), "20")).is_new);
}

TEST(Cart, SaysTheSameContentAgainAfterItsLifetime) {
  Shopper shopper;
  shopper.Cart(Mug(), "platform-1");
  shopper.now += shopper.lifetime_ms;
  EXPECT_TRUE(shopper.Cart(Mug(), "platform-1").is_new);
}

TEST(Cart, SaysTheSameContentUnderAnotherPlatformId) {
  Shopper shopper;
  shopper.Cart(Mug(), "platform-1");
  EXPECT_TRUE(shopper.Cart(Mug(), "platform-2").is_new);
}

TEST(Cart, ThatWentIntoCheckoutUnchangedIsNotSaidAgain) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.Checkout("c1", Mug());
  EXPECT_FALSE(shopper.Cart(Mug()).is_new);
  EXPECT_TRUE(shopper.Cart(Mug("2")).is_new);
}

TEST(Cart, ThatWasFirstSeenInCheckoutIsKnownFromThere) {
  Shopper shopper;
  const Spoken checkout = shopper.Checkout("c1", Discounted(Mug(), "25"));
  const Spoken cart = shopper.Cart(Mug());
  EXPECT_FALSE(cart.is_new);
  EXPECT_EQ(cart.event_id, checkout.event_id);
  EXPECT_TRUE(shopper.Cart(Plate()).is_new);
}

TEST(Delta, IsNewEachTime) {
  Shopper shopper;
  EXPECT_TRUE(shopper.Add(Mug()).is_new);
  EXPECT_TRUE(shopper.Add(Mug()).is_new);
}

TEST(Delta, IsNotMixedIntoACartOfSnapshots) {  // platforms.md 9, pitfall 6
  Shopper shopper;
  shopper.Cart(Mug());
  EXPECT_EQ(shopper.Add(Mug()).violations, "properties.action mixed_action");
  EXPECT_TRUE(shopper.Cart(Mug("2")).is_new);
}

TEST(Delta, TakesNoSnapshotIntoItsCart) {  // platforms.md 9, pitfall 6
  Shopper shopper;
  shopper.Add(Mug());
  EXPECT_EQ(shopper.Cart(Mug()).violations, "properties.action mixed_action");
  EXPECT_TRUE(shopper.Add(Mug()).is_new);
}

TEST(Delta, MayFollowSnapshotsOfACartThatWasEmptiedOrOrdered) {
  Shopper emptied;
  emptied.Cart(Mug());
  emptied.Emptied();
  EXPECT_EQ(emptied.Add(Mug()).violations, "");
  Shopper ordered;
  ordered.Cart(Mug());
  ordered.Order("o1", Mug());
  EXPECT_EQ(ordered.Add(Mug()).violations, "");
}

TEST(Delta, MayFollowSnapshotsOfAnotherCart) {
  Shopper shopper;
  shopper.Cart(Mug(), "platform-1");
  EXPECT_EQ(shopper.Add(Mug(), "platform-2").violations, "");
}

TEST(Checkout, IsSaidOnceForEachContent) {
  Shopper shopper;
  const Spoken first = shopper.Checkout("c1", Mug());
  EXPECT_TRUE(first.is_new);
  EXPECT_EQ(shopper.Checkout("c1", Mug()).event_id, first.event_id);
  EXPECT_TRUE(shopper.Checkout("c1", Mug("2")).is_new);
  EXPECT_TRUE(shopper.Checkout("c1", Discounted(Mug("2"), "35")).is_new);
}

// Who looks the checkout up has to end on what the shopper ended on.
TEST(Checkout, IsSaidAgainWhenItsContentIsAsItWasBeforeTheLast) {
  Shopper shopper;
  shopper.Checkout("c1", Mug());
  shopper.Checkout("c1", Mug("2"));
  EXPECT_TRUE(shopper.Checkout("c1", Mug()).is_new);
  EXPECT_FALSE(shopper.Checkout("c1", Mug()).is_new);
  shopper.Checkout("c2", Plate());
  EXPECT_FALSE(shopper.Checkout("c1", Mug()).is_new) << "another tab's reload";
}

TEST(Checkout, WithAnotherIdIsNew) {
  Shopper shopper;
  shopper.Checkout("c1", Mug());
  EXPECT_TRUE(shopper.Checkout("c2", Mug()).is_new);
}

TEST(Order, IsSaidOnceWhateverItsContent) {
  Shopper shopper;
  const Spoken first = shopper.Order("o1", Mug());
  EXPECT_TRUE(first.is_new);
  EXPECT_EQ(shopper.Order("o1", Mug()).event_id, first.event_id);
  EXPECT_FALSE(shopper.Order("o1", Plate()).is_new);
  EXPECT_TRUE(shopper.Order("o2", Mug()).is_new);
}

TEST(Order, SaidAgainDoesNotCloseTheNextCart) {
  Shopper shopper;
  shopper.Order("o1", Mug());
  const std::string next = shopper.Cart(Plate()).cart_id;
  shopper.Order("o1", Mug());
  EXPECT_EQ(shopper.book.cart_id(), next);
}

TEST(Order, IsCancelledOnce) {
  Shopper shopper;
  shopper.Order("o1", Mug());
  EXPECT_TRUE(shopper.AfterOrder("ecommerce.order_cancelled", "o1").is_new);
  EXPECT_FALSE(shopper.AfterOrder("ecommerce.order_cancelled", "o1").is_new);
  EXPECT_TRUE(shopper.AfterOrder("ecommerce.order_cancelled", "o2").is_new);
}

TEST(Order, MayBeRefundedAgain) {
  Shopper shopper;
  EXPECT_TRUE(shopper.AfterOrder("ecommerce.order_refunded", "o1").is_new);
  EXPECT_TRUE(shopper.AfterOrder("ecommerce.order_refunded", "o1").is_new);
}

TEST(Product, MayBeViewedAgain) {
  Shopper shopper;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(shopper.Say("ecommerce.product_viewed", Json::Object()).is_new);
}

TEST(Emptied, IsSaidOnce) {
  Shopper shopper;
  const std::string id = shopper.Cart(Mug()).cart_id;
  const Spoken first = shopper.Emptied();
  EXPECT_TRUE(first.is_new);
  EXPECT_EQ(first.cart_id, id);
  const Spoken again = shopper.Emptied();
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.event_id, first.event_id);
}

TEST(Emptied, SaysNothingOfACartThatNeverWasFilled) {
  Shopper shopper;
  const Spoken spoken = shopper.Emptied();
  EXPECT_FALSE(spoken.is_new);
  EXPECT_EQ(spoken.event_id, "");
  EXPECT_FALSE(shopper.Emptied("platform-1").is_new);
}

TEST(Emptied, ClosesACartThatWasSaidByAddedLinesOrInCheckoutOnly) {
  Shopper delta;
  delta.Add(Mug());
  EXPECT_TRUE(delta.Emptied().is_new);
  Shopper checkout;
  checkout.Checkout("c1", Mug());
  EXPECT_TRUE(checkout.Emptied().is_new);
}

TEST(Emptied, LetsTheSameContentBeSaidAgain) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.Emptied();
  EXPECT_TRUE(shopper.Cart(Mug()).is_new);
  EXPECT_TRUE(shopper.Emptied().is_new);
}

TEST(Emptied, ForgetsWhatWentIntoCheckout) {
  Shopper shopper;
  shopper.Checkout("c1", Mug());
  shopper.Emptied();
  EXPECT_FALSE(shopper.Emptied().is_new);
  EXPECT_TRUE(shopper.Cart(Mug()).is_new);
}

TEST(Emptied, UnderAPlatformIdClosesTheCartThatItTakesOver) {
  Shopper shopper;
  const std::string own = shopper.Cart(Mug()).cart_id;
  const Spoken emptied = shopper.Emptied("platform-1");
  EXPECT_TRUE(emptied.is_new);
  EXPECT_EQ(emptied.previous_cart_id, own);
}

TEST(Emptied, SaysNothingOfACartThatWasOrdered) {
  Shopper shopper;
  shopper.Cart(Mug());
  shopper.Order("o1", Mug());
  EXPECT_FALSE(shopper.Emptied().is_new);
}

TEST(Said, IsBoundedAndForgetsTheOldestFirst) {
  Shopper shopper;
  for (std::size_t i = 0; i <= limits::kSaidMax; ++i) shopper.Order("o" + std::to_string(i), Mug());
  Json state = Json::Object();
  Archive archive(&state);
  shopper.book.Visit(archive);
  EXPECT_EQ(state.Find("said")->items().size(), limits::kSaidMax);
  EXPECT_FALSE(shopper.Order("o1", Mug()).is_new);
  EXPECT_TRUE(shopper.Order("o0", Mug()).is_new);
}

}  // namespace
}  // namespace kago
