// The one table that says what an event is: the six `ecommerce.*` events, `kago.cart_emptied` and
// `kago.customer_identified`, their fields, which of them are required, and the kind of each value.
//
// Source: seed 002 (Braze, ecommerce recommended events), brought up to date by platforms.md 1.3.
// Validator and builder only read this table; a new field is one line here.
#ifndef KAGO_CORE_EVENT_EVENT_TABLE_H_
#define KAGO_CORE_EVENT_EVENT_TABLE_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace kago {

// What a value must be. The rules of each kind stand in validator.cc.
enum class Kind : std::uint8_t {
  kText,       // 1 to 255 UTF-16 units, not blank, no control characters
  kUrl,        // a text of up to 2,048 units
  kAmount,     // a number >= 0 in major units (12.99)
  kCount,      // a whole number >= 0
  kCurrency,   // an ISO 4217 alphabetic code
  kAction,     // add, remove or replace
  kTexts,      // an array of texts
  kTime,       // ISO 8601 with a zone
  kProducts,   // an array of at least one line (kProductFields)
  kDiscounts,  // an array of discounts (kDiscountFields)
  kMetadata,   // an object that belongs to the shop
  kEmail,      // a text with an @ in its middle
};

enum class Need : std::uint8_t {
  kOptional,
  kRequired,
  kUnlessDelta,  // required but for `action` add and remove
};

struct Field {
  std::string_view name;
  Kind kind;
  Need need;
};

// What an event means for the cart (cart/cart_book.h).
enum class Role : std::uint8_t { kNone, kView, kCart, kEmptied, kCheckout, kOrder, kRefunded, kCancelled, kIdentified };

struct EventType {
  std::string_view name;
  Role role;
  std::span<const Field> fields;
};

// Who a shopper is, as `identify` says it (call/contact.h): personal, so no other event and no other encoding has it.
inline constexpr std::string_view kIdentified = "kago.customer_identified";

// kIdentified comes last.
std::span<const EventType> EventTypes();
// nullptr when there is no event of that name.
const EventType* FindEventType(std::string_view name);

std::span<const Field> ProductFields();
std::span<const Field> DiscountFields();

// nullptr when there is no field of that name.
const Field* FindField(std::span<const Field> fields, std::string_view name);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_EVENT_TABLE_H_
