#include "core/testing/product_page.h"

#include "core/platform/jsonld.h"

namespace kago::testing {

Json ProductPage::Data() const {
  Json page = Json::Object();
  Json& texts = page.Set("jsonld", Json::Array());
  for (const std::string& block : blocks) texts.Push(Json::Text(block));
  Json& pairs = page.Set("og", Json::Array());
  for (const auto& [name, content] : og) {
    Json& pair = pairs.Push(Json::Array());
    pair.Push(Json::Text(name));
    pair.Push(Json::Text(content));
  }
  if (!canonical.empty()) page.SetText("canonical", canonical);
  return page;
}

std::optional<Json> ProductPage::Read() const {
  const Json page = Data();
  Json product = ProductFromPage(page, Observation{"product", page, address, currency, ""}, variant);
  return product.is_null() ? std::nullopt : std::optional(std::move(product));
}

std::string ProductPage::Refusal() const {
  const auto product = Read();
  const Json* price = product ? product->Find("price") : nullptr;
  if (price && price->is_number()) return "none";
  return product ? price && price->is_text() ? price->text() : "no price" : "nothing";
}

std::string ProductPage::Says(std::initializer_list<std::string_view> names) const {
  const auto product = Read();
  if (!product) return "nothing";
  std::string said;
  for (std::string_view name : names) {
    const Json* value = product->Find(name);
    said.append(said.empty() ? "" : " ").append(value ? value->text() : "-");
  }
  return said;
}

std::string Product(std::string_view name, std::string_view members) {
  return std::string(R"({"@type":"Product","name":")")
      .append(name)
      .append(R"(","offers":{"@type":"Offer","price":"20.00","priceCurrency":"EUR"})")
      .append(members)
      .append("}");
}

}  // namespace kago::testing
