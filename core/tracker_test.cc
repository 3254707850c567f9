// Whole steps: what a page calls, what is kept, what it is told. Sending: delivery/sending_test.cc.
#include "core/tracker.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::CartOf;
using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::Repeated;
using testing::ReportOf;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kOrder = "ecommerce.order_placed";

// A shop's page and what its origin stores.
struct Shop {
  Origin origin;
  Page page{&origin};

  Json View() { return page.Track(kViewed, ValidProperties(kViewed)); }
  Json State() const { return FromText(origin.state); }
};

Json WithName(std::string_view json_text) {
  Json properties = ValidProperties(kViewed);
  properties.Set("product_name", FromText(json_text));
  return properties;
}

TEST(Track, KeepsAValidEvent) {
  Shop shop;
  const Json result = shop.View();
  EXPECT_EQ(result.TextAt("status"), "accepted");
  EXPECT_EQ(Dump(*result.Find("warnings")), "[]");
  ASSERT_EQ(shop.origin.rows.size(), 1u);
  EXPECT_EQ(shop.origin.rows.at(1).row.event_id, result.TextAt("eventId"));
}

TEST(Track, WritesAnEventThatACollectorFindsValid) {
  for (const EventType& type : EventTypes()) {
    if (type.role == Role::kEmptied) continue;     // there is nothing to empty
    if (type.role == Role::kIdentified) continue;  // call/contact_test.cc
    Shop shop;
    shop.page.Identify("\"u-901\"");
    shop.page.Track(type.name, ValidProperties(type.name));
    ASSERT_EQ(shop.origin.rows.size(), 1u) << type.name;
    EXPECT_EQ(Judge(shop.origin.rows.at(1).text), R"({"valid":true,"violations":[]})") << type.name;
  }
}

TEST(Track, WritesTheEnvelope) {
  Shop shop;
  const Json result = shop.View();
  const Json event = shop.origin.Events().at(0);
  EXPECT_EQ(event.TextAt("event_id"), result.TextAt("eventId"));
  EXPECT_EQ(event.TextAt("name"), kViewed);
  EXPECT_EQ(event.TextAt("time"), "2026-11-22T09:15:27.412Z");
  EXPECT_EQ(event.TextAt("anonymous_id"), shop.State().TextAt("anonymous_id"));
  EXPECT_EQ(event.Find("user_id"), nullptr);
}

TEST(Track, FillsWhatTheShopConfigured) {
  Shop shop;
  shop.page.Track(kOrder,
                  FromText(R"({"order_id":"o1","products":[{"product_id":"1","product_name":"Mug","variant_id":"1",
                                       "quantity":3,"price":19.99}]})"));
  const Json event = shop.origin.Events().at(0);
  EXPECT_EQ(Dump(*event.Find("properties")->Find("total_value")), "59.97");
  EXPECT_EQ(event.Find("properties")->TextAt("currency"), "EUR");
  EXPECT_EQ(event.Find("properties")->TextAt("source"), "web");
}

TEST(Track, WarnsOfWhatItMended) {
  Shop shop;
  Json properties = ValidProperties(kViewed);
  properties.SetText("price", "19.99");
  properties.SetText("color", "blue");
  const Json result = shop.page.Track(kViewed, properties);
  EXPECT_EQ(result.TextAt("status"), "accepted");
  EXPECT_EQ(Told(result.Find("warnings")), "properties.price number_from_text, properties.color moved_to_metadata");
}

TEST(Track, RefusesWithThePathAndKeepsNothing) {
  Shop shop;
  Json properties = ValidProperties(kViewed);
  properties.Set("price", FromText("-1"));
  properties.Remove("variant_id");
  const Json result = shop.page.Track(kViewed, properties);
  EXPECT_EQ(result.TextAt("status"), "refused");
  EXPECT_EQ(Told(result.Find("violations")), "properties.variant_id missing, properties.price negative");
  EXPECT_TRUE(shop.origin.rows.empty());
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"refused":1})");
}

