#include "core/schema/selection.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/platform/ga4_words.h"
#include "core/platform/jsonld.h"
#include "core/platform/selections.h"

namespace kago {
namespace {

constexpr std::string_view kFragmentMark = "...";

std::string_view TakeWord(std::string_view* rest) {
  const std::size_t begin = std::min(rest->find_first_not_of(' '), rest->size());
  rest->remove_prefix(begin);
  const std::string_view word = rest->substr(0, rest->find(' '));
  rest->remove_prefix(word.size());
  return word;
}

std::string_view FragmentOf(std::string_view name) {
  const auto known = std::find_if(std::begin(kFragments), std::end(kFragments), [&](const Fragment& one) { return one.name == name; });
  return known == std::end(kFragments) ? std::string_view() : known->members;
}

// Up to the brace that closes it, or the end.
Json Tree(std::string_view* rest) {
  Json tree = Json::Object();
  std::string last;
  for (std::string_view word = TakeWord(rest); !word.empty() && word != "}"; word = TakeWord(rest)) {
    if (word == "{") {
      Json named = Json::Object();
      named.Set(last, Tree(rest));
      Merge(named, &tree);
    } else if (word.starts_with(kFragmentMark)) {
      Merge(SelectionTree(FragmentOf(word.substr(kFragmentMark.size()))), &tree);
    } else {
      last = word;
      if (!tree.Find(word)) tree.SetInteger(word, 1);
    }
  }
  return tree;
}

Json Ga4Words(std::string_view Ga4Word::*form) {
  Json words = Json::Object();
  for (const Ga4Word& word : kGa4Words) {
    if (!(word.*form).empty()) words.Set(word.*form, Json::Bool(word.changes_cart));
  }
  return words;
}

}  // namespace

Json SelectionTree(std::string_view members) { return Tree(&members); }

void Merge(const Json& more, Json* tree) {
  for (const Json& member : more.items()) {
    Json* known = tree->Find(member.key());
    if (known && known->is_object()) {
      Merge(member, known);
    } else {
      tree->Set(member.key(), member);
    }
  }
}

Json Picked(const Json& value, const Json& tree) {
  if (value.is_array()) {
    Json picked = Json::Array();
    for (const Json& item : value.items()) picked.Push(Picked(item, tree));
    return picked;
  }
  if (!value.is_object()) return value;
  Json picked = Json::Object();
  for (const Json& member : tree.items()) {
    if (const Json* found = value.Find(member.key())) picked.Set(member.key(), Picked(*found, member));
  }
  return picked;
}

std::string TypeScriptOfSelections() {
  std::string text =
      "// What of a platform's words leaves the page. Generated from core/platform/selections.h, do not edit.\n\n"
      "/** The members that pass, those of an object or of a list's objects within; 1: a text, a number, or a list of such. */\n"
      "export interface Selection { readonly [member: string]: Selection | 1 }\n\n";
  for (const Selection& selection : kSelections) {
    if (!selection.is_read_by_page) continue;
    std::string name = UpperCase(std::string(selection.from).append("_").append(selection.what));
    std::replace(name.begin(), name.end(), '-', '_');
    text.append("export const ").append(name).append(" = ").append(Dump(SelectionTree(selection.members)));
    text.append(" as const;\n");
  }
  text +=
      "\n// What of a dataLayer is heard, as core/platform/ga4_words.h has it; true: it changes the cart.\n"
      "type Words = { readonly [word: string]: boolean };\n";
  return text + "export const GA4_EVENTS: Words = " + Dump(Ga4Words(&Ga4Word::event)) + ";\n" +
         "export const GA4_UNIVERSAL: Words = " + Dump(Ga4Words(&Ga4Word::universal)) + ";\n\n" +
         "/** Stands in what a product's page says of its kind (core/platform/jsonld.h). */\nexport const PRODUCT_WORD = " +
         Dump(Json::Text(kProductWord)) + ";\n";
}

}  // namespace kago
