// The way back from a message: its link is signed and ends, brings the cart back, and an order through it is won back.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { cartUpdated, environmentOf, startCollector, temporaryFolder } from './support.js';

const DAY_MS = 86_400_000;
const PAGE = 'https://shop.example/cart?lang=en';
const START = Date.parse('2026-11-22T10:00:00Z');

const event = (name, minutes, properties) => cartUpdated({ name: `ecommerce.${name}`, event_id: randomUUID(), user_id: 'u', time: new Date(START + minutes * 60_000).toISOString() }, properties);
const checkout = (minutes = 1) => event('checkout_started', minutes, { checkout_id: 'k1' });
const order = (minutes) => event('order_placed', minutes, { order_id: 'o1', total_discounts: 0, discounts: [] });

/** A shop whose shopper has left a checkout; `passed` moves its clock. */
async function openShop(t, options = {}) {
  const clock = { at: START };
  const collector = await startCollector(t, {
    origins: ['https://shop.example=shop'], recoverUrls: [{ shop: 'shop', url: PAGE }], tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }], now: () => clock.at, ...options });
  const read = async (path, init = {}) => (await fetch(collector.url + path, { ...init, headers: { authorization: 'Bearer t', 'content-type': 'application/json' } })).json();
  const checkouts = async () => (await read('/admin/api/2021-07/checkouts.json')).checkouts;
  return {
    ...collector,
    clock,
    read,
    checkouts,
    link: async () => (await checkouts())[0].abandoned_checkout_url,
    open: (link) => fetch(link, { redirect: 'manual' }),
    async recover(token, headers = { origin: 'https://shop.example' }) {
      const response = await fetch(`${collector.url}/v1/recover`, { method: 'POST', body: token, headers });
      return { status: response.status, cors: response.headers.get('access-control-allow-origin'), ...(await response.json()) };
    },
  };
}

const tokenOf = (link) => new URL(link).pathname.split('/').at(-1);

test('the link leads to the shop\'s page, which gets the cart with its id', async (t) => {
  const shop = await openShop(t);
  await shop.post([checkout()]);
  const link = await shop.link();
  const { status, headers } = await shop.open(link);
  const location = new URL(headers.get('location'));
  assert.deepEqual([status, location.origin + location.pathname, location.searchParams.get('lang')], [302, 'https://shop.example/cart', 'en']);
  const token = location.searchParams.get('kago_recover');
  assert.equal(token, tokenOf(link));
  const cart = await shop.recover(token);
  assert.deepEqual([cart.status, cart.cors, cart.cart_id, cart.checkout_id, cart.currency, cart.total_value], [200, 'https://shop.example', 'c1', 'k1', 'EUR', 43.5]);
  assert.deepEqual(cart.products.map(({ variant_id, quantity, price }) => [variant_id, quantity, price]), [['880-blue', 2, 20]]);
  assert.equal(await shop.link(), link, 'the same on the same day');
});

test('an order by the link is won back, one without it is gone; a rebuild says the same', async (t) => {
  for (const isByLink of [true, false]) {
    const dataFolder = temporaryFolder(t);
    const shop = await openShop(t, { dataFolder });
    await shop.post([checkout()]);
    const link = await shop.link();
    shop.clock.at += 30 * 60_000;
    // Scanners open it too: that alone is nothing.
    await shop.open(link);
    if (isByLink) for (let i = 0; i < 2; ++i) assert.equal((await shop.recover(tokenOf(link))).status, 200);
    await shop.post([order(40)]);
    const said = (await shop.checkouts()).map(({ completed_at }) => Date.parse(completed_at));
    assert.deepEqual(said, isByLink ? [START + 40 * 60_000] : []);
    const recovered = (await shop.rows()).filter(({ name }) => name === 'kago.checkout_recovered');
    assert.deepEqual(recovered.map(({ event: { properties } }) => properties), isByLink ? [{ checkout_id: 'k1', cart_id: 'c1' }] : []);
    await promisify(execFile)(process.execPath, ['demo-store/collector/main.js', 'rebuild'], { env: environmentOf({ KAGO_DATA: dataFolder }) });
    assert.deepEqual((await shop.checkouts()).map(({ completed_at }) => Date.parse(completed_at)), said);
  }
});

