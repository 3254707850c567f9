#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/call/view_book.h"
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

struct Book {
  ViewBook views;

  // The event that said it, "" when another source speaks, "-" when it wasn't said.
  std::string By(const ViewCall& call, const Json& product) const {
    String event_id;
    return views.SaidBefore(call, product, &event_id) ? std::string(event_id) : "-";
  }
};

TEST(ViewBook, KnowsAProductOnceAView) {
  Book book;
  const ViewCall call{"p:1", "shopify"};
  EXPECT_EQ(book.By(call, Product("8")), "-");
  book.views.Record(call, Product("8"), "e1");
  EXPECT_EQ(book.By(call, Product("8")), "e1");
  EXPECT_EQ(book.By(call, Product("8", "2")), "-");
  EXPECT_EQ(book.By({"p:2", "shopify"}, Product("8")), "-");
}

TEST(ViewBook, HearsOneSourceAView) {
  Book book;
  book.views.Record({"p:1", "ga4"}, Product("8"), "e1");
  EXPECT_EQ(book.By({"p:1", "jsonld"}, Product("SKU-8")), "");
  EXPECT_EQ(book.By({"p:2", "jsonld"}, Product("SKU-8")), "-");
}

TEST(ViewBook, TakesTheShopsOwnCallsAtTheirWord) {
  Book book;
  book.views.Record({"p:1", ""}, Product("8"), "e1");
  EXPECT_EQ(book.By({"p:1", ""}, Product("8")), "-");
  EXPECT_EQ(book.By({"p:1", "", true}, Product("8")), "e1");
  EXPECT_EQ(book.By({"p:1", "jsonld"}, Product("8")), "e1");
  book.views.Record({"p:2", "shopify"}, Product("8"), "e2");
  EXPECT_EQ(book.By({"p:2", ""}, Product("8")), "e2");
  EXPECT_EQ(book.By({"p:2", ""}, Product("9")), "-");
}

TEST(ViewBook, CountsNothingForAPageWithoutViews) {
  Book book;
  book.views.Record({"", "shopify"}, Product("8"), "e1");
  EXPECT_EQ(book.By({"", "shopify"}, Product("8")), "-");
}

TEST(ViewBook, ForgetsTheOldest) {
  Book book;
  for (std::size_t i = 0; i <= limits::kViewsMax; ++i) {
    book.views.Record({"p:" + IntegerText(static_cast<std::int64_t>(i)), "ga4"}, Product("8"), "e");
  }
  EXPECT_EQ(book.By({"p:0", "ga4"}, Product("8")), "-");
  EXPECT_EQ(book.By({"p:1", "ga4"}, Product("8")), "e");
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
