// Orders as this browser remembers them: placed, refunded line by line, or cancelled. What was
// placed is never rewritten, so that the confirmation page says the same at every reload.

import { announce } from './events.js';
import { closeCart, withItems } from './cart.js';
import { closeCheckout } from './checkout.js';
import { newId, newOrderNumber } from './ids.js';
import { linesCents } from './money.js';
import { onOutsideChange, read, write } from './storage.js';

const KEY = 'orders';

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
    stored: lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
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
  const cents = refundCents(order, lines);
  const stored = lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity }));
  update(order.id, { refunds: [...order.refunds, { at: Date.now(), cents, stored }] });
  announce('order:refunded', { order, lines, ...shares(order, lines, cents) });
}

export function cancel(order, reason) {
  update(order.id, { cancelReason: reason, cancelledAt: Date.now() });
  const lines = openLines(order);
  announce('order:cancelled', { order, reason, lines, ...shares(order, lines, order.totalCents - refundedCents(order), order.shippingCents) });
}

/** What the total of these lines is made of. The tax is what is left, so that all of it adds up to the cent. */
function shares(order, lines, totalCents, shippingCents = 0) {
  const subtotalCents = linesCents(lines);
  const discountCents = order.subtotalCents === 0 ? 0 : Math.round((order.discountCents * subtotalCents) / order.subtotalCents);
  return {
    totalCents, subtotalCents, shippingCents, discountCents, discountCode: order.discountCode,
    taxCents: totalCents - subtotalCents - shippingCents + discountCents,
  };
}

/** The lines with what hasn't been refunded yet. */
export function openLines(order) {
  const refunded = (id) => order.refunds.flatMap((one) => one.stored)
    .filter((line) => line.variantId === id).reduce((sum, line) => sum + line.quantity, 0);
  return order.lines.map((line) => ({ ...line, quantity: line.quantity - refunded(line.variant.id) }))
    .filter((line) => line.quantity > 0);
}

export function refundedCents(order) {
  return order.refunds.reduce((sum, one) => sum + one.cents, 0);
}

/** The goods' share of what was paid, tax and discount included, shipping not. Rounded on the
 * running sum, so that refunding line by line ends at the same cent as refunding all at once. */
export function refundCents(order, lines) {
  if (order.subtotalCents === 0) return 0;
  const goodsCents = order.totalCents - order.shippingCents - shippingTaxCents(order);
  const doneCents = linesCents(order.lines) - linesCents(openLines(order)) + linesCents(lines);
  return Math.round((goodsCents * doneCents) / order.subtotalCents) - refundedCents(order);
}

function shippingTaxCents({ taxCents, shippingCents, totalCents }) {
  return totalCents === taxCents ? 0 : Math.round((taxCents * shippingCents) / (totalCents - taxCents));
}

function update(id, changes) {
  write(KEY, read(KEY, []).map((order) => (order.id === id ? { ...order, ...changes } : order)));
}

function withLines(order) {
  return { ...order, lines: withItems(order.stored) };
}
