// A JSON value with exact numbers, and its parser and writer.
//
// A number is kept as the text it was written with, so no amount ever passes through floating
// point. Objects keep the order of their members. Its lexer is nlohmann::json's; what it
// is not: a general JSON library (no iterators, no patches, no floats).
#ifndef KAGO_CORE_BASE_JSON_H_
#define KAGO_CORE_BASE_JSON_H_

#include <cstdint>
#include <string_view>

#include "core/base/list.h"
#include "core/base/string.h"

namespace kago {

class Json {
 public:
  enum class Type : std::uint8_t { kNull, kFalse, kTrue, kNumber, kText, kArray, kObject };

  Json() = default;
  explicit Json(Type type, std::string_view text = {});
  static Json Bool(bool value) { return Json(value ? Type::kTrue : Type::kFalse); }
  static Json Integer(std::int64_t value);
  // REQUIRES: `text` is a JSON number.
  static Json Number(std::string_view text) { return Json(Type::kNumber, text); }
  static Json Text(std::string_view text) { return Json(Type::kText, text); }
  static Json Array() { return Json(Type::kArray); }
  static Json Object() { return Json(Type::kObject); }

  Type type() const { return type_; }
  bool is_null() const { return type_ == Type::kNull; }
  bool is_number() const { return type_ == Type::kNumber; }
  bool is_text() const { return type_ == Type::kText; }
  bool is_array() const { return type_ == Type::kArray; }
  bool is_object() const { return type_ == Type::kObject; }

  // The text of a text or a number; empty for every other type.
  const String& text() const { return text_; }
  // The key under which this value stands in its object; empty elsewhere.
  const String& key() const { return key_; }
  // Elements of an array, members of an object (each knows its key).
  const List<Json>& items() const { return items_; }
  List<Json>& items() { return items_; }

  // The member of that key, or nullptr; also nullptr when this is no object.
  const Json* Find(std::string_view key) const;
  Json* Find(std::string_view key);
  // The member of that key, or kNull.
  const Json& At(std::string_view key) const;
  // The text of that member, or an empty text.
  const String& TextAt(std::string_view key) const;
  // The whole number of that member when it fits 64 bits, else `otherwise`.
  std::int64_t IntegerAt(std::string_view key, std::int64_t otherwise = 0) const;
  bool TrueAt(std::string_view key) const;

  // Becomes `value` and keeps its own key, whatever the key of `value`.
  void Assign(Json&& value);
  void Assign(const Json& value) { Assign(Json(value)); }
  // Becomes a text or a number, likewise.
  void Assign(Type type, std::string_view text);
  // REQUIRES: this is an object. Replaces the member or adds it at the end.
  Json& Set(std::string_view key, Json&& value);
  Json& Set(std::string_view key, const Json& value) { return Set(key, Json(value)); }
  // REQUIRES: this is an object. What stands under that key; an empty object where nothing does.
  Json& ObjectAt(std::string_view key);
  void SetText(std::string_view key, std::string_view text);
  // An empty text is set as null.
  void SetTextOrNull(std::string_view key, std::string_view text);
  void SetInteger(std::string_view key, std::int64_t value);
  void Remove(std::string_view key);
  // REQUIRES: this is an array.
  Json& Push(Json&& value);
  Json& Push(const Json& value) { return Push(Json(value)); }

  // What stands for a value that isn't there: a look-up in it finds nothing either.
  static const Json kNull;

 private:
  Type type_ = Type::kNull;
  String text_;
  String key_;
  List<Json> items_;
};

inline constexpr Json Json::kNull;

// Compact JSON in UTF-8. `\u2028`, `\u2029` need no escape in JSON; control characters get one.
String Dump(const Json& value);
void DumpTo(const Json& value, String* out);
void DumpTextTo(std::string_view text, String* out);

// A place that could not be taken over as it stood.
struct JsonFault {
  enum class Kind : std::uint8_t {
    kSyntax,   // parsing stopped here: bad syntax, invalid UTF-8, lone surrogate
    kTooDeep,  // deeper than limits::kJsonDepthMax: replaced by null, parsing went on
    kTooMany,  // past limits::kJsonMembersMax members of one object: left out, parsing went on
  };
  Kind kind;
  String path;  // `properties.products[2].price`
};

struct ParsedJson {
  Json value;  // with kSyntax: what stood before the fault
  List<JsonFault> faults;
  bool ok() const { return faults.empty(); }
  // Nothing is missing but what lay too deep, or was too many.
  bool is_whole() const { return ok() || faults.back().kind != JsonFault::Kind::kSyntax; }
};

// Never fails hard: whatever the bytes, there is a value and a list of faults. Of a key that
// stands twice in an object the last counts.
ParsedJson ParseJson(std::string_view text);

}  // namespace kago

#endif  // KAGO_CORE_BASE_JSON_H_
