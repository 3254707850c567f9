// Writes what is made of the core's tables into a folder: JSON Schemas, TypeScript types, docs/events.md,
// the selections of what pages hand over, the names of personal members that they leave out, and the words of the codes. js/build.mjs runs it and puts the files where they belong.
//
//   kago_generate <folder>   writes schema/<event>.schema.json, events.ts, events.md, selections.ts, personal.ts, codes.json
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/event/code_docs.h"
#include "core/event/envelope.h"
#include "core/event/event_table.h"
#include "core/event/example_docs.h"
#include "core/event/personal.h"
#include "core/schema/events_page.h"
#include "core/schema/pretty.h"
#include "core/schema/schema.h"
#include "core/schema/selection.h"
#include "core/schema/typescript.h"

namespace {

using kago::EventType;

bool Write(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) std::fprintf(stderr, "can't write %s\n", file.c_str());
  return !out.fail();
}

// People copy examples: one that the core would refuse must not be published.
bool HasGoodExample(const EventType& type) {
  const kago::Findings findings = kago::ValidateEvent({kago::ExampleOf(type.name), {}});
  for (const kago::Finding& finding : findings) {
    std::fprintf(stderr, "the example of %s in core/event/example_docs.cc is refused: %s %s\n", std::string(type.name).c_str(),
                 std::string(finding.path).c_str(), std::string(kago::CodeText(finding.code)).c_str());
  }
  return findings.empty();
}

std::string PersonalNamesForPages() {
  return "// Generated from core/event/personal.cc.\nexport const PERSONAL = '" + std::string(kago::PersonalNames()) + "';\n";
}

std::string CodesForTheInspector() {
  kago::Json codes = kago::Json::Object();
  for (const kago::CodeDoc& doc : kago::CodeDocs()) {
    kago::Json words = kago::Json::Object();
    words.Set("meaning", kago::Json::Text(doc.meaning));
    words.Set("remedy", kago::Json::Text(doc.remedy));
    codes.Set(kago::CodeText(doc.code), words);
  }
  return kago::Pretty(codes) + "\n";
}

bool Generate(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder / "schema", error);
  bool good = true;
  for (const EventType& type : kago::EventTypes()) {
    const std::string name = std::string(type.name) + ".schema.json";
    good = HasGoodExample(type) && Write(folder / "schema" / name, kago::Pretty(kago::SchemaOf(type)) + "\n") && good;
  }
  return Write(folder / "events.ts", kago::TypeScriptOfEvents()) && Write(folder / "events.md", kago::EventsPage()) &&
         Write(folder / "selections.ts", kago::TypeScriptOfSelections()) &&
         Write(folder / "personal.ts", PersonalNamesForPages()) && Write(folder / "codes.json", CodesForTheInspector()) && good;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: kago_generate <folder>\n");
    return 2;
  }
  return Generate(argv[1]) ? 0 : 1;
}
