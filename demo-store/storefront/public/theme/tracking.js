// Everything this shop tells Kago, in one place: the file to copy from when you track a shop of your
// own. Each call returns a promise that says whether the event was accepted; a shop need not wait for
// it, not even before it goes to another page. cart_id, the cart's total and currency and the source
// are Kago's business.

import { onShopEvents } from '/shop/events.js';
import { major } from '/shop/money.js';

export function connectKago(kago) {
  onShopEvents({
    'product:viewed': (item) => kago.productViewed(productFields(item)),

    // The whole cart after each change. An empty one has an event of its own. `id`: of a cart that is brought back.
    'cart:changed': (cart) => (cart.lines.length > 0 ? kago.cartUpdated(cartFields(cart)) : kago.cartEmptied()),

    // `buyNow` says that this checkout isn't the cart's, so the cart stays open.
    'checkout:started': (checkout) => kago.checkoutStarted({
      checkout_id: checkout.id,
      products: checkout.lines.map(lineFields),
      ...amountFields(checkout),
      metadata: { checkout_url: address(checkout.buyNow ? `/checkout?id=${checkout.id}` : '/checkout') },
    }, { buyNow: checkout.buyNow }),

    'order:placed': (order) => kago.orderPlaced({
      order_id: order.id,
      products: order.lines.map(lineFields),
      ...amountFields(order),
      ...discountFields(order),
      metadata: orderMetadata(order),
    }, { buyNow: order.buyNow }),

    // Only what is refunded now, not what was refunded before. A refund has no field for the tax: it is a line of its own.
    'order:refunded': ({ order, lines, ...amounts }) => kago.orderRefunded({
      order_id: order.id,
      products: [...lines.map(lineFields), ...taxLines(amounts)],
      currency: amounts.currency,
      total_value: major(amounts.totalMinor, amounts.currency),
      ...discountFields(amounts),
      metadata: orderMetadata(order),
    }),

    'order:cancelled': ({ order, reason, lines, ...amounts }) => kago.orderCancelled({
      order_id: order.id,
      cancel_reason: reason,
      products: lines.map(lineFields),
      ...amountFields(amounts),
      ...discountFields(amounts),
      metadata: orderMetadata(order),
    }),

    'customer:signed-in': ({ id, name, email }) => kago.identify(id, { firstName: name, email }),
  });
}

export function cartFields({ lines, id }) {
  return { cart_id: id, products: lines.map(lineFields), metadata: { cart_url: address('/cart') } };
}

export function productFields({ product, variant }) {
  return {
    product_id: product.id,
    product_name: product.name,
    variant_id: variant.id,
    price: major(variant.minor, variant.currency),
    image_url: address(variant.image),
    product_url: address(`/products/${product.handle}`),
    metadata: { sku: variant.sku },
  };
}

function lineFields(line) {
  return { ...productFields(line), quantity: line.quantity };
}

function taxLines({ taxMinor, currency }) {
  return taxMinor > 0 ? [{ product_id: 'tax', product_name: 'Tax', variant_id: 'tax', price: major(taxMinor, currency), quantity: 1 }] : [];
}

function amountFields({ currency, totalMinor, subtotalMinor, taxMinor, shippingMinor }) {
  return {
    currency, // an order's may be another than the shop's by now
    total_value: major(totalMinor, currency),
    subtotal_value: major(subtotalMinor, currency),
    tax: major(taxMinor, currency),
    shipping: major(shippingMinor, currency),
  };
}

function discountFields({ currency, discountMinor, discountCode }) {
  if (discountMinor === 0) return { total_discounts: 0, discounts: [] };
  const amount = major(discountMinor, currency);
  return { total_discounts: amount, discounts: [{ code: discountCode, amount, type: 'percentage' }] };
}

function orderMetadata(order) {
  return { order_status_url: address(`/orders/${order.id}`), order_number: order.number };
}

function address(path) {
  return new URL(path, location.origin).href;
}
