// The simulation's program. `simulate --seeds N --from S` runs N visits, each from its own seed, and
// stops at the first that breaks an invariant.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number_text.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/scenario.h"

namespace kago::simulation {
namespace {

constexpr std::size_t kShownFacts = 25;

bool IsAbout(const Fact& fact, const std::string& id) {
  if (id.empty() || fact.kind == Fact::Kind::kBooks) return false;
  return fact.id == id || fact.text.find(id) != std::string::npos ||
         std::find(fact.list.begin(), fact.list.end(), id) != fact.list.end();
}

// The last facts before the breach, and all that tell of its event.
void Print(const std::vector<Fact>& facts, const Breach& breach) {
  for (std::size_t i = 0; i <= breach.fact; ++i) {
    if (i + kShownFacts > breach.fact || IsAbout(facts[i], breach.about)) std::printf("  %s\n", TextOf(facts[i]).c_str());
  }
  std::printf("Broken: %s %s\n", breach.what.c_str(), breach.about.c_str());
}

struct Options {
  std::int64_t seeds = 1'000;
  std::int64_t from = 1;
};

bool Read(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    std::int64_t* value = name == "--seeds" ? &options->seeds : name == "--from" ? &options->from : nullptr;
    if (!value || i + 1 == argc || !ParseInteger(argv[i + 1], value)) return false;
  }
  return true;
}

int Run(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  std::int64_t steps = 0;
  std::int64_t virtual_ms = 0;
  for (std::int64_t seed = options.from; seed < options.from + options.seeds; ++seed) {
    Seam core;
    World world(static_cast<std::uint64_t>(seed), &core);
    RunVisit(&world);
    steps += world.browser().steps;
    virtual_ms += world.browser().clock.now();
    const auto breach = Judge::Verdict(world.browser().history.facts());
    if (!breach) continue;
    Print(world.browser().history.facts(), *breach);
    std::printf("Once more: npm run simulate -- --seeds 1 --from %lld\n", static_cast<long long>(seed));
    return 1;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%lld seeds from %lld: %lld steps, %.0f steps and %.2f simulated days a second\n",
              static_cast<long long>(options.seeds), static_cast<long long>(options.from), static_cast<long long>(steps),
              static_cast<double>(steps) / seconds, static_cast<double>(virtual_ms) / 86'400'000 / seconds);
  return 0;
}

}  // namespace
}  // namespace kago::simulation

int main(int argc, char** argv) {
  kago::simulation::Options options;
  if (kago::simulation::Read(argc, argv, &options)) return kago::simulation::Run(options);
  std::fprintf(stderr, "simulate [--seeds N] [--from S]\n");
  return 2;
}
