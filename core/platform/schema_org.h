// Reads schema.org's JSON-LD as shops write it (platforms.md 5.2): a value may be a text, a list or an
// object, a type has its address or not, an amount the separators of some language. Which product a page
// is about is another question: jsonld.h.
#ifndef KAGO_CORE_PLATFORM_SCHEMA_ORG_H_
#define KAGO_CORE_PLATFORM_SCHEMA_ORG_H_

#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"

namespace kago {

// The JSON-LD of one page. Owns what its nodes point to.
class SchemaPage {
 public:
  // `blocks`: texts of the page's script elements. One that is no JSON is read as LenientJson makes it.
  explicit SchemaPage(const Json* blocks);
  SchemaPage(const SchemaPage&) = delete;
  SchemaPage& operator=(const SchemaPage&) = delete;

  // What stands for itself: at the top of a block, in an `@graph`, as `mainEntity` of a page. Not what is
  // told of another node, such as its related products.
  const List<const Json*>& nodes() const { return nodes_; }

  // Where the first block that speaks of a product and can't be read breaks off: `jsonld[1].offers (no JSON)`. Empty:
  // there is none.
  const String& unread() const { return unread_; }

  // The node, wherever it stands, that a mere `{"@id": "…"}` speaks of, with a type or without; else the value itself.
  // nullptr of nullptr.
  const Json* Resolved(const Json* value) const;

 private:
  void Collect(const Json& value, bool stands_for_itself);

  struct Named {
    std::string_view id;
    const Json* node;
  };

  Json blocks_ = Json::Array();
  List<const Json*> nodes_;
  List<Named> named_;  // those that are no mere reference
  String unread_;
};

// Whether the node is of one of these types: names with a space between, without `http://schema.org/`.
bool HasType(const Json& node, std::string_view names);

// The text of a member, or of its first element, `@value` or `@id`; empty when there is none.
const String& SchemaText(const Json& node, std::string_view key);

// The same without the address of the vocabulary: `InStock` of `https://schema.org/InStock`.
std::string_view SchemaTerm(const Json& node, std::string_view key);

struct SchemaPrice {
  Json amount;  // a number; else what stands there instead of one (ReadNumber); null: nothing does
  std::string_view currency;
};

// What an offer costs now: not its list price, nor its price per 100 ml or for members. In the currency that the
// offer names, else `around` it, else of the shop; each may be empty.
SchemaPrice PriceOf(const Json& offer, std::string_view around, std::string_view of_shop);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SCHEMA_ORG_H_
