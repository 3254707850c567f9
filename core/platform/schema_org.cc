#include "core/platform/schema_org.h"

#include <algorithm>

#include "core/base/decimal.h"
#include "core/base/number_text.h"
#include "core/base/text.h"

namespace kago {
namespace {

// Groups of digits with a separator between: "1", '.', "234", ',', "50".
struct DigitGroups {
  std::vector<std::string_view> groups;
  std::string separators;
};

// Without groups when there is anything else in the text.
DigitGroups Split(std::string_view text) {
  DigitGroups split;
  while (true) {
    const std::size_t end = std::min(text.find_first_of(".,"), text.size());
    const std::string_view group = text.substr(0, end);
    if (group.empty() || !std::all_of(group.begin(), group.end(), IsDigit)) return {};
    split.groups.push_back(group);
    if (end == text.size()) return split;
    split.separators += text[end];
    text.remove_prefix(end + 1);
  }
}

// The text of a number as JSON has it; empty when it is none, or could be two. The point is the decimal
// separator; a comma is one only where it can't separate thousands.
std::string PlainAmount(std::string_view text) {
  const DigitGroups split = Split(text);
  if (split.groups.empty()) return {};
  const std::string& separators = split.separators;
  if (separators == "," && split.groups.back().size() == 3) return {};
  const bool all_alike = separators.find_first_not_of(separators.substr(0, 1)) == std::string::npos;
  // Two alike separate thousands.
  const bool has_decimals = !separators.empty() && (separators.size() == 1 || !all_alike);
  const std::size_t whole = split.groups.size() - (has_decimals ? 1 : 0);
  std::string plain;
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (split.groups[i].size() != 3 || separators[i - 1] != separators[0])) return {};
    plain.append(split.groups[i]);
  }
  if (has_decimals && separators.size() > 1 && separators.back() == separators[0]) return {};
  plain.erase(0, std::min(plain.find_first_not_of('0'), plain.size() - 1));
  if (has_decimals) plain.append(".").append(split.groups.back());
  return plain;
}

// How much a price specification says of what the shopper pays; the least is heard, kNever isn't.
constexpr int kNever = 3;

int RankOf(const Json& specification) {
  if (specification.Find("referenceQuantity") || specification.Find("validForMemberTier")) return kNever;
  const std::string_view type = SchemaName(SchemaText(specification, "priceType"));
  if (type == "SalePrice") return 0;
  return type.empty() ? 1 : 2;
}

const Json* BestOf(const Json* specifications) {
  if (!specifications) return nullptr;
  if (!specifications->is_array()) return RankOf(*specifications) < kNever ? specifications : nullptr;
  const Json* best = nullptr;
  for (int rank = 0; rank < kNever && !best; ++rank) {
    for (const Json& one : specifications->items()) {
      if (!best && RankOf(one) == rank) best = &one;
    }
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
  if (!blocks || !blocks->is_array()) return;
  for (const Json& block : blocks->items()) {
    ParsedJson parsed = ParseJson(block.text());
    // Of a block that breaks off, who knows what the rest would have said.
    const bool is_whole = parsed.ok() || parsed.faults.back().kind != JsonFault::Kind::kSyntax;
    if (is_whole) blocks_.push_back(std::move(parsed));
  }
  for (const ParsedJson& parsed : blocks_) Collect(parsed.value);
}

void SchemaPage::Collect(const Json& value) {
  if (value.is_object()) nodes_.push_back(&value);
  if (value.is_array()) {
    for (const Json& item : value.items()) Collect(item);
  }
  for (std::string_view key : {"@graph", "mainEntity"}) {
    if (const Json* inner = value.Find(key)) Collect(*inner);
  }
}

const Json* SchemaPage::Resolved(const Json* value) const {
  if (!value || value->items().size() != 1) return value;
  const std::string& id = value->TextAt("@id");
  if (id.empty()) return value;
  const auto is_meant = [&](const Json* node) { return node->items().size() > 1 && node->TextAt("@id") == id; };
  const auto node = std::find_if(nodes_.begin(), nodes_.end(), is_meant);
  return node == nodes_.end() ? value : *node;
}

std::string_view SchemaName(std::string_view term) {
  const std::size_t before = term.find_last_of("/#:");
  return before == std::string_view::npos ? term : term.substr(before + 1);
}

bool HasType(const Json& node, std::string_view names) {
  const Json* type = node.Find("@type");
  if (!type) return false;
  const auto is_named = [names](const Json& one) {
    const std::string_view name = SchemaName(one.text());
    return !name.empty() && IsListed(name, names);
  };
  return is_named(*type) || (type->is_array() && std::any_of(type->items().begin(), type->items().end(), is_named));
}

const std::string& SchemaText(const Json& node, std::string_view key) {
  static const std::string kEmpty;
  const Json* value = node.Find(key);
  if (value && value->is_array()) value = value->items().empty() ? nullptr : &value->items()[0];
  if (!value) return kEmpty;
  if (!value->is_object()) return value->text();
  const std::string& text = value->TextAt("@value");
  return text.empty() ? value->TextAt("@id") : text;
}

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
  const auto exact = Decimal::Parse(text);
  if (exact) return Json::Number(exact->ToText());
  const std::string plain = PlainAmount(text);
  const auto read = Decimal::Parse(plain);
  return read ? Json::Number(read->ToText()) : value;
}

}  // namespace kago
