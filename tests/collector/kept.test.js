// A cart is kept for the shop's days, and everything that is read agrees to the millisecond about which carts are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { DAY_MS } from '../../demo-store/collector/limits.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { said, startCollector } from './support.js';

const START = Date.parse('2026-11-27T10:00:00Z');
const ann = { user_id: 'ann' };

async function openShop(t, options = {}) {
  const clock = { at: START };
  const collector = await startCollector(t, {
    recoverUrls: [{ shop: 'shop', url: 'https://shop.example/cart' }], tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }], now: () => clock.at, cartDays: 10, ...options });
  const headers = { authorization: 'Bearer t', 'x-auth-token': 't', 'x-api-key': 't', 'x-store-key': 'shop', 'content-type': 'application/json' };
  const read = async (path, init = {}) => {
    const answer = await fetch(collector.url + path, { headers, ...init });
    return { status: answer.status, body: await answer.json() };
  };
  return { ...collector, clock, read };
}

/** Each way to ask for the cart c1 or its checkout k1, and whether it is there. */
async function foundBy(shop, { cartToken, linkToken }) {
  const { read } = shop;
  const template = '{% shopping_cart {{context.${cart_id}}} %}x';
  return {
    list: (await read('/admin/api/2021-07/checkouts.json?status=any')).body.checkouts.length === 1,
    pages: (await read('/admin/api/2021-07/checkouts.json?since_id=0&limit=1')).body.checkouts.length === 1,
    count: (await read('/admin/api/2021-07/checkouts/count.json')).body.count === 1,
    token: (await read('/admin/api/2021-07/checkouts/k1.json')).status === 200,
    api2cart: (await read('/v1.1/order.abandoned.list.json')).body.result.order.length === 1,
    bigcommerce: (await read(`/stores/shop/v3/abandoned-carts/${cartToken}`)).status === 200,
    user: (await read('/v1/users/ann')).body.carts.length === 1,
    preview: (await read('/v1/preview', { method: 'POST', body: JSON.stringify({ template, cart_id: 'c1' }) })).body.text === 'x',
    link: (await shop.read('/v1/recover', { method: 'POST', body: linkToken, headers: {} })).status === 200,
  };
}

const everywhere = (is) => Object.fromEntries(['list', 'pages', 'count', 'token', 'api2cart', 'bigcommerce', 'user', 'preview', 'link'].map((name) => [name, is]));

test('a cart is kept to the millisecond, for every list, by every token and by its link', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'checkout_started', { checkout_id: 'k1' }, ann)]);
  shop.clock.at = START + DAY_MS;
  await shop.app.webhooks.run();
  const { notices } = (await shop.read('/v1/notices?state=unsent')).body;
  assert.equal(notices.length, 1);
  const [{ abandoned_checkout_url: link }] = (await shop.read('/admin/api/2021-07/checkouts.json')).body.checkouts;
  const tokens = { cartToken: await cartTokenIn(shop), linkToken: link.split('/').at(-1) };
  shop.clock.at = START + 10 * DAY_MS;
  assert.deepEqual(await foundBy(shop, tokens), everywhere(true));
  shop.clock.at += 1;
  assert.deepEqual(await foundBy(shop, tokens), everywhere(false));
});

/** As a webhook would have told it. */
async function cartTokenIn({ dataFolder }) {
  const { database } = await openDatabase(dataFolder);
  const [{ token }] = database.prepare('SELECT token FROM notices').all();
  database.close();
  return token;
}

const action = fc.record({ cart: fc.constantFrom('1', '2'), what: fc.constantFrom('checkout_started', 'checkout_started', 'cart_updated', 'order_placed', 'emptied'),
  passes: fc.constantFrom(0, 1, DAY_MS, 4 * DAY_MS, 10 * DAY_MS - 1, 10 * DAY_MS, 10 * DAY_MS + 1) });

