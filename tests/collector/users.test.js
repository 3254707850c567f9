// A user's carts and figures, and the shop's.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { DAY_MS } from '../../demo-store/collector/limits.js';
import { cartUpdated, startCollector } from './support.js';

const tokens = [{ token: 't', shop: 'shop', scopes: ['read_customers'] }, { token: 'orders', shop: 'shop', scopes: ['read_orders'] }, { token: 'south', shop: 'south', scopes: ['read_customers'] }];

const said = (minute, name, properties, changes = {}) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: new Date(Date.UTC(2026, 10, 27, 9, minute)).toISOString(), anonymous_id: 'a', ...changes,
  properties: { cart_id: 'c1', total_value: 40, currency: 'EUR', source: 'web', products: cartUpdated().properties.products, ...properties },
});
const ann = { user_id: 'ann' };

async function openShop(t, options = {}) {
  const collector = await startCollector(t, { tokens, ...options });
  const read = async (path, token = 't') => {
    const answer = await fetch(collector.url + path, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, text: await answer.clone().text(), body: await answer.json() };
  };
  const cartsOf = async (user) => (await read(`/v1/users/${user}`)).body.carts.map(({ cart_id, status }) => `${cart_id} ${status}`);
  return { ...collector, read, cartsOf };
}

test('revenue is what was placed less what was refunded, orders are those placed less those cancelled (seed 002)', async (t) => {
  const shop = await openShop(t);
  const order = (id, total_value, changes) => said(2, 'order_placed', { order_id: id, total_value }, changes);
  await shop.post([
    order('1', 0.1, ann), order('2', 0.2, ann), order('2', 0.2, ann), order('3', 7, { user_id: 'bob' }),
    said(3, 'order_refunded', { order_id: '1', total_value: 0.05 }, ann),
    said(4, 'order_cancelled', { order_id: '2', total_value: 0.2, cancel_reason: 'late' }, ann),
  ]);
  assert.deepEqual((await shop.read('/v1/users/ann')).body.figures, [{ currency: 'EUR', placed: 0.3, refunded: 0.05, revenue: 0.25, orders: 2, cancelled: 1, total_orders: 1 }]);
  const { text, body } = await shop.read('/v1/figures');
  assert.deepEqual(body.figures, [{ currency: 'EUR', placed: 7.3, refunded: 0.05, revenue: 7.25, orders: 3, cancelled: 1, total_orders: 2 }]);
  assert.match(text, /"revenue":7\.25,/);
});

test('a cart has its newest content, whatever came first', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(5, 'cart_updated', { total_value: 50 }, ann), said(4, 'cart_updated', { total_value: 40 }, ann)]);
  const [cart] = (await shop.read('/v1/users/ann')).body.carts;
  assert.deepEqual([cart.total_value, cart.updated_at, cart.status, cart.products[0].product_name], [50, '2026-11-27T09:05:00.000Z', 'open', 'Mug']);
});

test('what a browser did before its user logged in is theirs; when two become one, both carts stay', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'cart_updated', { cart_id: 'before' }), said(1, 'cart_updated', { cart_id: 'phone' }, { anonymous_id: 'b', ...ann })]);
  assert.deepEqual(await shop.cartsOf('ann'), ['phone open']);
  await shop.post([said(2, 'cart_updated', { cart_id: 'laptop' }, ann)]);
  assert.deepEqual((await shop.cartsOf('ann')).sort(), ['before open', 'laptop open', 'phone open']);
  assert.deepEqual((await shop.read('/v1/users/bob')).status, 404);
});

test('a cart in checkout says so, a bought one is gone', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'cart_updated', {}, ann), said(2, 'checkout_started', { checkout_id: 'k' }, ann)]);
  assert.deepEqual(await shop.cartsOf('ann'), ['c1 checkout']);
  await shop.post([said(3, 'order_placed', { order_id: 'o' }, ann)]);
  assert.deepEqual(await shop.cartsOf('ann'), []);
});

test('a user has each member of their contact as it was said last, whatever came first', async (t) => {
  const shop = await openShop(t);
  const identified = (minute, properties) => ({ ...said(minute, 'x', {}, ann), name: 'kago.customer_identified', properties });
  await shop.post([said(1, 'cart_updated', {}, ann)]);
  assert.equal((await shop.read('/v1/users/ann')).body.contact, null);
  await shop.post([identified(5, { email: 'new@shop.example' }), identified(4, { email: 'old@shop.example', first_name: 'Ann', phone: '1' }), identified(3, { phone: '2', last_name: 'Doe' })]);
  assert.deepEqual((await shop.read('/v1/users/ann')).body.contact, { email: 'new@shop.example', first_name: 'Ann', last_name: 'Doe', phone: '1' });
  await shop.post([identified(6, { email: 'other@shop.example' })].map((event) => ({ ...event, user_id: 'bob' })));
  assert.equal((await shop.read('/v1/users/bob')).body.contact.email, 'other@shop.example');
  assert.equal((await shop.read('/v1/users/ann')).body.contact.email, 'new@shop.example');
});

test('a cart that has not changed for its days is gone', async (t) => {
  let at = Date.now();
  const shop = await openShop(t, { now: () => at });
  await shop.post([said(1, 'cart_updated', {}, ann)]);
  at += 30 * DAY_MS + 1;
  assert.deepEqual(await shop.cartsOf('ann'), []);
});

test('only a token with the scope reads, and only its own shop', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'order_placed', { order_id: 'o' }, ann)]);
  for (const path of ['/v1/users/ann', '/v1/figures']) {
    const answers = [await shop.read(path, 'wrong'), await shop.read(path, 'orders')];
    assert.deepEqual(answers.map(({ status, body }) => [status, body.code]), [[401, 'unknown_token'], [403, 'missing_scope']]);
    assert.equal((await fetch(shop.url + path)).status, 401);
  }
  assert.deepEqual((await shop.read('/v1/figures', 'south')).body, { figures: [] });
  assert.equal((await shop.read('/v1/users/ann', 'south')).status, 404);
});
