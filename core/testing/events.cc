#include "core/testing/events.h"

#include <string>

#include "core/event/envelope.h"
#include "core/testing/values.h"

namespace kago::testing {

Json ValidValue(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return Json::Text("a text");
    case Kind::kUrl:
      return Json::Text("https://shop.example/p/mug?v=blue");
    case Kind::kAmount:
      return Json::Number("19.99");
    case Kind::kCount:
      return Json::Integer(2);
    case Kind::kCurrency:
      return Json::Text("EUR");
    case Kind::kAction:
      return Json::Text("replace");
    case Kind::kTexts:
      return FromText(R"(["price_drop","back_in_stock"])");
    case Kind::kTime:
      return Json::Text("2026-11-22T09:15:27.412Z");
    case Kind::kMetadata:
      return FromText(R"({"sku":"007"})");
    case Kind::kEmail:
      return Json::Text("hana@shop.example");
    case Kind::kProducts:
    case Kind::kDiscounts: {
      Json list = Json::Array();
      list.Push(ValidObject(kind == Kind::kProducts ? ProductFields() : DiscountFields()));
      return list;
    }
  }
  return Json();
}

Json ValidObject(std::span<const Field> fields) {
  Json object = Json::Object();
  for (const Field& field : fields) object.Set(field.name, ValidValue(field.kind));
  return object;
}

Json ValidProperties(std::string_view event_name) { return ValidObject(FindEventType(event_name)->fields); }

Json ValidEvent(const EventType& type) {
  Json event = ValidObject(EnvelopeFields());
  event.SetText("name", type.name);
  event.Set("properties", ValidObject(type.fields));
  return event;
}

Json CartOf(std::string_view product_id, std::string_view quantity, std::string_view price) {
  Json properties = FromText(R"({"currency":"EUR","source":"web","products":[{"product_name":"Mug"}]})");
  Json& line = properties.Find("products")->items()[0];
  line.SetText("product_id", product_id);
  line.SetText("variant_id", product_id);
  line.Set("quantity", Json::Number(quantity));
  line.Set("price", Json::Number(price));
  return properties;
}

}  // namespace kago::testing
