#include "tests/simulation/calls.h"

#include <array>

#include "core/base/number_text.h"
#include "core/testing/events.h"

namespace kago::simulation {
namespace {

constexpr std::string_view kMark = "\"call\":\"";

// Some names more often than others.
constexpr std::array<std::string_view, 10> kNames = {
    "ecommerce.product_viewed",   "ecommerce.product_viewed", "ecommerce.cart_updated", "ecommerce.cart_updated",
    "ecommerce.cart_updated",     "ecommerce.cart_updated",   "kago.cart_emptied",      "ecommerce.checkout_started",
    "ecommerce.order_placed",     "no.such_event"};

// As shops write them: of every length in UTF-8 and UTF-16, and with every kind of fraction.
constexpr std::array<std::string_view, 6> kTitles = {"Mug", "Tasse à thé", "風呂敷", "Tea \U0001F375", "\"Quoted\" \\ name", "x\u00a0y"};
constexpr std::array<std::string_view, 8> kPrices = {"19.99", "0", "0.1", "1e2", "1234567.891", "5.00", "99999999.99", "0.005"};

template <typename List>
std::string OneOf(const List& list, Random* random) {
  return std::string(list[static_cast<std::size_t>(random->Below(std::ssize(list)))]);
}

Json PropertiesOf(std::string_view name, std::int64_t number, Random* random) {
  const std::string text = std::to_string(number);
  const std::string price = OneOf(kPrices, random);
  Json properties = testing::CartOf("p-" + std::to_string(random->Below(5)), std::to_string(1 + random->Below(9)), price);
  if (name == "ecommerce.product_viewed") {
    properties = Json::Object();
    for (const char* key : {"product_id", "variant_id"}) properties.SetText(key, "p-" + text);
    properties.SetText("product_name", OneOf(kTitles, random));
    properties.Set("price", Json::Number(price));
  }
  if (name == "kago.cart_emptied") properties = Json::Object();
  if (name == "ecommerce.checkout_started") properties.SetText("checkout_id", "c-" + text);
  if (name == "ecommerce.order_placed") properties.SetText("order_id", "o-" + text);
  properties.Remove("source");  // its page has one of its own
  Json& metadata = properties.Set("metadata", Json::Object());
  metadata.SetText("call", text);
  // Large ones, so that the limits of a request are met.
  if (random->Chance(100)) metadata.SetText("notes", std::string(static_cast<std::size_t>(random->Below(20'000)), 'x'));
  return properties;
}

}  // namespace

Json LineOf(std::string_view type, TimeMs wall, Caller* caller) {
  Json line = Json::Object();
  line.SetText("type", type);
  line.SetInteger("time", wall);
  line.SetText("page", caller->page);
  line.SetInteger("call", ++caller->calls);
  return line;
}

std::string CallOf(std::string_view name, std::int64_t number, Json line, Random* random) {
  if (name.empty()) name = kNames[static_cast<std::size_t>(random->Below(std::ssize(kNames)))];
  line.SetText("name", name);
  line.Set("options", Json::Object());
  line.Set("properties", PropertiesOf(name, number, random));
  return Dump(line);
}

std::int64_t TokenOfLine(std::string_view text) {
  const std::size_t at = text.find(kMark);
  if (at == std::string_view::npos) return 0;
  std::string_view digits = text.substr(at + kMark.size());
  std::int64_t number = 0;
  return ParseInteger(digits.substr(0, digits.find('"')), &number) ? number : 0;
}

}  // namespace kago::simulation
