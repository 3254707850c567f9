// Orders as this browser remembers them: placed, refunded line by line, or cancelled. What was
// placed is never rewritten, so that the confirmation page says the same at every reload.

import { announce } from './events.js';
import { closeCart, withItems } from './cart.js';
import { closeCheckout } from './checkout.js';
import { newId, newOrderNumber } from './ids.js';
import { linesMinor } from './money.js';
import { onOutsideChange, read, write } from './storage.js';

const KEY = 'orders-2'; // the first had euro cents only

export function allOrders() {
  return read(KEY, []).map(withLines);
}

export function findOrder(id) {
  return allOrders().find((order) => order.id === id);
}

/** Calls `redraw` now and when another tab has refunded or cancelled. */
export function subscribeOrders(redraw) {
  onOutsideChange(KEY, redraw);
  redraw();
}

/** @param checkout as `openCheckout` gives it */
export function placeOrder({ id: checkoutId, lines, ...checkout }) {
  const order = {
    ...checkout, id: newId('ord'), number: newOrderNumber(), placedAt: Date.now(),
    stored: lines.map(({ variant, quantity }) => ({ variantId: variant.id, minor: variant.minor, quantity })),
    refunds: [], cancelReason: null,
  };
  write(KEY, [order, ...read(KEY, [])]);
  closeCheckout(checkoutId);
  if (!checkout.buyNow) closeCart();
  return order.id;
}

/** @param {Map<string, number>} quantities by variant id, at most what is left */
export function refund(order, quantities) {
  const lines = openLines(order).flatMap((line) => {
    const quantity = Math.min(quantities.get(line.variant.id) ?? 0, line.quantity);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  if (lines.length === 0) return;
  const minor = refundMinor(order, lines);
  const stored = lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity }));
  update(order.id, { refunds: [...order.refunds, { at: Date.now(), minor, stored }] });
  announce('order:refunded', { order, lines, ...shares(order, lines, minor) });
}

export function cancel(order, reason) {
  update(order.id, { cancelReason: reason, cancelledAt: Date.now() });
  const lines = openLines(order);
  announce('order:cancelled', { order, reason, lines, ...shares(order, lines, order.totalMinor - refundedMinor(order), order.shippingMinor) });
}

/** What the total of these lines is made of. The tax is what is left, so that all of it adds up to the cent. */
function shares(order, lines, totalMinor, shippingMinor = 0) {
  const subtotalMinor = linesMinor(lines);
  const discountMinor = order.subtotalMinor === 0 ? 0 : Math.round((order.discountMinor * subtotalMinor) / order.subtotalMinor);
  return {
    totalMinor, subtotalMinor, shippingMinor, discountMinor, discountCode: order.discountCode, currency: order.currency,
    taxMinor: totalMinor - subtotalMinor - shippingMinor + discountMinor,
  };
}

/** The lines with what hasn't been refunded yet. */
export function openLines(order) {
  const refunded = (id) => order.refunds.flatMap((one) => one.stored)
    .filter((line) => line.variantId === id).reduce((sum, line) => sum + line.quantity, 0);
  return order.lines.map((line) => ({ ...line, quantity: line.quantity - refunded(line.variant.id) }))
    .filter((line) => line.quantity > 0);
}

export function refundedMinor(order) {
  return order.refunds.reduce((sum, one) => sum + one.minor, 0);
}

/** The goods' share of what was paid, tax and discount included, shipping not. Rounded on the
 * running sum, so that refunding line by line ends at the same cent as refunding all at once. */
export function refundMinor(order, lines) {
  if (order.subtotalMinor === 0) return 0;
  const goodsMinor = order.totalMinor - order.shippingMinor - shippingTaxMinor(order);
  const doneMinor = linesMinor(order.lines) - linesMinor(openLines(order)) + linesMinor(lines);
  return Math.round((goodsMinor * doneMinor) / order.subtotalMinor) - refundedMinor(order);
}

function shippingTaxMinor({ taxMinor, shippingMinor, totalMinor }) {
  return totalMinor === taxMinor ? 0 : Math.round((taxMinor * shippingMinor) / (totalMinor - taxMinor));
}

function update(id, changes) {
  write(KEY, read(KEY, []).map((order) => (order.id === id ? { ...order, ...changes } : order)));
}

/** At the prices for which they were ordered. */
function withLines(order) {
  const lines = withItems(order.stored).map(({ variant, minor, ...line }) => ({ ...line, variant: { ...variant, minor, currency: order.currency } }));
  return { ...order, lines };
}
