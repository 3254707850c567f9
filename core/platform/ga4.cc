// A GA4 dataLayer (platforms.md 5.1), in GTM's form, in gtag's, and with the words of Universal Analytics
// (ga4_universal.h). It names no cart, no checkout and no image; the cart is a mirror (ga4_mirror.h).
//
//   push   {"pushes": [{"event": "add_to_cart", "ecommerce": {…}}, …], "canonical": "…", "prices": "net"}
//
// The observer hands over several pushes when one action made them, such as ten clicks on a stepper:
// they are one change of the cart.
#include <utility>

#include "core/cart/fingerprint.h"
#include "core/platform/ga4_item.h"
#include "core/platform/ga4_mirror.h"
#include "core/platform/ga4_refund.h"
#include "core/platform/ga4_total.h"
#include "core/platform/ga4_universal.h"
#include "core/platform/ga4_words.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"
#include "core/platform/shared/currency_text.h"

namespace kago {
namespace {

constexpr Rule kOrder[] = {{"transaction_id", "order_id", Form::kId}};
constexpr Rule kCode[] = {{"coupon", "code", Form::kName}};

bool IsDelta(std::string_view event) {
  for (const Ga4Word& word : kGa4Words) {
    if (word.event == event) return word.changes_cart;
  }
  return false;
}

const Json* ItemsOf(const Json& push) {
  const Json* ecommerce = push.Find("ecommerce");
  return ecommerce ? ecommerce->Find("items") : nullptr;
}

// A push may be both at once: then GA4's items count.
Ga4Push ReadPush(const Json& push) {
  const Json* ecommerce = push.Find("ecommerce");
  if (!ecommerce || !ecommerce->is_object()) return {};  // { ecommerce: null } clears GTM's memory
  if (!ItemsOf(push)) {
    if (Ga4Push universal = FromUniversal(*ecommerce); !universal.event.empty()) return universal;
  }
  return {push.TextAt("event"), *ecommerce, false};
}

String CurrencyOf(const Json& ecommerce, const Observation& seen) {
  std::string_view currency = ecommerce.TextAt("currency");
  if (const Json* items = ecommerce.Find("items"); items && currency.empty()) {
    for (const Json& item : items->items()) {
      if (currency.empty()) currency = item.TextAt("currency");
    }
  }
  return currency.empty() ? String() : CurrencyCode(currency, seen.currency);
}

bool AreValid(const Json& products) {
  for (const Json& product : products.items()) {
    if (!IsValidLine(product)) return false;
  }
  return true;
}

class Reader {
 public:
  Reader(const Observation& seen, Memory* memory)
      : seen_(seen), cart_(memory->cart), order_(memory->checkout), mirror_(seen, &memory->cart) {}

  void Read(const Ga4Push& push) {
    push_ = &push;
    ecommerce_ = &push.ecommerce;
    currency_ = CurrencyOf(push.ecommerce, seen_);
    const Json* id = push.ecommerce.Find("transaction_id");
    Json none;
    Json& known = id && GidTail(id->text()) == order_.order_id ? order_.content : none;
    if (currency_.empty()) currency_ = known.TextAt("currency");
    currency_ = mirror_.CurrencyOr(currency_);
    products_ = Ga4Products(push.ecommerce.Find("items"), seen_, currency_);
    if (push.event == "view_item") return View();
    // Prices in another currency are none.
    Json* lines = known.TextAt("currency") == currency_ ? known.Find("products") : nullptr;
    if (lines) Complete(lines, &products_);
    if (push.event == "refund") return Refund(&known);
    if (cart_.currency == currency_) Complete(&cart_.products, &products_);
    if (push.event == "remove_from_cart") return Delta(false);
    if (push.event == "add_to_cart") return Delta(true);
    if (push.event == "view_cart") return WholeCart();
    if (push.event == "begin_checkout") return Checkout();
    if (push.event == "purchase") return Order();
  }

  Sightings Finish() {
    SayCart();
    return std::move(sightings_);
  }

 private:
  Json Properties() const {
    Json properties = Json::Object();
    SetIfFilled("currency", Json::Text(currency_), &properties);
    return properties;
  }

  // Of an order or a refund of these.
  Json OrderOf(const Json& products) const {
    Json properties = Properties();
    Apply(kOrder, seen_, *ecommerce_, &properties);
    SetTotals(products, &properties);
    return properties;
  }

  void SetTotals(const Json& products, Json* properties) const {
    SetGa4Totals(*push_, products, currency_, seen_.data.TextAt("prices"), properties);
  }

  void Say(std::string_view name, Json properties) { sightings_.push_back({name, std::move(properties)}); }

  // The cart after all that changed it, before what else is said.
  void SayCart() {
    if (std::exchange(changed_, false)) sightings_.push_back(CartSighting(cart_));
  }

  // What no cart can hold is refused with its path, and costs no other cart its event.
  void SayAlone(Json products) {
    Json properties = Properties();
    if (!products.items().empty()) properties.Set("products", std::move(products));
    Say("ecommerce.cart_updated", std::move(properties));
  }

  void Delta(bool added) {
    mirror_.SetCurrency(currency_);
    if (products_.items().empty()) SayAlone(Json::Array());
    for (Json& product : products_.items()) {
      // What goes needs no price.
      if (!added && !product.Find("price")) product.SetInteger("price", 0);
      if (!IsValidLine(product)) {
        Json alone = Json::Array();
        alone.Push(product);
        SayAlone(std::move(alone));
      } else {
        changed_ = (added ? mirror_.Add(product) : mirror_.Remove(product)) || changed_;
      }
    }
  }

