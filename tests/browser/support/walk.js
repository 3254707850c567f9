// The shopper's whole walk through the demo shop, and the history that it has to leave with the collector, whatever the
// shop, its network and its machine are like meanwhile.

import { expect } from './fixtures.js';

export const INDIGO = 'furoshiki-indigo-50';
const PERSIMMON = 'furoshiki-persimmon-50';

export const linesOf = ({ properties }) => properties.products.map((line) => [line.variant_id, line.quantity]);
export const cartIdOf = ({ properties }) => properties.cart_id;
export const totalOf = ({ properties }) => properties.total_value;

/** The events, once there are as many as the names say, and exactly in the order of their times. */
export async function eventsNamed(collector, names) {
  await expect.poll(collector.names).toEqual(names);
  return collector.events();
}

export function expectSoundHistory(events) {
  expect(new Set(events.map((event) => event.event_id)).size).toBe(events.length);
  expect(new Set(events.map((event) => event.anonymous_id)).size).toBe(1);
  for (const cartId of new Set(events.map(cartIdOf).filter(Boolean))) {
    const times = events.filter((event) => cartIdOf(event) === cartId).map(({ time }) => time);
    expect(times).toEqual([...new Set(times)].sort());
  }
}

/** Looks, adds, changes the cart, checks out and orders, with a reload after each, and begins a new cart. */
export async function walk(customer) {
  await customer.look('furoshiki-cloth');
  await customer.add();
  await customer.choose(PERSIMMON);
  await customer.add();
  await customer.openCart();
  await customer.change(INDIGO, 'increase');
  await customer.reload();
  await customer.checkOut();
  await customer.hears('checkoutStarted', 'accepted');
  await customer.reload();
  await customer.hears('checkoutStarted', 'duplicate');
  await customer.order();
  await customer.hears('orderPlaced', 'accepted');
  await customer.reload();
  await customer.hears('orderPlaced', 'duplicate');
  await customer.look('tray-12-round');
  await customer.add();
}

/** Each was told once, with one cart_id up to the order. */
export async function expectWalk(collector) {
  const events = await eventsNamed(collector, [
    'product_viewed', 'cart_updated', 'product_viewed', 'cart_updated', 'cart_updated',
    'checkout_started', 'order_placed', 'product_viewed', 'cart_updated',
  ]);
  const [, first, , second, third, checkout, order, , next] = events;
  expect([first, second, third].map(linesOf)).toEqual([
    [[INDIGO, 1]], [[INDIGO, 1], [PERSIMMON, 1]], [[INDIGO, 2], [PERSIMMON, 1]],
  ]);
  expect([first, second, third].map(totalOf)).toEqual([19.99, 39.98, 59.97]);
  expect([checkout, order].map(linesOf)).toEqual([linesOf(third), linesOf(third)]);
  expect([checkout, order].map(totalOf)).toEqual([77.84, 77.84]);
  expect(checkout.properties).toMatchObject({ subtotal_value: 59.97, shipping: 4.9, tax: 12.97 });
  expect(new Set([first, second, third, checkout, order].map(cartIdOf)).size).toBe(1);
  expect(cartIdOf(first)).toMatch(/^[0-9a-f-]{36}$/);
  expect(cartIdOf(next)).not.toBe(cartIdOf(first));
  expectSoundHistory(events);
}
