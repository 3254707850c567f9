// What must be true of pages however they tell of their product: beside whatever else stands there, no other product and no
// other price than its own is said, and where a sign names it and its price can be read, it is said.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::ProductPage;

std::mt19937_64& Random() {
  static std::mt19937_64 random(13);
  return random;
}

std::size_t Below(std::size_t limit) { return Random()() % limit; }

template <std::size_t kSize>
std::string OneOf(const char* const (&all)[kSize]) {
  return all[Below(kSize)];
}

std::string Offer(const std::string& price, const char* members = "") {
  return R"({"@type":"Offer","priceCurrency":"EUR","price":")" + price + '"' + members + "}";
}

// The offers of the page's product: its own is the first that costs anything, beside what else a template lists there.
std::string Offers(const std::string& price) {
  static constexpr const char* kAvailable[] = {"", R"(,"availability":"InStock")", R"(,"availability":"http://schema.org/SoldOut")"};
  const std::string own = Offer(price, OneOf(kAvailable).c_str());
  const std::string accessory = Offer("7.01", R"(,"itemOffered":{"@type":"Product","name":"Cord","sku":"C"})");
  const std::string sample = Offer("7.02", R"(,"name":"Sample")");
  const std::string hundred = Offer("7.03", R"(,"eligibleQuantity":{"minValue":100})");
  switch (Below(6)) {
    case 0: return "[" + own + "," + accessory + "]";
    case 1: return "[" + accessory + "," + own + "]";
    case 2: return "[" + own + "," + sample + "]";
    case 3: return "[" + hundred + "," + own + "]";
    case 4: return R"({"@type":"AggregateOffer","lowPrice":"7.04","offers":[)" + own + "]}";
    default: return own;
  }
}

struct Page {
  ProductPage page;
  bool is_named = false;  // by a sign of its own
  bool is_priced = false;
  bool is_alone = true;
};

std::string OtherProduct(std::size_t number) {
  static constexpr const char* kAddress[] = {"", R"(,"url":"/p/other")", R"(,"@id":"https://shop.example/p/other#product")", R"(,"@id":"#other")"};
  const std::string offers = Below(4) == 0 ? "" : R"(,"offers":)" + Offer("6.0" + std::to_string(number));
  return R"({"@type":"Product","name":"Bulb )" + std::to_string(number) + '"' + OneOf(kAddress) + offers + "}";
}

Page AnyPage() {
  static constexpr const char* kSigns[] = {"", R"(,"url":"/p/mug?ref=1")", R"(,"@id":"https://shop.example/p/mug#product")",
                                           R"(,"mainEntityOfPage":"/p/mug")"};
  static constexpr const char* kPrices[] = {"49.90", "49,90", "49.90 €", "ask", "1,234", ""};
  Page made;
  const std::string sign = OneOf(kSigns);
  const std::size_t price = Below(std::size(kPrices) + 1);
  made.is_priced = price < 3;
  std::string own = R"({"@type":"Product","name":"Lamp")" + OneOf({"", R"(,"sku":"L1")"}) + sign;
  if (price < std::size(kPrices)) own += R"(,"offers":)" + (made.is_priced ? Offers(kPrices[price]) : Offer(kPrices[price]));
  own += "}";
  const bool is_entity = Below(4) == 0;
  if (is_entity) own = R"({"@type":"WebPage","mainEntity":)" + own + "}";
  made.is_named = is_entity || !sign.empty();
  std::vector<std::string> nodes = {own};
  for (std::size_t others = Below(4); others > 0; --others) nodes.push_back(OtherProduct(others));
  made.is_alone = nodes.size() == 1;
  std::shuffle(nodes.begin(), nodes.end(), Random());
  std::string graph;
  for (const std::string& node : nodes) graph.append(graph.empty() ? "" : ",").append(node);
  if (Below(2) == 0) {
    made.page.blocks = nodes;
  } else {
    made.page.blocks = {Below(2) == 0 ? "[" + graph + "]" : R"({"@graph":[)" + graph + "]}"};
  }
  if (Below(3) == 0) {
    made.page.og = {{"og:type", OneOf({"product", "website", "article"})}, {"og:title", "Lamp | Shop"}};
    if (Below(2) == 0) made.page.og.insert(made.page.og.end(), {{"product:price:amount", "49.90"}, {"product:price:currency", "EUR"}});
  }
  return made;
}

TEST(PageOfAnyKind, SaysNoOtherProductAndNoOtherPriceThanItsOwn) {
  std::size_t said = 0;
  for (int run = 0; run < 20'000; ++run) {
    const Page made = AnyPage();
    const auto product = made.page.Read();
    const Json* price = product ? product->Find("price") : nullptr;
    const bool is_said = price && price->is_number();
    if (is_said) {
      ++said;
      ASSERT_EQ(std::string_view(product->TextAt("product_name")).substr(0, 4), "Lamp") << Dump(made.page.Data());
      ASSERT_EQ(price->text(), "49.9") << Dump(made.page.Data());
    }
    const bool is_told = made.is_priced && (made.is_named || made.is_alone);
    ASSERT_TRUE(is_said || !is_told) << Dump(made.page.Data());
  }
  EXPECT_GT(said, 5'000u);
}

}  // namespace
}  // namespace kago
