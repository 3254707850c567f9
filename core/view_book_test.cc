#include "core/view_book.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/testing/events.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

Json Product(std::string_view id, std::string_view variant = "1") {
  Json product = Json::Object();
  product.SetText("product_id", id);
  product.SetText("variant_id", variant);
  return product;
}

TEST(ViewBook, KnowsAProductOnceAView) {
  ViewBook views;
  const ViewCall call{"p:1", "shopify"};
  EXPECT_FALSE(views.SaidBefore(call, Product("8")));
  views.Record(call, Product("8"));
  EXPECT_TRUE(views.SaidBefore(call, Product("8")));
  EXPECT_FALSE(views.SaidBefore(call, Product("8", "2")));
  EXPECT_FALSE(views.SaidBefore({"p:2", "shopify"}, Product("8")));
}

TEST(ViewBook, HearsOneSourceAView) {
  ViewBook views;
  views.Record({"p:1", "ga4"}, Product("8"));
  EXPECT_TRUE(views.SaidBefore({"p:1", "jsonld"}, Product("SKU-8")));
  EXPECT_FALSE(views.SaidBefore({"p:2", "jsonld"}, Product("SKU-8")));
}

TEST(ViewBook, TakesTheShopsOwnCallsAtTheirWord) {
  ViewBook views;
  views.Record({"p:1", ""}, Product("8"));
  EXPECT_FALSE(views.SaidBefore({"p:1", ""}, Product("8")));
  EXPECT_TRUE(views.SaidBefore({"p:1", "", true}, Product("8")));
  EXPECT_TRUE(views.SaidBefore({"p:1", "jsonld"}, Product("8")));
  views.Record({"p:2", "shopify"}, Product("8"));
  EXPECT_TRUE(views.SaidBefore({"p:2", ""}, Product("8")));
  EXPECT_FALSE(views.SaidBefore({"p:2", ""}, Product("9")));
}

TEST(ViewBook, CountsNothingForAPageWithoutViews) {
  ViewBook views;
  views.Record({"", "shopify"}, Product("8"));
  EXPECT_FALSE(views.SaidBefore({"", "shopify"}, Product("8")));
}

TEST(ViewBook, ForgetsTheOldestViewAndProduct) {
  ViewBook views;
  for (std::size_t i = 0; i <= limits::kViewsMax; ++i) {
    views.Record({"p:" + IntegerText(static_cast<std::int64_t>(i)), "ga4"}, Product("8"));
  }
  EXPECT_FALSE(views.SaidBefore({"p:0", "ga4"}, Product("8")));
  EXPECT_TRUE(views.SaidBefore({"p:1", "ga4"}, Product("8")));
  for (std::size_t i = 0; i < limits::kViewProductsMax; ++i) {
    views.Record({"p:1", "ga4"}, Product(IntegerText(static_cast<std::int64_t>(i)), "new"));
  }
  EXPECT_FALSE(views.SaidBefore({"p:1", "ga4"}, Product("8")));
}

// React runs effects twice in development (StrictMode).
TEST(OnceAView, IsWhatAShopMayAskFor) {
  testing::PlatformShop shop("");
  Json view = testing::ValidProperties("ecommerce.product_viewed");
  const auto say = [&](std::int64_t number, std::string_view options) {
    Json line = FromText(shop.page.TrackLine("ecommerce.product_viewed", view, options));
    line.SetInteger("view", number);
    return testing::ReportOf(shop.page.Run({Dump(line)}), 0).TextAt("status");
  };
  EXPECT_EQ(say(1, R"({"once":true})"), "accepted");
  EXPECT_EQ(say(1, R"({"once":true})"), "duplicate");
  EXPECT_EQ(say(2, R"({"once":true})"), "accepted");
  EXPECT_EQ(say(2, "{}"), "accepted");
}

}  // namespace
}  // namespace kago
