#include "core/schema/typescript.h"

#include <span>
#include <string_view>

#include "core/base/limits.h"
#include "core/event/code_docs.h"
#include "core/event/event_docs.h"
#include "core/event/event_table.h"
#include "core/schema/markdown.h"
#include "core/schema/names.h"

namespace kago {
namespace {

constexpr std::size_t kColumnsMax = 100;

std::string_view TypeOf(Kind kind) {
  switch (kind) {
    case Kind::kText:
    case Kind::kUrl:
    case Kind::kCurrency:
    case Kind::kTime:
    case Kind::kEmail:
      return "string";
    case Kind::kAmount:
      return "Amount";
    case Kind::kCount:
      return "number";
    case Kind::kAction:
      return "'add' | 'remove' | 'replace'";
    case Kind::kTexts:
      return "string[]";
    case Kind::kProducts:
      return "Product[]";
    case Kind::kDiscounts:
      return "Discount[]";
    case Kind::kMetadata:
      return "Metadata";
  }
  return "";
}

// On one line where it fits, else broken between words.
std::string Comment(std::string_view indent, std::string text) {
  const std::string start(indent);
  if (start.size() + text.size() + 7 <= kColumnsMax) return start + "/** " + text + " */\n";
  const std::size_t width = kColumnsMax - start.size() - 3;
  std::string comment = start + "/**\n";
  while (text.size() > width) {
    const std::size_t end = text.rfind(' ', width);
    comment += start + " * " + text.substr(0, end) + "\n";
    text.erase(0, end + 1);
  }
  return comment + start + " * " + text + "\n" + start + " */\n";
}

std::string Interface(std::string_view name, std::string_view about, std::string_view owner, std::span<const Field> fields) {
  std::string text = Comment("", std::string(about)) + "export interface " + std::string(name) + " {\n";
  for (const Field& field : fields) {
    const FieldDoc* doc = FindFieldDoc(owner, field.name);
    const bool filled = doc && !doc->filled.empty();
    std::string comment(doc ? doc->meaning : "");
    if (filled) comment.append(" Default: ").append(doc->filled).append(".");
    const bool optional = filled || field.need == Need::kOptional;
    text += Comment("  ", std::move(comment));
    text.append("  ").append(field.name).append(optional ? "?: " : ": ").append(TypeOf(field.kind)).append(";\n");
  }
  return text + "}\n\n";
}

std::string EventNames() {
  std::string text = "export type EventName =";
  for (const EventType& type : EventTypes()) text.append("\n  | '").append(type.name).append("'");
  return text + ";\n";
}

std::string FindingCodes() {
  std::string text = Comment("", "What isn't right about a value. A code never changes its name or meaning.");
  text += "export type FindingCode =";
  for (const CodeDoc& doc : CodeDocs()) {
    text += "\n" + Comment("  ", std::string(doc.meaning));
    text.append("  | '").append(CodeText(doc.code)).append("'");
  }
  return text + ";\n";
}

}  // namespace

std::string TypeScriptOfEvents() {
  std::string text =
      "// Generated from the event table by core/schema/generate.cc (npm run build). Don't edit.\n"
      "// What each event means for a marketer: docs/events.md.\n\n";
  text += Comment("", "A money amount such as 12.99 (not 1299 cents), not negative.") + "export type Amount = number;\n\n";
  text += Comment("", "The shop's own data: anything JSON can say, at most " + Grouped(limits::kMetadataBytesMax) +
                          " bytes. A field that the event doesn't have is moved here, with a warning.") +
          "export type Metadata = Record<string, unknown>;\n\n";
  text += Interface("Product", "One line of a cart, checkout or order.", kProductOwner, ProductFields());
  text += Interface("Discount", "One discount of an order.", kDiscountOwner, DiscountFields());
  for (const EventType& type : EventTypes()) {
    const EventDoc* doc = FindEventDoc(type.name);
    text += Interface(TypeNameOf(type.name), doc ? doc->when : "", type.name, type.fields);
  }
  return text + EventNames() + "\n" + FindingCodes();
}

}  // namespace kago
