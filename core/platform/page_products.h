// The products that a page tells of, and what of them can be bought: JSON-LD's and Open Graph's, brought together where
// several blocks, nodes or plugins tell of one. Which of them the page is about is another question: jsonld.h.
#ifndef KAGO_CORE_PLATFORM_PAGE_PRODUCTS_H_
#define KAGO_CORE_PLATFORM_PAGE_PRODUCTS_H_

#include <cstddef>
#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/platform/schema_org.h"

namespace kago {

// A page that doesn't have one of these types is about no product.
inline constexpr std::string_view kProductTypes = "Product ProductGroup ProductModel IndividualProduct";
inline constexpr std::string_view kOpenGraphTypes = "product product.item";

inline const Json kNoOffer;

// What can be bought.
struct Choice {
  const Json* main = nullptr;     // the page's product, of which this is
  const Json* product = nullptr;  // a variant of it, or itself
  const Json* offer = &kNoOffer;
  std::string_view currency = {};  // of the offers around it
  bool is_read = false;            // its price
};

// Owns what it points to.
class PageProducts {
 public:
  // `page`: jsonld.h. `currency`: of the shop.
  PageProducts(const Json& page, std::string_view currency);
  PageProducts(const PageProducts&) = delete;
  PageProducts& operator=(const PageProducts&) = delete;

  const SchemaPage& schema() const { return schema_; }
  // What Open Graph says, as a Product and its offer in one.
  const Json& og() const { return og_; }
  // One node for each product of JSON-LD, with an offer or without.
  const List<const Json*>& mains() const { return mains_; }
  // Those that have a price, whether it can be read or not.
  const List<Choice>& choices() const { return choices_; }
  // Not all were looked at: who knows what the rest would have said.
  bool is_cut() const;

 private:
  const Json& MainOf(const Json& node);
  void Add(const Json& node);
  void AddOffered(const Json& offer);
  void AddVariants(const Json& main, const Json* variants);
  void AddOffers(Choice choice, const Json* offer, std::size_t depth = 0);

  std::string_view currency_;
  SchemaPage schema_;
  Json og_;
  List<const Json*> mains_;
  List<Choice> choices_;
  std::size_t looked_at_ = 0;  // whatever it was: a list, an offer without a price
};

// The text of a member's member.
std::string_view Of(const Json& node, std::string_view key, std::string_view inner);

// Two plugins tell of one product, or two nodes of its variants.
bool AreOne(const Json& a, const Json& b);

std::string_view GroupIdOf(const Json& node);
// It has variants.
bool IsGroup(const Json& node);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_PAGE_PRODUCTS_H_
