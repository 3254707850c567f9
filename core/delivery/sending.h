// What a step does about requests: their beginning, their end, and what is told of them. What that
// means for the queue is delivery.h's question; here it becomes commands.
#ifndef KAGO_CORE_DELIVERY_SENDING_H_
#define KAGO_CORE_DELIVERY_SENDING_H_

#include <cstddef>

#include "core/base/json.h"
#include "core/work.h"

namespace kago {

// Begins a request if one is due (input.h: claim).
void Claim(const Json& input, Work* work);

// Takes the answer to a request, or that there was none (input.h: outcome).
void Outcome(const Json& input, Work* work);

// Counts calls that will never be carried out (input.h: lost).
void Lost(const Json& input, Work* work);

// Reports what `kago.getStatus()` says of the core's half.
void Status(std::size_t index, Work* work);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_SENDING_H_
