// What the pages for marketing read: carts, checkouts, orders and customers in pages, and what is counted by the day.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createListed, statesOf } from '../../demo-store/collector/marketing/listed.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { said, startCollector, temporaryFolder } from './support.js';

const NOON = Date.UTC(2026, 10, 27, 12);
const ALL = ['read_carts', 'read_orders', 'read_customers'];
const tokens = [{ token: 't', shop: 'shop', scopes: ALL }, { token: 'carts', shop: 'shop', scopes: ['read_carts'] }, { token: 'orders', shop: 'shop', scopes: ['read_orders'] }, { token: 'south', shop: 'south', scopes: ALL }];

/** Minutes of events are those of the collector's clock, which begins at nine. */
async function openShop(t, options = {}) {
  const clock = { at: Date.UTC(2026, 10, 27, 9) };
  const recoverUrls = [{ shop: 'shop', url: 'http://127.0.0.1/cart' }];
  const collector = await startCollector(t, { tokens, recoverUrls, origins: ['*'], now: () => clock.at, ...options });
  const ask = async (path, token = 't') => {
    const answer = await fetch(collector.url + path, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: await answer.json() };
  };
  const get = async (path, token) => {
    const { status, body } = await ask(path, token);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  return {
    ...collector, ask, get,
    at: (minute) => { clock.at = Date.UTC(2026, 10, 27, 9, minute); },
    carts: async (state) => (await get(`/v1/carts?state=${state}`)).carts,
    idsOf: async (state) => (await get(`/v1/carts?state=${state}`)).carts.map(({ cart_id }) => cart_id),
    async comeBack(link) {
      const response = await fetch(link, { redirect: 'manual' });
      return fetch(`${collector.url}/v1/recover`, { method: 'POST', body: new URL(response.headers.get('location')).searchParams.get('kago_recover') });
    },
  };
}

const cart = (minute, id, more = {}, changes = {}) => said(minute, 'cart_updated', { cart_id: id, ...more }, changes);
const emptied = (minute, id) => ({ ...said(minute, 'x', {}), name: 'kago.cart_emptied', properties: { cart_id: id, currency: 'EUR', source: 'web' } });

test('a cart is open until nothing of it has changed for the shop\'s time, then abandoned, recovered by its link and an order, or emptied', async (t) => {
  const shop = await openShop(t);
  await shop.post([cart(0, 'left'), cart(0, 'thrown'), cart(0, 'bought'), cart(0, 'won')]);
  await shop.post([said(0, 'checkout_started', { cart_id: 'won', checkout_id: 'k', total_value: 40 })]);
  assert.deepEqual((await shop.idsOf('open')).sort(), ['bought', 'left', 'thrown', 'won']);
  assert.equal((await shop.carts('open'))[0].abandoned_at, '2026-11-27T10:00:00.000Z');
  await shop.post([emptied(1, 'thrown'), said(1, 'order_placed', { cart_id: 'bought', order_id: 'o1' })]);
  shop.at(59);
  assert.deepEqual(await shop.idsOf('abandoned'), []);
  shop.at(60);
  assert.deepEqual(await shop.idsOf('abandoned'), ['won', 'left']);
  assert.deepEqual([await shop.idsOf('open'), await shop.idsOf('emptied'), await shop.idsOf('recovered')], [[], ['thrown'], []]);
  assert.equal((await shop.carts('emptied'))[0].ended_at, '2026-11-27T09:01:00.000Z');

  const [left] = (await shop.carts('abandoned')).filter(({ cart_id }) => cart_id === 'won');
  assert.equal(left.checkout_id, 'k');
  assert.equal((await shop.comeBack(left.recovery_url)).status, 200);
  shop.at(62);
  await shop.post([said(62, 'order_placed', { cart_id: 'won', order_id: 'o2' })]);
  const [won] = await shop.carts('recovered');
  assert.deepEqual([won.cart_id, won.order_id, won.came_back_at, won.completed_at, won.products[0].product_name], ['won', 'o2', '2026-11-27T10:00:00.000Z', '2026-11-27T10:02:00.000Z', 'Mug']);
  assert.deepEqual((await shop.get('/v1/carts/counts')).counts, { open: 0, abandoned: 1, recovered: 1, emptied: 1 });
  shop.at(31 * 24 * 60);
  assert.deepEqual((await shop.get('/v1/carts/counts')).counts, { open: 0, abandoned: 0, recovered: 1, emptied: 0 });
});

test('a cart that its shop\'s thank-you page emptied after the order was ordered', async (t) => {
  const shop = await openShop(t);
  await shop.post([cart(0, 'c'), said(1, 'order_placed', { cart_id: 'c', order_id: 'o' }), emptied(2, 'c')]);
  assert.deepEqual(await shop.idsOf('emptied'), []);
});

test('abandoned checkouts have their links, recovered ones stand apart, and the first order takes one out', async (t) => {
  const shop = await openShop(t);
  const begun = (minute, id, more = {}) => said(minute, 'checkout_started', { cart_id: `c${id}`, checkout_id: id, ...more });
  await shop.post([begun(0, 'a'), begun(1, 'b', { metadata: { checkout_url: 'https://shop.example/pay/b' } }), begun(2, 'gone'), said(3, 'order_placed', { cart_id: 'cgone', order_id: 'o' })]);
  const { checkouts } = await shop.get('/v1/checkouts');
  assert.deepEqual(checkouts.map(({ checkout_id }) => checkout_id), ['b', 'a']);
  for (const { recovery_url: link } of checkouts) assert.match(link, /\/recover\//);
  assert.equal(checkouts[0].abandoned_at, '2026-11-27T10:00:00.000Z');
  assert.equal('own_url' in checkouts[0], false);
  await shop.comeBack(checkouts[1].recovery_url);
  await shop.post([said(5, 'order_placed', { cart_id: 'ca', order_id: 'o2' })]);
  assert.deepEqual((await shop.get('/v1/checkouts')).checkouts.map(({ checkout_id }) => checkout_id), ['b']);
  assert.deepEqual((await shop.get('/v1/checkouts?state=recovered')).checkouts.map(({ checkout_id, order_id, recovery_url }) => [checkout_id, order_id, recovery_url]), [['a', 'o2', null]]);
});

test('of a shop that has no page for it the way back is the one that its events name', async (t) => {
  const shop = await openShop(t, { recoverUrls: [] });
  await shop.post([said(0, 'checkout_started', { checkout_id: 'a', metadata: { checkout_url: 'https://shop.example/pay/a' } }), said(1, 'checkout_started', { cart_id: 'c2', checkout_id: 'b' })]);
  assert.deepEqual((await shop.get('/v1/checkouts')).checkouts.map(({ recovery_url: link }) => link), [null, 'https://shop.example/pay/a']);
});

test('orders have their refunds, and what they count for to the digit, in each currency by itself', async (t) => {
  const shop = await openShop(t);
  const order = (minute, id, currency, total_value) => said(minute, 'order_placed', { cart_id: `c${id}`, order_id: id, currency, total_value });
  const refund = (minute, id, currency, total_value) => said(minute, 'order_refunded', { order_id: id, currency, total_value });
  await shop.postText(JSON.stringify({ write_key: 'pk_demo', events: [order(1, 'big', 'EUR', 1), order(2, 'yen', 'JPY', 5000), order(3, 'dinar', 'KWD', 1.234),
    refund(4, 'big', 'EUR', 0.1), refund(5, 'big', 'EUR', 0.2), said(6, 'order_cancelled', { order_id: 'yen', currency: 'JPY', total_value: 5000, cancel_reason: 'late' })] }).replace('"total_value":1,', '"total_value":9007199254740.93,'));
  const { orders, next } = await shop.get('/v1/orders');
  assert.equal(next, null);
  assert.deepEqual(orders.map(({ order_id, currency, total_value }) => [order_id, currency, total_value]), [['dinar', 'KWD', '1.234'], ['yen', 'JPY', '5000'], ['big', 'EUR', '9007199254740.93']]);
  assert.deepEqual(orders[2].refunds.map(({ total_value }) => total_value), ['0.1', '0.2']);
  assert.deepEqual(orders[2].figures, [{ currency: 'EUR', placed: '9007199254740.93', refunded: '0.3', revenue: '9007199254740.63', orders: 1, cancelled: 0, total_orders: 1 }]);
  assert.equal(orders[1].cancel_reason, 'late');
  assert.deepEqual((await shop.get('/v1/orders?state=refunded')).orders.map(({ order_id }) => order_id), ['big']);
  assert.deepEqual((await shop.get('/v1/orders?state=cancelled')).orders.map(({ order_id }) => order_id), ['yen']);
});

test('customers have their figures for each currency, and are found by id and by e-mail address', async (t) => {
  const shop = await openShop(t);
  const of = (user_id) => ({ user_id, anonymous_id: `browser of ${user_id}` });
  await shop.post([
    said(1, 'order_placed', { cart_id: 'c1', order_id: '1', total_value: 0.1 }, of('bob')), said(2, 'order_placed', { cart_id: 'c2', order_id: '2', total_value: 0.2 }, of('bob')),
    said(3, 'order_placed', { cart_id: 'c3', order_id: '3', currency: 'JPY', total_value: 900 }, of('bob')), cart(4, 'c4', {}, of('ann')),
    { ...said(5, 'x', {}, of('ann')), name: 'kago.customer_identified', properties: { email: 'Ann@shop.example', first_name: 'Ann' } },
  ]);
  const { customers } = await shop.get('/v1/customers');
  assert.deepEqual(customers.map(({ user_id, carts, contact }) => [user_id, carts, contact?.first_name]), [['ann', 1, 'Ann'], ['bob', 0, undefined]]);
  assert.deepEqual(customers[1].figures.map(({ currency, revenue, total_orders }) => [currency, revenue, total_orders]), [['EUR', '0.3', 2], ['JPY', '900', 1]]);
  const ids = async (query) => (await shop.get(`/v1/customers?${query}`)).customers.map(({ user_id }) => user_id);
  assert.deepEqual([await ids('email=ann@shop.example'), await ids('user_id=bob'), await ids('user_id=nobody')], [['ann'], ['bob'], []]);
});

test('pages of a list have each row once, whatever comes between them', async (t) => {
  const shop = await openShop(t);
  await shop.post([...'abcdefg'].map((id) => cart(0, id, {}, { user_id: `user ${id}` })));
  await shop.post([...'abcdefg'].flatMap((id) => [said(1, 'checkout_started', { cart_id: id, checkout_id: id }), said(2, 'order_placed', { cart_id: `${id}2`, order_id: id }, { user_id: `user ${id}` })]));
  for (const [list, idOf] of [['carts?state=open', 'cart_id'], ['checkouts?', 'checkout_id'], ['orders?', 'order_id'], ['customers?', 'user_id']]) {
    const seen = [];
    for (let cursor = ''; cursor !== null;) {
      const { next, [list.split('?')[0]]: rows } = await shop.get(`/v1/${list}&limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...rows.map((row) => row[idOf].at(-1)));
      cursor = next;
      await shop.post([cart(3, `new ${seen.length} ${list}`)]);
    }
    assert.equal(seen.filter((id) => 'abcdefg'.includes(id)).sort().join(''), 'abcdefg', list);
    assert.equal(new Set(seen).size, seen.length, list);
  }
});

test('a token reads what it has scopes for, contact only with read_customers, and nothing of another shop', async (t) => {
  const shop = await openShop(t);
  const ann = { user_id: 'ann' };
  await shop.post([cart(0, 'c', {}, ann), said(1, 'checkout_started', { cart_id: 'c', checkout_id: 'k' }, ann), said(2, 'order_placed', { cart_id: 'x', order_id: 'o' }, ann),
    { ...said(3, 'x', {}, ann), name: 'kago.customer_identified', properties: { email: 'ann@shop.example' } }]);
  const paths = { '/v1/carts?state=open': 'carts', '/v1/carts/counts': 'carts', '/v1/funnel': 'carts', '/v1/checkouts': 'orders', '/v1/orders': 'orders', '/v1/recovery': 'orders', '/v1/customers': 'customers' };
  for (const [path, scope] of Object.entries(paths)) {
    const statuses = await Promise.all(['t', 'carts', 'orders', 'nobody'].map(async (token) => (await shop.ask(path, token)).status));
    assert.deepEqual(statuses, [200, scope === 'carts' ? 200 : 403, scope === 'orders' ? 200 : 403, 401], path);
  }
  for (const [path, token] of [['/v1/carts?state=open', 'carts'], ['/v1/checkouts', 'orders'], ['/v1/orders', 'orders']]) {
    const [list] = Object.values(await shop.get(path, token)).filter(Array.isArray);
    assert.equal(list[0].contact, null, path);
    assert.equal(list[0].customer_id, 'ann', path);
    const [whole] = Object.values(await shop.get(path)).filter(Array.isArray);
    assert.equal(whole[0].contact.email, 'ann@shop.example', path);
  }
  for (const path of Object.keys(paths)) assert.doesNotMatch(JSON.stringify(await shop.get(path, 'south')), /"(c|k|o|ann)"|"begun":1|"cart":1|"open":1/, path);
});

test('what became of checkouts is counted by the day on which they were begun', async (t) => {
  const shop = await openShop(t);
  const begun = (id, minute) => said(minute, 'checkout_started', { cart_id: `c${id}`, checkout_id: id });
  const ordered = (id, minute, total_value = 40) => said(minute, 'order_placed', { cart_id: `c${id}`, order_id: `o${id}`, total_value });
  await shop.post([begun('at once', 0), begun('later', 0), begun('by the link', 0), begun('never', 0)]);
  shop.at(10);
  await shop.post([ordered('at once', 10)]);
  shop.at(90);
  const link = (await shop.get('/v1/checkouts')).checkouts.find(({ checkout_id }) => checkout_id === 'by the link').recovery_url;
  assert.equal((await shop.comeBack(link)).status, 200);
  await shop.post([ordered('later', 90), ordered('by the link', 90, 0.3), begun('waits', 90)]);
  const { days, won_back, zone } = await shop.get('/v1/recovery?from=2026-11-26&to=2026-11-27');
  const none = { begun: 0, ordered: 0, left: 0, won_back: 0, came_back: 0, waiting: 0 };
  assert.deepEqual(days, [{ day: '2026-11-26', ...none }, { day: '2026-11-27', begun: 5, ordered: 1, left: 3, won_back: 1, came_back: 1, waiting: 1 }]);
  assert.equal(zone, 'UTC');
  assert.deepEqual(won_back.map(({ currency, revenue, total_orders }) => [currency, revenue, total_orders]), [['EUR', '0.3', 1]]);
});

test('the funnel counts each shopper once a day and step, also one who has logged in since', async (t) => {
  const shop = await openShop(t);
  const view = (minute, changes) => ({ ...said(minute, 'product_viewed', {}, changes), properties: { product_id: '1', product_name: 'Mug', variant_id: '1', price: 1, currency: 'EUR', source: 'web' } });
  await shop.post([view(0, { anonymous_id: 'a' }), view(1, { anonymous_id: 'a' }), view(2, { anonymous_id: 'b' }), view(3, { anonymous_id: 'b', user_id: 'ann' }), view(4, { anonymous_id: 'c', user_id: 'ann' })]);
  await shop.post([cart(5, 'c1', {}, { anonymous_id: 'a' })]);
  shop.at(24 * 60);
  await shop.post([view(24 * 60, { anonymous_id: 'a' }), said(24 * 60, 'checkout_started', { cart_id: 'c1', checkout_id: 'k' }, { anonymous_id: 'a' }), said(24 * 60 + 1, 'order_placed', { cart_id: 'c1', order_id: 'o' }, { anonymous_id: 'a' })]);
  const { days } = await shop.get('/v1/funnel?from=2026-11-27&to=2026-11-29');
  assert.deepEqual(days, [{ day: '2026-11-27', viewed: 2, cart: 1, checkout: 0, order: 0 }, { day: '2026-11-28', viewed: 1, cart: 0, checkout: 1, order: 1 }, { day: '2026-11-29', viewed: 0, cart: 0, checkout: 0, order: 0 }]);
});

test('a day is one of the time zone that the request names, in summer as in winter', async (t) => {
  const shop = await openShop(t, { now: () => NOON });
  const begunAt = (time) => ({ ...said(0, 'checkout_started', { cart_id: time, checkout_id: time }), time });
  await shop.post(['2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00.000Z'].map(begunAt));
  const begun = async (zone) => (await shop.get(`/v1/recovery?from=2026-03-28&to=2026-03-30&zone=${zone}`)).days.map((day) => day.begun);
  // On the 29th clocks went forward in Berlin: it had 23 hours.
  assert.deepEqual([await begun('Europe/Berlin'), await begun('UTC'), await begun('Asia/Tokyo')], [[1, 2, 1], [2, 2, 0], [0, 2, 2]]);
});

test('what is wrong with a question is named', async (t) => {
  const shop = await openShop(t);
  const { next } = await (async () => {
    await shop.post([cart(0, 'a'), cart(0, 'b')]);
    return shop.get('/v1/carts?state=open&limit=1');
  })();
  const errors = {
    '/v1/carts?state=lost': /"state": expected open or abandoned or recovered or emptied/,
    '/v1/carts?cursor=x': /"cursor": expected the "next"/,
    [`/v1/carts?state=abandoned&cursor=${next}`]: /"cursor": expected the "next"/,
    '/v1/orders?limit=101': /"limit"/,
    '/v1/recovery?zone=Europe/Atlantis': /"zone": expected a time zone such as Europe\/Berlin/,
    '/v1/recovery?from=2026-02-30&to=2026-03-01': /"from": expected a day such as/,
    '/v1/recovery?to=tomorrow': /"to": expected a day such as/,
    '/v1/recovery?from=2026-03-02&to=2026-03-01': /"from": expected a day that is not behind "to"/,
    '/v1/funnel?from=2026-01-01&to=2026-03-01': /31 days at most/,
  };
  for (const [path, error] of Object.entries(errors)) {
    const { status, body } = await shop.ask(path);
    assert.deepEqual([status, body.code], [400, 'invalid_parameter'], path);
    assert.match(body.error, error, path);
  }
});

test('no list and no count walks through all that a shop has', async (t) => {
  const { database } = await openDatabase(temporaryFolder(t));
  t.after(() => database.close());
  const texts = [];
  const prepare = database.prepare.bind(database);
  database.prepare = (text) => {
    texts.push(text);
    return prepare(text);
  };
  const listed = createListed(database, { cartDays: 30, abandonedMinutes: 60, now: () => NOON });
  for (const [kind, states] of Object.entries(statesOf)) for (const state of states) listed.page(kind, state, 'shop', { limit: 5 });
  listed.counts('carts', 'shop');
  listed.customers('shop', { limit: 5 });
  listed.checkoutsBegun('shop', 0, NOON);
  listed.ordersWonBack('shop', 0, NOON);
  listed.shoppersBetween('shop', 0, NOON);
  assert.ok(texts.length > 15);
  for (const text of texts) {
    const steps = prepare(`EXPLAIN QUERY PLAN ${text}`).all().map(({ detail }) => detail);
    assert.deepEqual(steps.filter((step) => /^SCAN (records|carts|checkouts|orders|identities|contacts)\b|^SEARCH .* \(shop=\?\)$/.test(step)), [], text);
  }
});

test('the pages are there with and without --qa, and hold no data themselves', async (t) => {
  for (const qa of [true, false]) {
    const { url } = await openShop(t, { qa });
    for (const path of ['/marketing/', '/marketing/marketing.js', '/assets/theme.css']) assert.equal((await fetch(url + path)).status, 200, path);
  }
});
