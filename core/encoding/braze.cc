#include "core/encoding/braze.h"

#include <algorithm>

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/event/currency.h"
#include "core/event/envelope.h"
#include "core/event/validator.h"

namespace kago {
namespace {

constexpr std::size_t kUnitsMax = 255;
// `{"discounts":[…]}` as a whole has the limit.
constexpr std::size_t kDiscountsBytesMax = limits::kMetadataBytesMax - sizeof(R"({"discounts":})") + 1;

String Replaced(const String& text, std::string_view with) {
  String result;
  for (char c : text) {
    if (c == '"') {
      result += with;
    } else {
      result += c;
    }
  }
  return result;
}

String FirstUnits(const String& text) {
  std::string_view cut = CutAt(text, kUnitsMax * 3);
  while (Utf16Units(cut) > kUnitsMax) cut = CutAt(text, cut.size() - 1);
  return cut;
}

// The SDK drops members that are null.
Json* FindFilled(Json* object, std::string_view key) {
  Json* value = object->Find(key);
  return value && !value->is_null() ? value : nullptr;
}

// platforms.md 1.4, "Metadata key pattern".
bool MayBeInKey(char c) { return c > ' ' && c < 0x7F && c != '"' && c != '$'; }

String EncodedKey(const String& key) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  String encoded;
  for (char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    const char escape[] = {'%', kHex[byte >> 4], kHex[byte & 15]};
    const std::string_view next = MayBeInKey(c) ? std::string_view(&c, 1) : std::string_view(escape, 3);
    if (encoded.size() + next.size() > kUnitsMax) break;
    encoded += next;
  }
  return encoded;
}

class Encoder {
 public:
  Findings changes;

  void Members(std::span<const Field> fields, Json* object, const Path& path) {
    for (const Field& field : fields) {
      const Path at{&path, field.name};
      if (Json* value = object->Find(field.name); value && !Keep(field.kind, value, at)) LeaveOut(object, field.name, at);
    }
  }

  // The keys of metadata that Braze reads itself, in checkouts and orders.
  void KnownKeys(Role role, Json* metadata, const Path& path) {
    for (std::string_view key : {"country", "market_handle"}) AsText(metadata, key, path);
    if (Json* presented = FindFilled(metadata, "presentment_currency")) {
      const Path at{&path, "presentment_currency"};
      AsText(presented, "price", at);
      const Json* code = FindFilled(presented, "code");
      const bool known = !code || CurrencyStatusOf(UpperCase(code->text())) != CurrencyStatus::kUnknown;
      if (!presented->is_object() || !known) LeaveOut(metadata, "presentment_currency", at);
    }
    if (role != Role::kOrder) return;
    for (std::string_view key : {"tags", "payment_gateway_names"}) AsTexts(metadata, key, path);
  }

 private:
  void Say(const Path& path, Code code, const Json& found, std::string_view done) {
    if (changes.size() < limits::kFindingsMax) changes.push_back({path.ToText(), code, Quote(found), done});
  }

  void LeaveOut(Json* object, std::string_view key, const Path& path) {
    Say(path, Code::kLeftOut, *object->Find(key), "left out: Braze doesn't take it");
    object->Remove(key);
  }

  void Write(String text, Json* value, const Path& path) {
    if (value->is_text() && text == value->text()) return;
    Say(path, Code::kEncoded, *value, "written so that Braze takes it");
    value->Assign(Json::Type::kText, text);
  }

  // False when the value can't be said to Braze.
  bool Keep(Kind kind, Json* value, const Path& path) {
    switch (kind) {
      case Kind::kText:
        Write(Replaced(value->text(), "\u2033"), value, path);
        return true;
      case Kind::kUrl:
        if (Utf16Units(Replaced(value->text(), "%22")) > kUnitsMax) return false;
        Write(Replaced(value->text(), "%22"), value, path);
        return true;
      case Kind::kTexts:
        for (std::size_t i = 0; i < value->items().size(); ++i) Keep(Kind::kText, &value->items()[i], {&path, {}, i});
        return true;
      case Kind::kProducts:
        for (std::size_t i = 0; i < value->items().size(); ++i) Members(ProductFields(), &value->items()[i], {&path, {}, i});
        return true;
      case Kind::kDiscounts:
        return Dump(*value).size() <= kDiscountsBytesMax;
      case Kind::kMetadata:
        Nested(value, path);
        Shorten(value, path);
        return true;
      default:
        return true;
    }
  }

