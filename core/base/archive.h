// Structs to and from JSON by one list of members: a struct has
//   void Visit(Archive& archive) { archive.Text("id", &id); … }
// and the archive walks it, reading or writing. What is missing or of another type keeps its
// default; what is empty, zero or false isn't written, so that the state stays short.
#ifndef KAGO_CORE_BASE_ARCHIVE_H_
#define KAGO_CORE_BASE_ARCHIVE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace kago {

class Archive {
 public:
  // An archive that reads, and one that writes into an object.
  explicit Archive(const Json& from) : from_(&from) {}
  explicit Archive(Json* to) : to_(to) {}

  void Text(std::string_view key, std::string* value);
  void Integer(std::string_view key, std::int64_t* value);
  void Flag(std::string_view key, bool* value);
  // An array or an object, taken over as it is.
  void Tree(std::string_view key, Json* value);

  template <class T>
  void Struct(std::string_view key, T* value) {
    if (from_) {
      if (const Json* member = from_->Find(key)) Read(*member, value);
    } else {
      SetFilled(key, Written(value));
    }
  }
  template <class T>
  void List(std::string_view key, std::vector<T>* values) {
    if (from_) {
      const Json* member = from_->Find(key);
      for (std::size_t i = 0; member && i < member->items().size(); ++i) Read(member->items()[i], &values->emplace_back());
    } else {
      Json list = Json::Array();
      for (T& value : *values) list.Push(Written(&value));
      SetFilled(key, std::move(list));
    }
  }

 private:
  template <class T>
  static void Read(const Json& from, T* value) {
    Archive archive(from);
    value->Visit(archive);
  }
  template <class T>
  static Json Written(T* value) {
    Json object = Json::Object();
    Archive archive(&object);
    value->Visit(archive);
    return object;
  }
  void SetFilled(std::string_view key, Json value);

  const Json* from_ = nullptr;
  Json* to_ = nullptr;
};

}  // namespace kago

#endif  // KAGO_CORE_BASE_ARCHIVE_H_