test('what is forged, of another collector, or no link is unknown', async (t) => {
  const shop = await openShop(t);
  const other = await openShop(t);
  for (const one of [shop, other]) await one.post([checkout()]);
  const token = tokenOf(await shop.link());
  const [text, signature] = token.split('.');
  const changed = Buffer.from(JSON.stringify(['shop', 'c2', 'k1', 99_999])).toString('base64url');
  for (const wrong of [`${changed}.${signature}`, text, `${text}.`, `${text}.${'A'.repeat(43)}`, tokenOf(await other.link()), 'x', '']) {
    assert.deepEqual([(await shop.recover(wrong)).status, (await shop.open(`${shop.url}/recover/${wrong || '.'}`)).status], [404, 404], wrong);
  }
  assert.deepEqual((await shop.rows()).length, 1);
});

test('it ends with the days that a cart is kept, with the order, and at another shop\'s page', async (t) => {
  const shop = await openShop(t, { cartDays: 10 });
  await shop.post([checkout()]);
  const token = tokenOf(await shop.link());
  assert.deepEqual(await shop.recover(token, { origin: 'https://other.example' }).then(({ status, code }) => [status, code]), [403, 'origin_not_allowed']);
  shop.clock.at += 10 * DAY_MS;
  assert.equal((await shop.recover(token)).status, 200);
  shop.clock.at += DAY_MS;
  const { status, code } = await shop.recover(token);
  assert.deepEqual([status, code], [410, 'link_expired']);
  assert.equal((await shop.open(`${shop.url}/recover/${token}`)).headers.get('location'), PAGE);
  shop.clock.at -= 5 * DAY_MS;
  await shop.post([order(30)]);
  assert.deepEqual(await shop.recover(token).then((answer) => [answer.status, answer.code]), [410, 'cart_ended']);
});

test('a link that was made of an old cart ends with the cart', async (t) => {
  const shop = await openShop(t);
  await shop.post([checkout()]);
  shop.clock.at += 29 * DAY_MS;
  const token = tokenOf(await shop.link());
  assert.equal((await shop.recover(token)).status, 200);
  shop.clock.at += 2 * DAY_MS;
  assert.deepEqual(await shop.recover(token).then(({ status, code }) => [status, code]), [410, 'cart_ended']);
});

test('a message about a cart that is not kept any more is not sent', async (t) => {
  const shop = await openShop(t);
  await shop.post([cartUpdated({}, { cart_id: 'c2' })]);
  const preview = () => shop.read('/v1/preview', { method: 'POST', body: JSON.stringify({ template: '{% shopping_cart {{context.${cart_id}}} %}x', cart_id: 'c2' }) });
  shop.clock.at += 30 * DAY_MS;
  assert.equal((await preview()).text, 'x');
  shop.clock.at += 1;
  assert.match((await preview()).aborted, /there is no cart "c2"/);
});

test('it outlives a restart, and a shop without a page for it has none', async (t) => {
  const dataFolder = temporaryFolder(t);
  const first = await openShop(t, { dataFolder });
  await first.post([checkout()]);
  const token = tokenOf(await first.link());
  await first.app.close();
  const shop = await openShop(t, { dataFolder });
  assert.equal((await shop.recover(token)).status, 200);
  await shop.app.close();
  const without = await openShop(t, { dataFolder, recoverUrls: [] });
  assert.equal(await without.link(), null);
  assert.equal((await without.open(`${without.url}/recover/${token}`)).status, 404);
});

test('a message has it, for a cart without a checkout too', async (t) => {
  const shop = await openShop(t, { publicUrl: 'https://collect.example' });
  await shop.post([cartUpdated({}, { cart_id: 'c2' })]);
  const template = '{% shopping_cart {{context.${cart_id}}} %}{{ shopping_cart.recovery_url }}';
  const { text } = await shop.read('/v1/preview', { method: 'POST', body: JSON.stringify({ template, cart_id: 'c2' }) });
  assert.ok(text.startsWith('https://collect.example/recover/'), text);
  const cart = await shop.recover(tokenOf(text));
  assert.deepEqual([cart.cart_id, cart.checkout_id], ['c2', null]);
});

test('a user who was erased leaves no trace of the way back', async (t) => {
  const shop = await openShop(t);
  await shop.post([checkout()]);
  const token = tokenOf(await shop.link());
  await shop.recover(token);
  await fetch(`${shop.url}/v1/users/u`, { method: 'DELETE', headers: { authorization: 'Bearer t' } });
  assert.deepEqual(await shop.rows(), []);
  assert.deepEqual(await shop.recover(token).then(({ status, code }) => [status, code]), [410, 'cart_ended']);
});

test('a page that is none ends the start', async (t) => {
  await assert.rejects(startCollector(t, { recoverUrls: [{ shop: 'shop', url: 'shop.example/cart' }] }), /the recover page of the shop "shop"/);
});