TEST(Track, RefusesAnEventThatItDoesNotKnow) {
  Shop shop;
  EXPECT_EQ(Told(shop.page.Track("ecommerce.cart_upset", Json::Object()).Find("violations")), "name unknown_event");
  EXPECT_EQ(Told(ReportOf(shop.page.Run({R"({"type":"track"})"}), 0).Find("violations")), "name unknown_event");
}

TEST(Track, RefusesPropertiesThatAreNoObject) {
  Shop shop;
  for (const char* properties : {"null", "1", "[]", "\"x\""}) {
    EXPECT_EQ(Told(shop.page.Track(kViewed, FromText(properties)).Find("violations")), "properties wrong_type")
        << properties;
  }
  EXPECT_EQ(Told(shop.page.Track(kViewed, FromText(R"({"$kago":"Error: a getter threw"})")).Find("violations")),
            "properties not_serializable");
}

TEST(Track, RefusesOptionsThatJsonCannotSay) {
  Shop shop;
  EXPECT_EQ(Told(shop.page.Track(kViewed, testing::ValidProperties(kViewed), R"({"$kago":"Error: a getter threw"})").Find("violations")),
            "options not_serializable");
}

TEST(Track, NamesThePathOfALoneSurrogateAndGuessesNothingMore) {
  Shop shop;
  const std::string line = R"({"type":"track","time":1,"name":"ecommerce.product_viewed","options":{},)"
                           R"("properties":{"product_id":"1","product_name":"\ud800","price":"1"}})";
  EXPECT_EQ(Told(ReportOf(shop.page.Run({line}), 0).Find("violations")), "properties.product_name bad_text");
}

TEST(Track, DoesNotSayThatATotalIsMissingWhenALineIsAtFault) {
  Shop shop;
  Json cart = CartOf("mug", "1", "1");
  At(&cart, "products[0]")->SetText("price", "1.234,56");
  EXPECT_EQ(Told(shop.page.Track(kCart, cart).Find("violations")), "properties.products[0].price wrong_type");
}

TEST(Track, RefusesAnEventThatIsTooLarge) {  // platforms.md 9, pitfall 16
  Shop shop;
  Json order = ValidProperties(kOrder);
  const std::string name = Repeated("👕", 100);
  const Json line = *At(&order, "products[0]");
  for (int i = 0; i < 600; ++i) order.Find("products")->Push(line).SetText("product_name", name);
  EXPECT_EQ(Told(shop.page.Track(kOrder, order).Find("violations")), "properties too_large");
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"too_large":1})");
}

TEST(Track, RefusesWhenTheQueueIsFullAndLeavesNoTrace) {
  Shop shop;
  for (std::size_t i = 0; i < limits::kQueueEventsMax / 100; ++i) {
    std::vector<std::string> lines;
    for (int call = 0; call < 100; ++call) lines.push_back(shop.page.TrackLine(kViewed, ValidProperties(kViewed)));
    shop.page.Run(lines);
  }
  EXPECT_EQ(Told(shop.page.Track(kViewed, ValidProperties(kViewed)).Find("violations")), " queue_full");
  std::vector<std::string> orders;
  for (std::size_t i = 0; i < limits::kQueueEventsMax / 4; ++i) {
    Json order = ValidProperties(kOrder);
    order.Remove("cart_id");
    order.SetText("order_id", std::to_string(i));
    orders.push_back(shop.page.TrackLine(kOrder, order));
  }
  shop.page.Run(orders);
  EXPECT_EQ(shop.page.Status().IntegerAt("stored"), static_cast<std::int64_t>(limits::kQueueEventsMax * 5 / 4));
  EXPECT_EQ(Told(shop.page.Track(kCart, CartOf("mug", "1", "1")).Find("violations")), " queue_full");
  EXPECT_TRUE(shop.page.Status().Find("cartId")->is_null());
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"queue_full":2})");
}

