#include "core/call/contact.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/event/envelope.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::Told;

constexpr const char* kHana = R"({"email":"hana@shop.example","firstName":"Hana","lastName":"Sato","phone":"+81 3 5555 0142"})";

struct Shopper {
  Origin origin;
  Page page{&origin};

  Json Identify(const std::string& user_id, const std::string& contact) {
    return page.Identify(user_id + (contact.empty() ? "" : ",\"contact\":" + contact));
  }
  std::string Refused(const std::string& user_id, const std::string& contact) {
    const Json result = Identify(user_id, contact);
    return std::string(result.TextAt("status")) + ": " + Told(result.Find("violations"));
  }
  std::string Properties(std::size_t event) { return Dump(*origin.Events().at(event).Find("properties")); }
};

TEST(Contact, IsAnEventOfItsOwnThatACollectorFindsValid) {
  Shopper shopper;
  EXPECT_EQ(Dump(shopper.Identify("\"u-1\"", kHana)), R"({"status":"accepted"})");
  ASSERT_EQ(shopper.origin.rows.size(), 1U);
  const Json event = shopper.origin.Events().at(0);
  EXPECT_EQ(event.TextAt("name"), "kago.customer_identified");
  EXPECT_EQ(event.TextAt("user_id"), "u-1");
  EXPECT_EQ(shopper.Properties(0), R"({"email":"hana@shop.example","first_name":"Hana","last_name":"Sato","phone":"+81 3 5555 0142"})");
  EXPECT_EQ(Judge(shopper.origin.rows.at(1).text), R"({"valid":true,"violations":[]})");
}

TEST(Contact, IsNoPartOfTheStateNorOfAnyOtherEvent) {
  Shopper shopper;
  shopper.page.config.Set("debug", Json::Bool(true));
  shopper.Identify("\"u-1\"", kHana);
  shopper.page.Track("ecommerce.product_viewed", testing::ValidProperties("ecommerce.product_viewed"));
  EXPECT_EQ(shopper.origin.state.find("hana"), std::string::npos);
  EXPECT_EQ(shopper.origin.state.find("Sato"), std::string::npos);
  EXPECT_EQ(shopper.origin.rows.at(2).text.find("hana"), std::string::npos);
}

TEST(Contact, IsSaidOnceADayAndAgainWhenItIsAnother) {
  Shopper shopper;
  for (int load = 0; load < 3; ++load) {
    Page page(&shopper.origin);
    page.Identify(std::string("\"u-1\",\"contact\":") + kHana);
  }
  EXPECT_EQ(shopper.origin.rows.size(), 1U);
  shopper.Identify("\"u-1\"", R"({"email":"hana@new.example"})");
  EXPECT_EQ(shopper.origin.rows.size(), 2U);
  shopper.Identify("\"u-2\"", R"({"email":"hana@new.example"})");
  EXPECT_EQ(shopper.origin.rows.size(), 3U);
  shopper.origin.now += limits::kDayMs;
  shopper.Identify("\"u-2\"", R"({"email":"hana@new.example"})");
  EXPECT_EQ(shopper.origin.rows.size(), 4U);
}

TEST(Contact, ThatAPageSaysTwiceInAnotherOrderIsTheSame) {
  Shopper shopper;
  shopper.Identify("\"u-1\"", R"({"email":"a@b.example","phone":"1"})");
  shopper.Identify("\"u-1\"", R"({"phone":"1","email":"a@b.example"})");
  EXPECT_EQ(shopper.origin.rows.size(), 1U);
}

TEST(Contact, OfACallThatIsCarriedOutTwiceIsSaidOnce) {
  Shopper shopper;
  const std::string line = shopper.page.IdentifyLine(std::string("\"u-1\",\"contact\":") + kHana);
  shopper.page.Run({line});
  shopper.Identify("\"u-2\"", R"({"email":"other@shop.example"})");
  shopper.page.Run({line});
  EXPECT_EQ(shopper.origin.rows.size(), 2U);
}

TEST(Contact, MayBeNothing) {
  for (const char* contact : {"{}", "null"}) {
    Shopper shopper;
    EXPECT_EQ(Dump(shopper.Identify("\"u-1\"", contact)), R"({"status":"accepted"})") << contact;
    EXPECT_EQ(Dump(shopper.Identify("null", contact)), R"({"status":"accepted"})") << contact;
    EXPECT_EQ(shopper.origin.rows.size(), 0U) << contact;
  }
}

