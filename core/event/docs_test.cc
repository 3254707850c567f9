// Words for people: everything has its words, and no words are left of something that is gone.
#include <set>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/event/code_docs.h"
#include "core/event/event_docs.h"
#include "core/event/example_docs.h"
#include "core/event/envelope.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Told;

struct Owner {
  std::string_view name;
  std::span<const Field> fields;
};

// Everything that has fields. `name` and `properties` stand in no table (event_table.h).
std::vector<Owner> Owners() {
  static constexpr Field kUntold[] = {{"name", Kind::kText, Need::kRequired}, {"properties", Kind::kMetadata, Need::kRequired}};
  std::vector<Owner> owners = {{kProductOwner, ProductFields()},
                               {kDiscountOwner, DiscountFields()},
                               {kEnvelopeOwner, EnvelopeFields()},
                               {kEnvelopeOwner, kUntold}};
  for (const EventType& type : EventTypes()) owners.push_back({type.name, type.fields});
  return owners;
}

TEST(Docs, HaveWordsForEachEvent) {
  for (const EventType& type : EventTypes()) {
    const EventDoc* doc = FindEventDoc(type.name);
    ASSERT_TRUE(doc) << type.name;
    EXPECT_TRUE(doc->when.ends_with('.') && doc->good_for.ends_with('.')) << type.name;
  }
}

TEST(Docs, HaveNoWordsForAnEventThatIsGoneAndNoneTwice) {
  std::set<std::string_view> seen;
  for (const EventDoc& doc : EventDocs()) {
    EXPECT_TRUE(FindEventType(doc.event)) << doc.event;
    EXPECT_TRUE(seen.insert(doc.event).second) << doc.event;
  }
}

TEST(Docs, HaveWordsForEachField) {
  for (const Owner& owner : Owners()) {
    for (const Field& field : owner.fields) {
      const FieldDoc* doc = FindFieldDoc(owner.name, field.name);
      ASSERT_TRUE(doc) << owner.name << " " << field.name;
      EXPECT_TRUE(doc->meaning.ends_with('.')) << owner.name << " " << field.name;
    }
  }
}

TEST(Docs, HaveNoWordsForAFieldThatIsGoneAndNoneTwice) {
  std::set<const FieldDoc*> used;
  for (const Owner& owner : Owners()) {
    for (const Field& field : owner.fields) used.insert(FindFieldDoc(owner.name, field.name));
  }
  for (const FieldDoc& doc : FieldDocs()) EXPECT_TRUE(used.contains(&doc)) << doc.owner << " " << doc.field;
}

TEST(Docs, HaveWordsForEachCodeInItsOrder) {
  const auto count = static_cast<std::size_t>(Code::kExcessDigits) + 1;
  ASSERT_EQ(CodeDocs().size(), count);
  for (std::size_t i = 0; i < count; ++i) {
    const CodeDoc& doc = CodeDocs()[i];
    EXPECT_EQ(CodeText(doc.code), CodeText(static_cast<Code>(i)));
    EXPECT_TRUE(doc.meaning.ends_with('.') && doc.remedy.ends_with('.')) << CodeText(doc.code);
  }
}

// A `|` would end the cell of a table.
TEST(Docs, HoldNoCharacterThatBreaksATable) {
  for (const FieldDoc& doc : FieldDocs()) EXPECT_EQ((std::string(doc.meaning) += doc.filled).find('|'), std::string::npos);
  for (const CodeDoc& doc : CodeDocs()) EXPECT_EQ((std::string(doc.meaning) += doc.remedy).find('|'), std::string::npos);
  for (const EventDoc& doc : EventDocs()) EXPECT_EQ(doc.when.find('|'), std::string::npos);
}

TEST(Docs, ShowAValidExampleOfEachEventWithAllItsFields) {
  for (const EventType& type : EventTypes()) {
    const Json example = ExampleOf(type.name);
    EXPECT_EQ(Told(ValidateEvent({example, {}})), "") << type.name;
    const Json* properties = example.Find("properties");
    ASSERT_TRUE(properties) << type.name;
    for (const Field& field : type.fields) EXPECT_TRUE(properties->Find(field.name)) << type.name << " " << field.name;
    for (const Field& field : EnvelopeFields()) EXPECT_TRUE(example.Find(field.name)) << type.name << " " << field.name;
  }
}

}  // namespace
}  // namespace kago
