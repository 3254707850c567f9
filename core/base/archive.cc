#include "core/base/archive.h"

namespace kago {

void Archive::Text(std::string_view key, std::string* value) {
  if (from_) {
    *value = from_->TextAt(key);
  } else if (!value->empty()) {
    to_->SetText(key, *value);
  }
}

void Archive::Integer(std::string_view key, std::int64_t* value) {
  if (from_) {
    *value = from_->IntegerAt(key, *value);
  } else if (*value != 0) {
    to_->SetInteger(key, *value);
  }
}

void Archive::Flag(std::string_view key, bool* value) {
  if (from_) {
    *value = from_->TrueAt(key);
  } else if (*value) {
    to_->Set(key, Json::Bool(true));
  }
}

void Archive::Tree(std::string_view key, Json* value) {
  if (to_) return SetFilled(key, *value);
  const Json* member = from_->Find(key);
  if (member && member->type() == value->type()) *value = *member;
}

void Archive::SetFilled(std::string_view key, Json value) {
  if (!value.items().empty()) to_->Set(key, std::move(value));
}

}  // namespace kago
