#include "core/event/example_docs.h"

namespace kago {
namespace {

struct Example {
  std::string_view event;
  std::string_view event_id;
  std::string_view time;
  std::string_view properties;
};

// One shopper's way: two baskets, one of them sent back. Amounts add up: two baskets of 42.00, ten
// per cent off with the code, 19 per cent tax.
constexpr Example kExamples[] = {
    {"ecommerce.product_viewed", "019aab29-51be-7d02-9a6e-0c4f8b7e1d35", "2026-11-22T09:12:03.870Z", R"({
      "product_id": "basket",
      "product_name": "Bamboo Basket, natural",
      "variant_id": "basket-natural-s",
      "price": 42,
      "currency": "EUR",
      "source": "https://shop.example",
      "image_url": "https://shop.example/images/basket-natural.jpg",
      "product_url": "https://shop.example/products/basket",
      "type": ["price_drop", "back_in_stock"],
      "metadata": {"sku": "BASKET-NATURAL-S"}
    })"},
    {"ecommerce.cart_updated", "019aab2c-6f54-7b7e-8c55-d1e09f63a2b4", "2026-11-22T09:15:27.412Z", R"({
      "cart_id": "019aab2c-6f54-7c1e-9d0b-3f2a6e5b8c71",
      "action": "replace",
      "total_value": 104.86,
      "subtotal_value": 84,
      "tax": 15.96,
      "shipping": 4.9,
      "currency": "EUR",
      "products": [{
        "product_id": "basket",
        "product_name": "Bamboo Basket, natural",
        "variant_id": "basket-natural-s",
        "quantity": 2,
        "price": 42,
        "image_url": "https://shop.example/images/basket-natural.jpg",
        "product_url": "https://shop.example/products/basket",
        "metadata": {"sku": "BASKET-NATURAL-S"}
      }],
      "source": "https://shop.example",
      "metadata": {"cart_url": "https://shop.example/cart"}
    })"},
    {"ecommerce.checkout_started", "019aab2d-8ae7-7f10-b3d4-62a95c0e7b18", "2026-11-22T09:16:40.055Z", R"({
      "checkout_id": "c-20981",
      "cart_id": "019aab2c-6f54-7c1e-9d0b-3f2a6e5b8c71",
      "total_value": 104.86,
      "subtotal_value": 84,
      "tax": 15.96,
      "shipping": 4.9,
      "currency": "EUR",
      "products": [{
        "product_id": "basket",
        "product_name": "Bamboo Basket, natural",
        "variant_id": "basket-natural-s",
        "quantity": 2,
        "price": 42,
        "image_url": "https://shop.example/images/basket-natural.jpg",
        "product_url": "https://shop.example/products/basket",
        "metadata": {"sku": "BASKET-NATURAL-S"}
      }],
      "source": "https://shop.example",
      "metadata": {"checkout_url": "https://shop.example/checkout"}
    })"},
    {"ecommerce.order_placed", "019aab2f-b64e-7a3c-8f21-9e5d04b7c6a0", "2026-11-22T09:19:02.318Z", R"({
      "order_id": "20981",
      "cart_id": "019aab2c-6f54-7c1e-9d0b-3f2a6e5b8c71",
      "total_value": 94.86,
      "subtotal_value": 75.6,
      "tax": 14.36,
      "shipping": 4.9,
      "currency": "EUR",
      "total_discounts": 8.4,
      "discounts": [{"code": "WELCOME10", "amount": 8.4, "type": "percentage"}],
      "products": [{
        "product_id": "basket",
        "product_name": "Bamboo Basket, natural",
        "variant_id": "basket-natural-s",
        "quantity": 2,
        "price": 42,
        "image_url": "https://shop.example/images/basket-natural.jpg",
        "product_url": "https://shop.example/products/basket",
        "metadata": {"sku": "BASKET-NATURAL-S"}
      }],
      "source": "https://shop.example",
      "metadata": {"order_status_url": "https://shop.example/orders/20981", "order_number": 20981}
    })"},
    {"ecommerce.order_refunded", "019adb05-2b6e-71c9-a4f7-3d80e6b5192c", "2026-12-01T15:40:11.902Z", R"({
      "order_id": "20981",
      "total_value": 44.98,
      "currency": "EUR",
      "total_discounts": 4.2,
      "discounts": [{"code": "WELCOME10", "amount": 4.2, "type": "percentage"}],
      "products": [{
        "product_id": "basket",
        "product_name": "Bamboo Basket, natural",
        "variant_id": "basket-natural-s",
        "quantity": 1,
        "price": 42,
        "image_url": "https://shop.example/images/basket-natural.jpg",
        "product_url": "https://shop.example/products/basket",
        "metadata": {"sku": "BASKET-NATURAL-S"}
      }],
      "source": "https://shop.example",
      "metadata": {"order_note": "arrived damaged"}
    })"},
    {"ecommerce.order_cancelled", "019aab3b-57f8-74e5-9b0c-81f6d2a3e47d", "2026-11-22T09:31:45.640Z", R"({
      "order_id": "20981",
      "cancel_reason": "ordered by mistake",
      "total_value": 94.86,
      "subtotal_value": 75.6,
      "tax": 14.36,
      "shipping": 4.9,
      "currency": "EUR",
      "total_discounts": 8.4,
      "discounts": [{"code": "WELCOME10", "amount": 8.4, "type": "percentage"}],
      "products": [{
        "product_id": "basket",
        "product_name": "Bamboo Basket, natural",
        "variant_id": "basket-natural-s",
        "quantity": 2,
        "price": 42,
        "image_url": "https://shop.example/images/basket-natural.jpg",
        "product_url": "https://shop.example/products/basket",
        "metadata": {"sku": "BASKET-NATURAL-S"}
      }],
      "source": "https://shop.example",
      "metadata": {"order_number": 20981}
    })"},
    {"kago.cart_emptied", "019aab2e-13e5-7896-ae42-b7c05d91f38e", "2026-11-22T09:17:15.221Z", R"({
      "cart_id": "019aab2c-6f54-7c1e-9d0b-3f2a6e5b8c71",
      "currency": "EUR",
      "source": "https://shop.example",
      "metadata": {"reason": "cleared by the shopper"}
    })"},
    {"kago.customer_identified", "019aab2e-2b1c-7d05-8e7a-52f0c96d1b3a", "2026-11-22T09:17:21.340Z", R"({
      "email": "hana@shop.example",
      "first_name": "Hana",
      "last_name": "Sato",
      "phone": "+81 3 5555 0142"
    })"},
};

}  // namespace

Json ExampleOf(std::string_view event) {
  for (const Example& example : kExamples) {
    if (example.event != event) continue;
    ParsedJson properties = ParseJson(example.properties);
    if (!properties.ok()) return {};
    Json json = Json::Object();
    json.SetText("event_id", example.event_id);
    json.SetText("name", example.event);
    json.SetText("time", example.time);
    json.SetText("anonymous_id", "019aab29-0d3c-7e44-b0f8-5a7c1d92e603");
    json.SetText("user_id", "customer-4711");
    json.Set("properties", std::move(properties.value));
    return json;
  }
  return {};
}

}  // namespace kago
