#include "core/schema/schema.h"

#include <initializer_list>
#include <string>
#include <utility>

#include "core/base/limits.h"
#include "core/event/currency.h"
#include "core/event/envelope.h"
#include "core/event/event_docs.h"
#include "core/event/example_docs.h"
#include "core/schema/names.h"

namespace kago {
namespace {

// core/base/text.cc: not blank, no control character. White space other than the space is a control
// character, so a good text is spaces, one other character, and what follows.
constexpr std::string_view kTextPattern = R"(^ *[^\u0000-\u0020][^\u0000-\u001f]*$)";

// core/base/time.cc, ParseIso.
constexpr std::string_view kTimePattern =
    "^(?!0000)[0-9]{4}-"
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?"
    "(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])$";

Json Of(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json object = Json::Object();
  for (const auto& [key, value] : members) object.Set(key, value);
  return object;
}

Json Size(std::size_t size) { return Json::Integer(static_cast<std::int64_t>(size)); }

Json List(std::initializer_list<std::string_view> texts) {
  Json list = Json::Array();
  for (std::string_view text : texts) list.Push(Json::Text(text));
  return list;
}

Json TextSchema(std::size_t length_max) {
  return Of({{"type", Json::Text("string")},
             {"minLength", Size(1)},
             {"maxLength", Size(length_max)},
             {"pattern", Json::Text(kTextPattern)}});
}

Json EmailSchema() {
  Json schema = TextSchema(limits::kTextUnitsMax);
  schema.Set("allOf", Json::Array()).Push(Of({{"pattern", Json::Text(R"([\s\S]@[\s\S])")}}));
  return schema;
}

Json NumberSchema(std::string_view type) {
  return Of({{"type", Json::Text(type)}, {"minimum", Size(0)}, {"maximum", Json::Number(limits::kNumberMax)}});
}

// core/event/currency.cc knows a code when it sees one; there are few enough to ask for each.
Json CurrencySchema() {
  Json codes = Json::Array();
  std::string code = "AAA";
  for (code[0] = 'A'; code[0] <= 'Z'; ++code[0]) {
    for (code[1] = 'A'; code[1] <= 'Z'; ++code[1]) {
      for (code[2] = 'A'; code[2] <= 'Z'; ++code[2]) {
        if (CurrencyStatusOf(code) != CurrencyStatus::kUnknown) codes.Push(Json::Text(code));
      }
    }
  }
  return Of({{"type", Json::Text("string")}, {"enum", std::move(codes)}});
}

class SchemaWriter {
 public:
  Json Write(const EventType& type) {
    const EventDoc* doc = FindEventDoc(type.name);
    Json event = EventSchema(type);
    Json schema = Of({{"$schema", Json::Text("https://json-schema.org/draft/2020-12/schema")},
                      {"$id", Json::Text("urn:kago:schema:" + std::string(type.name))},
                      {"title", Json::Text(TitleOf(type.name))},
                      {"description", Json::Text(doc ? doc->when : "")}});
    for (const Json& member : event.items()) schema.Set(member.key(), member);
    schema.Set("$defs", std::move(defs_));
    schema.Set("examples", Json::Array()).Push(ExampleOf(type.name));
    return schema;
  }

 private:
  Json EventSchema(const EventType& type) {
    Json schema = ObjectSchema(kEnvelopeOwner, EnvelopeFields(type.role));
    Json& properties = *schema.Find("properties");
    Json& required = *schema.Find("required");
    const auto add = [&](std::string_view name, Json value) {
      Describe(kEnvelopeOwner, name, &value);
      properties.Set(name, std::move(value));
      required.Push(Json::Text(name));
    };
    add("name", Of({{"const", Json::Text(type.name)}}));
    add("properties", ObjectSchema(type.name, type.fields));
    return schema;
  }

  Json ObjectSchema(std::string_view owner, std::span<const Field> fields) {
    Json properties = Json::Object();
    Json required = Json::Array();
    Json unless_delta = Json::Object();
    for (const Field& field : fields) {
      Json schema = KindSchema(field.kind);
      Describe(owner, field.name, &schema);
      properties.Set(field.name, std::move(schema));
      if (field.need == Need::kRequired) required.Push(Json::Text(field.name));
      if (field.need == Need::kUnlessDelta) unless_delta.Set(field.name, Json::Bool(true));
    }
    Json schema = Of({{"type", Json::Text("object")}, {"properties", std::move(properties)}});
    if (!required.items().empty()) schema.Set("required", std::move(required));
    schema.Set("additionalProperties", Json::Bool(false));
    if (!unless_delta.items().empty()) RequireUnlessDelta(std::move(unless_delta), &schema);
    return schema;
  }

