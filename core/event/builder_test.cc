#include "core/event/builder.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/event/validator.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Repeated;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kCheckout = "ecommerce.checkout_started";
constexpr std::string_view kOrder = "ecommerce.order_placed";

struct Built {
  Json properties;
  std::string warnings;

  // The value at that path as JSON; "absent" when there is none.
  std::string operator[](std::string_view path) {
    const Json* value = At(&properties, path);
    return value ? Dump(*value) : "absent";
  }
};

Built Build(std::string_view name, Json properties, const Defaults& defaults = {}) {
  Findings warnings;
  BuildProperties(*FindEventType(name), defaults, &properties, &warnings);
  return {std::move(properties), Told(warnings)};
}

// A valid event with one member set to another value.
Built BuildWith(std::string_view name, std::string_view path, std::string_view value) {
  Json properties = ValidProperties(name);
  At(&properties, path)->Assign(FromText(value));
  return Build(name, std::move(properties));
}

Built BuildWithout(std::string_view name, std::string_view key, const Defaults& defaults = {}) {
  Json properties = ValidProperties(name);
  properties.Remove(key);
  return Build(name, std::move(properties), defaults);
}

TEST(Builder, LeavesAValidEventAsItIs) {
  for (const EventType& type : EventTypes()) {
    if (type.role == Role::kIdentified) continue;  // call/contact.h makes it
    Built built = Build(type.name, ValidProperties(type.name), {"USD", "default"});
    EXPECT_EQ(Dump(built.properties), Dump(ValidProperties(type.name)));
    EXPECT_EQ(built.warnings, "");
  }
}

TEST(Builder, FillsTheCurrencyThatTheShopConfigured) {
  EXPECT_EQ(BuildWithout(kViewed, "currency", {"USD", ""})["currency"], "\"USD\"");
  EXPECT_EQ(Build(kViewed, FromText(R"({"currency":null})"), {"USD", ""})["currency"], "\"USD\"");
}

TEST(Builder, FillsTheSourceThatTheShopConfigured) {
  EXPECT_EQ(BuildWithout(kOrder, "source", {"", "web"})["source"], "\"web\"");
}

TEST(Builder, NeverReplacesWhatTheShopGave) {
  Built built = Build(kViewed, ValidProperties(kViewed), {"USD", "default"});
  EXPECT_EQ(built["currency"], "\"EUR\"");
  EXPECT_EQ(built["source"], "\"a text\"");
}

TEST(Builder, FillsNothingWithoutADefault) {
  EXPECT_EQ(BuildWithout(kViewed, "currency")["currency"], "absent");
  EXPECT_EQ(BuildWithout(kViewed, "source")["source"], "absent");
}

TEST(Builder, FillsTheActionOfACartAndOfNothingElse) {
  EXPECT_EQ(BuildWithout(kCart, "action")["action"], "\"replace\"");
  EXPECT_EQ(BuildWith(kCart, "action", "null")["action"], "\"replace\"");
  EXPECT_EQ(BuildWith(kCart, "action", "\"add\"")["action"], "\"add\"");
  EXPECT_EQ(Build(kCheckout, ValidProperties(kCheckout))["action"], "absent");
  EXPECT_EQ(Build("kago.cart_emptied", ValidProperties("kago.cart_emptied"))["action"], "absent");
}

TEST(Builder, SumsTheTotalExactly) {
  Json properties =
      FromText(R"({"products":[{"price":0.1,"quantity":1},{"price":0.2,"quantity":1},{"price":19.99,"quantity":3}]})");
  EXPECT_EQ(Build(kOrder, properties)["total_value"], "60.27");
}

TEST(Builder, SumsTheTotalOfPricesThatWereTexts) {
  EXPECT_EQ(Build(kCart, FromText(R"({"products":[{"price":" 19.99 ","quantity":"3"}]})"))["total_value"], "59.97");
}

TEST(Builder, KeepsATotalThatTheShopGave) {
  EXPECT_EQ(Build(kOrder, FromText(R"({"total_value":5,"products":[{"price":1,"quantity":1}]})"))["total_value"], "5");
}

TEST(Builder, FillsATotalThatIsNull) {
  EXPECT_EQ(Build(kOrder, FromText(R"({"total_value":null,"products":[{"price":1.50,"quantity":1}]})"))["total_value"],
            "1.5");
}

TEST(Builder, DoesNotTakeTheSumOfAddedLinesForTheTotal) {
  for (const char* action : {"add", "remove"}) {
    Json properties = FromText(R"({"products":[{"price":1,"quantity":1}]})");
    properties.SetText("action", action);
    EXPECT_EQ(Build(kCart, properties)["total_value"], "absent") << action;
  }
}

