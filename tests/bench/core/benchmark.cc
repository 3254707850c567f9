// How long the core takes natively, by Google Benchmark: `npm run bench -- core`.

#include <benchmark/benchmark.h>

#include "tests/bench/core/scenarios.h"

int main(int count, char** words) {
  for (const kago::bench::Scenario& scenario : kago::bench::Scenarios()) {
    benchmark::RegisterBenchmark(scenario.name.c_str(), [scenario](benchmark::State& state) {
      for (auto _ : state) benchmark::DoNotOptimize(scenario.Run());
      state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(scenario.input.size()));
    })->Unit(benchmark::kMicrosecond);
  }
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
