// The engine's own inputs as js/src/engine/engine.ts writes them, and how it tells them apart.
#ifndef KAGO_TESTS_SIMULATION_INPUTS_H_
#define KAGO_TESTS_SIMULATION_INPUTS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/simulation/collector.h"

namespace kago::simulation {

inline constexpr std::string_view kOnlineLine = R"({"type":"claim","online":true})";

std::string OutcomeLine(const std::string& lease, const Answer& answer);
std::string ReleaseLine(const std::string& lease);
std::string PageEndLine(std::int64_t room, bool last);

// The setting by which the tabs differ.
std::string SourceOf(int tab);
// The line with the settings that it was said with.
std::string WithSettings(std::string line, int tab);

bool IsCall(std::string_view line);
bool IsOutcome(std::string_view line);
bool IsRelease(std::string_view line);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_INPUTS_H_
