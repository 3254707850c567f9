// Which fields each event needs, and that it takes no others, straight from the event table.
#include <string>

#include <gtest/gtest.h>

#include "core/event/event_table.h"
#include "core/event/envelope.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::Told;
using testing::ValidEvent;

std::string Violations(const Json& event) { return Told(ValidateEvent({event, {}})); }

// Takes each field of the object at `path` away in turn and expects what the table says of it.
void ExpectNeeds(const EventType& type, std::span<const Field> fields, const std::string& path) {
  for (const Field& field : fields) {
    Json event = ValidEvent(type);
    (path.empty() ? &event : At(&event, path))->Remove(field.name);
    const std::string at = (path.empty() ? "" : path + ".") + std::string(field.name);
    EXPECT_EQ(Violations(event), field.need == Need::kOptional ? "" : at + " missing") << type.name;
  }
}

TEST(Required, LetsAValidEventOfEachTypePass) {
  for (const EventType& type : EventTypes()) EXPECT_EQ(Violations(ValidEvent(type)), "") << type.name;
}

TEST(Required, MissesEachRequiredFieldOfEachEvent) {
  for (const EventType& type : EventTypes()) ExpectNeeds(type, type.fields, "properties");
}

TEST(Required, MissesEachRequiredMemberOfTheEnvelope) {
  for (const EventType& type : EventTypes()) ExpectNeeds(type, EnvelopeFields(type.role), "");
}

TEST(Required, MissesEachRequiredFieldOfAProduct) {
  for (const EventType& type : EventTypes()) {
    if (FindField(type.fields, "products")) ExpectNeeds(type, ProductFields(), "properties.products[0]");
  }
}

TEST(Required, NeedsNothingOfADiscount) {
  for (const EventType& type : EventTypes()) {
    if (FindField(type.fields, "discounts")) ExpectNeeds(type, DiscountFields(), "properties.discounts[0]");
  }
}

TEST(Required, TakesNoUnknownFieldAnywhere) {  // platforms.md 9, pitfall 5
  for (const EventType& type : EventTypes()) {
    for (const std::string path : {"", "properties", "properties.products[0]", "properties.discounts[0]"}) {
      Json event = ValidEvent(type);
      Json* object = path.empty() ? &event : At(&event, path);
      if (!object) continue;
      object->SetText("color", "blue");
      EXPECT_EQ(Violations(event), (path.empty() ? "" : path + ".") + "color unknown_field") << type.name;
    }
  }
}

TEST(Required, TakesNoFieldOfAnotherEvent) {
  for (const EventType& type : EventTypes()) {
    for (const EventType& other : EventTypes()) {
      for (const Field& field : other.fields) {
        if (FindField(type.fields, field.name)) continue;
        Json event = ValidEvent(type);
        event.Find("properties")->Set(field.name, testing::ValidValue(field.kind));
        EXPECT_EQ(Violations(event), "properties." + std::string(field.name) + " unknown_field") << type.name;
      }
    }
  }
}

TEST(Required, IsAUserOfContactData) {  // it is erased with them
  Json event = ValidEvent(*FindEventType(kIdentified));
  event.Remove("user_id");
  EXPECT_EQ(Violations(event), "user_id missing");
}

TEST(Required, LetsATotalBeAbsentOnlyOfAddedAndRemovedLines) {
  Json event = ValidEvent(*FindEventType("ecommerce.cart_updated"));
  event.Find("properties")->Remove("total_value");
  for (const char* action : {"add", "remove"}) {
    event.Find("properties")->SetText("action", action);
    EXPECT_EQ(Violations(event), "") << action;
  }
  event.Find("properties")->SetText("action", "replace");
  EXPECT_EQ(Violations(event), "properties.total_value missing");
  event.Find("properties")->Remove("action");
  EXPECT_EQ(Violations(event), "properties.total_value missing");
}

// The table against platforms.md 1.3, written out once more by hand.
std::string RequiredOf(std::string_view name) {
  std::string names;
  for (const Field& field : FindEventType(name)->fields) {
    if (field.need != Need::kOptional) names.append(names.empty() ? "" : " ").append(field.name);
  }
  return names;
}

TEST(Required, IsWhatBrazeDocuments) {
  EXPECT_EQ(RequiredOf("ecommerce.product_viewed"), "product_id product_name variant_id price currency source");
  EXPECT_EQ(RequiredOf("ecommerce.cart_updated"), "cart_id total_value currency products source");
  EXPECT_EQ(RequiredOf("ecommerce.checkout_started"), "checkout_id total_value currency products source");
  EXPECT_EQ(RequiredOf("ecommerce.order_placed"), "order_id total_value currency products source");
  EXPECT_EQ(RequiredOf("ecommerce.order_refunded"), "order_id total_value currency products source");
  EXPECT_EQ(RequiredOf("ecommerce.order_cancelled"), "order_id cancel_reason total_value currency products source");
  EXPECT_EQ(RequiredOf("kago.cart_emptied"), "cart_id currency source");
  EXPECT_EQ(RequiredOf("kago.customer_identified"), "");
}

TEST(Required, GivesNoCartIdToWhatComesAfterTheOrder) {
  for (const char* name : {"ecommerce.order_refunded", "ecommerce.order_cancelled", "ecommerce.product_viewed"}) {
    EXPECT_EQ(FindField(FindEventType(name)->fields, "cart_id"), nullptr) << name;
  }
}

TEST(Required, GivesARefundNoTaxAndNoShipping) {
  for (const char* field : {"subtotal_value", "tax", "shipping"}) {
    EXPECT_EQ(FindField(FindEventType("ecommerce.order_refunded")->fields, field), nullptr) << field;
  }
}

TEST(Required, KnowsNoOtherEvent) {
  EXPECT_EQ(EventTypes().size(), 8u);
  for (const char* name :
       {"", "product_viewed", "Ecommerce.product_viewed", "ecommerce.product_viewed ", "ecommerce.cart_emptied"}) {
    EXPECT_EQ(FindEventType(name), nullptr) << name;
  }
}

}  // namespace
}  // namespace kago
