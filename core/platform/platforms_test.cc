// What holds for every platform: each fixture is understood and keeps what is private, and whatever a
// platform says instead, the core stands and no invalid event leaves it.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/event/builder.h"
#include "core/event/envelope.h"
#include "core/event/validator.h"
#include "core/platform/platforms.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Fixture;
using testing::FixtureData;
using testing::Fixtures;
using testing::FromText;
using testing::PlatformShop;
using testing::Repeated;
using testing::Told;

// Their shops are told (jsonld_fixture_test.cc).
constexpr std::string_view kSayNoProduct = "jsonld/product.list_page.json jsonld/product.only_broken.json";

TEST(EveryFixture, IsUnderstoodAndValid) {
  for (const Fixture& fixture : Fixtures()) {
    PlatformShop shop(fixture.from);
    const Json result = shop.See(fixture);
    if (IsListed(fixture.file, kSayNoProduct)) continue;
    EXPECT_NE(result.TextAt("status"), "refused") << fixture.file << ' ' << Told(result.Find("violations"));
    for (const Json& event : shop.origin.Events()) {
      EXPECT_EQ(Told(ValidateEvent(ParseJson(Dump(event)))), "") << fixture.file;
    }
  }
}

TEST(EveryFixture, KeepsWhatIsPrivate) {
  for (const Fixture& fixture : Fixtures()) {
    PlatformShop shop(fixture.from);
    shop.page.config.Set("debug", Json::Bool(true));
    shop.See(fixture);
    std::string kept = shop.origin.state;
    for (const Json& event : shop.origin.Events()) kept += Dump(event);
    EXPECT_EQ(kept.find("private"), std::string::npos) << fixture.file << ' ' << kept;
  }
}

TEST(EveryFixture, SaysNothingNewTheSecondTimeInAView) {
  for (const Fixture& fixture : Fixtures()) {
    PlatformShop shop(fixture.from);
    shop.See(fixture, 1);
    const std::size_t count = shop.count();
    // What is added twice by words is there twice.
    const bool is_delta = fixture.what == "add" || fixture.file.starts_with("ga4/push.add") || fixture.file.starts_with("ga4/push.remove");
    if (is_delta) continue;
    EXPECT_NE(shop.See(fixture, 1).TextAt("status"), "accepted") << fixture.file;
    EXPECT_EQ(shop.count(), count) << fixture.file;
  }
}

// Small changes of the kind that platforms, plugins and themes make, from one seed.
class Mutation {
 public:
  explicit Mutation(std::uint64_t seed) : state_(seed) {}

  // Puts it in the place of a value somewhere within.
  void Put(const Json& other, Json* value) {
    do {
      value = &value->items()[Draw(value->items().size())];
    } while (!value->items().empty() && Draw(8) != 0);
    value->Assign(other);
  }

  void Change(Json* value) {
    for (std::uint64_t changes = 1 + Draw(3); changes > 0; --changes) ChangeOnce(value);
  }

 private:
  std::uint64_t Draw(std::uint64_t below) { return (state_ = Mix(state_ + 1)) % below; }

  void ChangeOnce(Json* value) {
    // Seldom near the root: what is left then says little.
    for (std::uint64_t odds = 64; !value->items().empty() && Draw(odds) != 0; odds = odds / 2 + 2) {
      value = &value->items()[Draw(value->items().size())];
    }
    if (!value->items().empty() && Draw(3) == 0) {
      auto& items = value->items();
      const auto at = items.begin() + static_cast<std::ptrdiff_t>(Draw(items.size()));
      if (Draw(2) == 0) {
        items.erase(at);
      } else if (value->is_array()) {
        items.push_back(*at);
      }
      return;
    }
    static constexpr std::string_view kTexts[] = {
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\" \"", "\"12,50 €\"", "\"19.99\"", "[]",
        "{}", "[[]]", "[null]", "{\"a\":1}", "\"\\u0000\"", "\"javascript:0\"", "\"//\"", "\"gid://\"", "\"?\"", "\"&#\"",
        "\"<b>x</b>\"", "{\"$kago\":\"NaN\"}", "[1,2,3]", "\"https://x?y#z\"", "\"ZZZ\"", "\"jpy\"",
    };
    value->Assign(FromText(kTexts[Draw(std::size(kTexts))]));
  }

