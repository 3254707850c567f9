#include "core/base/archive.h"

#include <utility>

namespace kago {
namespace {

void Read(const Json& from, void* value, void (*visit)(Archive&, void*)) {
  Archive archive(from);
  visit(archive, value);
}

Json Written(void* value, void (*visit)(Archive&, void*)) {
  Json object = Json::Object();
  Archive archive(&object);
  visit(archive, value);
  return object;
}

}  // namespace

void Archive::Text(const char* key, String* value) {
  if (from_) {
    *value = from_->TextAt(key);
  } else if (!value->empty()) {
    to_->SetText(key, *value);
  }
}

void Archive::Integer(const char* key, std::int64_t* value) {
  if (from_) {
    *value = from_->IntegerAt(key, *value);
  } else if (*value != 0) {
    to_->SetInteger(key, *value);
  }
}

void Archive::Flag(const char* key, bool* value) {
  if (from_) {
    *value = from_->TrueAt(key);
  } else if (*value) {
    to_->Set(key, Json::Bool(true));
  }
}

void Archive::Tree(const char* key, Json* value) {
  if (to_) return SetFilled(key, Json(*value));
  const Json* member = from_->Find(key);
  if (member && member->type() == value->type()) *value = *member;
}

void Archive::VisitStruct(const char* key, void* value, Visitor visit) {
  if (from_) {
    if (const Json* member = from_->Find(key)) Read(*member, value, visit);
  } else {
    SetFilled(key, Written(value, visit));
  }
}

void Archive::VisitList(const char* key, void* list, Item item, Visitor visit) {
  if (from_) {
    const Json* member = from_->Find(key);
    for (std::size_t i = 0; member && i < member->items().size(); ++i) Read(member->items()[i], item(list, i, true), visit);
  } else {
    Json written = Json::Array();
    for (std::size_t i = 0; void* value = item(list, i, false); ++i) written.Push(Written(value, visit));
    SetFilled(key, std::move(written));
  }
}

void Archive::SetFilled(const char* key, Json&& value) {
  if (!value.items().empty()) to_->Set(key, std::move(value));
}

}  // namespace kago
