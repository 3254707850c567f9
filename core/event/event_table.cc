#include "core/event/event_table.h"

namespace kago {
namespace {

using enum Kind;
using enum Need;

constexpr Field kProductFields[] = {
    {"product_id", kText, kRequired}, {"product_name", kText, kRequired}, {"variant_id", kText, kRequired},
    {"quantity", kCount, kRequired},  {"price", kAmount, kRequired},      {"image_url", kUrl, kOptional},
    {"product_url", kUrl, kOptional}, {"metadata", kMetadata, kOptional},
};

constexpr Field kDiscountFields[] = {
    {"code", kText, kOptional},
    {"amount", kAmount, kOptional},
    {"type", kText, kOptional},
};

constexpr Field kProductViewed[] = {
    {"product_id", kText, kRequired}, {"product_name", kText, kRequired}, {"variant_id", kText, kRequired},
    {"price", kAmount, kRequired},    {"currency", kCurrency, kRequired}, {"source", kText, kRequired},
    {"image_url", kUrl, kOptional},   {"product_url", kUrl, kOptional},   {"type", kTexts, kOptional},
    {"metadata", kMetadata, kOptional},
};

constexpr Field kCartUpdated[] = {
    {"cart_id", kText, kRequired},           {"action", kAction, kOptional},
    {"total_value", kAmount, kUnlessDelta},  {"subtotal_value", kAmount, kOptional},
    {"tax", kAmount, kOptional},             {"shipping", kAmount, kOptional},
    {"currency", kCurrency, kRequired},      {"products", kProducts, kRequired},
    {"source", kText, kRequired},            {"metadata", kMetadata, kOptional},
};

constexpr Field kCartEmptied[] = {
    {"cart_id", kText, kRequired},
    {"currency", kCurrency, kRequired},
    {"source", kText, kRequired},
    {"metadata", kMetadata, kOptional},
};

constexpr Field kCheckoutStarted[] = {
    {"checkout_id", kText, kRequired},  {"cart_id", kText, kOptional},
    {"total_value", kAmount, kRequired}, {"subtotal_value", kAmount, kOptional},
    {"tax", kAmount, kOptional},        {"shipping", kAmount, kOptional},
    {"currency", kCurrency, kRequired}, {"products", kProducts, kRequired},
    {"source", kText, kRequired},       {"metadata", kMetadata, kOptional},
};

constexpr Field kOrderPlaced[] = {
    {"order_id", kText, kRequired},         {"cart_id", kText, kOptional},
    {"total_value", kAmount, kRequired},    {"subtotal_value", kAmount, kOptional},
    {"tax", kAmount, kOptional},            {"shipping", kAmount, kOptional},
    {"currency", kCurrency, kRequired},     {"total_discounts", kAmount, kOptional},
    {"discounts", kDiscounts, kOptional},   {"products", kProducts, kRequired},
    {"source", kText, kRequired},           {"metadata", kMetadata, kOptional},
};

constexpr Field kOrderRefunded[] = {
    {"order_id", kText, kRequired},         {"total_value", kAmount, kRequired},
    {"currency", kCurrency, kRequired},     {"total_discounts", kAmount, kOptional},
    {"discounts", kDiscounts, kOptional},   {"products", kProducts, kRequired},
    {"source", kText, kRequired},           {"metadata", kMetadata, kOptional},
};

constexpr Field kOrderCancelled[] = {
    {"order_id", kText, kRequired},         {"cancel_reason", kText, kRequired},
    {"total_value", kAmount, kRequired},    {"subtotal_value", kAmount, kOptional},
    {"tax", kAmount, kOptional},            {"shipping", kAmount, kOptional},
    {"currency", kCurrency, kRequired},     {"total_discounts", kAmount, kOptional},
    {"discounts", kDiscounts, kOptional},   {"products", kProducts, kRequired},
    {"source", kText, kRequired},           {"metadata", kMetadata, kOptional},
};

constexpr Field kCustomerIdentified[] = {
    {"email", kEmail, kOptional},
    {"first_name", kText, kOptional},
    {"last_name", kText, kOptional},
    {"phone", kText, kOptional},
};

constexpr EventType kEventTypes[] = {
    {"ecommerce.product_viewed", Role::kView, kProductViewed},
    {"ecommerce.cart_updated", Role::kCart, kCartUpdated},
    {"ecommerce.checkout_started", Role::kCheckout, kCheckoutStarted},
    {"ecommerce.order_placed", Role::kOrder, kOrderPlaced},
    {"ecommerce.order_refunded", Role::kRefunded, kOrderRefunded},
    {"ecommerce.order_cancelled", Role::kCancelled, kOrderCancelled},
    {"kago.cart_emptied", Role::kEmptied, kCartEmptied},
    {kIdentified, Role::kIdentified, kCustomerIdentified},
};

}  // namespace

std::span<const EventType> EventTypes() { return kEventTypes; }
std::span<const Field> ProductFields() { return kProductFields; }
std::span<const Field> DiscountFields() { return kDiscountFields; }

const EventType* FindEventType(std::string_view name) {
  for (const EventType& type : kEventTypes) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

const Field* FindField(std::span<const Field> fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

}  // namespace kago
