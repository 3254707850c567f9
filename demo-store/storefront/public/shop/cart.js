// The cart: variant ids and quantities in localStorage, shared by all tabs. Only a change made in
// this tab is announced to the shop's listeners; a change made elsewhere just redraws.

import { announce } from './events.js';
import { findItem } from './products.js';
import { linesMinor } from './money.js';
import { onOutsideChange, read, write } from './storage.js';

export const QUANTITY_MAX = 20;
const KEY = 'cart';
const subscribers = [];

/** `[{ product, variant, quantity }]`; a line that the catalogue no longer knows is left out. */
export function cartLines() {
  return withItems(readCart());
}

export function cartMinor() {
  return linesMinor(cartLines());
}

export function cartCount() {
  return readCart().reduce((sum, line) => sum + line.quantity, 0);
}

/** Calls `redraw` now and after each change, from any tab. */
export function subscribe(redraw) {
  subscribers.push(redraw);
  redraw();
}

export function addToCart(variantId, quantity) {
  setQuantity(variantId, quantityOf(variantId) + quantity);
}

export function setQuantity(variantId, quantity) {
  const wanted = Math.min(Math.max(0, quantity), QUANTITY_MAX);
  if (wanted === quantityOf(variantId)) return;
  save(replaceLine(readCart(), variantId, wanted));
  announce('cart:changed', { lines: cartLines() });
}

/** What a shopper had left, under the id that it had. */
export function restoreCart(id, lines) {
  save(lines);
  announce('cart:changed', { lines: cartLines(), id });
}

/** After an order: the cart is used up, which isn't the same as the shopper emptying it. */
export function closeCart() {
  save([]);
}

export function withItems(lines) {
  return lines
    .filter(({ variantId }) => findItem(variantId))
    .map(({ variantId, ...line }) => ({ ...findItem(variantId), ...line }));
}

function replaceLine(lines, variantId, quantity) {
  if (quantity === 0) return lines.filter((line) => line.variantId !== variantId);
  if (!lines.some((line) => line.variantId === variantId)) return [...lines, { variantId, quantity }];
  return lines.map((line) => (line.variantId === variantId ? { variantId, quantity } : line));
}

function quantityOf(variantId) {
  return readCart().find((line) => line.variantId === variantId)?.quantity ?? 0;
}

function readCart() {
  return read(KEY, []);
}

function save(lines) {
  write(KEY, lines);
  notify();
}

function notify() {
  for (const redraw of subscribers) redraw();
}

onOutsideChange(KEY, notify);
