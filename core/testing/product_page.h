// A page that tells search engines of a product, and what the core makes of it.
#ifndef KAGO_CORE_TESTING_PRODUCT_PAGE_H_
#define KAGO_CORE_TESTING_PRODUCT_PAGE_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace kago::testing {

struct ProductPage {
  std::string address = "https://shop.example/p/mug";
  std::vector<std::string> blocks = {};  // texts of its script elements
  std::string canonical = {};
  std::vector<std::pair<std::string, std::string>> og = {};
  std::string currency = {};  // of the shop
  std::string variant = {};   // that the platform knows to be chosen

  // As js/src/observe/common/page-data.ts hands it over.
  Json Data() const;
  // ProductFromPage of it; nullopt where that is null.
  std::optional<Json> Read() const;
  // What stands for the price where it is no number: the page's product is refused. `nothing` where it is about no product.
  std::string Refusal() const;
  // The members of that names, with a space between; `nothing` where it is about no product.
  std::string Says(std::initializer_list<std::string_view> names) const;
};

// {"@type":"Product", …} with one offer of 20.00 EUR; `members` begin with a comma.
std::string Product(std::string_view name, std::string_view members = "");

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_PRODUCT_PAGE_H_