TEST(Contact, ThatIsWrongIsRefusedByName) {
  const std::string long_text(limits::kTextUnitsMax + 1, 'x');
  for (const auto& [contact, told] : std::initializer_list<std::pair<std::string, std::string>>{
           {R"({"email":"hana"})", "contact.email not_allowed"},
           {R"({"email":"@shop.example"})", "contact.email not_allowed"},
           {R"({"email":"hana@"})", "contact.email not_allowed"},
           {R"({"email":"undefined"})", "contact.email not_allowed"},
           {R"({"email":7})", "contact.email wrong_type"},
           {R"({"phone":4915112345678})", "contact.phone wrong_type"},
           {R"({"firstName":["Hana"]})", "contact.firstName wrong_type"},
           {R"({"firstName":{"$kago":"NaN"}})", "contact.firstName not_serializable"},
           {R"({"lastName":"Sa\nto"})", "contact.lastName control_character"},
           {R"({"lastName":")" + long_text + R"("})", "contact.lastName too_long"},
           {R"({"email":"a@)" + long_text + R"("})", "contact.email too_long"},
           {R"({"first_name":"Hana"})", "contact.first_name unknown_field"},
           {R"({"email":"a@b.example","birthday":null})", "contact.birthday unknown_field"},
           {R"({"email":null})", "contact.email wrong_type"},
           {R"({"phone":" "})", "contact.phone empty"},
           {R"("hana@shop.example")", "contact wrong_type"},
           {R"(["hana@shop.example"])", "contact wrong_type"},
           {R"({"$kago":"a cycle"})", "contact not_serializable"},
       }) {
    Shopper shopper;
    EXPECT_EQ(shopper.Refused("\"u-1\"", contact), "refused: " + told) << contact;
    EXPECT_EQ(shopper.origin.rows.size(), 0U) << contact;
    EXPECT_EQ(FromText(shopper.origin.state).TextAt("user_id"), "") << contact;
  }
}

TEST(Contact, OfNobodyIsRefused) {
  Shopper shopper;
  EXPECT_EQ(shopper.Refused("null", kHana), "refused: user_id wrong_type");
  EXPECT_EQ(shopper.Refused("\"undefined\"", R"({"email":"hana"})"), "refused: contact.email not_allowed, user_id empty");
}

TEST(Contact, IsNotQuotedInARefusal) {
  Shopper shopper;
  for (const char* contact : {R"({"email":"secret"})", R"({"secretary":"secret"})", R"("secret")", R"({"phone":["secret"]})"}) {
    EXPECT_EQ(Dump(shopper.Identify("\"u-1\"", contact)).find("\"secret\""), std::string::npos) << contact;
  }
}

TEST(Contact, ComesFromNoOtherCall) {
  Shopper shopper;
  shopper.page.config.Set("debug", Json::Bool(true));
  shopper.Identify("\"u-1\"", "");
  const Json result = shopper.page.Track("kago.customer_identified", testing::ValidProperties("kago.customer_identified"));
  EXPECT_EQ(Told(result.Find("violations")), "name unknown_event");
  EXPECT_EQ(shopper.origin.rows.size(), 0U);
  EXPECT_EQ(shopper.origin.state.find("hana"), std::string::npos);
}

TEST(Contact, ForWhichThereIsNoRoomIsSaidByTheNextPage) {
  Shopper shopper;
  shopper.page.config.Set("debug", Json::Bool(true));
  Json order = testing::ValidProperties("ecommerce.order_placed");
  order.Find("metadata")->SetText("note", std::string(50'000, 'x'));
  std::string status = "accepted";
  for (int n = 0; status == "accepted"; ++n) {
    order.SetText("order_id", "o" + std::to_string(n));
    status = shopper.page.Track("ecommerce.order_placed", order).TextAt("status");
  }
  std::size_t stored = 0;
  std::string state;
  for (int n = 0; stored < shopper.origin.rows.size(); ++n) {
    stored = shopper.origin.rows.size();
    state = shopper.origin.state;
    const std::string phone = std::to_string(n) + std::string(200, '0');
    EXPECT_EQ(Dump(shopper.Identify("\"u-1\"", R"({"phone":")" + phone + R"("})")), R"({"status":"accepted"})");
  }
  EXPECT_EQ(FromText(shopper.origin.state).IntegerAt("contact"), FromText(state).IntegerAt("contact"));
}

}  // namespace
}  // namespace kago
