// The verdict that a collector gets, from bytes to JSON.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/events.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Repeated;
using testing::Told;
using testing::ValidEvent;

// `path code, …` of a verdict, after a look at its shape.
std::string Judged(std::string_view event) {
  const Json verdict = FromText(Judge(event));
  const Json* violations = verdict.Find("violations");
  if (!violations || !violations->is_array()) return "no list";
  EXPECT_EQ(verdict.TrueAt("valid"), violations->items().empty());
  return Told(violations);
}

TEST(Judge, FindsAGoodEventGood) {
  EXPECT_EQ(Judge(Dump(ValidEvent(EventTypes()[0]))), R"({"valid":true,"violations":[]})");
}

TEST(Judge, SaysWhereWhatAndWhatWouldBeRight) {
  Json event = ValidEvent(*FindEventType("ecommerce.order_placed"));
  At(&event, "properties.products[0].price")->Assign(Json::Text("19.99"));
  EXPECT_EQ(
      Judge(Dump(event)),
      R"({"valid":false,"violations":[{"path":"properties.products[0].price","code":"wrong_type","found":"\"19.99\"",)"
      R"("expected":"a number >= 0 such as 19.99"}]})");
}

TEST(Judge, RefusesAnEventThatItDoesNotKnow) {
  Json event = ValidEvent(EventTypes()[0]);
  event.SetText("name", "ecommerce.cart_upset");
  EXPECT_EQ(Judged(Dump(event)), "name unknown_event");
  event.Remove("name");
  EXPECT_EQ(Judged(Dump(event)), "name unknown_event");
}

TEST(Judge, RefusesAnEventWithoutProperties) {
  Json event = ValidEvent(EventTypes()[0]);
  event.Remove("properties");
  EXPECT_EQ(Judged(Dump(event)), "properties wrong_type");
}

TEST(Judge, RefusesWhatIsNoObject) {
  for (const char* text : {"null", "1", "[]", "\"event\"", "true"}) EXPECT_EQ(Judged(text), " wrong_type") << text;
}

TEST(Judge, RefusesWhatIsNoJson) {
  for (const char* text : {"", "<html>", "\xFF\xFE", "{", "undefined"}) {
    EXPECT_TRUE(Judged(text).starts_with(" bad_text")) << text;
  }
  EXPECT_EQ(Judged(std::string_view("\0\0\0", 3)), " bad_text");
}

TEST(Judge, RefusesAGoodEventWithATail) { EXPECT_EQ(Judged(Dump(ValidEvent(EventTypes()[0])) + "{}"), " bad_text"); }

TEST(Judge, RefusesWhatIsNestedTooDeep) {
  Json event = ValidEvent(EventTypes()[0]);
  std::string text = Dump(event);
  text.replace(text.find(R"({"sku":"007"})"), 13, R"({"a":)" + Repeated("[", 100'000) + Repeated("]", 100'000) + "}");
  const std::string judged = Judged(text);
  EXPECT_TRUE(judged.starts_with("properties.metadata.a" + Repeated("[0]", 61) + " too_deep")) << judged;
}

TEST(Judge, RefusesTooManyMembersUnderTheirPath) {
  std::string text = Dump(ValidEvent(EventTypes()[0]));
  std::string members;
  for (int i = 0; i <= 1'000; ++i) members.append(i ? "," : "").append("\"m").append(std::to_string(i)).append("\":1");
  text.replace(text.find(R"("sku":"007")"), 11, members);
  EXPECT_EQ(Judged(text), "properties.metadata.m1000 too_many");
}

TEST(Judge, GivesTheSameVerdictAgain) {
  const std::string text = Dump(ValidEvent(EventTypes()[1]));
  EXPECT_EQ(Judge(text), Judge(text));
}

}  // namespace
}  // namespace kago
