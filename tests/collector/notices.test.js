// What there is to tell of carts: found by the judgement of the lists, and there once.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuild } from '../../demo-store/collector/store/rebuild.js';
import { limits } from '../../demo-store/collector/limits.js';
import { cartUpdated, fold, startCollector } from './support.js';
import { SECRET, startReceiver } from './receiver.js';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 27, 12);
const tokens = [{ token: 't', shop: 'shop', scopes: ['read_carts', 'erase_customers'] }, { token: 'south', shop: 'south', scopes: ['read_carts'] }];

/** A collector with a clock of its own, and what it says of carts. */
async function openShop(t, options = {}) {
  const clock = { at: NOON };
  const receiver = await startReceiver(t);
  const all = { tokens, now: () => clock.at, webhooks: [{ shop: 'shop', secret: SECRET, url: receiver.url }], ...options };
  const collector = await startCollector(t, all);
  const say = (name, properties, changes = {}) => collector.post([
    { ...cartUpdated({ time: new Date(clock.at).toISOString(), ...changes }, properties), name: name.includes('.') ? name : `ecommerce.${name}` }]);
  /** After so many minutes; @returns what has been told since the test began */
  const after = async (minutes, app = collector.app) => {
    clock.at += minutes * MINUTE;
    await app.webhooks.run();
    return receiver.said();
  };
  const read = async (path, token = 't') => {
    const answer = await fetch(collector.url + path, { headers: { 'x-auth-token': token, 'x-api-key': token, 'x-store-key': 'shop' } });
    return { status: answer.status, body: await answer.json() };
  };
  return { ...collector, options: all, clock, receiver, say, after, read };
}

async function noticesIn(dataFolder) {
  const { database } = await openDatabase(dataFolder);
  const rows = database.prepare('SELECT shop, scope, cart_id, about, state FROM notices ORDER BY created_at, about').all();
  database.close();
  return rows;
}

test('a cart is abandoned an hour after its change by the collector\'s clock, and not before', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {}, { time: '2020-01-01T00:00:00Z' });
  assert.deepEqual(await shop.after(59), []);
  assert.deepEqual(await shop.after(1), ['abandoned c1']);
  assert.deepEqual(await shop.after(600), ['abandoned c1']);
});

test('the lists and the webhooks agree, at every minute', async (t) => {
  const shop = await openShop(t, { abandonedMinutes: 10 });
  for (let minute = 0; minute < 14; minute++) {
    if (minute < 4) await shop.say('cart_updated', { cart_id: `c${minute}` });
    if (minute === 6) await shop.say('order_placed', { cart_id: 'c1', order_id: 'o' });
    const told = await shop.after(1);
    const { body } = await shop.read('/v1.1/order.abandoned.list.json');
    assert.deepEqual(told, body.result.order.map(({ id }) => `abandoned ${id}`), `minute ${minute}`);
  }
  assert.deepEqual(shop.receiver.said(), ['abandoned c0', 'abandoned c2', 'abandoned c3']);
});

test('one that is changed and left again is abandoned again, with the same token', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  await shop.after(60);
  await shop.say('cart_updated', { total_value: 50 });
  assert.deepEqual(await shop.after(59), ['abandoned c1']);
  assert.deepEqual(await shop.after(1), ['abandoned c1', 'abandoned c1']);
  const [first, second] = shop.receiver.told();
  assert.equal(first.data.token, second.data.token);
  assert.match(first.data.token, /^[0-9a-f]{32}$/);
  assert.notEqual(first.hash, second.hash);
  assert.equal(new Set(shop.receiver.ids()).size, 2);
});

test('a cart that comes to hold something by an event that is late is abandoned an hour after that', async (t) => {
  const shop = await openShop(t);
  const at = (minute) => ({ time: new Date(NOON + minute * MINUTE).toISOString() });
  const [line] = cartUpdated().properties.products;
  await shop.say('cart_updated', {}, at(0));
  await shop.say('cart_updated', { action: 'remove' }, at(2));
  assert.deepEqual(await shop.after(120), []);
  await shop.say('cart_updated', { action: 'add', products: [{ ...line, variant_id: '880-red' }] }, at(1));
  assert.deepEqual(await shop.after(59), []);
  assert.deepEqual(await shop.after(1), ['abandoned c1']);
});

test('an abandoned cart that is bought is told as converted, once an order, and one that wasn\'t abandoned isn\'t', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  await shop.say('cart_updated', { cart_id: 'quick' });
  await shop.say('order_placed', { cart_id: 'quick', order_id: '99' });
  await shop.after(60);
  await shop.say('order_placed', { order_id: '100' });
  await shop.say('order_placed', { order_id: '100' });
  assert.deepEqual(await shop.after(1), ['abandoned c1', 'converted c1 100']);
  const { scope, store_id, producer, created_at, hash, data } = shop.receiver.told()[1];
  assert.deepEqual([scope, store_id, producer, created_at], ['store/cart/converted', 'shop', 'stores/shop', (NOON + 60 * MINUTE) / 1000]);
  assert.deepEqual(data, { type: 'cart', id: 'c1', orderId: 100 });
  assert.match(hash, /^[0-9a-f]{40}$/);
});

