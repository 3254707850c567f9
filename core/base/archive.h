// Structs to and from JSON by one list of members: a struct has
//   void Visit(Archive& archive) { archive.Text("id", &id); … }
// and the archive walks it, reading or writing. What is missing or of another type keeps its
// default; what is empty, zero or false isn't written, so that the state stays short.
#ifndef KAGO_CORE_BASE_ARCHIVE_H_
#define KAGO_CORE_BASE_ARCHIVE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"

namespace kago {

class Archive {
 public:
  // An archive that reads, and one that writes into an object.
  explicit Archive(const Json& from) : from_(&from) {}
  explicit Archive(Json* to) : to_(to) {}

  void Text(const char* key, String* value);
  void Integer(const char* key, std::int64_t* value);
  void Flag(const char* key, bool* value);
  // An array or an object, taken over as it is.
  void Tree(const char* key, Json* value);

  template <class T>
  void Struct(const char* key, T* value) {
    VisitStruct(key, value, &VisitOf<T>);
  }
  template <class T>
  void List(const char* key, kago::List<T>* values) {
    VisitList(key, values, &ItemOf<T>, &VisitOf<T>);
  }

 private:
  // Reading and writing know neither the struct nor the list's elements, so that they are there once and not
  // for each type: that is some hundred bytes of every module.
  using Visitor = void (*)(Archive& archive, void* value);
  using Item = void* (*)(void* list, std::size_t index, bool add);

  template <class T>
  static void VisitOf(Archive& archive, void* value) {
    static_cast<T*>(value)->Visit(archive);
  }
  // The element at that place; past the end a new one if `add`, else nullptr.
  template <class T>
  static void* ItemOf(void* list, std::size_t index, bool add) {
    auto& values = *static_cast<kago::List<T>*>(list);
    if (index == values.size()) {
      if (!add) return nullptr;
      values.push_back(T());
    }
    return &values[index];
  }

  void VisitStruct(const char* key, void* value, Visitor visit);
  void VisitList(const char* key, void* list, Item item, Visitor visit);
  void SetFilled(const char* key, Json&& value);

  const Json* from_ = nullptr;
  Json* to_ = nullptr;
};

}  // namespace kago

#endif  // KAGO_CORE_BASE_ARCHIVE_H_
