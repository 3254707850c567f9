// What is older than the shop's time is forgotten, with all that belongs to it; what stays is what a rebuild makes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../../demo-store/collector/limits.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuild } from '../../demo-store/collector/store/rebuild.js';
import { fold, invalidEvent, rebuiltRowsIn, rowsIn, said, startCollector } from './support.js';
import { SECRET, startReceiver } from './receiver.js';

const DAY_MS = 86_400_000;
const SCOPES = ['read_customers', 'read_carts'];

async function openShop(t, options = {}) {
  const clock = { at: Date.UTC(2026, 10, 27, 12) };
  const collector = await startCollector(t, { retentionDays: 30, now: () => clock.at, tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }], ...options });
  const say = (name, properties = {}, changes = {}) => collector.post([said(1, name, properties, { time: new Date(clock.at).toISOString(), ...changes })]);
  const pass = (days) => { clock.at += days * DAY_MS; };
  const read = async (path) => (await fetch(collector.url + path, { headers: { authorization: 'Bearer t' } })).json();
  return {
    ...collector, clock, say, pass, read,
    forget: () => collector.app.retention.run(),
    ids: async () => Object.fromEntries(Object.entries(await rowsIn(collector.dataFolder)).map(([table, rows]) => [table, rows.map(({ id }) => id)])),
    async assertAsRebuilt() {
      const live = await rowsIn(collector.dataFolder);
      assert.deepEqual(await rebuiltRowsIn(collector.dataFolder), live);
    },
  };
}

test('a cart that nobody has touched for so long is gone, with its checkout and events, and a younger one stays', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', { cart_id: 'old' });
  await shop.say('checkout_started', { cart_id: 'old', checkout_id: 'k-old' }, { user_id: 'u-old' });
  await shop.say('product_viewed', { cart_id: undefined });
  shop.pass(29);
  await shop.say('cart_updated', { cart_id: 'young' }, { anonymous_id: 'a-2' });
  await shop.forget();
  assert.equal((await shop.rows()).length, 4);
  shop.pass(2);
  await shop.forget();
  assert.deepEqual((await shop.rows()).map(({ cart_id }) => cart_id), ['young']);
  assert.deepEqual(await shop.ids(), { carts: ['young'], checkouts: [], orders: [], identities: [], contacts: [], figures: [] });
  await shop.assertAsRebuilt();
});

test('without the option nothing is ever forgotten', async (t) => {
  const shop = await openShop(t, { retentionDays: undefined });
  await shop.say('cart_updated');
  assert.equal(shop.app.retention, undefined);
});

test('an order counts as long as anything of it, its cart or its checkout is young, and then not at all', async (t) => {
  const shop = await openShop(t);
  await shop.say('cart_updated', { cart_id: 'c' });
  await shop.say('order_placed', { cart_id: 'c', order_id: 'o', total_value: 42.1 }, { user_id: 'u' });
  await shop.say('order_placed', { cart_id: 'd', order_id: 'p', total_value: 7 }, { user_id: 'v' });
  shop.pass(20);
  await shop.say('order_refunded', { cart_id: undefined, order_id: 'o', total_value: 2 });
  shop.pass(20);
  await shop.forget();
  const figure = { currency: 'EUR', placed: 42.1, refunded: 2, revenue: 40.1, orders: 1, cancelled: 0, total_orders: 1 };
  assert.deepEqual((await shop.read('/v1/figures')).figures, [figure]);
  assert.deepEqual((await shop.read('/v1/users/u')).figures, [figure]);
  assert.deepEqual(await shop.ids(), { carts: ['c'], checkouts: [], orders: ['o'], identities: ['a-1'], contacts: [], figures: ['EUR'] });
  await shop.assertAsRebuilt();
  shop.pass(11);
  await shop.forget();
  assert.deepEqual((await shop.read('/v1/figures')).figures, []);
  assert.deepEqual(Object.values(await rowsIn(shop.dataFolder)).flat(), []);
});

test('how a user is to be reached is forgotten member by member, each with the last event that said so', async (t) => {
  const shop = await openShop(t);
  const identify = (properties) => shop.post([{ ...said(1, 'x', {}, { user_id: 'u', time: new Date(shop.clock.at).toISOString() }), name: 'kago.customer_identified', properties }]);
  await identify({ email: 'ann@shop.example', phone: '1' });
  shop.pass(20);
  await identify({ email: 'ann@shop.example', last_name: 'Doe' });
  shop.pass(20);
  await shop.forget();
  assert.deepEqual((await shop.read('/v1/users/u')).contact, { email: 'ann@shop.example', first_name: null, last_name: 'Doe', phone: null });
  await shop.assertAsRebuilt();
  shop.pass(20);
  await shop.forget();
  assert.deepEqual(Object.values(await rowsIn(shop.dataFolder)).flat(), []);
  assert.equal(readFileSync(join(shop.dataFolder, 'collector.db')).includes('ann@shop'), false);
});

