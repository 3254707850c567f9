// The simulation's program: `simulate --seeds N --from S --log <file>`, `simulate --disaster D --event E`,
// or `simulate --suite <report>`.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <string_view>

#include "core/base/number_text.h"
#include "tests/simulation/disaster.h"
#include "tests/simulation/step_log.h"
#include "tests/simulation/suite.h"

namespace {

struct Options {
  std::int64_t seeds = 1'000;
  std::int64_t from = 1;
  std::int64_t disaster = -1;
  std::int64_t event = 0;
  const char* report = nullptr;
  const char* log = nullptr;
};

std::int64_t* NumberOf(std::string_view name, Options* options) {
  if (name == "--seeds") return &options->seeds;
  if (name == "--from") return &options->from;
  if (name == "--disaster") return &options->disaster;
  return name == "--event" ? &options->event : nullptr;
}

bool Read(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return false;
    const char** file = name == "--suite" ? &options->report : name == "--log" ? &options->log : nullptr;
    if (file) {
      *file = argv[i + 1];
      continue;
    }
    std::int64_t* value = NumberOf(name, options);
    if (!value || !kago::ParseInteger(argv[i + 1], value)) return false;
  }
  return options->disaster < std::ssize(kago::simulation::Disasters());
}

int RunDisaster(const Options& options) {
  bool has_struck = false;
  const bool survives = kago::simulation::Survives(static_cast<std::size_t>(options.disaster), options.event, &has_struck);
  std::printf("%s\n", !survives ? "broken" : has_struck ? "survived" : "the visit has fewer events");
  return survives && has_struck ? 0 : 1;
}

int RunSeeds(const Options& options, kago::simulation::Seam* core) {
  const auto begin = std::chrono::steady_clock::now();
  const kago::simulation::Run run = kago::simulation::RunSeeds(options.from, options.seeds, core);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%lld seeds from %lld: %lld steps, %.0f steps and %.2f simulated days a second\n",
              static_cast<long long>(run.seeds), static_cast<long long>(options.from), static_cast<long long>(run.steps),
              static_cast<double>(run.steps) / seconds, static_cast<double>(run.virtual_ms) / 86'400'000 / seconds);
  return run.holds ? 0 : 1;
}

int RunLogged(const Options& options) {
  kago::simulation::StepLog log(options.log);
  const int code = RunSeeds(options, &log);
  if (log.Close()) return code;
  std::fprintf(stderr, "%s could not be written\n", options.log);
  return 1;
}

int RunUnlogged(const Options& options) {
  kago::simulation::Seam core;
  return RunSeeds(options, &core);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!Read(argc, argv, &options)) {
    std::fprintf(stderr, "simulate [--seeds N] [--from S] [--log <file>] | --disaster D [--event E] | --suite <report>\n");
    return 2;
  }
  if (options.report) return kago::simulation::RunSuite(options.report);
  if (options.disaster >= 0) return RunDisaster(options);
  return options.log ? RunLogged(options) : RunUnlogged(options);
}
