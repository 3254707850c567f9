// Every limit of Kago in one place, each named with its unit. A limit that a shop can meet is told
// in docs/events.md (by core/schema/events_page.cc) and in the refusal (figure.h); the ones that a receiver sets name their source.
#ifndef KAGO_CORE_BASE_LIMITS_H_
#define KAGO_CORE_BASE_LIMITS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/figure.h"

namespace kago::limits {

// Text, in UTF-16 code units: what Braze counts (platforms.md 1.4, Web SDK rules).
inline constexpr std::size_t kTextUnitsMax = 255;
// Addresses may be longer than a receiver takes: its encoding mends them, not the event.
inline constexpr std::size_t kUrlUnitsMax = 2048;
// Metadata, as JSON in UTF-8 (platforms.md 1.5).
inline constexpr std::size_t kMetadataBytesMax = 51'200;
// Levels of objects and arrays below `metadata`, itself included (platforms.md 1.4).
inline constexpr std::size_t kMetadataDepthMax = 50;
// Lines of one event. Shopify's carts end at 500 lines; the rest is room.
inline constexpr std::size_t kProductsMax = 1'000;
inline constexpr std::size_t kDiscountsMax = 500;
inline constexpr std::size_t kTextsMax = 100;

// Untrusted JSON: levels kept; what lies deeper is cut off and reported.
inline constexpr std::size_t kJsonDepthMax = 64;
// Members of one object; also bounds the linear look-up.
inline constexpr std::size_t kJsonMembersMax = 1'000;
// The largest number: 2^53 - 1. Past it JavaScript and JSON receivers lose digits.
inline constexpr std::uint64_t kIntegerMax = 9'007'199'254'740'991;
inline constexpr std::string_view kNumberMax = kWith<"#", kIntegerMax>;
// Digits of one number once its exponent is written out.
inline constexpr std::size_t kNumberDigitsMax = 64;
// What a finding quotes of a value, in bytes.
inline constexpr std::size_t kQuoteBytesMax = 80;
inline constexpr std::size_t kPathBytesMax = 255;
inline constexpr std::size_t kFindingsMax = 100;

// The queue.
inline constexpr std::size_t kEventBytesMax = 256'000;
inline constexpr std::size_t kQueueEventsMax = 1'000;
inline constexpr std::size_t kQueueBytesMax = 5'000'000;

// Events of one observation: a page may push a thousand products at once, and they would take the room of
// an order. The rest is counted as lost.
inline constexpr std::size_t kObservationEventsMax = 20;

// One request.
inline constexpr std::size_t kBatchEventsMax = 100;
inline constexpr std::int64_t kBatchBytesMax = 500'000;
// From there on, or with that many events, a request doesn't wait for others.
inline constexpr std::int64_t kBatchBytesFull = 50'000;
// Smaller ones aren't worth the wait for gzip.
inline constexpr std::int64_t kPackedBytesMin = 8'192;

// Times in milliseconds.
// How long events wait for others, and between two requests that aren't full.
inline constexpr std::int64_t kFlushDelayMs = 1'000;
// A request is given up before its lease ends, so that no two tabs send one row at a time.
inline constexpr std::int64_t kRequestMs = 10'000;
inline constexpr std::int64_t kLeaseMs = 15'000;
inline constexpr std::int64_t kBackoffFirstMs = 1'000;
inline constexpr std::int64_t kBackoffMaxMs = 300'000;
inline constexpr std::int64_t kRetryAfterMaxMs = 3'600'000;
inline constexpr std::int64_t kHaltMs = 900'000;
// After so many failures in a row a stranger's answer may be for one event's sake (a firewall that
// dislikes a name): from then on requests get smaller with each, and an event that is alone steps aside.
inline constexpr std::int64_t kStrangersMax = 10;
// An event that stepped aside is sent again after that time, and given up at that age: as old as a cart gets.
// Longer than kHaltMs: a halt may be its own doing, and the others have to come first when it is over.
inline constexpr std::int64_t kAsideMs = 1'200'000;
inline constexpr std::int64_t kAsideAgeMsMax = 30 * 86'400'000LL;
// So many tries without any answer are a content blocker rather than an outage; from then on it is as
// if the collector asked for that wait.
inline constexpr std::int64_t kSilencesMax = 10;
inline constexpr std::int64_t kSilenceMs = 600'000;
inline constexpr std::int64_t kCartLifetimeDaysDefault = 30;
inline constexpr std::int64_t kCartLifetimeDaysMax = 365;
inline constexpr std::int64_t kDayMs = 86'400'000;
// A time that is further ahead is a wrong clock, or a zone that was left out (the least is 15 minutes).
inline constexpr std::int64_t kClockAheadMsMax = 600'000;
// An order follows its checkout within that time, payment on another host included; what went into checkout
// longer ago is another's.
inline constexpr std::int64_t kCheckoutAgeMsMax = kDayMs;

// What a collector's row keeps of a cart, of an order: the newest of them.
inline constexpr std::size_t kCartChangesMax = 200;
inline constexpr std::int64_t kCartChangesBytesMax = 200'000;
inline constexpr std::size_t kCartOrdersMax = 50;
inline constexpr std::size_t kRefundsMax = 200;
// Digits behind the point with which an amount enters a sum, so that no sum outgrows kNumberDigitsMax.
inline constexpr std::size_t kSumScaleMax = 12;

// Calls that one input says are lost: what it says wasn't written by us alone.
inline constexpr std::int64_t kLostCountMax = 1'000'000;

// What is remembered so that nothing is said twice: what was said, and the pages that called last
// (more than one shopper opens before one of them carries out what another has written down).
inline constexpr std::size_t kSaidMax = 64;
inline constexpr std::size_t kPagesMax = 32;
// Product views that are known to be said, over all tabs.
inline constexpr std::size_t kViewsMax = 32;
// What a platform's observations leave for later ones (platform/memory.h), as JSON, each of its two parts: past
// that nothing is left, since every step reads and writes it.
inline constexpr std::size_t kMemoryBytesMax = 100'000;
// Calls kept for the inspector in debug mode; findings and bytes of properties shown with one.
inline constexpr std::size_t kDiagnosticsMax = 20;
inline constexpr std::size_t kDiagnosticFindingsMax = 20;
inline constexpr std::size_t kDiagnosticBytesMax = 4'000;
// Levels of those properties: the state around them has three, and must stay within kJsonDepthMax.
inline constexpr std::size_t kDiagnosticDepthMax = kJsonDepthMax - 3;

}  // namespace kago::limits

#endif  // KAGO_CORE_BASE_LIMITS_H_
