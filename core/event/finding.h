// What Kago says about a value that isn't right: a violation (the event is refused) or a warning
// (the value was mended, or is worth a look).
#ifndef KAGO_CORE_EVENT_FINDING_H_
#define KAGO_CORE_EVENT_FINDING_H_

#include <cstdint>
#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"

namespace kago {

// Stable: a code never changes its name or meaning, since shops may filter by it.
enum class Code : std::uint8_t {
  // violations
  kMissing,           // a required field isn't there
  kUnknownEvent,      // no event has this name
  kUnknownField,      // the event has no such field (on the wire; pages see kMovedToMetadata)
  kWrongType,         // another type than the field takes
  kEmpty,             // a text without content, an array without an element
  kTooLong,           // a text past its length
  kTooMany,           // more elements or members than allowed
  kTooLarge,          // a number, metadata or event past its size
  kTooDeep,           // nested deeper than allowed
  kControlCharacter,  // U+0000 to U+001F in a text
  kNegative,          // an amount or quantity below 0
  kNotInteger,        // a quantity with a fraction
  kUnknownCurrency,   // no code of ISO 4217
  kNotAllowed,        // none of the values that the field takes
  kBadKey,            // a metadata key that is empty, too long or begins with `$`
  kBadText,           // not Unicode: a lone surrogate, or no JSON
  kNotSerializable,   // NaN, Infinity, a cycle: what JSON can't say
  kBadTime,           // no ISO 8601 time with a zone
  kMixedAction,       // replace and add/remove for one cart
  kQueueFull,         // no room to keep the event
  // mends
  kMovedToMetadata,   // a field of the shop's own now stands in metadata
  kNumberFromText,    // "19.99" became 19.99
  kTextFromNumber,    // 123 became "123"
  kUpperCased,        // "eur" became "EUR"
  kLeftOut,           // an optional value that can't be sent was left out
  kSecretRemoved,     // `?key=…` was cut off a cart id
  kPersonalLeftOut,   // what says who the shopper is was left out
  kTimeAhead,         // `time` in the future became the time of the call
  kEncoded,           // written in another way for a receiver (core/encoding/), never in the event itself
  // remarks
  kHistoricCurrency,  // a code that ISO 4217 has withdrawn
  kTotalMismatch,     // a total that its lines don't add up to
  kExcessDigits,      // an amount with more digits than its currency has
};

std::string_view CodeText(Code code);

enum class Severity : std::uint8_t {
  kViolation,  // the event is refused
  kMend,       // a warning: a value was mended. The option `strict` refuses instead
  kRemark,     // a warning: worth a look, but as the shop said it
};

constexpr Severity SeverityOf(Code code) {
  if (code < Code::kMovedToMetadata) return Severity::kViolation;
  return code < Code::kHistoricCurrency ? Severity::kMend : Severity::kRemark;
}

// Words for people. The modules that shoppers load have none (KAGO_TERSE): with the option `debug` a page loads
// kago-debug.wasm, which has (bindings/CMakeLists.txt).
#ifdef KAGO_TERSE
struct Sentence {
  template <class... T>
  constexpr Sentence(T&&...) {}  // NOLINT: as implicit as a literal is
};
#else
using Sentence = String;
#endif

// Of words that have to be put together first, which costs only where someone reads them.
template <class Make>
Sentence SentenceOf([[maybe_unused]] const Make& make) {
#ifdef KAGO_TERSE
  return {};
#else
  return make();
#endif
}

struct Finding {
  String path;        // `properties.products[2].price`
  Code code;
  String found;       // what stood there, shortened
  Sentence expected;  // what would be right, or what was done
};

using Findings = List<Finding>;

// Appends one. Whoever may find without end asks before whether there is room (limits::kFindingsMax).
void AddFinding(std::string_view path, Code code, std::string_view found, Sentence expected, Findings* findings);

// A place in an event, as a chain on the stack: written out only when there is a finding.
struct Path {
  const Path* parent = nullptr;
  std::string_view key;   // of an object's member
  std::size_t index = 0;  // of an array's element, where `key` is empty

  String ToText() const;
};

// A value as a finding quotes it: shortened JSON.
String Quote(const Json& value);

Json ToJson(std::span<const Finding> findings);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_FINDING_H_
