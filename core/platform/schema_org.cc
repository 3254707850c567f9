#include "core/platform/schema_org.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/number_text.h"
#include "core/base/text.h"
#include "core/platform/lenient_json.h"
#include "core/platform/page_texts.h"
#include "core/platform/shared/currency_text.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

// More than any page has; each reference is looked for among them.
constexpr std::size_t kNodesMax = 5'000;

std::string_view TermOf(std::string_view text) {
  return text.substr(text.find_last_of("/#:") + 1);  // npos + 1 is 0
}

// How much an offer or a price specification says of what the shopper pays; the least is heard, kNever isn't.
constexpr int kNever = 3;

int RankOf(const Json& node) {
  const Json* quantity = node.Find("eligibleQuantity");
  const bool is_of_many = quantity && !IsListed(FirstFilled({SchemaText(*quantity, "minValue"), "1"}), "1");
  if (is_of_many || !IsListed(FirstFilled({SchemaText(node, "unitCode"), "C62"}), "C62 H87 EA PCE") || node.Find("referenceQuantity") ||
      node.Find("validForMemberTier") || HasType(node, "DeliveryChargeSpecification PaymentChargeSpecification")) {
    return kNever;
  }
  const std::string_view type = SchemaTerm(node, "priceType");
  if (type == "SalePrice") return 0;
  return type.empty() ? 1 : 2;
}

const Json* BestOf(const Json* specifications) {
  const Json* best = nullptr;
  int best_rank = kNever;
  const auto consider = [&](const Json& one) {
    const int rank = RankOf(one);
    if (rank < best_rank) best = &one;
    best_rank = std::min(rank, best_rank);
  };
  if (specifications && specifications->is_object()) consider(*specifications);
  if (specifications && specifications->is_array()) {
    for (const Json& one : specifications->items()) consider(one);
  }
  return best;
}

Json AmountAt(const Json& node, std::string_view key, std::string_view currency) {
  const Json* value = node.Find(key);
  if (!value || (value->is_text() && IsBlank(value->text()))) return Json();
  Json amount = *value;
  ReadNumber(currency, &amount);
  return amount;
}

// A type of one, or what may be: the text can't be read.
bool SpeaksOfProduct(std::string_view text) {
  constexpr std::string_view word = "Product";
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word)) {
    text.remove_prefix(at + word.size());
    if (text.starts_with("Group") || text.starts_with("Model")) text.remove_prefix(5);
    if (!text.empty() && std::string_view("\"'&\\").find(text[0]) != std::string_view::npos) return true;
  }
  return false;
}

bool IsReference(const Json& value) {
  return value.Find("@id") && value.items().size() == (value.Find("@type") ? 2 : 1);
}

}  // namespace

SchemaPage::SchemaPage(const Json* blocks) {
  if (!blocks) return;
  std::int64_t index = 0;
  for (const Json& block : blocks->items()) {
    ParsedJson parsed = ParseJson(block.text());
    if (!parsed.is_whole()) parsed = ParseJson(LenientJson(block.text()));
    // Of a block that breaks off, who knows what the rest would have said.
    if (parsed.is_whole()) {
      blocks_.Push(std::move(parsed.value));
    } else if (unread_.empty() && SpeaksOfProduct(block.text())) {
      String path = parsed.faults.back().path;
      if (path.empty() && !parsed.value.items().empty()) path = parsed.value.items().back().key();
      unread_.append("jsonld[").append(IntegerText(index)).append(path.empty() ? "]" : "].").append(path).append(" (no JSON)");
    }
    ++index;
  }
  Collect(blocks_, true);
}

// As deep as the text is (limits::kJsonDepthMax): no reference is followed.
void SchemaPage::Collect(const Json& value, bool stands_for_itself) {
  if (value.is_object()) {
    if (stands_for_itself && nodes_.size() < kNodesMax) nodes_.push_back(&value);
    const std::string_view id = value.TextAt("@id");
    if (!id.empty() && !IsReference(value) && named_.size() < kNodesMax) named_.push_back({id, &value});
  }
  for (const Json& item : value.items()) {
    Collect(item, stands_for_itself && (value.is_array() || IsListed(item.key(), "@graph mainEntity")));
  }
}

const Json* SchemaPage::Resolved(const Json* value) const {
  if (!value || !IsReference(*value)) return value;
  const std::string_view id = value->TextAt("@id");
  for (const Named& one : named_) {
    if (one.id == id) return one.node;
  }
  return value;
}

bool HasType(const Json& node, std::string_view names) {
  const Json* type = node.Find("@type");
  if (!type) return false;
  if (IsListed(TermOf(type->text()), names)) return true;
  for (const Json& one : type->items()) {
    if (IsListed(TermOf(one.text()), names)) return true;
  }
  return false;
}

const String& SchemaText(const Json& node, std::string_view key) {
  static const Json kNull;
  const Json* value = node.Find(key);
  if (value && value->is_array()) value = value->items().empty() ? nullptr : &value->items()[0];
  if (!value) value = &kNull;
  if (!value->is_object()) return value->text();
  const String& text = value->TextAt("@value");
  return text.empty() ? value->TextAt("@id") : text;
}

std::string_view SchemaTerm(const Json& node, std::string_view key) { return TermOf(SchemaText(node, key)); }

SchemaPrice PriceOf(const Json& offer, std::string_view around, std::string_view of_shop) {
  const Json* specification = BestOf(offer.Find("priceSpecification"));
  const std::string_view own = SchemaText(offer, "price");
  const std::string_view other = specification ? std::string_view(SchemaText(*specification, "price")) : std::string_view();
  // A list price that an offer on sale has kept, or a word in place of it.
  const bool is_other = !IsBlank(other) && (RankOf(*specification) == 0 || own.find_first_of("0123456789") == std::string_view::npos);
  const std::string_view others = specification ? std::string_view(SchemaText(*specification, "priceCurrency")) : std::string_view();
  // Of an amount that isn't said, a currency is no one's.
  SchemaPrice price{Json(), FirstFilled({is_other ? others : std::string_view(), SchemaText(offer, "priceCurrency"),
                                         own == other ? others : std::string_view(), around})};
  if (RankOf(offer) == kNever) return price;
  const String currency = CurrencyCode(price.currency, of_shop);
  price.amount = AmountAt(is_other ? *specification : offer, "price", currency);
  if (price.amount.is_null()) price.amount = AmountAt(offer, "lowPrice", currency);
  return price;
}

}  // namespace kago
