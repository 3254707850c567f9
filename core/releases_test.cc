// What one page, or one release, leaves for another: lines with the settings they were said with, a newer
// release's state.
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago {
namespace {

using testing::CartOf;
using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";

struct Shop {
  Origin origin;
  Page page{&origin};

  // The event that a line becomes on this page.
  Json EventOf(const std::string& line) {
    page.Run({line});
    return origin.Events().back();
  }
  std::string Ledger() { return Dump(*page.Status().Find("ledger")); }
};

// The line of a call with the settings that it was said with.
std::string SaidWith(const std::string& settings, std::string line) {
  return line.insert(line.find(','), R"(,"with":)" + settings);
}

Json ViewWithoutCurrency() {
  Json view = ValidProperties(kViewed);
  view.Remove("currency");
  view.Remove("source");
  return view;
}

TEST(With, ACallKeepsTheCurrencyAndTheSourceOfThePageThatSaidIt) {
  Shop shop;
  const std::string line = shop.page.TrackLine(kViewed, ViewWithoutCurrency());
  const Json event = shop.EventOf(SaidWith(R"({"currency":"JPY","source":"https://other.example"})", line));
  EXPECT_EQ(event.Find("properties")->TextAt("currency"), "JPY");
  EXPECT_EQ(event.Find("properties")->TextAt("source"), "https://other.example");
}

TEST(With, ACallThatWasSaidWithoutACurrencyTakesNoneOfThePageThatCarriesItOut) {
  Shop shop;
  const Json commands = shop.page.Run({SaidWith("{}", shop.page.TrackLine(kViewed, ViewWithoutCurrency()))});
  EXPECT_EQ(testing::ReportOf(commands, 0).TextAt("status"), "refused");
}

TEST(With, ALineWithoutItTakesThePagesOwnSettingsAlsoBehindOneThatHasThem) {
  Shop shop;
  const std::string other = SaidWith(R"({"currency":"JPY","source":"x"})", shop.page.TrackLine(kViewed, ViewWithoutCurrency()));
  shop.page.Run({other, shop.page.TrackLine(kViewed, ViewWithoutCurrency())});
  EXPECT_EQ(shop.origin.Events().at(1).Find("properties")->TextAt("currency"), "EUR");
}

TEST(With, StrictAndSkippedAreAsTheyWereSaid) {
  Shop shop;
  Json view = ValidProperties(kViewed);
  view.SetText("color", "blue");
  const Json commands = shop.page.Run({SaidWith(R"({"strict":true})", shop.page.TrackLine(kViewed, view))});
  EXPECT_EQ(testing::ReportOf(commands, 0).TextAt("status"), "refused");
}

TEST(With, ACartIsForgottenAfterTheLifetimeThatItWasSaidWith) {
  Shop shop;
  shop.page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"));
  const std::string cart_id = shop.page.Status().TextAt("cartId");
  shop.origin.now += 2 * limits::kDayMs;
  const std::string line = shop.page.TrackLine("ecommerce.cart_updated", CartOf("mug", "2", "20"));
  const Json event = shop.EventOf(SaidWith(R"({"currency":"EUR","source":"web","cartLifetimeDays":1})", line));
  EXPECT_NE(event.Find("properties")->TextAt("cart_id"), cart_id);
}

TEST(With, DoesNotChangeWhomTheEventsGoTo) {
  Shop shop;
  const std::string with = R"({"currency":"EUR","source":"web","collector":"https://evil.example","writeKey":"other"})";
  shop.page.Run({SaidWith(with, shop.page.TrackLine(kViewed, ValidProperties(kViewed)))});
  const auto request = shop.page.Claim();
  EXPECT_NE(request->body.find(R"("write_key":"key-1")"), std::string::npos) << request->body;
}

TEST(Lost, CallsAreCountedUnderTheirReason) {
  Shop shop;
  shop.page.Run({R"({"type":"lost","reason":"core_failed","count":1})", R"({"type":"lost","reason":"not_carried_out","count":7})",
                 R"({"type":"lost","reason":"core_failed","count":2})"});
  EXPECT_EQ(shop.Ledger(), R"({"core_failed":3,"not_carried_out":7})");
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 10);
}

TEST(Lost, ALineThatWeDidNotWriteChangesNothing) {
  Shop shop;
  shop.page.Run({R"({"type":"lost"})", R"({"type":"lost","reason":"whatever","count":1})",
                 R"({"type":"lost","reason":"core_failed","count":-5})", R"({"type":"lost","reason":"core_failed"})"});
  EXPECT_EQ(shop.Ledger(), "{}");
}

TEST(Lost, ACountHasAnEnd) {
  Shop shop;
  for (int i = 0; i < 3; ++i) shop.page.Run({R"({"type":"lost","reason":"core_failed","count":9007199254740991})"});
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 3 * limits::kLostCountMax);
}

std::string NewerState(Shop* shop) {
  shop->page.Identify("\"u-901\"");
  shop->page.Track("ecommerce.cart_updated", CartOf("mug", "1", "20"));
  Json state = FromText(shop->origin.state);
  state.SetInteger("version", kStateVersion + 1);
  state.SetText("member_of_a_newer_release", "x");
  return Dump(state);
}

TEST(NewerState, IsLeftAsItIsAndNothingIsDone) {
  Shop shop;
  shop.origin.state = NewerState(&shop);
  const std::string before = shop.origin.state;
  const std::string request = shop.page.RequestText({shop.page.TrackLine(kViewed, ValidProperties(kViewed))});
  EXPECT_EQ(Step(request), before + "\n[{\"do\":\"newer\"}]");
}

TEST(NewerState, ACopyOfItGoesOnWithShopperAndCart) {
  Shop shop;
  const std::string anonymous_id = shop.page.Status().TextAt("anonymousId");
  const std::string newer = NewerState(&shop);
  const std::string cart_id = shop.page.Status().TextAt("cartId");
  const std::string reply = Step(R"({"now":1795338927412,"entropy":"000102030405060708090a0b0c0d0e0f","config":{},"fork":true,"rows":[]})"
                                 "\n" + newer + "\n" + R"({"type":"status"})");
  const Json state = FromText(reply.substr(0, reply.find('\n')));
  EXPECT_EQ(state.IntegerAt("version"), kStateVersion);
  EXPECT_EQ(state.TextAt("anonymous_id"), anonymous_id);
  EXPECT_EQ(state.TextAt("user_id"), "u-901");
  EXPECT_NE(reply.find(cart_id), std::string::npos);
}

}  // namespace
}  // namespace kago
