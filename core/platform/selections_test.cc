// What pages hand over is what the core reads, no more and no less: a fixture says the same with and without
// the members that no selection names, and each that one names makes a difference to some fixture.
#include "core/platform/selections.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/ids.h"
#include "core/platform/platforms.h"
#include "core/schema/selection.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Fixture;
using testing::Fixtures;
using testing::FromText;

// Larger ones are as many lines alike.
constexpr std::size_t kFixtureBytesMax = 8'000;

// The members on the way to one; lists don't count.
using Path = std::vector<std::string>;

std::string TextOf(const Path& path) {
  std::string text;
  for (const std::string& key : path) text.append(text.empty() ? "" : ".").append(key);
  return text;
}

void AddPaths(const Json& tree, const Path& above, std::vector<Path>* paths) {
  for (const Json& member : tree.items()) {
    Path path = above;
    path.push_back(member.key());
    paths->push_back(path);
    AddPaths(member, path, paths);
  }
}

// What becomes of a member.
using Change = void (*)(const std::string& key, Json* object);

void RemoveIt(const std::string& key, Json* object) { object->Remove(key); }

void AlterIt(const std::string& key, Json* object) {
  Json* value = object->Find(key);
  if (value && !value->text().empty()) value->Assign(Json(value->type(), "9" + value->text()));
}

void ChangeAt(const Path& path, std::size_t depth, Change change, Json* in) {
  if (in->is_array()) {
    for (Json& item : in->items()) ChangeAt(path, depth, change, &item);
  } else if (depth + 1 == path.size()) {
    change(path[depth], in);
  } else if (Json* next = in->Find(path[depth])) {
    ChangeAt(path, depth + 1, change, next);
  }
}

Json Changed(const Path& path, Change change, Json data) {
  ChangeAt(path, 0, change, &data);
  return data;
}

Json Without(const Path& path, Json data) { return Changed(path, &RemoveIt, std::move(data)); }

// Those of one thing; a cart goes into checkout as it is.
std::vector<Fixture> FixturesOf(std::string_view from, std::string_view what) {
  std::vector<Fixture> fixtures;
  for (Fixture& fixture : Fixtures(from)) {
    if (Dump(fixture.data).size() > kFixtureBytesMax) continue;
    if (what == "checkout" && fixture.what == "cart" && from != "html") {
      Json checkout = Json::Object();
      const bool is_listed = fixture.data.is_array() && !fixture.data.items().empty();
      checkout.Set("cart", is_listed ? fixture.data.items()[0] : fixture.data);
      fixture = {fixture.from, "checkout", fixture.file, from == "adobe" ? fixture.data : checkout};
    }
    if (fixture.what == what) fixtures.push_back(std::move(fixture));
  }
  // Nothing without the pages before it, so it is no fixture by itself.
  if (from == "adobe" && what == "order") fixtures.push_back({"adobe", "order", "", FromText("{\"order\":\"000000012\"}")});
  return fixtures;
}

// What is said of a thing on several ways (`cart.js`, the Storefront API) has a selection each.
Json TreeOf(std::string_view from, std::string_view what) {
  Json tree = Json::Object();
  for (const Selection& selection : kSelections) {
    if (selection.from == from && selection.what == what) Merge(SelectionTree(selection.members), &tree);
  }
  return tree;
}

// All that the core makes of it: events, and what it remembers.
std::string Outcome(const Fixture& fixture, const Json& data, Memory memory) {
  Observation seen{fixture.what, data, "https://shop.example/a/b", "", ""};
  seen.time = 1;
  const auto sightings = FindPlatform(fixture.from)->interpret(seen, &memory);
  std::string outcome = sightings ? "" : "refused";
  if (sightings) {
    for (const Sighting& sighting : *sightings) outcome.append(sighting.name).append(sighting.again ? " again" : "").append(Dump(sighting.properties));
  }
  memory.cart.notes = {};  // hashes of what was said before
  return outcome + Dump(WriteMemory(memory));
}

