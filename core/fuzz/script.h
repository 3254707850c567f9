// A shopper's visit as a short text, so that what the fuzzer found can be read: one call a line.
//
//   0{"total_value":null}    track the first event of EventTypes(), with this laid over valid properties
//   1{"options":{…},…}       likewise the second, …; `options` are the call's own
//   o{"items":[]}            observe the platform's cart reply, with this laid over a good one
//   Oga4 push {…}            observe what that platform says, as it stands
//   i"u-901"                 identify; i["u-901",{"email":"a@b"}] with a contact
//   r{"type":…}              an input line as it stands
//   a3                       the third line that was said, once more
//   cf, ce, c                claim: flush, at page end, neither
//   w200 adr                 the collector answers: of the first event `accepted`, then `duplicate`, …
//   w503;30 …                HTTP status, Retry-After; any other body as it stands
//   W…                       the same to the request before
//   +5000, -5000             the clock, in ms
//   p1                       another tab, with other settings
//   &…                       this line shares a step with the next one
#ifndef KAGO_CORE_FUZZ_SCRIPT_H_
#define KAGO_CORE_FUZZ_SCRIPT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/testing/step.h"

namespace kago::fuzz {

// The number that a text begins with, cut off from it; 0 when there is none.
std::int64_t TakeNumber(std::string_view* text);

// Cuts off the first line.
std::string_view TakeLine(std::string_view* text);

// Lays a value over another one: objects member by member, an object over each element of an array.
void LayOver(Json patch, Json* value);

// A good cart reply of the platform: Shopify's or BigCommerce's.
Json CartReply(bool shopify);

// A collector's answer: `adr` says of each event in turn accepted, duplicate, refused; `n` nothing, any
// other letter a word that nobody knows. What doesn't begin with a letter is the body itself.
std::string BodyOf(const testing::Request& request, std::string_view words);

}  // namespace kago::fuzz

#endif  // KAGO_CORE_FUZZ_SCRIPT_H_
