#include "core/fuzz/script.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/number_text.h"

namespace kago::fuzz {
namespace {

// Enough for a year in milliseconds; sums of them stay far from 64 bits.
constexpr std::size_t kDigitsMax = 11;

constexpr std::string_view kShopify =
    R"({"token":"hWN2?key=9f0e","currency":"EUR","total_price":3998,"items_subtotal_price":3998,"items":[)"
    R"({"product_id":880,"variant_id":881,"product_title":"Mug","quantity":2,"final_price":1999,"sku":"M-1",)"
    R"("url":"/p/mug","image":"//cdn.example/mug.png"}]})";
constexpr std::string_view kBigCommerce =
    R"([{"id":"bc-1","currency":{"code":"EUR"},"cartAmount":64.98,"lineItems":{"physicalItems":[{"productId":880,)"
    R"("variantId":881,"name":"Mug","quantity":2,"salePrice":19.99,"url":"https://shop.example/mug",)"
    R"("imageUrl":"","sku":"M-1"}],"digitalItems":[],"customItems":[{"id":"c1","name":"Card","quantity":1,"listPrice":5}],)"
    R"("giftCertificates":[{"id":"g1","name":"Gift","amount":20}]}}])";

std::string_view WordOf(char letter) {
  if (letter == 'a') return "accepted";
  if (letter == 'd') return "duplicate";
  return letter == 'r' ? "refused" : "unknown";
}

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::int64_t TakeNumber(std::string_view* text) {
  std::size_t digits = 0;
  while (digits < kDigitsMax && digits < text->size() && IsDigit((*text)[digits])) ++digits;
  std::int64_t value = 0;
  if (!ParseInteger(text->substr(0, digits), &value)) return 0;
  text->remove_prefix(digits);
  return value;
}

std::string_view TakeLine(std::string_view* text) {
  const std::string_view line = text->substr(0, text->find('\n'));
  text->remove_prefix(line.size() == text->size() ? line.size() : line.size() + 1);
  return line;
}

void LayOver(Json patch, Json* value) {
  if (!patch.is_object()) return value->Assign(std::move(patch));
  if (value->is_array()) {
    for (Json& item : value->items()) LayOver(patch, &item);
  } else if (value->is_object()) {
    for (const Json& member : patch.items()) {
      Json* present = value->Find(member.key());
      if (present) {
        LayOver(member, present);
      } else {
        value->Set(member.key(), member);
      }
    }
  } else {
    value->Assign(std::move(patch));
  }
}

Json CartReply(bool shopify) { return ParseJson(shopify ? kShopify : kBigCommerce).value; }

std::string BodyOf(const testing::Request& request, std::string_view words) {
  if (words.empty() || !IsLetter(words[0])) return std::string(words);
  Json answer = Json::Object();
  Json& results = answer.Set("results", Json::Array());
  std::size_t at = 0;
  for (const std::string& id : request.EventIds()) {
    const char letter = words[at++ % words.size()];
    if (letter == 'n') continue;
    Json& result = results.Push(Json::Object());
    result.SetText("event_id", id);
    result.SetText("status", WordOf(letter));
    if (letter == 'r') result.Set("violations", ParseJson(R"([{"path":"name","code":"unknown_event"}])").value);
  }
  return Dump(answer);
}

}  // namespace kago::fuzz