TEST(Builder, DoesNotGuessATotalWhenALineHasNoUsablePriceOrQuantity) {
  for (const char* line :
       {R"({"quantity":1})", R"({"price":1})", R"({"price":null,"quantity":1})", R"({"price":-1,"quantity":1})",
        R"({"price":1,"quantity":-1})", R"({"price":"1.234,56","quantity":1})", R"({"price":1e400,"quantity":1})",
        R"({"price":{"$kago":"NaN"},"quantity":1})", "null", "\"line\""}) {
    Json properties = FromText(R"({"products":[{"price":1,"quantity":1}]})");
    properties.Find("products")->Push(FromText(line));
    EXPECT_EQ(Build(kOrder, properties)["total_value"], "absent") << line;
  }
}

TEST(Builder, FillsNoTotalWhereTheEventHasNone) {
  EXPECT_EQ(Build(kViewed, FromText(R"({"price":1})"))["total_value"], "absent");
}

TEST(Builder, TakesANumberForATextOnlyWithoutLoss) {
  Built built = BuildWith(kCart, "products[0].product_id", "8266836345064");
  EXPECT_EQ(built["products[0].product_id"], "\"8266836345064\"");
  EXPECT_EQ(built.warnings, "properties.products[0].product_id text_from_number");
  EXPECT_EQ(BuildWith(kCart, "products[0].product_id", "9007199254740991")["products[0].product_id"], "\"9007199254740991\"");
}

TEST(Builder, LeavesANumberAloneWhoseDigitsJavaScriptMayHaveLost) {
  for (const char* number : {"9007199254740992", "9007199254740993", "12345678901234567890", "1.5", "-7", "1e3"}) {
    Built built = BuildWith(kViewed, "product_id", number);
    EXPECT_EQ(built["product_id"], number);
    EXPECT_EQ(built.warnings, "");
  }
}

TEST(Builder, TakesATextForANumberWhenItIsOne) {
  Built built = BuildWith(kCart, "products[0].price", "\" 19.90\\n\"");
  EXPECT_EQ(built["products[0].price"], "19.90");
  EXPECT_EQ(built.warnings, "properties.products[0].price number_from_text");
  EXPECT_EQ(BuildWith(kCart, "products[0].quantity", "\"2\"")["products[0].quantity"], "2");
}

TEST(Builder, LeavesATextAloneThatCouldMeanTwoNumbers) {
  for (const char* text :
       {"\"1.234,56\"", "\"1,5\"", "\"19.99 EUR\"", "\"$5\"", "\"\"", "\"NaN\"", "\"007\"", "\".5\"", "\"1 000\""}) {
    Built built = BuildWith(kViewed, "price", text);
    EXPECT_EQ(built["price"], text);
    EXPECT_EQ(built.warnings, "");
  }
}

TEST(Builder, LeavesATextWithThreeDigitsBehindThePointAloneSinceSomeShopsWriteThousandsSo) {
  for (const char* text : {"\"1.299\"", "\"12.500\"", "\"150.000\"", "\"1.000\""}) {
    EXPECT_EQ(BuildWith(kViewed, "price", text)["price"], text);
    EXPECT_EQ(BuildWith(kCart, "products[0].quantity", text)["products[0].quantity"], text);
  }
  EXPECT_EQ(BuildWith(kViewed, "price", "\"12.5\"")["price"], "12.5");
  EXPECT_EQ(BuildWith(kViewed, "price", "\"12.5000\"")["price"], "12.5000");
}

