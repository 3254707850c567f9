#include "core/event/personal.h"

#include <gtest/gtest.h>

#include "core/event/builder.h"
#include "core/event/event_table.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kOrder = "ecommerce.order_placed";

std::string Build(std::string_view personal, Json* properties) {
  Findings warnings;
  BuildProperties(*FindEventType(kOrder), {"EUR", "web", std::string(personal)}, properties, &warnings);
  return Told(warnings);
}

TEST(Personal, IsKnownInTheWaysInWhichShopsSpellIt) {
  for (std::string_view name : {"email", "Email", "EMAIL", "e-mail", "eMail", "customer_email", "customerEmail", "email_address", "emailAddress",
                                "phone", "phoneNumber", "billing_phone", "first_name", "firstName", "First Name", "firstname", "lastName",
                                "billing_last_name", "shipping_address", "shippingAddress", "address1", "address_1", "billing_address_1",
                                "addressLine2", "street", "city", "shippingCity", "postcode", "postal_code", "zipCode", "zip", "province", "mail", "phones", "phone_no", "mobileNo",
                                "fname", "lname", "shipping_name", "billingName", "town", "tel"}) {
    EXPECT_TRUE(IsPersonal(name, "")) << name;
  }
}

TEST(Personal, IsNoOtherNameThatOnlySoundsLikeIt) {
  for (std::string_view name : {"velocity", "capacity", "phone_case", "email_sent", "street_style", "name", "product_name", "headphone", "zipper",
                                "country", "cityscape", "subscription", "", "1", "é", "_"}) {
    EXPECT_FALSE(IsPersonal(name, "")) << name;
  }
}

TEST(Personal, StaysBehindAtAnyDepthWithAWarningThatNamesThePath) {
  Json order = ValidProperties(kOrder);
  order.Remove("metadata");
  order.SetText("email", "a@example.com");
  order.Set("shipping_address", FromText(R"({"first_name":"A","street":"1 Example Street"})"));
  order.Set("customer", FromText(R"({"tier":"gold","firstName":"A","orders":[{"n":1},{"phone":4915112345678}]})"));
  order.Set("metadata", FromText(R"({"note":"red","contact":{"e_mail":"a@example.com"}})"));
  At(&order, "products[0]")->SetText("recipient_email", "b@example.com");
  const std::string warnings = Build("", &order);
  EXPECT_EQ(Dump(*order.Find("metadata")), R"({"note":"red","contact":{},"customer":{"tier":"gold","orders":[{"n":1},{}]}})");
  EXPECT_EQ(Dump(order).find("example.com"), std::string::npos);
  for (std::string_view path : {"properties.email", "properties.shipping_address", "properties.customer.firstName",
                                "properties.customer.orders[1].phone", "properties.metadata.contact.e_mail",
                                "properties.products[0].recipient_email"}) {
    EXPECT_NE(warnings.find(std::string(path) + " personal_left_out"), std::string::npos) << path << " in " << warnings;
  }
}

TEST(Personal, IsNotQuotedInItsWarning) {
  Json order = ValidProperties(kOrder);
  order.SetText("email", "a@example.com");
  Findings warnings;
  BuildProperties(*FindEventType(kOrder), {"EUR", "web", ""}, &order, &warnings);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(Dump(ToJson(warnings)).find("a@example"), std::string::npos);
}

TEST(Personal, IsWhatTheShopDoesNotList) {
  Json order = ValidProperties(kOrder);
  order.Remove("metadata");
  order.Set("metadata", FromText(R"({"shippingCity":"Bonn","email":"a@example.com","customer_email":"b@example.com"})"));
  Build("shipping_city email", &order);
  EXPECT_EQ(Dump(*order.Find("metadata")), R"({"shippingCity":"Bonn","email":"a@example.com"})");
}

TEST(Personal, IsNoFlagAndNoMissingValue) {
  Json order = ValidProperties(kOrder);
  order.Remove("metadata");
  order.Set("metadata", FromText(R"({"mobile":true,"newsletter_email":false})"));
  EXPECT_EQ(Build("", &order), "");
  EXPECT_EQ(Dump(*order.Find("metadata")), R"({"mobile":true,"newsletter_email":false})");
}

TEST(Personal, IsNothingThatAnEventItselfHasAFieldFor) {
  for (const EventType& type : EventTypes()) {
    if (type.role == Role::kIdentified) continue;  // says nothing else
    for (const Field& field : type.fields) EXPECT_FALSE(IsPersonal(field.name, "")) << field.name;
  }
  for (const Field& field : ProductFields()) EXPECT_FALSE(IsPersonal(field.name, "")) << field.name;
}

}  // namespace
}  // namespace kago
