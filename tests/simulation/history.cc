#include "tests/simulation/history.h"

#include <array>
#include <string_view>
#include <utility>

namespace kago::simulation {
namespace {

// In the order of Fact::Kind.
constexpr std::array<std::string_view, 23> kNames = {
    "called", "left",   "not left", "carried out", "told",  "put",     "deleted", "books", "claimed", "settled", "released", "posted",
    "page end", "stored", "passed over", "heard", "storage", "clock", "tab",     "online", "weather", "calm", "end"};
static_assert(kNames.size() == static_cast<std::size_t>(Fact::Kind::kEnd) + 1);

constexpr std::size_t kShownBytes = 160;

}  // namespace

Fact History::Now(Fact fact) const {
  fact.at = clock_.now();
  fact.wall = clock_.wall();
  return fact;
}

void History::Add(Fact fact) { facts_.push_back(fact.at < 0 ? Now(std::move(fact)) : std::move(fact)); }

std::string TextOf(const Fact& fact) {
  std::string text = std::to_string(fact.at) + " ms ";
  if (fact.tab != kNoTab) text += "tab " + std::to_string(fact.tab) + ' ';
  if (fact.store != kSharedStore) text += "(own store) ";
  text.append(kNames[static_cast<std::size_t>(fact.kind)]).append(" ").append(std::to_string(fact.number));
  if (!fact.id.empty()) text.append(" ").append(fact.id);
  for (const std::string& item : fact.list) text.append(" ").append(item);
  if (fact.kind == Fact::Kind::kBooks) return text;
  if (!fact.text.empty()) text.append(" ").append(fact.text.substr(0, kShownBytes));
  return text;
}

}  // namespace kago::simulation