// An event of that price in that currency.
Built Priced(const char* currency, const char* price) {
  return Build(kViewed, FromText(std::string(R"({"currency":")") + currency + R"(","price":)" + price + "}"));
}

TEST(Builder, TakesThreeDigitsBehindThePointWhereTheCurrencyHasThree) {
  EXPECT_EQ(Priced("KWD", "\"12.500\"")["price"], "12.500");
  EXPECT_EQ(Priced("kwd", "\"12.500\"")["price"], "12.500");
}

TEST(Builder, RoundsTheDustOfFloatingPointToTheCurrency) {
  constexpr const char* kDusty[][3] = {
      {"EUR", "0.30000000000000004", "0.3"}, {"EUR", "185.130001", "185.13"},     {"EUR", "49.8999999999999986", "49.9"},
      {"EUR", "19.989999771118164", "19.99"}, {"JPY", "1980.0000000000002", "1980"}, {"KWD", "0.1230000000000000004", "0.123"},
      {"EUR", "5.551115123125783e-17", "0"}, {"CLF", "0.00019999999999", "0.0002"}};
  for (const auto& [currency, price, rounded] : kDusty) {
    Built built = Priced(currency, price);
    EXPECT_EQ(built["price"], rounded) << price;
    EXPECT_EQ(built.warnings, "properties.price excess_digits") << price;
  }
}

TEST(Builder, RemarksOnAnAmountWithMoreDigitsThanItsCurrencyHasAndKeepsIt) {
  constexpr const char* kFine[][2] = {{"JPY", "1980.5"}, {"EUR", "8.055"},   {"EUR", "0.0045"}, {"EUR", "0.000001"},
                                      {"EUR", "33.333333"}, {"KWD", "0.1234"}, {"EUR", "1.299"}};
  for (const auto& [currency, price] : kFine) {
    Built built = Priced(currency, price);
    EXPECT_EQ(built["price"], price) << currency;
    EXPECT_EQ(built.warnings, "properties.price excess_digits") << price;
  }
  EXPECT_EQ(SeverityOf(Code::kExcessDigits), Severity::kRemark) << "strict refuses no such event";
}

TEST(Builder, SaysNothingOfDigitsThatTheCurrencyHas) {
  constexpr const char* kPlain[][2] = {{"EUR", "19.99"}, {"EUR", "19.9900"}, {"JPY", "1980.00"}, {"HRK", "1.2345"}, {"KWD", "0.123"}};
  for (const auto& [currency, price] : kPlain) {
    Built built = Priced(currency, price);
    EXPECT_EQ(built["price"], price) << currency;
    EXPECT_EQ(built.warnings.find("excess_digits"), std::string::npos) << price;
  }
}

TEST(Builder, LooksAtTheDigitsOfEveryAmount) {
  const char* order = R"({"currency":"JPY","total_value":1.5,"tax":1.5,"shipping":1.5,"subtotal_value":1.5,"total_discounts":1.5,
      "discounts":[{"amount":1.5}],"products":[{"price":1.5,"quantity":1}]})";
  const Built built = Build(kOrder, FromText(order));
  for (const char* path : {"total_value", "tax", "shipping", "subtotal_value", "total_discounts", "discounts[0].amount", "products[0].price"}) {
    EXPECT_NE(built.warnings.find("properties." + std::string(path) + " excess_digits"), std::string::npos) << path;
  }
}

TEST(Builder, AsksTheShopsOwnCurrencyWhereTheEventNamesNone) {
  Json properties = FromText(R"({"price":1980.5})");
  Findings warnings;
  BuildProperties(*FindEventType(kViewed), {"JPY", "https://shop.example"}, &properties, &warnings);
  EXPECT_EQ(Told(warnings), "properties.price excess_digits");
}

TEST(Builder, WritesACurrencyInUpperCase) {
  Built built = BuildWith(kOrder, "currency", "\" eUr \"");
  EXPECT_EQ(built["currency"], "\"EUR\"");
  EXPECT_EQ(built.warnings, "properties.currency upper_cased");
}

TEST(Builder, WarnsOfAWithdrawnCurrencyAndKeepsIt) {
  EXPECT_EQ(BuildWith(kOrder, "currency", "\"HRK\"").warnings, "properties.currency historic_currency");
  Built built = BuildWith(kOrder, "currency", "\"hrk\"");
  EXPECT_EQ(built["currency"], "\"HRK\"");
  EXPECT_EQ(built.warnings, "properties.currency historic_currency, properties.currency upper_cased");
}

TEST(Builder, LeavesAnUnknownCurrencyAsTheShopWroteIt) {
  for (const char* code : {"\"€\"", "\"euro\"", "\"zzz\"", "978"}) {
    Built built = BuildWith(kOrder, "currency", code);
    EXPECT_EQ(built["currency"], code);
    EXPECT_EQ(built.warnings, "");
  }
}

TEST(Builder, TakesAnAbsentOptionalValueAway) {
  EXPECT_EQ(BuildWith(kOrder, "tax", "null")["tax"], "absent");
  EXPECT_EQ(BuildWith(kOrder, "metadata", "null")["metadata"], "absent");
  EXPECT_EQ(BuildWith(kViewed, "image_url", "\" \"")["image_url"], "absent");
  EXPECT_EQ(BuildWith(kCheckout, "cart_id", "\"\"")["cart_id"], "absent");
  EXPECT_EQ(BuildWith(kCart, "products[0].product_url", "\"\"").warnings, "");
}

TEST(Builder, KeepsANullThatIsRequiredForTheValidatorToSee) {
  EXPECT_EQ(BuildWith(kViewed, "price", "null")["price"], "null");
  EXPECT_EQ(BuildWith(kCart, "products[0].product_name", "null")["products[0].product_name"], "null");
}