  std::uint64_t state_;
};

// What the platform's own mapping makes of it, without the way there through JSON, which takes ten times as long.
void ExpectHarmless(const Fixture& fixture, const Json& data, std::string_view url, Memory* memory) {
  const auto sightings = FindPlatform(fixture.from)->interpret({fixture.what, data, std::string(url), "EUR", "ref"}, memory);
  if (!sightings) return;
  for (Sighting sighting : *sightings) {
    const EventType* type = FindEventType(sighting.name);
    ASSERT_NE(type, nullptr) << sighting.name;
    Findings findings;
    BuildProperties(*type, {"EUR", "web"}, &sighting.properties, &findings);
    ValidateProperties(*type, sighting.properties, &findings);
    const std::string text = Dump(sighting.properties);
    ASSERT_EQ(text.find("private"), std::string::npos) << Dump(data) << ' ' << text;
  }
}

void ExpectValidOrRefused(const Fixture& fixture, const Json& data, std::string_view url) {
  PlatformShop shop(fixture.from);
  shop.page.url = url;
  shop.See(fixture.from, fixture.what, data, 1);
  EXPECT_EQ(shop.origin.state.find("private"), std::string::npos) << shop.origin.state;
  for (const Json& event : shop.origin.Events()) {
    ASSERT_EQ(Told(ValidateEvent(ParseJson(Dump(event)))), "") << Dump(event);
  }
}

TEST(EveryFixture, ChangedAtRandomHarmsNothing) {
  static constexpr std::string_view kUrls[] = {
      "https://shop.example/products/mug?utm_source=private", "", "about:blank", "https://",
      "https://private:private@shop.example/fr-ca/products/cup?ref=1&variant=45",
      "https://x?variant=44&k=private#private", "http://shop.example/a?variant=&variant",
  };
  int tried = 0;
  for (const Fixture& fixture : Fixtures()) {
    // Large ones are as many lines alike.
    const std::size_t rounds = std::clamp<std::size_t>(80'000 / Dump(fixture.data).size(), 1, 20);
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::uint64_t seed = Hash(fixture.file) + round;
      SCOPED_TRACE(fixture.file + " seed " + std::to_string(seed));
      const std::string_view url = kUrls[round % std::size(kUrls)];
      Json data = fixture.data;
      Memory memory;
      Mutation mutation(seed);
      for (int step = 0; step < 12; ++step, ++tried) {
        if (data.items().empty()) data = fixture.data;
        mutation.Change(&data);
        ExpectHarmless(fixture, data, url, &memory);
      }
      ExpectValidOrRefused(fixture, data, url);
      if (HasFatalFailure()) return;
    }
  }
  RecordProperty("replies", tried);
}

// Values as deep, as wide and as long as a line of JSON may have them.
std::vector<Json> Monsters() {
  const auto nested = [](std::string_view open, std::string_view close) {
    const std::size_t times = limits::kJsonDepthMax / close.size();
    return FromText(Repeated(open, times) + "1" + Repeated(close, times));
  };
  Json wide = Json::Object();
  for (std::size_t i = 0; i < limits::kJsonMembersMax; ++i) wide.Set(std::to_string(i), Json());
  Json list = Json::Array();
  for (int i = 0; i < 501; ++i) list.Push(FromText(R"({"id":1,"name":"x","quantity":1,"price":"1"})"));
  return {nested("[", "]"), nested("{\"id\":", "}"), nested("[{\"@id\":", "}]"), wide, list,
          Json::Text(Repeated("\u2028\"\\", 2'000)), Json::Number("1" + Repeated("0", 5'000)),
          FromText(R"({"$kago":")" + Repeated("x", 5'000) + "\"}"), FromText(R"({"":"\u0000","\u0001":[],"$":{}})")};
}

