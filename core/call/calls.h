// What a page says, carried out: a call of the shop's own, what an observer has seen, and who the
// shopper is (input.h: track, observe, identify). Each is answered by a report.
#ifndef KAGO_CORE_CALL_CALLS_H_
#define KAGO_CORE_CALL_CALLS_H_

#include <cstddef>

#include "core/base/json.h"
#include "core/work.h"

namespace kago {

void Track(std::size_t index, const ParsedJson& input, Work* work);
void Observe(std::size_t index, const ParsedJson& input, Work* work);
void Identify(std::size_t index, const ParsedJson& input, Work* work);

}  // namespace kago

#endif  // KAGO_CORE_CALL_CALLS_H_
