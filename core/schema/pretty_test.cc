// JSON for people: the same value, in lines that one can read.
#include <gtest/gtest.h>

#include "core/event/event_table.h"
#include "core/schema/pretty.h"
#include "core/schema/schema.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

TEST(Pretty, SaysTheSameAsCompactJson) {
  for (const EventType& type : EventTypes()) {
    const Json schema = SchemaOf(type);
    EXPECT_EQ(Dump(FromText(Pretty(schema))), Dump(schema)) << type.name;
  }
}

TEST(Pretty, PutsWhatFitsOnOneLineAndTheRestBelowEachOther) {
  EXPECT_EQ(Pretty(FromText(R"({"a":{"b":[1,"x"],"c":{}},"d":[]})")),
            "{\n"
            "  \"a\": {\n"
            "    \"b\": [1, \"x\"],\n"
            "    \"c\": {}\n"
            "  },\n"
            "  \"d\": []\n"
            "}");
}

TEST(Pretty, FillsLinesWithALongListOfWords) {
  Json list = Json::Array();
  for (int i = 0; i < 30; ++i) list.Push(Json::Text("word"));
  const std::string text = Pretty(list);
  EXPECT_EQ(text.find('\n'), 1u);
  EXPECT_EQ(text.find('\n', 2) - 2, 97u);  // columns: two blanks, twelve words, blanks between them
}

}  // namespace
}  // namespace kago