TEST(Builder, LeavesOutAnOptionalTextThatCannotBeSent) {
  const std::string long_url = "\"https://cdn.example/" + Repeated("x", limits::kUrlUnitsMax) + "\"";
  Built built = BuildWith(kViewed, "image_url", long_url);
  EXPECT_EQ(built["image_url"], "absent");
  EXPECT_EQ(built.warnings, "properties.image_url left_out");
  EXPECT_EQ(BuildWith(kCart, "products[0].product_url", "\"a\\tb\"").warnings,
            "properties.products[0].product_url left_out");
}

TEST(Builder, KeepsAnAddressThatIsLongerThanATextMayBe) {
  const std::string url = "\"https://cdn.example/" + Repeated("x", 400) + "\"";
  EXPECT_EQ(BuildWith(kViewed, "image_url", url)["image_url"], url);
}

TEST(Builder, NeverShortensARequiredText) {
  const std::string name = "\"" + Repeated("n", 300) + "\"";
  Built built = BuildWith(kViewed, "product_name", name);
  EXPECT_EQ(built["product_name"], name);
  EXPECT_EQ(built.warnings, "");
}

TEST(Builder, CutsTheSecretOffACartId) {
  Built built = BuildWith(kCart, "cart_id", "\"gid://shopify/Cart/hWN2abc?key=9f0e\"");
  EXPECT_EQ(built["cart_id"], "\"hWN2abc\"");
  EXPECT_EQ(built.warnings, "properties.cart_id secret_removed");
}

TEST(Builder, KnowsShopifysIdsInEitherForm) {
  EXPECT_EQ(BuildWith(kCart, "cart_id", "\"gid://shopify/Cart/hWN2abc\"")["cart_id"], "\"hWN2abc\"");
  EXPECT_EQ(BuildWith(kCart, "cart_id", "\"hWN2abc\"")["cart_id"], "\"hWN2abc\"");
  EXPECT_EQ(BuildWith(kCart, "cart_id", "\"gid:x/y\"")["cart_id"], "\"gid:x/y\"");
  Built built = BuildWith(kCart, "products", R"([{"product_id":"gid://shopify/Product/8","product_name":"Mug",
                                                 "variant_id":"gid://shopify/ProductVariant/44","quantity":1,"price":20}])");
  EXPECT_NE(built["products"].find(R"("product_id":"8")"), std::string::npos) << built["products"];
  EXPECT_NE(built["products"].find(R"("variant_id":"44")"), std::string::npos) << built["products"];
  EXPECT_EQ(built.warnings, "");
}

TEST(Builder, TakesAPlaceholderForNoId) {
  for (const char* id : {"undefined", "gid://shopify/Order/undefined"}) {
    Json order = ValidProperties("ecommerce.order_placed");
    order.SetText("order_id", id);
    At(&order, "products[0]")->SetText("variant_id", "(not set)");
    order.SetText("cart_id", "null");
    Findings findings;
    BuildProperties(*FindEventType("ecommerce.order_placed"), {}, &order, &findings);
    EXPECT_EQ(order.Find("cart_id"), nullptr);
    ValidateProperties(*FindEventType("ecommerce.order_placed"), order, &findings);
    EXPECT_EQ(Told(findings), "properties.order_id empty, properties.products[0].variant_id empty");
  }
}

TEST(Builder, DoesNotShowTheSecretInItsWarning) {
  Findings warnings;
  Json properties = FromText(R"({"cart_id":"hWN2abc?key=9f0e"})");
  BuildProperties(*FindEventType(kCart), {}, &properties, &warnings);
  EXPECT_EQ(Dump(ToJson(warnings)).find("9f0e"), std::string::npos);
}

TEST(Builder, LeavesAQuestionMarkInOtherTextsAlone) {
  EXPECT_EQ(BuildWith(kCheckout, "checkout_id", "\"a?key=b\"")["checkout_id"], "\"a?key=b\"");
}

TEST(Builder, LeavesWhatItCannotMendToTheValidator) {
  for (const char* value : {"true", "[]", "{}", "1.5", R"({"$kago":"NaN"})"}) {
    EXPECT_EQ(BuildWith(kViewed, "product_name", value)["product_name"], value);
  }
  for (const char* value : {"true", "{}", "\"products\"", R"({"$kago":"a cycle"})"}) {
    EXPECT_EQ(BuildWith(kOrder, "products", value)["products"], value);
  }
}

TEST(Builder, StopsWarningAtItsLimit) {
  Json properties = Json::Object();
  Json& products = properties.Set("products", Json::Array());
  for (std::size_t i = 0; i < limits::kFindingsMax + 50; ++i) products.Push(FromText(R"({"price":"1","quantity":1})"));
  Findings warnings;
  BuildProperties(*FindEventType(kOrder), {}, &properties, &warnings);
  EXPECT_EQ(warnings.size(), limits::kFindingsMax);
  EXPECT_EQ(Dump(*At(&properties, "products[149].price")), "1");
}

}  // namespace
}  // namespace kago
