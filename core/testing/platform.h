// A shop on a platform, as far as the core sees it: fixtures of what the platform says, and the events
// that come of it on a simulated origin.
//
// Fixtures are full-size replies in tests/fixtures/<platform>/<what>.<case>.json. Whatever is personal
// or secret in them has the word "private" in it, so that no test needs a list of names.
#ifndef KAGO_CORE_TESTING_PLATFORM_H_
#define KAGO_CORE_TESTING_PLATFORM_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/testing/step.h"

namespace kago::testing {

struct Fixture {
  std::string from;  // the platform: its folder
  std::string what;  // up to the first point of its name
  std::string file;  // shopify/cart.jpy.json
  Json data;
};

// All there are, in the order of their names; of one platform when one is named.
std::vector<Fixture> Fixtures(std::string_view platform = {});
// One of them: FixtureData("shopify/cart.jpy.json").
Json FixtureData(std::string_view file);

struct PlatformShop {
  Origin origin;
  Page page{&origin};

  // `sources`: as the option `platform` has them.
  explicit PlatformShop(std::string_view sources);

  // What the page gets as the answer. View 0: the page doesn't count its views.
  Json See(std::string_view from, std::string_view what, const Json& data, std::int64_t view = 0);
  Json See(const Fixture& fixture, std::int64_t view = 0);

  std::size_t count() const { return origin.rows.size(); }
  // The event put last; null when there is none.
  Json Last() const;
  // The JSON of its value at `properties.<path>`; empty when it has none.
  std::string LastAt(std::string_view path) const;
  // Short names of all events: "cart_updated checkout_started".
  std::string Names() const;
};

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_PLATFORM_H_