TEST(Track, BringsATimeThatIsStillToComeBackToTheCall) {
  for (const auto& [time, warnings] : {std::pair("2036-01-01T00:00:00Z", "options.time time_ahead"), std::pair("2026-11-22T09:25:27Z", "")}) {
    Shop shop;
    shop.origin.now = *ParseIso("2026-11-22T09:15:27Z");
    const std::string options = std::string(R"({"time":")") + time + "\"}";
    EXPECT_EQ(Told(shop.page.Track(kCart, CartOf("mug", "1", "1"), options).Find("warnings")), warnings);
    shop.origin.now += 3'600'000;
    shop.page.Track(kCart, CartOf("mug", "2", "1"));
    EXPECT_EQ(shop.origin.Events().back().TextAt("time"), "2026-11-22T10:15:27.000Z");
  }
}

// A page whose clock was ahead has left its call; the clock is right by now.
TEST(Track, OfACallFromATimeToComeIsOfNow) {
  Shop shop;
  shop.origin.now += 365 * limits::kDayMs;
  const std::string line = shop.page.TrackLine(kCart, CartOf("mug", "1", "1"));
  shop.origin.now -= 365 * limits::kDayMs;
  shop.page.Run({line});
  EXPECT_EQ(shop.origin.Events().back().TextAt("time"), IsoText(shop.origin.now));
}

TEST(Track, SaysThatACartWasSaidBefore) {
  Shop shop;
  const Json first = shop.page.Track(kCart, CartOf("mug", "1", "20"));
  const Json again = shop.page.Track(kCart, CartOf("mug", "1", "20"));
  EXPECT_EQ(again.TextAt("status"), "duplicate");
  EXPECT_EQ(again.TextAt("eventId"), first.TextAt("eventId"));
  EXPECT_EQ(shop.origin.rows.size(), 1u);
}

TEST(Track, SaysNothingOfAnEmptyCartThatNeverWasFilled) {
  Shop shop;
  EXPECT_EQ(Dump(shop.page.Track("kago.cart_emptied", Json::Object())), R"({"status":"duplicate","eventId":null})");
}

TEST(Track, RefusesMixedActionsOfOneCart) {
  Shop shop;
  shop.page.Track(kCart, CartOf("mug", "1", "20"));
  Json added = CartOf("mug", "1", "20");
  added.SetText("action", "add");
  EXPECT_EQ(Told(shop.page.Track(kCart, added).Find("violations")), "properties.action mixed_action");
}

TEST(Track, TakesTheTimeThatTheShopGives) {
  Shop shop;
  shop.page.Track(kViewed, ValidProperties(kViewed), R"({"time":"2022-05-23T13:52:38-04:00"})");
  EXPECT_EQ(shop.origin.Events().at(0).TextAt("time"), "2022-05-23T17:52:38.000Z");
}

TEST(Track, TakesTheTimeOfTheCallWhenTheShopGivesNone) {
  Shop shop;
  shop.page.Track(kViewed, ValidProperties(kViewed), R"({"time":null})");
  EXPECT_EQ(shop.origin.Events().at(0).TextAt("time"), "2026-11-22T09:15:27.412Z");
}

TEST(Track, RefusesATimeThatIsAGuess) {
  Shop shop;
  for (const char* time : {"\"2022-05-23T13:52:38\"", "1653328358000", "\"\"", "{}", R"({"$kago":"Invalid Date"})"}) {
    const Json result = shop.page.Track(kViewed, ValidProperties(kViewed), R"({"time":)" + std::string(time) + "}");
    EXPECT_EQ(Told(result.Find("violations")), "options.time bad_time") << time;
  }
}

TEST(Track, LeavesTheCartAloneWhenTheShopperBuysNow) {
  Shop shop;
  shop.page.Track(kCart, CartOf("mug", "1", "20"));
  const std::string cart_id = shop.page.Status().TextAt("cartId");
  Json checkout = CartOf("plate", "1", "5");
  checkout.SetText("checkout_id", "c1");
  shop.page.Track("ecommerce.checkout_started", checkout, R"({"buyNow":true})");
  EXPECT_EQ(shop.page.Status().TextAt("cartId"), cart_id);
  EXPECT_NE(shop.origin.Events().at(1).Find("properties")->TextAt("cart_id"), cart_id);
}