// Of whatever a page says the next page still knows its shopper (Page::Run checks that the state can be read).
TEST(EveryFixture, WithSomethingMonstrousInItCostsNoState) {
  const std::vector<Json> monsters = Monsters();
  std::string last;  // one fixture of each kind
  for (const Fixture& fixture : Fixtures()) {
    const bool is_large = Dump(fixture.data).size() > 10'000;
    if (fixture.data.items().empty() || is_large || fixture.from + fixture.what == last) continue;
    last = fixture.from + fixture.what;
    PlatformShop shop(fixture.from);
    shop.page.config.Set("debug", Json::Bool(true));
    const std::string shopper = shop.page.Status().TextAt("anonymousId");
    for (std::size_t i = 0; i < monsters.size(); ++i) {
      SCOPED_TRACE(fixture.file + " monster " + std::to_string(i));
      Json data = fixture.data;
      Mutation(Hash(fixture.file) + i).Put(monsters[i], &data);
      shop.See(fixture.from, fixture.what, data, 1);
      EXPECT_LT(shop.origin.state.size(), 2 * limits::kMemoryBytesMax + limits::kDiagnosticsMax * 20'000);
    }
    EXPECT_EQ(shop.page.Status().TextAt("anonymousId"), shopper);
    if (HasFailure()) return;
  }
}

TEST(Platforms, AreThoseThatTheOptionNames) {
  EXPECT_EQ(FindPlatform("magento"), nullptr);
  EXPECT_EQ(FindPlatform(""), nullptr);
  EXPECT_EQ(FindPlatform("shopify")->name, "shopify");
}

TEST(SpeaksOfCart, WhoReadsItBeforeWhoOverhearsIt) {
  EXPECT_TRUE(SpeaksOfCart(kShopify, "ga4 shopify", ""));
  EXPECT_FALSE(SpeaksOfCart(kGa4, "ga4 shopify", ""));
  EXPECT_TRUE(SpeaksOfCart(kGa4, "html ga4 jsonld", ""));
  EXPECT_FALSE(SpeaksOfCart(kJsonLd, "html ga4 jsonld", ""));
  EXPECT_FALSE(SpeaksOfCart(kGa4, "html ga4 jsonld", "html"));
  EXPECT_TRUE(SpeaksOfCart(kHtml, "html ga4 jsonld", "html"));
  EXPECT_TRUE(SpeaksOfCart(kGa4, "ga4 jsonld", "html"));
}

TEST(Observation, OfWhatNoPlatformSaysIsRefused) {
  for (const char* from : {"shopify", "bigcommerce", "woocommerce", "adobe", "ga4", "jsonld", "html", "magento", ""}) {
    for (const char* data : {"null", "1", "\"<html>\"", "{\"status\":422,\"message\":\"sold out\"}"}) {
      PlatformShop shop(from);
      const Json result = shop.See(from, "cart", FromText(data));
      EXPECT_EQ(result.TextAt("status"), "refused") << from << data;
      EXPECT_EQ(shop.page.Status().Find("ledger")->IntegerAt("refused"), 1);
    }
  }
}

TEST(CartInCheckout, IsNoEmptiedOneWhenItIsEmpty) {
  static constexpr struct {
    std::string_view from, filled, empty;
  } kShops[] = {
      {"adobe", "adobe/cart.eur.json", "adobe/cart.empty.json"},
      {"bigcommerce", "bigcommerce/cart.eur_plain.json", "bigcommerce/cart.empty.json"},
      {"woocommerce", "woocommerce/cart.eur.json", "woocommerce/cart.empty.json"},
  };
  for (const auto& [from, filled, empty] : kShops) {
    PlatformShop shop(from);
    shop.page.config.SetText("currency", "EUR");
    EXPECT_EQ(shop.See(from, "cart_in_checkout", FixtureData(filled)).TextAt("status"), "accepted") << from;
    EXPECT_NE(shop.See(from, "cart_in_checkout", FixtureData(empty)).TextAt("status"), "refused") << from;
    EXPECT_EQ(shop.Names(), "cart_updated") << from;
    shop.See(from, "cart", FixtureData(filled));
    shop.See(from, "cart", FixtureData(empty));
    EXPECT_EQ(shop.Names(), "cart_updated cart_emptied") << from;
  }
}

TEST(Observation, OfAnEventThatAnotherPartOfTheShopSaysIsLeftOut) {
  for (const char* skip : {"cart_updated order_placed", "ecommerce.cart_updated"}) {
    PlatformShop shop("shopify");
    shop.page.config.SetText("skip", skip);
    EXPECT_EQ(shop.See("shopify", "cart", FixtureData("shopify/cart.plain.json")).TextAt("status"), "duplicate");
    EXPECT_EQ(shop.count(), 0u);
  }
}

}  // namespace
}  // namespace kago