// What pages before may have left.
std::vector<Memory> MemoriesOf(std::string_view platform) {
  std::vector<Memory> memories(1);
  std::size_t of_checkouts = 0;
  for (const Fixture& fixture : Fixtures(platform)) {
    const bool is_checkout = fixture.what == "checkout";
    if ((fixture.what != "cart" && !is_checkout) || (is_checkout && ++of_checkouts > 1)) continue;
    Memory memory;
    FindPlatform(platform)->interpret({fixture.what, fixture.data, "https://shop.example/", "EUR", ""}, &memory);
    if ((memories.size() < 3 || is_checkout) && memory.checkout.is_known()) memories.push_back(memory);
  }
  return memories;
}

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::size_t Below(std::size_t limit) { return (state_ = Mix(state_ + 1)) % limit; }

 private:
  std::uint64_t state_;
};

TEST(EveryFixture, SaysTheSameWithoutWhatNoSelectionNames) {
  for (const Fixture& fixture : Fixtures()) {
    const Json tree = TreeOf(fixture.from, fixture.what);
    ASSERT_FALSE(tree.items().empty()) << fixture.file << " is of nothing that a page hands over";
    std::vector<Path> paths;
    AddPaths(tree, {}, &paths);
    Draws draws(Hash(fixture.file));
    const std::vector<Memory> memories = MemoriesOf(fixture.from);
    // Also where members are missing, which others stand in for.
    const std::size_t rounds = std::clamp<std::size_t>(40'000 / Dump(fixture.data).size(), 1, 40);
    for (std::size_t round = 0; round < rounds; ++round) {
      Json data = fixture.data;
      std::string removed;
      for (std::size_t left = round % 5; left > 0; --left) {
        const Path& path = paths[draws.Below(paths.size())];
        data = Without(path, std::move(data));
        removed += TextOf(path) + ' ';
      }
      for (const Memory& memory : memories) {
        EXPECT_EQ(Outcome(fixture, data, memory), Outcome(fixture, Picked(data, tree), memory))
            << fixture.file << " without " << removed << ": the core reads what no selection in selections.h names";
      }
    }
  }
}

bool MakesADifference(const Path& path, const Fixture& fixture, const Json& data, const std::vector<Memory>& memories) {
  for (Change change : {&RemoveIt, &AlterIt}) {
    const Json changed = Changed(path, change, data);
    if (Dump(changed) == Dump(data)) return false;
    for (const Memory& memory : memories) {
      if (Outcome(fixture, changed, memory) != Outcome(fixture, data, memory)) return true;
    }
  }
  return false;
}

// Alone, or where another one is missing that it stands in for.
bool Matters(const Path& path, const std::vector<Path>& others, const std::vector<Fixture>& fixtures,
             const std::vector<Memory>& memories) {
  for (const Fixture& fixture : fixtures) {
    if (MakesADifference(path, fixture, fixture.data, memories)) return true;
  }
  for (const Fixture& fixture : fixtures) {
    if (Dump(Without(path, fixture.data)) == Dump(fixture.data)) continue;
    for (const Path& other : others) {
      const Json data = Without(other, fixture.data);
      if (Dump(data) != Dump(fixture.data) && MakesADifference(path, fixture, data, memories)) return true;
    }
  }
  return false;
}

class EverySelectedMember : public ::testing::TestWithParam<Selection> {};

TEST_P(EverySelectedMember, MakesADifferenceToAFixture) {
  const Selection& selection = GetParam();
  const std::vector<Fixture> fixtures = FixturesOf(selection.from, selection.what);
  const std::vector<Memory> memories = MemoriesOf(selection.from);
  std::vector<Path> paths;
  AddPaths(SelectionTree(selection.members), {}, &paths);
  for (const Path& path : paths) {
    EXPECT_TRUE(Matters(path, paths, fixtures, memories))
        << TextOf(path) << " leaves the page, but no fixture shows what for: take it out of selections.h, or add a fixture";
  }
}

std::string NameOf(const ::testing::TestParamInfo<Selection>& info) {
  std::string name = std::string(info.param.from).append("_").append(info.param.what);
  std::replace(name.begin(), name.end(), '-', '_');
  return name + (info.param.is_read_by_page ? "" : "_of_a_shop");
}

INSTANTIATE_TEST_SUITE_P(Selections, EverySelectedMember, ::testing::ValuesIn(kSelections), &NameOf);

}  // namespace
}  // namespace kago