TEST(Track, LeavesNoTraceOfARefusedCart) {
  Shop shop;
  Json cart = CartOf("mug", "1", "20");
  cart.SetText("currency", "€");
  shop.page.Track(kCart, cart);
  EXPECT_TRUE(shop.page.Status().Find("cartId")->is_null());
  EXPECT_EQ(shop.page.Track(kCart, CartOf("mug", "1", "20")).TextAt("status"), "accepted");
}

TEST(Strict, RefusesWhatWouldBeMended) {
  Shop shop;
  shop.page.config.Set("strict", Json::Bool(true));
  Json properties = ValidProperties(kViewed);
  properties.SetText("currency", "eur");
  properties.SetText("color", "blue");
  const Json result = shop.page.Track(kViewed, properties);
  EXPECT_EQ(result.TextAt("status"), "refused");
  EXPECT_EQ(Told(result.Find("violations")), "properties.currency upper_cased, properties.color moved_to_metadata");
  EXPECT_EQ(shop.View().TextAt("status"), "accepted");
}

TEST(Strict, AcceptsWhatIsOnlyWorthALook) {
  Shop shop;
  shop.page.config.Set("strict", Json::Bool(true));
  Json cart = CartOf("mug", "1", "20");
  cart.SetText("currency", "HRK");
  cart.SetInteger("total_value", 21);
  const Json result = shop.page.Track(kCart, cart);
  EXPECT_EQ(result.TextAt("status"), "accepted");
  EXPECT_EQ(Told(result.Find("warnings")), "properties.currency historic_currency, properties.total_value total_mismatch");
}

TEST(Step, DoesNotLetABadLineHarmItsNeighbours) {
  for (const char* bad :
       {"", "{", "\xFF\xFE", "null", "[]", "{}", R"({"type":"dance"})", R"({"type":7})", R"({"type":"tr\ud800"})"}) {
    Shop shop;
    const std::string line = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
    const Json commands = shop.page.Run({line, bad, shop.page.TrackLine(kViewed, ValidProperties(kViewed))});
    EXPECT_EQ(ReportOf(commands, 0).TextAt("status"), "accepted") << bad;
    EXPECT_TRUE(ReportOf(commands, 1).is_null()) << bad;
    EXPECT_EQ(ReportOf(commands, 2).TextAt("status"), "accepted") << bad;
  }
}

TEST(Step, RefusesALineAloneWhoseTextIsBad) {
  Shop shop;
  std::string bad = shop.page.TrackLine(kViewed, WithName("\"shirt\""));
  bad.replace(bad.find("shirt"), 5, "\\udfff");
  const Json commands = shop.page.Run({bad, shop.page.TrackLine(kViewed, WithName("\"shirt\""))});
  EXPECT_EQ(ReportOf(commands, 0).TextAt("status"), "refused");
  EXPECT_EQ(ReportOf(commands, 1).TextAt("status"), "accepted");
}

TEST(Step, HandlesTheCallsOfOneTickInTheirOrder) {
  Shop shop;
  const std::string view = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  const std::string other = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  shop.page.Run({view, shop.page.IdentifyLine("\"u-901\""), other});
  EXPECT_EQ(shop.origin.Events().at(0).TextAt("user_id"), "");
  EXPECT_EQ(shop.origin.Events().at(1).TextAt("user_id"), "u-901");
}

TEST(Step, GivesTheSameBytesForTheSameRequest) {
  Shop shop;
  shop.View();
  const std::string request =
      shop.page.RequestText({shop.page.TrackLine(kCart, CartOf("mug", "1", "20")), R"({"type":"claim","flush":true})"});
  EXPECT_EQ(Step(request), Step(request));
}

TEST(Step, TakesARequestWithoutInputs) {
  Shop shop;
  EXPECT_EQ(Dump(shop.page.Run({})), R"([{"do":"wake","at":0,"then":0}])");
  EXPECT_NE(Step("").find('\n'), std::string::npos);
}

TEST(Step, KeepsATextInItsLine) {
  Shop shop;
  EXPECT_EQ(shop.page.Track(kViewed, WithName("\"a\u2028b\"")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.page.Track(kViewed, WithName(R"("a\nb")")).TextAt("status"), "refused");
}

}  // namespace
}  // namespace kago
