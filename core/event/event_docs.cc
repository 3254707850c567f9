#include "core/event/event_docs.h"

namespace kago {
namespace {

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kCheckout = "ecommerce.checkout_started";
constexpr std::string_view kOrder = "ecommerce.order_placed";
constexpr std::string_view kRefunded = "ecommerce.order_refunded";
constexpr std::string_view kCancelled = "ecommerce.order_cancelled";
constexpr std::string_view kEmptied = "kago.cart_emptied";

constexpr EventDoc kEventDocs[] = {
    {kViewed, "A shopper opens the page of a product.",
     "Reminders of what somebody looked at, notices that a price fell or that a product is back, lists of what was "
     "seen last."},
    {kCart, "The cart changed: something was added or taken out, or a quantity is another one.",
     "Abandoned-cart messages that show what is in the cart now. The same cart said twice is sent once."},
    {kCheckout, "A shopper goes from the cart to the checkout, or chooses \"buy it now\".",
     "Abandoned-checkout messages, for somebody who was closer to buying than with a cart alone."},
    {kOrder, "An order was placed. Shops say it on the page that thanks for it.",
     "Revenue and the number of orders, thank-you messages, and the end of abandoned-cart messages: the order closes "
     "its cart. An order is sent once, however often its page is reloaded."},
    {kRefunded, "Money goes back to the shopper, for a whole order or for a part of it.",
     "Revenue that is right: Braze subtracts the value that is refunded. Messages that make amends."},
    {kCancelled, "An order was called off.",
     "A number of orders that is right, and no request for a review of something that never arrived. Braze takes one "
     "order away and leaves the revenue to a refund."},
    {kEmptied, "The last product was taken out of the cart, without an order.",
     "The end of abandoned-cart messages: nothing is left to remind of. This event is Kago's own, because "
     "`ecommerce.cart_updated` needs at least one product."},
    {kIdentified, "A shopper who is known is to be reached: your shop passes an e-mail address, a name or a telephone number to "
     "`identify`.",
     "The address that an abandoned-cart message goes to. It comes from nowhere else, is kept only with the shopper's consent, "
     "and is said once a day. No other receiver gets it, Braze neither: it is for your own collector."},
};

constexpr FieldDoc kFieldDocs[] = {
    {kAnyOwner, "product_id", "The product's id in your catalogue, the same in every event.", ""},
    {kAnyOwner, "product_name", "The name that shoppers read.", ""},
    {kAnyOwner, "variant_id", "The id of the chosen size or colour. A shop without variants repeats `product_id`.", ""},
    {kAnyOwner, "price", "What one piece costs after the line's own discounts, such as `12.99` (not 1299 cents), as your shop shows it: with the tax where "
     "its prices have it in them. A discount on the whole order isn't in it.", ""},
    {kAnyOwner, "image_url", "The address of the product's picture, to show it in a message.", ""},
    {kAnyOwner, "product_url", "The address of the product's page, for a link in a message.", ""},
    {kAnyOwner, "currency", "The currency of all amounts of this event: an ISO 4217 code such as `EUR`.",
     "the option `currency`"},
    {kAnyOwner, "source", "Where the event comes from: `web`, or the shop's address.",
     "the option `source`, or else the page's origin"},
    {kAnyOwner, "metadata", "What your shop wants to add.", ""},
    {kAnyOwner, "subtotal_value", "The value after discounts, before tax and shipping.", ""},
    {kAnyOwner, "tax", "The tax on it.", ""},
    {kAnyOwner, "shipping", "What shipping costs.", ""},
    {kAnyOwner, "cart_id", "The cart's id. Cart, checkout and order carry the same one, which ties them together. Of Shopify's "
     "`gid://shopify/Cart/x?key=…` it is `x`, as the theme and the pixel say it; likewise of every other id.",
     "an id that Kago keeps from cart to order"},
    {kAnyOwner, "order_id", "The order's id in your shop.", ""},
    {kAnyOwner, "total_discounts", "All discounts together.", ""},
    {kAnyOwner, "discounts", "Each discount by itself.", ""},

    {kProductOwner, "quantity", "How many pieces. With `action` `add` or `remove`: how many more or fewer.", ""},
    {kProductOwner, "metadata", "What your shop wants to add about the product; `sku` belongs here.", ""},

    {kDiscountOwner, "code", "What the shopper typed in, such as `WELCOME10`.", ""},
    {kDiscountOwner, "amount", "By how much the price fell.", ""},
    {kDiscountOwner, "type", "What kind of discount it is, such as `percentage`.", ""},

    {kViewed, "type", "`price_drop` and `back_in_stock` mark a shopper who wants to hear of that.", ""},

    {kCart, "action",
     "`replace`: `products` is the whole cart. `add` or `remove`: `products` is only what was added or removed. Stay "
     "with one of the two ways for a cart.",
     "`replace`"},
    {kCart, "total_value", "What the shopper pays for the whole cart, as far as that is known: after all discounts. With `action` `add` or `remove` it may be left out.",
     "with `replace`, the exact sum of price times quantity, rounded to the currency"},
    {kCart, "products", "Every product in the cart. With `action` `add` or `remove`: only what was added or removed.",
     ""},
    {kCart, "metadata", "What your shop wants to add, such as `cart_url` for the way back to the cart.", ""},

    {kCheckout, "checkout_id", "The checkout's id in your shop.", ""},
    {kCheckout, "products", "What is about to be bought.", ""},
    {kCheckout, "metadata", "What your shop wants to add, such as `checkout_url` for the way back to the checkout.", ""},
    {kCheckout, "total_value", "What the shopper pays for the whole checkout, as far as that is known: after all discounts, with tax and shipping.", "the exact sum of price times quantity, rounded to the currency"},

    {kOrder, "cart_id", "The id of the cart that this order closes.", "the id of the cart, where Kago knows one"},
    {kOrder, "products", "What was bought.", ""},
    {kOrder, "metadata", "What your shop wants to add, such as `order_status_url` and `order_number`.", ""},
    {kOrder, "total_value", "What the shopper pays for the whole order, after all discounts, with tax and shipping: what counts as revenue.",
     "the exact sum of price times quantity, rounded to the currency"},

    {kRefunded, "total_value", "What is paid back now, without what was paid back before.",
     "the exact sum of price times quantity, rounded to the currency"},
    {kRefunded, "products",
     "What is refunded. Something that is no product, such as shipping, gets a product id of its own.", ""},

    {kCancelled, "cancel_reason", "Why, such as `ordered by mistake`.", ""},
    {kCancelled, "total_value", "What the shopper was to pay for the cancelled order.", "the exact sum of price times quantity, rounded to the currency"},
    {kCancelled, "products", "What is cancelled.", ""},

    {kIdentified, "email", "The shopper's e-mail address. In the call: `email`.", ""},
    {kIdentified, "first_name", "Their first name. In the call: `firstName`.", ""},
    {kIdentified, "last_name", "Their last name. In the call: `lastName`.", ""},
    {kIdentified, "phone", "Their telephone number, as a text: a number would lose its first zeros. In the call: `phone`.", ""},

    {kEnvelopeOwner, "name", "What happened: the event's name.", ""},
    {kEnvelopeOwner, "event_id", "The event's own id. It stays the same however often the event is sent.", ""},
    {kEnvelopeOwner, "time", "When it happened.", ""},
    {kEnvelopeOwner, "anonymous_id", "The browser's id, the same on each visit until its storage is cleared.", ""},
    {kEnvelopeOwner, "user_id", "Who the shopper is, from `identify` on; absent before. `kago.customer_identified` always has it.", ""},
    {kEnvelopeOwner, "properties", "The details: the event's own fields.", ""},
};

}  // namespace

std::span<const EventDoc> EventDocs() { return kEventDocs; }
std::span<const FieldDoc> FieldDocs() { return kFieldDocs; }

const EventDoc* FindEventDoc(std::string_view event) {
  for (const EventDoc& doc : kEventDocs) {
    if (doc.event == event) return &doc;
  }
  return nullptr;
}

const FieldDoc* FindFieldDoc(std::string_view owner, std::string_view field) {
  const FieldDoc* found = nullptr;
  for (const FieldDoc& doc : kFieldDocs) {
    if (doc.field != field) continue;
    if (doc.owner == owner) return &doc;
    if (doc.owner == kAnyOwner) found = &doc;
  }
  return found;
}

}  // namespace kago
