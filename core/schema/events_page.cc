#include "core/schema/events_page.h"

#include <span>
#include <string_view>

#include "core/base/limits.h"
#include "core/event/code_docs.h"
#include "core/event/envelope.h"
#include "core/event/event_docs.h"
#include "core/event/event_table.h"
#include "core/event/example_docs.h"
#include "core/event/personal.h"
#include "core/schema/markdown.h"
#include "core/schema/names.h"
#include "core/schema/pretty.h"

namespace kago {
namespace {

constexpr std::string_view kIntroduction =
    "<!-- Generated from the event table (core/event/event_table.cc) by core/schema/generate.cc; `npm run build` writes it. "
    "Don't edit. -->\n"
    "# Events\n\n"
    "An event says that a shopper did something: looked at a product, filled a cart, placed an order. Your shop tells Kago, "
    "Kago checks the event, keeps it safe and sends it on. This page says what each event means, what is in it and what can "
    "go wrong.\n\n"
    "For developers: each event is also a TypeScript type and a JSON Schema "
    "(`kago/schema/ecommerce.cart_updated.schema.json` in the npm package). How to call Kago stands in the "
    "[README](../README.md).\n\n";

constexpr std::string_view kEnvelopeIntroduction =
    "## Around every event\n\n"
    "The fields of the events above stand in `properties`. Around them stand these, as the examples show. Kago adds them; "
    "your shop only says who the shopper is (`identify`) and, for something that happened earlier, when.\n\n";

constexpr std::string_view kCodesIntroduction =
    "## When something isn't right\n\n"
    "Kago tells the page, and in debug mode the event inspector, about every field that isn't right: where it stands "
    "(`properties.products[2].price`), a code, what was found there and what was expected. Codes never change their "
    "meaning, so that you may filter by them.\n\n";

std::string KindLink(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return "text";
    case Kind::kUrl:
      return "address";
    case Kind::kAmount:
      return "amount";
    case Kind::kCount:
      return "whole number";
    case Kind::kCurrency:
      return "currency";
    case Kind::kAction:
      return "`add`, `remove`, `replace`";
    case Kind::kTexts:
      return "list of texts";
    case Kind::kTime:
      return "time";
    case Kind::kProducts:
      return "list of [products](#products)";
    case Kind::kDiscounts:
      return "list of [discounts](#discounts)";
    case Kind::kMetadata:
      return "[metadata](#metadata)";
    case Kind::kEmail:
      return "e-mail address";
  }
  return "";
}

std::string NeedText(const Field& field, const FieldDoc& doc) {
  if (!doc.filled.empty()) return "filled in: " + std::string(doc.filled);
  return field.need == Need::kOptional ? "no" : "yes";
}

std::string FieldTable(std::string_view owner, std::span<const Field> fields) {
  std::string table = TableHead({"field", "type", "needed", "meaning"});
  for (const Field& field : fields) {
    if (const FieldDoc* doc = FindFieldDoc(owner, field.name)) {
      table += TableRow({AsCode(field.name), KindLink(field.kind), NeedText(field, *doc), doc->meaning});
    }
  }
  return table + "\n";
}

std::string Overview() {
  std::string text = TableHead({"event", "name", "sent when"});
  for (const EventDoc& doc : EventDocs()) {
    const std::string title = TitleOf(doc.event);
    std::string anchor = title;
    for (char& c : anchor) c = c == ' ' ? '-' : static_cast<char>(c | 0x20);
    text += TableRow({"[" + title + "](#" + anchor + ")", AsCode(doc.event), doc.when});
  }
  return text +
         "\nIn the tables below, \"needed\" says whether your shop has to pass a field: `yes`, `no`, or what Kago fills in "
         "when your shop leaves it out.\n\n";
}

std::string EventSection(const EventDoc& doc) {
  const EventType* type = FindEventType(doc.event);
  std::string text = "## " + TitleOf(doc.event) + "\n\n";
  text += AsCode(doc.event) + ", by the call " + AsCode(doc.event == kIdentified ? "identify(userId, contact)" : CallNameOf(doc.event)) + "\n\n";
  text.append("**When:** ").append(doc.when).append("\n\n**Good for:** ").append(doc.good_for).append("\n\n");
  if (type) text += FieldTable(type->name, type->fields);
  return text + "A complete example:\n\n```json\n" + Pretty(ExampleOf(doc.event)) + "\n```\n\n";
}

std::string Parts() {
  std::string text = "## Products\n\nOne line of a cart, checkout, order, refund or cancellation.\n\n";
  text += FieldTable(kProductOwner, ProductFields());
  text += "## Discounts\n\nOne discount of an order.\n\n" + FieldTable(kDiscountOwner, DiscountFields());
  text += "## Metadata\n\nNames and values that your shop chooses, also objects and lists in each other. Up to " +
          Grouped(limits::kMetadataBytesMax) + " bytes (about as many letters), " + Grouped(limits::kMetadataDepthMax) +
          " levels, and " + Grouped(limits::kJsonMembersMax) + " names in one object. A name has 1 to " +
          Grouped(limits::kTextUnitsMax) +
          " characters and doesn't begin with `$`. A field that an event or a product doesn't have is moved here by itself, "
          "with a warning.\n\nWhat says who the shopper is stays behind, with a warning, here and at any other depth: names that are or "
          "end with one of these words, however they are written (`billingEmail`, `shipping_address_1`): " +
          std::string(PersonalNames()) + ". The option `personal` lists the names that are to be sent all the same.\n\n`product_url` and `image_url` lose what "
          "follows `#`, unless that is a route (`#/tea`), and the values of parameters that may be a secret of the "
          "page or name someone: `code`, `auth`, `sid`, `session`, `phone`, and those that end with `token`, `key`, `mail` or "
          "`password`. The option `urlParameters` lists those that stay; `image_url` keeps its parameters.\n\n";
  text += kEnvelopeIntroduction;
  text += TableHead({"field", "type", "meaning"});
  for (const FieldDoc& doc : FieldDocs()) {
    if (doc.owner != kEnvelopeOwner) continue;
    const Field* field = FindField(EnvelopeFields(), doc.field);
    text += TableRow({AsCode(doc.field), field ? KindLink(field->kind) : doc.field == "name" ? "text" : "object", doc.meaning});
  }
  return text + "\n";
}

std::string Types() {
  const std::string texts = Grouped(limits::kTextUnitsMax);
  std::string text = "## Types\n\n" + TableHead({"type", "what it must be"});
  text += TableRow({"text", "1 to " + texts + " characters, not only spaces, no line breaks or tabs. An emoji counts as two or more."});
  text += TableRow({"address", "a text of up to " + Grouped(limits::kUrlUnitsMax) + " characters"});
  text += TableRow({"e-mail address", "a text of up to " + texts + " characters with an `@` in its middle"});
  text += TableRow({"amount", "a number such as `19.99`: 0 or more, up to " + std::string(limits::kNumberMax) + ", at most " +
                                  Grouped(limits::kNumberDigitsMax) + " digits. The text `\"19.99\"` is mended; `\"19,99\"` is refused, and so is `\"1.299\"`, which could be 1299. "
                                  "The dust of floating point is rounded to the currency; other digits past it are a remark."});
  text += TableRow({"whole number", "0 or more"});
  text += TableRow({"currency", "a code of ISO 4217, such as `EUR`. Withdrawn codes that shops still send are taken, with a warning."});
  text += TableRow({"time", "ISO 8601 with a zone, such as `2026-11-22T09:15:27Z`"});
  text += TableRow({"list of texts", "up to " + Grouped(limits::kTextsMax)});
  text += TableRow({"list of products", "1 to " + Grouped(limits::kProductsMax)});
  text += TableRow({"list of discounts", "up to " + Grouped(limits::kDiscountsMax) + ", together up to " +
                                             Grouped(limits::kMetadataBytesMax) + " bytes"});
  return text + "\n";
}

constexpr std::string_view kNumbers =
    "### How numbers are read\n\n"
    "A number that your own call passes is taken as it is, but for the dust of floating point. Of what a platform, a data layer, a page "
    "or its markup says as a text, Kago takes what can be read in one way only, by the currency:\n\n"
    "| text | in | is |\n|---|---|---|\n"
    "| `1,234.50`, `1.234,50`, `1'234.50`, `1 234,50`, `12,34,567.00` | EUR and others | that amount |\n"
    "| `49,90 €`, `€49.90`, `49.90 EUR` | EUR | 49.9; with another currency's sign it is refused |\n"
    "| `1,980`, `1.980` | JPY, CLP, KRW, VND and others that have no decimals | 1980 |\n"
    "| `12.500` | KWD, and others with three digits | 12.5 |\n"
    "| `1.299`, `1,299` | EUR and others, those too that shops write without decimals (IDR, HUF, COP) | refused: two readings |\n"
    "| `2.8361` | EUR | refused: more digits than the currency has |\n\n"
    "A currency that is a sign or a word (`kr`, `Euro`) means the shop's own, unless it is the sign of another. What is sold by length "
    "or weight is counted in whole pieces, upwards: 1.85 is a `quantity` of 2 with `metadata.exact_quantity` 1.85, and a `total_value` "
    "that Kago fills in counts 1.85. Your own calls may pass both.\n\n";

std::string CodeTable(Severity severity) {
  std::string table = TableHead({"code", "what it means", "what to do"});
  for (const CodeDoc& doc : CodeDocs()) {
    if (SeverityOf(doc.code) == severity) table += TableRow({AsCode(CodeText(doc.code)), doc.meaning, doc.remedy});
  }
  return table + "\n";
}

std::string Codes() {
  std::string text(kCodesIntroduction);
  text += "### Violations\n\nThe event is refused: it isn't sent.\n\n" + CodeTable(Severity::kViolation);
  text +=
      "### Warnings of what was mended\n\nThe event is sent, mended. With the option `strict` it is refused instead.\n\n" +
      CodeTable(Severity::kMend) + "### Warnings of what is worth a look\n\nThe event is sent as your shop said it.\n\n" +
      CodeTable(Severity::kRemark);
  return text;
}

std::string Limits() {
  const auto days = [](std::int64_t count) { return Grouped(static_cast<std::size_t>(count)) + " days"; };
  std::string text = "## Limits\n\nThose of single values stand under [types](#types) and [metadata](#metadata).\n\n";
  text += TableHead({"what", "limit", "past it"});
  text += TableRow({"one event", Grouped(limits::kEventBytesMax) + " bytes", "refused: `too_large`"});
  text += TableRow({"events that wait in one browser",
                    Grouped(limits::kQueueEventsMax) + ", together " + Grouped(limits::kQueueBytesMax) + " bytes",
                    "new ones are refused: `queue_full`; carts, checkouts and orders have a quarter more"});
  text += TableRow({"the option `time`, ahead of the shopper's clock", Grouped(limits::kClockAheadMsMax / 60'000) + " minutes",
                    "the event has the time of its call, with a warning: `time_ahead`"});
  text += TableRow({"events of one observation, such as one push to GA4's data layer", Grouped(limits::kObservationEventsMax),
                    "product views first, the rest is refused and counted: `too_many`"});
  text += TableRow({"a cart that doesn't change",
                    days(limits::kCartLifetimeDaysDefault) + "; up to " + days(limits::kCartLifetimeDaysMax) +
                        " by the option `cartLifetimeDays`",
                    "forgotten: the next change begins a cart with a new id"});
  text += TableRow({"what is told about one event", Grouped(limits::kFindingsMax) + " places", "the rest isn't listed"});
  return text;
}

}  // namespace

std::string EventsPage() {
  std::string page = std::string(kIntroduction) + Overview();
  for (const EventDoc& doc : EventDocs()) page += EventSection(doc);
  return page + Parts() + Types() + std::string(kNumbers) + Codes() + Limits();
}

}  // namespace kago
