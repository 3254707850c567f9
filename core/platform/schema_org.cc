#include "core/platform/schema_org.h"

#include <algorithm>
#include <utility>

#include "core/base/decimal.h"
#include "core/base/text.h"

namespace kago {
namespace {

constexpr std::string_view kSeparators = ".,";
// More than any page has; each reference is looked for among them.
constexpr std::size_t kNodesMax = 5'000;

// An amount as JSON has it, as far as its separators go; empty when it could be two. The point is the
// decimal separator; a comma is one only where it can't separate thousands.
String PlainAmount(std::string_view text) {
  const std::size_t first = text.find_first_of(kSeparators);
  const std::size_t last = text.find_last_of(kSeparators);
  if (first == std::string_view::npos) return {};
  const bool is_only = first == last;
  if (is_only && text.size() - last == 4) return {};
  const bool has_decimals = is_only || text[first] != text[last];
  String plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at != first && kSeparators.find(text[at]) == std::string_view::npos) {
      plain += text[at];
    } else if (at == last && has_decimals) {
      plain += '.';
    } else if (text[at] != text[first] || std::min(text.find_first_of(kSeparators, at + 1), text.size()) - at != 4) {
      return {};
    }
  }
  return plain;
}

std::string_view TermOf(std::string_view text) {
  return text.substr(text.find_last_of("/#:") + 1);  // npos + 1 is 0
}

// How much a price specification says of what the shopper pays; the least is heard, kNever isn't.
constexpr int kNever = 3;

int RankOf(const Json& specification) {
  if (specification.Find("referenceQuantity") || specification.Find("validForMemberTier")) return kNever;
  const std::string_view type = SchemaTerm(specification, "priceType");
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

Json AmountAt(const Json& node, std::string_view key) {
  const Json* value = node.Find(key);
  const bool is_blank = !value || (value->is_text() && IsBlank(value->text()));
  return is_blank ? Json() : SchemaAmount(*value);
}

}  // namespace

SchemaPage::SchemaPage(const Json* blocks) {
  if (!blocks) return;
  for (const Json& block : blocks->items()) {
    ParsedJson parsed = ParseJson(block.text());
    // Of a block that breaks off, who knows what the rest would have said.
    const bool is_whole = parsed.ok() || parsed.faults.back().kind != JsonFault::Kind::kSyntax;
    if (is_whole) blocks_.Push(std::move(parsed.value));
  }
  Collect(blocks_);
}

// As deep as the text is (limits::kJsonDepthMax): no reference is followed.
void SchemaPage::Collect(const Json& value) {
  if (nodes_.size() == kNodesMax) return;
  if (value.is_object()) {
    nodes_.push_back(&value);
    if (value.items().size() > 1 && !value.TextAt("@id").empty()) named_.push_back({value.TextAt("@id"), &value});
  }
  if (value.is_array()) {
    for (const Json& item : value.items()) Collect(item);
  }
  for (std::string_view key : {"@graph", "mainEntity"}) {
    if (const Json* inner = value.Find(key)) Collect(*inner);
  }
}

const Json* SchemaPage::Resolved(const Json* value) const {
  if (!value || value->items().size() != 1) return value;
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

SchemaPrice PriceOf(const Json& offer) {
  SchemaPrice price{AmountAt(offer, "price"), SchemaText(offer, "priceCurrency")};
  if (const Json* specification = BestOf(offer.Find("priceSpecification"))) {
    Json amount = AmountAt(*specification, "price");
    if (!price.amount.is_number() && !amount.is_null()) price.amount = std::move(amount);
    if (price.currency.empty()) price.currency = SchemaText(*specification, "priceCurrency");
  }
  if (price.amount.is_null()) price.amount = AmountAt(offer, "lowPrice");
  return price;
}

Json SchemaAmount(const Json& value) {
  const std::string_view text = Trimmed(value.text());
  auto amount = Decimal::Parse(text);
  if (!amount) amount = Decimal::Parse(PlainAmount(text));
  return amount ? Json::Number(amount->ToText()) : value;
}

}  // namespace kago
