// What js/src/engine/engine.ts reads out of the core's reply: writesOf and bodyOf there.
#ifndef KAGO_TESTS_SIMULATION_REPLY_H_
#define KAGO_TESTS_SIMULATION_REPLY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "tests/simulation/database.h"

namespace kago::simulation {

std::vector<std::string> LinesOf(const std::string& text);

// Of a `send` or `delete`.
std::vector<std::int64_t> SeqsOf(const Json& command);
// Of the rows those that it names, in their order.
std::vector<testing::StoredRow> RowsOf(const Json& send, const std::vector<testing::StoredRow>& rows);
std::string BodyOf(const Json& send, const std::vector<testing::StoredRow>& rows);
Writes WritesOf(std::string state, const std::vector<Json>& commands, const std::vector<std::string>& texts);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_REPLY_H_