test('a cart that was changed after it was abandoned, and then bought, is converted too; an order of before is not its', async (t) => {
  const shop = await openShop(t);
  await shop.say('order_placed', { order_id: 'early' });
  shop.clock.at += MINUTE;
  await shop.say('cart_updated', {});
  await shop.after(60);
  await shop.say('order_placed', { order_id: 'late word of an early order' }, { time: new Date(NOON - MINUTE).toISOString() });
  await shop.say('cart_updated', { total_value: 50 });
  shop.clock.at += MINUTE;
  await shop.say('order_placed', { order_id: 'A-7' });
  assert.deepEqual(await shop.after(1), ['abandoned c1', 'converted c1 A-7']);
});

test('what comes between two looks, a hundred at a time and in one moment, is all told', async (t) => {
  const shop = await openShop(t);
  const count = 2 * limits.noticesPerStep + 7;
  await shop.post(Array.from({ length: count }, (_, n) => cartUpdated({}, { cart_id: `m${n}` })));
  assert.equal(new Set(await shop.after(60)).size, count);
});

test('a notice is there once: after a restart, for a second process on the same file, and after a rebuild', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  shop.clock.at += 60 * MINUTE;
  await Promise.all([shop.app.webhooks.run(), second.app.webhooks.run()]);
  await shop.say('order_placed', { order_id: 'o' });
  await second.post([]);
  await shop.app.close();
  await second.app.webhooks.run(); // what is on its way as hours pass is tried again: at least once
  const third = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  const { database } = await openDatabase(shop.dataFolder);
  await rebuild(database, fold);
  database.close();
  await shop.after(120, third.app);
  assert.deepEqual(shop.receiver.said(), ['abandoned c1', 'converted c1 o']);
  assert.deepEqual((await noticesIn(shop.dataFolder)).map(({ scope, state }) => [scope, state]), [['store/cart/abandoned', 'delivered'], ['store/cart/converted', 'delivered']]);
});

test('what was abandoned while no collector ran is told when one does', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  await shop.app.close();
  shop.clock.at += 300 * MINUTE;
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  assert.deepEqual(await shop.after(0, second.app), ['abandoned c1']);
});

test('carts that were abandoned before there were notices are no news', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  await shop.say('cart_updated', { cart_id: 'fresh' });
  await shop.app.close();
  const { database } = await openDatabase(shop.dataFolder);
  database.exec(`DELETE FROM judged; UPDATE carts SET changed_at = changed_at - ${90 * MINUTE} WHERE id = 'c1'`);
  database.close();
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  assert.deepEqual(await shop.after(60, second.app), ['abandoned fresh']);
});

test('a cart is found by its token while it holds something, by its own shop only', async (t) => {
  const shop = await openShop(t, { tokens: [...tokens, { token: 'poor', shop: 'shop', scopes: [] }] });
  await shop.say('cart_updated', {});
  await shop.after(60);
  const path = `/stores/shop/v3/abandoned-carts/${shop.receiver.told()[0].data.token}`;
  assert.deepEqual(await shop.read(path), { status: 200, body: { data: { cart_id: 'c1' }, meta: {} } });
  assert.equal((await shop.read(path, 'south')).status, 401);
  assert.equal((await shop.read(path, 'poor')).status, 403);
  assert.equal((await shop.read(path.replace('stores/shop', 'stores/south'), 'south')).status, 404);
  const unknown = await shop.read('/stores/shop/v3/abandoned-carts/00000000000000000000000000000000');
  assert.deepEqual([unknown.status, unknown.body.status, unknown.body.title], [404, 404, 'An abandoned cart with this token was not found.']);
  await shop.say('kago.cart_emptied', {});
  assert.equal((await shop.read(path)).status, 404);
});

test('what is emptied by QA is told nobody any more, and what comes then is', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', {});
  shop.clock.at += 59 * MINUTE;
  await fetch(`${shop.url}/v1/events`, { method: 'DELETE' });
  await shop.say('cart_updated', { cart_id: 'c2' });
  assert.deepEqual(await shop.after(60), ['abandoned c2']);
  await fetch(`${shop.url}/v1/events`, { method: 'DELETE' });
  assert.deepEqual(await noticesIn(shop.dataFolder), []);
});

test('a shop that nobody is told of has tokens too, and is told nothing of before when there is somebody', async (t) => {
  const shop = await openShop(t, { webhooks: [] });
  await shop.say('cart_updated', {});
  await shop.after(60);
  assert.deepEqual(await noticesIn(shop.dataFolder), [{ shop: 'shop', scope: 'store/cart/abandoned', cart_id: 'c1', about: String(NOON), state: 'unsent' }]);
  await shop.app.close();
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder, webhooks: [{ shop: 'shop', secret: SECRET, url: shop.receiver.url }] });
  assert.deepEqual(await shop.after(60, second.app), []);
});

test('shops are apart: each has its own address and secret, and the same cart id is two carts', async (t) => {
  const south = await startReceiver(t);
  const shop = await openShop(t, {});
  const both = await startCollector(t, { ...shop.options, writeKeys: ['pk_demo=shop', 'pk_south=south'],
    webhooks: [...shop.options.webhooks, { shop: 'south', secret: SECRET.toUpperCase(), url: south.url }] });
  await both.post([cartUpdated()]);
  await both.post([cartUpdated({ event_id: randomUUID() })], { write_key: 'pk_south' });
  await shop.after(60, both.app);
  assert.deepEqual([shop.receiver.said(), south.said()], [['abandoned c1'], ['abandoned c1']]);
  assert.deepEqual([shop.receiver.told()[0].producer, south.told()[0].producer], ['stores/shop', 'stores/south']);
});