  void Nested(Json* value, const Path& path) {
    if (value->is_object()) Keys(value, path);
    for (std::size_t i = 0; i < value->items().size(); ++i) {
      Json& item = value->items()[i];
      const Path at{&path, item.key(), i};
      if (item.is_text()) Write(FirstUnits(item.text()), &item, at);
      if (item.is_number() && IsPastDouble(item.text())) {
        Say(at, Code::kLeftOut, item, "null: no number of JavaScript");
        item.Assign(Json());
      }
      Nested(&item, at);
    }
  }

  void Keys(Json* object, const Path& path) {
    const auto is_bad = [](const Json& item) { return EncodedKey(item.key()) != item.key(); };
    if (std::none_of(object->items().begin(), object->items().end(), is_bad)) return;
    Json encoded = Json::Object();
    for (const Json& item : object->items()) {
      const Path at{&path, item.key()};
      const String key = EncodedKey(item.key());
      const bool taken = key != item.key() && (object->Find(key) || encoded.Find(key));
      if (is_bad(item)) Say(at, taken ? Code::kLeftOut : Code::kEncoded, Json::Text(item.key()), "a key that Braze doesn't take");
      if (!taken) encoded.Set(key, item);
    }
    object->items() = std::move(encoded.items());
  }

  void Shorten(Json* metadata, const Path& path) {
    auto& items = metadata->items();
    std::size_t bytes = 1;
    std::size_t kept = 0;
    for (; kept < items.size(); ++kept) {
      bytes += Dump(Json::Text(items[kept].key())).size() + Dump(items[kept]).size() + 2;
      if (bytes > limits::kMetadataBytesMax) break;
    }
    while (items.size() > kept) {
      const String key = items.back().key();
      LeaveOut(metadata, key, {&path, key});
    }
  }

  void AsText(Json* object, std::string_view key, const Path& path) {
    Json* value = FindFilled(object, key);
    if (!value || value->is_text()) return;
    const Path at{&path, key};
    if (!value->is_number()) return LeaveOut(object, key, at);
    Write(value->text(), value, at);
  }

  void AsTexts(Json* object, std::string_view key, const Path& path) {
    Json* value = FindFilled(object, key);
    if (!value) return;
    const Path at{&path, key};
    if (!value->is_array()) return LeaveOut(object, key, at);
    auto& items = value->items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].is_number() || items[i].is_text()) Write(Replaced(WithoutControls(items[i].text()), "\u2033"), &items[i], {&at, {}, i});
    }
    const auto is_bad = [](const Json& item) { return item.text().empty(); };
    if (std::none_of(items.begin(), items.end(), is_bad)) return;
    Say(at, Code::kLeftOut, *value, "elements left out: Braze takes texts only");
    EraseIf(items, is_bad);
  }

  static String WithoutControls(std::string_view text) {
    String without;
    for (const char c : text) {
      if (!HasControlCharacter({&c, 1})) without += c;
    }
    return without;
  }
};

// What Kago has beside Braze's own events stays here: contact data above all.
bool IsKnown(Role role) { return role != Role::kEmptied && role != Role::kIdentified; }

}  // namespace

Findings EncodeForBraze(const EventType& type, Json* properties) {
  Encoder encoder;
  const Path path{nullptr, "properties"};
  if (Json* metadata = properties->Find("metadata"); metadata && (type.role == Role::kCheckout || type.role == Role::kOrder)) {
    encoder.KnownKeys(type.role, metadata, {&path, "metadata"});
  }
  encoder.Members(type.fields, properties, path);
  return std::move(encoder.changes);
}

String BrazeText(std::string_view event) {
  const ParsedJson parsed = ParseJson(event);
  const EventType* type = FindEventType(parsed.value.TextAt("name"));
  if (!type || !IsKnown(type->role) || !ValidateEvent(parsed).empty()) return "null";
  Json properties = *parsed.value.Find("properties");
  const Findings changes = EncodeForBraze(*type, &properties);
  Json encoded = Json::Object();
  encoded.SetText("name", type->name);
  encoded.Set("properties", std::move(properties));
  encoded.Set("changes", ToJson(changes));
  return Dump(encoded);
}

}  // namespace kago
