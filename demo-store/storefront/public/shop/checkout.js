// What is being bought and what it costs. There are two kinds of checkout: the cart's (one id until
// the order is placed, always the cart's present lines) and "Buy it now" (an id and a line of its own).

import { cartLines, withItems } from './cart.js';
import { t } from '../i18n/language.js';
import { currency, minorOf } from './currency.js';
import { newId } from './ids.js';
import { linesMinor } from './money.js';
import { read, write } from './storage.js';

export const SHIPPING = [
  { id: 'standard', label: t('shipping.standard'), minor: minorOf(490) },
  { id: 'express', label: t('shipping.express'), minor: minorOf(995) },
  { id: 'pickup', label: t('shipping.pickup'), minor: 0 },
];
export const DISCOUNT = { code: 'WELCOME10', percent: 10 };

const TAX_PERCENT = 20;
const KEY = 'checkouts';
const KEPT_MAX = 50;

export function startBuyNow(variantId, quantity) {
  const checkout = { id: newId('chk'), buyNow: true, lines: [{ variantId, quantity }] };
  keep(checkout);
  return checkout.id;
}

/** The checkout that `/checkout?id=…` asks for; without an id the cart's own. */
export function openCheckout(id) {
  const stored = readAll().find((one) => (id ? one.id === id : !one.buyNow)) ?? (id ? null : newCartCheckout());
  if (!stored) return null;
  const lines = stored.buyNow ? withItems(stored.lines) : cartLines();
  return { ...stored, lines, ...totals(lines, stored) };
}

/** @param {{ shipping?: string, discountCode?: string }} choice */
export function changeCheckout(id, choice) {
  const stored = readAll().find((one) => one.id === id);
  keep({ ...stored, ...choice });
}

export function closeCheckout(id) {
  write(KEY, readAll().filter((one) => one.id !== id));
}

function totals(lines, { shipping: shippingId = 'standard', discountCode = '' }) {
  const shipping = SHIPPING.find((one) => one.id === shippingId) ?? SHIPPING[0];
  const subtotalMinor = linesMinor(lines);
  const discountMinor = discountCode === DISCOUNT.code ? percentOf(subtotalMinor, DISCOUNT.percent) : 0;
  const taxMinor = percentOf(subtotalMinor - discountMinor + shipping.minor, TAX_PERCENT);
  const totalMinor = subtotalMinor - discountMinor + shipping.minor + taxMinor;
  return {
    currency, shippingId: shipping.id, shippingMinor: shipping.minor, discountCode, discountMinor, subtotalMinor, taxMinor, totalMinor,
  };
}

function percentOf(minor, percent) {
  return Math.round((minor * percent) / 100);
}

function newCartCheckout() {
  const checkout = { id: newId('chk'), buyNow: false };
  keep(checkout);
  return checkout;
}

function keep(checkout) {
  const others = readAll().filter((one) => one.id !== checkout.id);
  write(KEY, [checkout, ...others].slice(0, KEPT_MAX));
}

function readAll() {
  return read(KEY, []);
}
