#include "core/event/code_docs.h"

namespace kago {
namespace {

using enum Code;

constexpr CodeDoc kCodeDocs[] = {
    {kMissing, "A field that the event needs isn't there.", "Pass the field, or set the option that fills it."},
    {kUnknownEvent, "There is no event of that name.", "Use the name of an event that there is, letter by letter. Contact data is passed to `identify`, and to no other call."},
    {kUnknownField, "An event that reached the collector has a field that isn't in its table, or `identify` was given a contact with another member.",
     "Put it into `metadata`. On a page Kago does that by itself. A contact has `email`, `firstName`, `lastName` and `phone`, and nothing else."},
    {kWrongType, "The value is of another kind, such as a word where a number belongs.",
     "Pass the kind that is expected. A price is `19.99`, neither `\"19,99\"` nor `\"1.299\"`, which could be two amounts."},
    {kEmpty, "A text has nothing but spaces in it, or a list that needs an element has none.",
     "Pass a value. If the cart is empty, send `kago.cart_emptied`."},
    {kTooLong, "A text is longer than allowed.", "Shorten it; the limit stands in what was expected."},
    {kTooMany, "A list or an object has more entries than allowed.", "Pass fewer; see [the limits](#limits)."},
    {kTooLarge, "A number, `metadata` or the whole event is larger than allowed, or a number has too many digits.",
     "Check the number, or leave out what nobody reads; see [the limits](#limits)."},
    {kTooDeep, "`metadata` holds objects in objects in objects, past the limit.",
     "Pass the part you need instead of a whole response or page object."},
    {kControlCharacter, "A text contains a line break, a tab or another invisible character.",
     "Take it out where the text comes from, often the shop's catalogue."},
    {kNegative, "An amount or a quantity is below 0.",
     "Pass it without the minus: also refunds and discounts are positive."},
    {kNotInteger, "A quantity isn't a whole number.", "Count pieces, upwards, and pass the exact number as `metadata.exact_quantity`; or one piece with the price of the whole."},
    {kUnknownCurrency, "The currency is no ISO 4217 code, or one that is no money: `XXX`, `XTS`, a metal, a unit of account.",
     "Pass three letters such as `EUR`, not `€` or `Euro`."},
    {kNotAllowed, "The value is none of those that the field takes.", "Use one of the values that are named under what was expected. An e-mail address has an `@` in it."},
    {kBadKey, "A name inside `metadata` is empty, too long, or begins with `$`.", "Rename it."},
    {kBadText, "The text isn't Unicode, or an event that reached the collector isn't JSON.",
     "Look for text that was cut in the middle of an emoji, or for a wrong character set."},
    {kNotSerializable, "The value can't be written as JSON: not a number (`NaN`), infinite, or an object that contains itself.",
     "Look at how the value is computed; `NaN` mostly comes from a price that couldn't be read."},
    {kBadTime, "The time isn't ISO 8601 with a zone, or no calendar has that day.",
     "Write it like `2026-11-22T09:15:27Z` or `2026-11-22T10:15:27+01:00`."},
    {kMixedAction, "The same cart was described as a whole (`replace`) and by changes (`add`, `remove`).",
     "Stay with one way. Whole carts are the safer one."},
    {kQueueFull, "Too many events wait in the shopper's browser, because the collector wasn't reached for long.",
     "Check the collector and its address. There is room again once events have been sent."},
    {kMovedToMetadata, "The event has no such field, so it was moved into `metadata`.",
     "Write it into `metadata` yourself, or look for a spelling mistake."},
    {kNumberFromText, "A text such as `\"19.99\"` was taken as the number `19.99`.", "Pass a number."},
    {kTextFromNumber, "A number such as `123` was taken as the text `\"123\"`.", "Pass ids as texts."},
    {kUpperCased, "The currency was put into capital letters, without spaces around it.", "Write `EUR`."},
    {kLeftOut,
     "The event was sent without this value: an optional text that was too long or had control characters, or a field that has no "
     "place, not even in `metadata`.",
     "Shorten or clean the text, or rename the field."},
    {kSecretRemoved, "A cart id had a secret behind a question mark (`?key=…`), which was cut off.",
     "Nothing has to be done; passing the id without it is cleaner."},
    {kPersonalLeftOut, "What says who the shopper is, such as `email` or `shipping_address`, was left out.",
     "Nothing has to be done. If it is to be sent, and the shopper has been told so, name it in the option `personal`."},
    {kTimeAhead, "The option `time` was ahead of the shopper's clock, so the event has the time of the call.",
     "Look whether its zone is missing or wrong: `2026-11-22T10:15:27+01:00` is an hour before `2026-11-22T10:15:27Z`."},
    {kEncoded, "For a receiver with rules of its own, the value was written in another way; the event itself is as it was.",
     "Nothing has to be done; a text without `\"` or a name without spaces stays as it is."},
    {kHistoricCurrency, "The currency was withdrawn and isn't used any more.", "Check the shop's currency; use the code of today."},
    {kTotalMismatch, "`total_value` isn't what the products add up to, also not with the tax, shipping, discounts and subtotal that the event names.",
     "Look whether it is in major units (`12.99`, not 1299) and whether every product is there. A coupon is told by `subtotal_value`."},
    {kExcessDigits,
     "An amount has more digits than its currency has, such as 1980.5 yen. What is evidently the dust of floating point "
     "(`0.30000000000000004`) was rounded; anything else is as it was passed.",
     "Round where the amount is computed. A price of less than the smallest coin is right as it is."},
};

}  // namespace

std::span<const CodeDoc> CodeDocs() { return kCodeDocs; }

}  // namespace kago