test('who a browser was is forgotten with the last event that said so', async (t) => {
  const shop = await openShop(t);
  await shop.say('product_viewed', { cart_id: undefined }, { user_id: 'u' });
  shop.pass(20);
  await shop.say('cart_updated', {}, {});
  await shop.say('product_viewed', { cart_id: undefined }, { user_id: 'w', anonymous_id: 'a-2' });
  await shop.say('product_viewed', { cart_id: undefined }, { user_id: 'x', anonymous_id: 'a-2', time: new Date(shop.clock.at - 40 * DAY_MS).toISOString() });
  assert.equal((await shop.read('/v1/users/u')).carts.length, 1);
  shop.pass(11);
  await shop.forget();
  assert.deepEqual((await rowsIn(shop.dataFolder)).identities.map(({ id, user_id }) => [id, user_id]), [['a-2', 'w']]);
  await shop.assertAsRebuilt();
});

test('refused events, what pages tell, counts, tokens and notices go too, and none of it is left in the file', async (t) => {
  const receiver = await startReceiver(t);
  const shop = await openShop(t, {
    webhooks: [{ shop: 'shop', secret: SECRET, url: receiver.url }], clients: [{ id: 'mailer', secret: 's', shop: 'shop', scopes: SCOPES }] });
  const event = said(1, 'cart_updated', { cart_id: 'cart-of-anna', metadata: { note: 'anna@shop.example' } }, { anonymous_id: 'browser-of-anna' });
  await shop.post([event, invalidEvent({ anonymous_id: 'browser-of-anna' })], {
    anonymous_id: 'browser-of-anna', ledger: { queue_full: 3 },
    diagnostics: [
      { id: 'report-of-anna', name: 'ecommerce.cart_updated', status: 'refused', properties: { note: 'anna@shop.example' }, violations: [{ path: 'x' }] },
      { id: 'mending-of-anna', status: 'accepted', event_id: event.event_id, warnings: [{ found: 'anna@shop.example' }] },
      { id: 'lonely-of-anna', status: 'accepted', event_id: 'never-came', warnings: [{ found: 'anna@shop.example' }] },
    ],
  });
  await fetch(`${shop.url}/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'mailer', client_secret: 's' }) });
  shop.pass(1);
  await shop.app.webhooks.run();
  assert.equal(receiver.requests.length, 1);
  shop.pass(31);
  await shop.forget();
  assert.deepEqual((await shop.read('/v1/notices?state=delivered')).notices, []);
  await shop.app.close();
  const { database } = await openDatabase(shop.dataFolder);
  for (const table of ['records', 'mended', 'ledgers', 'notices', 'access_tokens', 'carts']) assert.equal(database.prepare(`SELECT count(*) AS n FROM ${table}`).all()[0].n, 0, table);
  database.close();
  const file = readFileSync(join(shop.dataFolder, 'collector.db'), 'latin1');
  for (const text of ['anna', 'never-came']) assert.equal(file.slice(Math.max(file.indexOf(text) - 80, 0)).slice(0, file.includes(text) ? 160 : 0), '', text);
});

test('shops are apart: a cart of the same id stays in the other', async (t) => {
  const shop = await openShop(t, { writeKeys: ['pk_demo', 'a=a', 'b=b'] });
  const post = (write_key) => shop.post([said(1, 'order_placed', { order_id: 'o', total_value: 5 })], { write_key });
  await post('a');
  shop.pass(20);
  await post('b');
  shop.pass(11);
  await shop.forget();
  const { carts, orders, figures } = await rowsIn(shop.dataFolder);
  assert.deepEqual([carts, orders, figures].map((rows) => rows.map((row) => row.shop)), [['b'], ['b'], ['b']]);
  await shop.assertAsRebuilt();
});

test('requests are answered while much is forgotten, some at a time', async (t) => {
  const shop = await openShop(t);
  for (let n = 0; n < 15; n++) await shop.post(Array.from({ length: 500 }, (_, i) => said(1, 'cart_updated', { cart_id: `c-${n}-${i}` })));
  shop.pass(31);
  const counts = [];
  const forgetting = shop.forget();
  let isDone = false;
  forgetting.then(() => { isDone = true; });
  while (!isDone) {
    assert.equal((await shop.post([said(1, 'cart_updated', { cart_id: `young-${counts.length}` })])).status, 200);
    counts.push((await shop.getJson('/v1/summary')).accepted);
  }
  assert.ok(counts.some((count) => count > counts.length && count < 7_500), `a request was answered when some were gone, and some not: ${counts}`);
  await shop.assertAsRebuilt();
});

test('a cart with more events than go at once is forgotten in pieces, and one that is young stays whole', async (t) => {
  const shop = await openShop(t);
  const fill = async (cart_id) => {
    for (let left = limits.retentionKinMax + 10; left > 0; left -= 500) await shop.post(Array.from({ length: Math.min(left, 500) }, () => said(1, 'cart_updated', { cart_id })));
  };
  await fill('old');
  await fill('young');
  await shop.say('order_placed', { cart_id: 'old', order_id: 'o', total_value: 5 });
  shop.pass(20);
  await shop.say('cart_updated', { cart_id: 'young' });
  shop.pass(11);
  await shop.forget();
  assert.deepEqual(await shop.ids(), { carts: ['young'], checkouts: [], orders: [], identities: [], contacts: [], figures: [] });
  assert.equal((await shop.getJson('/v1/summary')).accepted, limits.retentionKinMax + 11);
  await shop.assertAsRebuilt();
});

test('nothing is forgotten while rows are made anew, since these know it already', async (t) => {
  const shop = await openShop(t);
  await shop.post(Array.from({ length: 450 }, (_, i) => said(1, 'cart_updated', { cart_id: `c-${i}` })));
  shop.pass(31);
  const { database } = await openDatabase(shop.dataFolder);
  t.after(() => database.close());
  const rebuilt = rebuild(database, fold);
  await shop.forget();
  await rebuilt;
  await shop.assertAsRebuilt();
  await shop.forget();
  assert.deepEqual((await shop.ids()).carts, []);
});

/** Which events stay: with the youngest of all that is bound to them by a cart, a checkout or an order. */
function expectedToStay(events, cutoff) {
  const namesOf = ({ event: { properties } }) => ['cart_id', 'checkout_id', 'order_id'].filter((name) => properties[name] !== undefined).map((name) => `${name} ${properties[name]}`);
  const youngest = new Map(events.map((event) => [event, event.at]));
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const a of events) for (const b of events) {
      if (!namesOf(a).some((name) => namesOf(b).includes(name)) || youngest.get(a) >= youngest.get(b)) continue;
      youngest.set(a, youngest.get(b));
      isSettled = false;
    }
  }
  return events.filter((event) => youngest.get(event) >= cutoff).map(({ event: { event_id } }) => event_id).sort();
}

test('of any history just what is old stays away, and the rows and figures are those of a rebuild', async (t) => {
  for (let round = 0; round < 8; round++) {
    const roll = (sides) => Math.floor(Math.random() * sides);
    const shop = await openShop(t);
    let events = [];
    for (let visit = 0; visit < 40; visit++) {
      const ids = { cart_id: roll(6) ? `c${roll(9)}` : undefined, checkout_id: roll(3) ? undefined : `k${roll(9)}`, order_id: roll(2) ? undefined : `o${roll(9)}` };
      const names = ['cart_updated', 'product_viewed', ...(ids.checkout_id ? ['checkout_started'] : []), ...(ids.order_id ? ['order_placed', 'order_refunded', 'order_cancelled'] : [])];
      const event = said(1, names[roll(names.length)], { ...ids, total_value: roll(900) / 10, currency: roll(4) ? 'EUR' : 'JPY' }, {
        time: new Date(shop.clock.at - roll(3) * DAY_MS).toISOString(), anonymous_id: `a-${roll(4)}`, ...(roll(3) ? {} : { user_id: `u${roll(3)}` }) });
      await shop.post([event]);
      events.push({ event: JSON.parse(JSON.stringify(event)), at: shop.clock.at });
      if (roll(3) === 0) shop.pass(roll(12));
      if (roll(10) > 0) continue;
      await shop.forget();
      const stay = expectedToStay(events, shop.clock.at - 30 * DAY_MS);
      assert.deepEqual((await shop.rows('?limit=500&status=accepted')).map(({ event_id }) => event_id).sort(), stay);
      events = events.filter(({ event: { event_id } }) => stay.includes(event_id));
      await shop.assertAsRebuilt();
    }
    await shop.app.close();
  }
});