  void WholeCart() {
    if (!ecommerce_->Find("items")) return SayAlone(Json::Array());
    mirror_.SetCurrency(currency_);
    mirror_.Reset(products_);
    changed_ = AreValid(products_);
    if (!changed_) SayAlone(std::move(products_));
  }

  void View() {
    SayCart();
    const String& canonical = seen_.data.TextAt("canonical");
    const String url = PageAddress(canonical.empty() ? seen_.page : canonical, seen_);
    if (products_.items().empty()) Say("ecommerce.product_viewed", Properties());
    for (Json& product : products_.items()) {
      product.Remove("quantity");
      if (!currency_.empty()) product.SetText("currency", currency_);
      SetIfFilled("product_url", Json::Text(url), &product);
      Say("ecommerce.product_viewed", std::move(product));
    }
  }

  // One without items is of the cart as it is known.
  void Checkout() {
    SayCart();
    mirror_.SetCurrency(currency_);
    if (!products_.items().empty()) mirror_.Reset(products_);
    Json properties = products_.items().empty() && !cart_.partial ? cart_.Said() : Properties();
    if (!products_.items().empty()) properties.Set("products", std::move(products_));
    if (const Json* products = properties.Find("products")) SetTotals(*products, &properties);
    SetMetadataText("coupon", ecommerce_->At("coupon"), &properties);
    Say("ecommerce.checkout_started", std::move(properties));
  }

  // It empties the cart, but not each time its page is loaded again.
  void Order() {
    SayCart();
    Json properties = OrderOf(products_);
    Json discount = Json::Object();
    Apply(kCode, seen_, *ecommerce_, &discount);
    if (!discount.items().empty()) properties.Set("discounts", Json::Array()).Push(std::move(discount));
    const bool may_be_kept = !products_.items().empty() && AreValid(products_);
    if (!products_.items().empty()) properties.Set("products", std::move(products_));
    const String& id = properties.TextAt("order_id");
    if (!id.empty()) {
      cart_.Close(id);
      // Said again, by a reload say, it stays what is left of it.
      const bool is_known = order_.order_id == id && order_.is_known();
      if (may_be_kept && !is_known) order_.Set(KeptForRefunds(properties), false, seen_.time);
      order_.order_id = id;
    }
    Say("ecommerce.order_placed", std::move(properties));
  }

  // Of the last order, where that is it, an id tells the item, and no item the rest of it. `order`: what is left of it.
  void Refund(Json* order) {
    SayCart();
    const bool is_said = SaidValue(*ecommerce_) != nullptr;
    const bool is_whole = products_.items().empty();
    Json* lines = order->Find("products");
    const Json* left = order->TextAt("currency") == currency_ ? order->Find("total_value") : nullptr;
    Json properties = OrderOf(products_);
    properties.Set("products", products_);
    if (cart_.Note("r" + properties.TextAt("order_id") + CartFingerprint(properties))) return;
    if (left && is_whole) {
      if (!is_said) properties.Set("total_value", *left);
      else if (lines) properties = OrderOf(*lines);
    }
    for (std::string_view name : {"subtotal_value", "tax", "shipping"}) {
      // Nobody knows a sum with an amount that nobody can read.
      const Json* amount = properties.Find(name);
      if (amount && !amount->is_number()) properties.Set("total_value", *amount);
      properties.Remove(name);
    }
    TakeBack(products_, order, &properties);
    properties.Set("products", !is_whole && AreValid(products_) ? std::move(products_) : Amount(properties));
    Say("ecommerce.order_refunded", std::move(properties));
  }

  // Items of a refund often have no more than id and quantity: what is sure then is the amount (seed 002).
  static Json Amount(const Json& properties) {
    Json products = Json::Array();
    Json& refund = products.Push(Json::Object());
    refund.SetText("product_id", "refund");
    refund.SetText("product_name", "Refund");
    refund.SetText("variant_id", "refund");
    refund.SetInteger("quantity", 1);
    if (const Json* total = properties.Find("total_value")) refund.Set("price", *total);
    return products;
  }

  const Observation& seen_;
  OverheardCart& cart_;
  LastCheckout& order_;  // the last one, and what was in it
  Ga4Mirror mirror_;
  Sightings sightings_;
  bool changed_ = false;  // the cart, since it was said
  // Of the push that is read:
  const Ga4Push* push_ = nullptr;
  const Json* ecommerce_ = nullptr;
  Json products_;
  String currency_;
};

}  // namespace

std::optional<Sightings> InterpretGa4(const Observation& seen, Memory* memory) {
  const Json* pushes = seen.data.Find("pushes");
  if (seen.what != "push" || !pushes || !pushes->is_array()) return std::nullopt;
  bool in_ga4 = false;
  for (const Json& push : pushes->items()) {
    if (!push.is_object()) return std::nullopt;
    in_ga4 = in_ga4 || (IsDelta(push.TextAt("event")) && ItemsOf(push));
  }
  Reader reader(seen, memory);
  for (const Json& one : pushes->items()) {
    const Ga4Push push = ReadPush(one);
    // A shop that moves from Universal Analytics says each change of the cart in both.
    if (!push.is_universal || !in_ga4 || !IsDelta(push.event)) reader.Read(push);
  }
  return reader.Finish();
}

}  // namespace kago