  static void RequireUnlessDelta(Json fields, Json* schema) {
    Json required = Json::Array();
    for (const Json& field : fields.items()) required.Push(Json::Text(field.key()));
    // True without `action` too.
    Json whole = Of({{"action", Of({{"const", Json::Text("replace")}})}});
    schema->Set("if", Of({{"properties", std::move(whole)}}));
    // A strict validator wants to see each required field among the properties beside it.
    schema->Set("then", Of({{"properties", std::move(fields)}, {"required", std::move(required)}}));
  }

  void Describe(std::string_view owner, std::string_view field, Json* schema) {
    if (const FieldDoc* doc = FindFieldDoc(owner, field)) schema->SetText("description", doc->meaning);
  }

  // What a value of that kind must be: a reference to its definition.
  Json KindSchema(Kind kind) {
    switch (kind) {
      case Kind::kText:
        return Ref("text", TextSchema(limits::kTextUnitsMax));
      case Kind::kUrl:
        return Ref("address", TextSchema(limits::kUrlUnitsMax));
      case Kind::kAmount:
        return Ref("amount", NumberSchema("number"));
      case Kind::kCount:
        return Ref("quantity", NumberSchema("integer"));
      case Kind::kCurrency:
        return Ref("currency", CurrencySchema());
      case Kind::kAction:
        return Of({{"enum", List({"add", "remove", "replace"})}});
      case Kind::kTexts:
        return ListSchema(KindSchema(Kind::kText), 0, limits::kTextsMax);
      case Kind::kTime:
        return Of({{"type", Json::Text("string")}, {"pattern", Json::Text(kTimePattern)}});
      case Kind::kProducts:
        return ListSchema(Ref("product", ObjectSchema(kProductOwner, ProductFields())), 1, limits::kProductsMax);
      case Kind::kDiscounts:
        return ListSchema(Ref("discount", ObjectSchema(kDiscountOwner, DiscountFields())), 0, limits::kDiscountsMax);
      case Kind::kMetadata:
        return Ref("metadata", MetadataSchema());
      case Kind::kEmail:
        return Ref("email", EmailSchema());
    }
    return Json();
  }

  static Json ListSchema(Json element, std::size_t count_min, std::size_t count_max) {
    Json schema = Of({{"type", Json::Text("array")}, {"items", std::move(element)}});
    if (count_min > 0) schema.Set("minItems", Size(count_min));
    schema.Set("maxItems", Size(count_max));
    return schema;
  }

  // The keys of objects inside metadata, however deep, follow the same rules.
  Json MetadataSchema() {
    Json any = Json::Array();
    any.Push(Of({{"$ref", Json::Text("#/$defs/metadata")}}));
    any.Push(Of({{"type", Json::Text("array")}, {"items", Of({{"$ref", Json::Text("#/$defs/value")}})}}));
    for (std::string_view type : {"string", "number", "boolean", "null"}) any.Push(Of({{"type", Json::Text(type)}}));
    Ref("value", Of({{"anyOf", std::move(any)}}));
    return Of({{"type", Json::Text("object")},
               {"propertyNames", Of({{"type", Json::Text("string")},
                                     {"minLength", Size(1)},
                                     {"maxLength", Size(limits::kTextUnitsMax)},
                                     {"pattern", Json::Text("^[^$]")}})},
               {"maxProperties", Size(limits::kJsonMembersMax)},
               {"additionalProperties", Of({{"$ref", Json::Text("#/$defs/value")}})}});
  }

  Json Ref(const std::string& name, Json definition) {
    defs_.Set(name, std::move(definition));
    return Of({{"$ref", Json::Text("#/$defs/" + name)}});
  }

  Json defs_ = Json::Object();
};

}  // namespace

Json SchemaOf(const EventType& type) { return SchemaWriter().Write(type); }

}  // namespace kago
