// The boundary of privacy: what a page hands over of all that its platform says. Nothing else is written
// down or sent, so e-mail, addresses, notes and what plugins add stay in the shop.
//
// A selection is written as in GraphQL: the names of members, those of an object within braces; a list is
// as its elements, `...Name` stands for a fragment. A member without braces is a text, a number or a list
// of such: an object there loses its members. The build makes js/src/generated/selections.ts of this
// (core/schema/selection.h); no module that shops load has any of it.
//
// Each mapping reads just what stands here: look-ups of others don't compile (seen.h), and a member that
// makes no difference to any fixture fails selections_test.cc.
#ifndef KAGO_CORE_PLATFORM_SELECTIONS_H_
#define KAGO_CORE_PLATFORM_SELECTIONS_H_

#include <string_view>

namespace kago {

struct Fragment {
  std::string_view name;
  std::string_view members;
};

inline constexpr Fragment kFragments[] = {
    {"PageData", "jsonld og canonical"},
    {"ShopifyCart",
     "token currency total_price items_subtotal_price items { product_id variant_id handle title product_title quantity url "
     "image price presentment_price final_price sku selling_plan_allocation { selling_plan { name } } }"},
    {"StorefrontLine",
     "quantity cost { amountPerQuantity { amount } totalAmount { amount } } "
     "merchandise { id title sku image { url } price { amount } product { id title onlineStoreUrl } } "
     "sellingPlanAllocation { sellingPlan { name } }"},
    {"StorefrontCart",
     "id cost { totalAmount { amount currencyCode } subtotalAmount { amount } totalTaxAmount { amount } } "
     "lines { nodes { ...StorefrontLine } edges { node { ...StorefrontLine } } ...StorefrontLine }"},
    {"ShopifyViewed",
     "meta { currency product { id handle variants { id price name public_title sku } } } "
     "product { id title handle featured_image variants { id price sku featured_image { src } } } "
     "page { ...PageData } variant currency"},
    {"PixelMoney", "amount currencyCode"},
    {"PixelVariant", "id title sku image { src } price { amount } product { id title url }"},
    {"BigCommerceLine", "id parentId productId variantId name quantity listPrice salePrice url imageUrl sku"},
    {"BigCommerceLines",
     "lineItems { physicalItems { ...BigCommerceLine } digitalItems { ...BigCommerceLine } "
     "customItems { id name quantity listPrice sku } giftCertificates { id name amount } }"},
    {"BigCommerceCart", "id cartAmount currency { code } ...BigCommerceLines"},
    {"BodlLine", "product_id variant_id product_name quantity base_price purchase_price sku"},
    {"Bodl", "currency cart_value line_items { ...BodlLine }"},
    {"WooCart",
     "items { id name sku quantity permalink images { src } prices { price currency_minor_unit } } "
     "totals { currency_code currency_minor_unit total_items total_discount total_tax total_shipping total_price } "
     "coupons { code totals { total_discount currency_minor_unit } }"},
    {"AdobeCart",
     "data_id currency page_currency subtotalAmount items { product_id product_sku product_name qty product_url "
     "product_has_url product_price_value { incl_tax } product_image { src } }"},
    {"HtmlProduct", "product variant name price url image sku"},
    {"HtmlWhole", "currency total tax shipping discount lines { ...HtmlProduct quantity }"},
    {"UniversalProduct", "id name variant brand category list coupon price"},
};

struct Selection {
  std::string_view from;  // platforms.h
  std::string_view what;  // Observation::what
  std::string_view members;
  bool is_read_by_page = true;  // else the shop itself hands it over
};

inline constexpr Selection kSelections[] = {
    {"adobe", "cart", "summary_count ...AdobeCart"},
    {"adobe", "checkout", "...AdobeCart"},
    {"adobe", "totals",
     "total_segments { code value } subtotal_with_discount tax_amount shipping_amount discount_amount"},
    {"adobe", "product", "...PageData product sku option { id sku price }"},
    {"adobe", "order", "order"},
    {"bigcommerce", "cart", "...BigCommerceCart"},
    {"bigcommerce", "checkout", "cart { ...BigCommerceCart } bodl { ...Bodl }"},
    {"bigcommerce", "product",
     "productId attributes { sku v3_variant_id price { without_tax { value currency } with_tax { value currency } } } chosen "
     "bodl { currency line_items { product_id variant_id product_name purchase_price sku } } page { ...PageData }"},
    {"bigcommerce", "order",
     "orderId order { orderId cartId orderAmount taxTotal shippingCostTotal isComplete currency { code } "
     "coupons { code discountedAmount } ...BigCommerceLines } bodl { order_id tax shipping_cost coupon_codes ...Bodl }"},
    {"ga4", "push",
     "pushes { event ecommerce { currency transaction_id value tax shipping coupon items { item_id item_name item_variant "
     "item_brand item_category item_category2 item_category3 item_category4 item_category5 item_list_name price quantity "
     "discount coupon currency ...UniversalProduct } currencyCode detail { ...UniversalProduct products { ...UniversalProduct } } "
     "add { products { ...UniversalProduct quantity } } remove { products { id name variant price quantity } } "
     "checkout { actionField { step coupon } products { ...UniversalProduct quantity } } "
     "purchase { actionField { id revenue tax shipping coupon } products { ...UniversalProduct quantity } } "
     "refund { actionField { id revenue } products { ...UniversalProduct quantity } } } } canonical prices"},
    {"html", "product", "...HtmlProduct currency"},
    {"html", "add", "...HtmlProduct quantity currency"},
    {"html", "remove", "product variant currency"},
    {"html", "cart", "cart ...HtmlWhole"},
    {"html", "checkout", "checkout cart ...HtmlWhole"},
    {"html", "order", "order ...HtmlWhole"},
    {"jsonld", "product", "...PageData early"},
    {"shopify", "cart", "...ShopifyCart"},
    {"shopify", "cart", "...StorefrontCart", false},
    {"shopify", "checkout", "cart { ...ShopifyCart }"},
    {"shopify", "checkout", "cart { ...StorefrontCart }", false},
    {"shopify", "product",
     "event { id title handle selectedVariant { id price { amount currencyCode } } } "
     "product { variants { available } } ...ShopifyViewed"},
    {"shopify", "buy_now", "quantity ...ShopifyViewed"},
    {"shopify-pixel", "event",
     "event { name data { productVariant { ...PixelVariant price { currencyCode } } "
     "cart { id cost { totalAmount { ...PixelMoney } } lines { quantity cost { totalAmount { amount } } merchandise { ...PixelVariant } } } "
     "checkout { token currencyCode totalPrice { ...PixelMoney } subtotalPrice { amount } totalTax { amount } "
     "shippingLine { price { amount } } discountsAmount { amount } transactions { gateway } order { id } "
     "localization { country { isoCode } market { handle } } "
     "discountApplications { title type value { percentage amount } } "
     "lineItems { id title quantity variant { ...PixelVariant } finalLinePrice { amount } "
     "discountAllocations { amount { amount } discountApplication { title type } } } } } } cart_id"},
    {"woocommerce", "cart", "...WooCart"},
    {"woocommerce", "checkout", "cart { ...WooCart }"},
    {"woocommerce", "product",
     "page { ...PageData } id variation { variation_id display_price sku image { src } } again"},
    {"woocommerce", "order", "id failed cart { items { id quantity } }"},
};

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SELECTIONS_H_
