// What must hold of the core's words, whatever it was given. A check that fails says why and aborts,
// so that the fuzzer keeps the input.
#ifndef KAGO_CORE_FUZZ_CHECK_H_
#define KAGO_CORE_FUZZ_CHECK_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace kago::fuzz {

// Aborts with `what` and the text that it was seen at, unless `holds`.
void Check(bool holds, std::string_view what, std::string_view text);

// The value of a text that the core wrote: one line of JSON without a fault, which comes out the
// same when it is written again.
Json CheckedJson(std::string_view text);

// A value is the same one after it was written and read.
void CheckRoundTrip(const Json& value);

// Each has a path, a code of finding.h and says what would be right.
void CheckFindings(const Json* findings);

// A refusal's violations: findings, one at least.
void CheckViolations(const Json* violations);

// The judge has a verdict on any text, and says why when it is `false`.
void CheckVerdict(std::string_view event);

// What is encoded for Braze is an event that is still valid.
void CheckBraze(std::string_view event);

// An event that leaves is valid.
void CheckEvent(std::string_view event);

// The answer to a call: accepted with an id, a duplicate, or refused with violations; of an observation
// also the answers to its other events, of which there is a bounded number.
void CheckAnswer(const Json& answer);

// ReadState of what WriteState wrote is the same state.
void CheckState(std::string_view text);

// A reply's lines: a state, commands and a text for each put; returns the texts.
std::vector<std::string> CheckReply(std::string_view reply);

}  // namespace kago::fuzz

#endif  // KAGO_CORE_FUZZ_CHECK_H_