/** What a reader of the whole history says: which checkouts are there, and which of their carts can be brought back. */
function modelOf(actions) {
  const carts = { 1: {}, 2: {} };
  for (const { cart, what, at } of actions) {
    const one = carts[cart];
    if (what === 'checkout_started') Object.assign(one, { begun: at, isBought: false });
    if (what === 'order_placed' && one.begun !== undefined) one.isBought = true;
    one.changed = what === 'order_placed' || what === 'emptied' ? undefined : at;
  }
  return (now) => Object.entries(carts).filter(([, { begun, isBought }]) => begun !== undefined && !isBought)
    .map(([cart, { begun, changed }]) => ({ token: `k${cart}`, isKept: now - (changed ?? begun) <= 10 * DAY_MS, isBack: changed !== undefined }));
}

test('whatever happens to carts and when, the list, its count, each by its token and its link say the same', async (t) => {
  await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
    const shop = await openShop(t);
    const done = [];
    for (const [i, { cart, what, passes }] of actions.entries()) {
      const event = said(0, what, { cart_id: `c${cart}`, ...(what === 'checkout_started' && { checkout_id: `k${cart}` }), ...(what === 'order_placed' && { order_id: `o${i}` }) });
      await shop.post([{ ...event, time: new Date(shop.clock.at - actions.length + i).toISOString(), ...(what === 'emptied' && { name: 'kago.cart_emptied' }) }]);
      done.push({ cart, what, at: shop.clock.at });
      shop.clock.at += passes;
    }
    const wanted = modelOf(done)(shop.clock.at);
    const { checkouts } = (await shop.read('/admin/api/2021-07/checkouts.json')).body;
    assert.deepEqual(checkouts.map(({ token }) => token).sort(), wanted.filter(({ isKept }) => isKept).map(({ token }) => token));
    assert.equal((await shop.read('/admin/api/2021-07/checkouts/count.json')).body.count, checkouts.length);
    for (const { token, isKept, isBack } of wanted) {
      assert.equal((await shop.read(`/admin/api/2021-07/checkouts/${token}.json`)).status, isKept ? 200 : 404);
      const link = checkouts.find((one) => one.token === token)?.abandoned_checkout_url;
      if (link) assert.equal((await shop.read('/v1/recover', { method: 'POST', body: link.split('/').at(-1), headers: {} })).status, isBack ? 200 : 410);
    }
    await shop.app.close();
  }), { numRuns: 40 });
});

test('what changes a cart keeps its checkout too', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'checkout_started', { checkout_id: 'k1' })]);
  shop.clock.at = START + 9 * DAY_MS;
  await shop.post([said(2, 'cart_updated')]);
  shop.clock.at = START + 19 * DAY_MS;
  assert.equal((await shop.read('/admin/api/2021-07/checkouts/k1.json')).status, 200);
  shop.clock.at += 1;
  assert.equal((await shop.read('/admin/api/2021-07/checkouts/k1.json')).status, 404);
});

test('a checkout of a cart that was emptied goes by its own age', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'checkout_started', { checkout_id: 'k1' }), { ...said(2, 'x'), name: 'kago.cart_emptied' }]);
  const count = async () => (await shop.read('/admin/api/2021-07/checkouts/count.json')).body.count;
  shop.clock.at = START + 10 * DAY_MS;
  assert.equal(await count(), 1);
  shop.clock.at += 1;
  assert.equal(await count(), 0);
});

test('a checkout that was won back stays, whatever its age', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(1, 'checkout_started', { checkout_id: 'k1' })]);
  const [{ abandoned_checkout_url: link }] = (await shop.read('/admin/api/2021-07/checkouts.json')).body.checkouts;
  await shop.read('/v1/recover', { method: 'POST', body: link.split('/').at(-1), headers: {} });
  await shop.post([said(3, 'order_placed', { order_id: 'o1' })]);
  shop.clock.at = START + 20 * DAY_MS;
  assert.notEqual((await shop.read('/admin/api/2021-07/checkouts.json')).body.checkouts[0].completed_at, null);
});
