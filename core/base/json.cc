#include "core/base/json.h"

#include <utility>

#include "core/base/number_text.h"

namespace kago {

Json::Json(Type type, std::string_view text) : type_(type), text_(text) {}

Json Json::Integer(std::int64_t value) { return Number(IntegerText(value)); }

const Json* Json::Find(std::string_view key) const {
  if (!is_object()) return nullptr;
  for (const Json& item : items_) {
    if (item.key_ == key) return &item;
  }
  return nullptr;
}

Json* Json::Find(std::string_view key) {
  return const_cast<Json*>(static_cast<const Json*>(this)->Find(key));
}

const Json& Json::At(std::string_view key) const {
  const Json* member = Find(key);
  return member ? *member : kNull;
}

const String& Json::TextAt(std::string_view key) const {
  static const String kEmpty;
  const Json& member = At(key);
  return member.is_text() ? member.text_ : kEmpty;
}

std::int64_t Json::IntegerAt(std::string_view key, std::int64_t otherwise) const {
  const Json& member = At(key);
  std::int64_t value = 0;
  return member.is_number() && ParseInteger(member.text_, &value) ? value : otherwise;
}

bool Json::TrueAt(std::string_view key) const {
  return At(key).type_ == Type::kTrue;
}

void Json::Assign(Json&& value) {
  value.key_ = std::move(key_);
  *this = std::move(value);
}

void Json::Assign(Type type, std::string_view text) { Assign(Json(type, text)); }

Json& Json::Set(std::string_view key, Json&& value) {
  if (Json* member = Find(key)) {
    member->Assign(std::move(value));
    return *member;
  }
  value.key_ = key;
  return items_.emplace_back(std::move(value));
}

Json& Json::ObjectAt(std::string_view key) {
  Json* member = Find(key);
  return member ? *member : Set(key, Object());
}

void Json::SetText(std::string_view key, std::string_view text) { Set(key, Text(text)); }

void Json::SetTextOrNull(std::string_view key, std::string_view text) {
  Set(key, text.empty() ? Json() : Text(text));
}

void Json::SetInteger(std::string_view key, std::int64_t value) { Set(key, Integer(value)); }

void Json::Remove(std::string_view key) {
  if (Json* member = Find(key)) items_.erase(items_.begin() + (member - items_.data()));
}

Json& Json::Push(Json&& value) {
  value.key_.clear();
  return items_.emplace_back(std::move(value));
}

void DumpTextTo(std::string_view text, String* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out->push_back('"');
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out->append("\\u00");
      out->push_back(kHex[c >> 4]);
      out->push_back(kHex[c & 15]);
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

void DumpTo(const Json& value, String* out) {
  static constexpr std::string_view kWords[] = {"null", "false", "true"};
  if (value.is_number()) {
    out->append(value.text());
  } else if (value.is_text()) {
    DumpTextTo(value.text(), out);
  } else if (value.is_array() || value.is_object()) {
    out->push_back(value.is_array() ? '[' : '{');
    bool first = true;
    for (const Json& item : value.items()) {
      if (!first) out->push_back(',');
      first = false;
      if (value.is_object()) {
        DumpTextTo(item.key(), out);
        out->push_back(':');
      }
      DumpTo(item, out);
    }
    out->push_back(value.is_array() ? ']' : '}');
  } else {
    out->append(kWords[static_cast<int>(value.type())]);
  }
}

String Dump(const Json& value) {
  String out;
  DumpTo(value, &out);
  return out;
}

}  // namespace kago
