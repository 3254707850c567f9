// Abandoned checkouts by Shopify's own clients.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import Shopify from 'shopify-api-node';
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, Session, shopifyApi } from '@shopify/shopify-api';
import { callLimit } from '../../demo-store/collector/read/call-limit.js';
import { cartUpdated, startCollector } from './support.js';

const TOKEN = 'shpat_0123456789';
const NOON = Date.now() - 3_600_000;
const tokens = [{ token: TOKEN, shop: 'shop', scopes: ['read_orders', 'read_checkouts'] }];

const said = (minute, name, properties) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: new Date(NOON + minute * 60_000).toISOString(), anonymous_id: 'a',
  properties: { total_value: 43.5, currency: 'EUR', source: 'web', products: cartUpdated().properties.products, ...properties },
});
const checkout = (n, more) => said(n, 'checkout_started', { checkout_id: `k${n}`, cart_id: `c${n}`, ...more });
const order = (n, at) => said(at, 'order_placed', { order_id: `o${n}`, cart_id: `c${n}` });

async function openShop(t, count = 7, options = {}) {
  const collector = await startCollector(t, { tokens, recoverUrls: [{ shop: 'shop', url: 'https://shop.example/cart' }], ...options });
  await collector.post(Array.from({ length: count }, (_, i) => checkout(i + 1)));
  const read = async (path, headers = { 'x-shopify-access-token': TOKEN }) => {
    const answer = await fetch(`${collector.url}/admin/api/2021-07/${path}`, { headers });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  const tokensOf = async (path) => (await read(path)).body.checkouts.map(({ token }) => token);
  return { ...collector, read, tokensOf };
}

function clientOf({ url }) {
  const client = new Shopify({ shopName: 'any', accessToken: TOKEN, apiVersion: '2021-07' });
  const { hostname, port } = new URL(url);
  client.baseUrl = { hostname, port, protocol: 'http:' };
  return client;
}

test('shopify-api-node lists, counts and pages, forwards and back', async (t) => {
  const client = clientOf(await openShop(t));
  assert.equal(await client.checkout.count(), 7);
  const first = await client.checkout.list({ limit: 3 });
  const second = await client.checkout.list(first.nextPageParameters);
  const third = await client.checkout.list(second.nextPageParameters);
  const names = (page) => page.map(({ token }) => token).join(' ');
  assert.deepEqual([first, second, third].map(names), ['k1 k2 k3', 'k4 k5 k6', 'k7']);
  assert.equal(third.nextPageParameters, undefined);
  assert.equal(first.previousPageParameters, undefined);
  assert.equal(names(await client.checkout.list(third.previousPageParameters)), 'k4 k5 k6');
  // Of five calls, of which a slow machine sees some leak away (two each second).
  const { remaining, current, max } = client.callLimits;
  assert.deepEqual([remaining + current, max], [40, 40]);
  assert.ok(current >= 1 && current <= 5, `${current} of 5`);
  assert.equal((await client.checkout.get('k2')).token, 'k2');
});

test('who may read customers reads how they are to be reached, and nobody else', async (t) => {
  const scopes = ['read_orders', 'read_checkouts'];
  const shop = await openShop(t, 1, { tokens: [{ token: TOKEN, shop: 'shop', scopes: [...scopes, 'read_customers'] }, { token: 'poor', shop: 'shop', scopes }] });
  const nobody = (await shop.read('checkouts.json')).body.checkouts[0];
  assert.deepEqual([nobody.email, nobody.phone, nobody.customer], [null, null, null]);
  await shop.post([{ ...said(2, 'x'), name: 'kago.customer_identified', user_id: '4711', properties: { email: 'ann@shop.example', first_name: 'Ann', phone: '+1 555' } }]);
  const customer = { email: 'ann@shop.example', first_name: 'Ann', last_name: null, phone: '+1 555', id: 4711 };
  for (const read of [async (headers) => (await shop.read('checkouts.json', headers)).body.checkouts[0], async (headers) => (await shop.read('checkouts/k1.json', headers)).body.checkout]) {
    const [known, hidden] = [await read(), await read({ 'x-shopify-access-token': 'poor' })];
    assert.deepEqual([known.email, known.phone, known.customer], ['ann@shop.example', '+1 555', customer]);
    assert.deepEqual([hidden.email, hidden.phone, hidden.customer], [null, null, null]);
  }
});

test('@shopify/shopify-api reads the list and its pages', async (t) => {
  const { url } = await openShop(t, 3);
  const { host } = new URL(url);
  const api = shopifyApi({
    apiKey: 'key', apiSecretKey: 'secret', apiVersion: ApiVersion.July25 ?? Object.values(ApiVersion)[0], hostName: host, hostScheme: 'http', isEmbeddedApp: false,
    logger: { level: LogSeverity.Error },
  });
  const session = new Session({ id: 's', shop: host, state: '', isOnline: false, accessToken: TOKEN });
  const rest = new api.clients.Rest({ session, apiVersion: '2021-07' });
  const first = await rest.get({ path: 'checkouts', query: { limit: 2 } });
  assert.deepEqual(first.body.checkouts.map(({ token }) => token), ['k1', 'k2']);
  const second = await rest.get(first.pageInfo.nextPage);
  assert.deepEqual(second.body.checkouts.map(({ token }) => token), ['k3']);
});

test('the one with an id is found by the id before it (seed 000)', async (t) => {
  const shop = await openShop(t);
  const { body: { checkouts } } = await shop.read('checkouts.json');
  for (const { id, token } of checkouts) assert.deepEqual(await shop.tokensOf(`checkouts.json?since_id=${id - 1}&limit=1`), [token]);
});

test('a checkout has the members that Shopify gives it', async (t) => {
  const shop = await openShop(t, 1);
  const [own] = (await shop.read('checkouts.json')).body.checkouts;
  const members = ['abandoned_checkout_url', 'billing_address', 'buyer_accepts_marketing', 'buyer_accepts_sms_marketing', 'cart_token', 'closed_at', 'completed_at',
    'created_at', 'currency', 'customer', 'customer_locale', 'device_id', 'discount_codes', 'email', 'gateway', 'id', 'landing_site', 'line_items', 'location_id', 'name',
    'note', 'note_attributes', 'phone', 'presentment_currency', 'referring_site', 'reservation_token', 'shipping_address', 'shipping_lines', 'sms_marketing_phone', 'source',
    'source_identifier', 'source_name', 'source_url', 'subtotal_price', 'tax_lines', 'taxes_included', 'token', 'total_discounts', 'total_duties', 'total_line_items_price',
    'total_price', 'total_tax', 'total_weight', 'updated_at', 'user_id'];
  assert.deepEqual(Object.keys(own).sort(), members);
  assert.deepEqual([own.total_price, own.line_items[0].price, own.line_items[0].product_id], ['43.50', '20.00', 880]);
  assert.ok(own.abandoned_checkout_url.startsWith(`${shop.url}/recover/`), own.abandoned_checkout_url);
});

test('a checkout is gone once its cart is bought, in whatever order the events come', async (t) => {
  const shop = await openShop(t, 2);
  await shop.post([order(3, 30), checkout(3), order(1, 31)]);
  assert.deepEqual(await shop.tokensOf('checkouts.json'), ['k2']);
  assert.equal((await shop.read('checkouts/count.json')).body.count, 1);
  assert.deepEqual([(await shop.read('checkouts/k1.json')).status, (await shop.read('checkouts/k1.json')).body], [404, { errors: 'Not Found' }]);
});

test('filters by times and status, and picks members', async (t) => {
  const shop = await openShop(t);
  const at = (minute) => encodeURIComponent(new Date(NOON + minute * 60_000).toISOString());
  assert.deepEqual(await shop.tokensOf(`checkouts.json?created_at_min=${at(6)}`), ['k6', 'k7']);
  assert.deepEqual(await shop.tokensOf(`checkouts.json?updated_at_max=${at(1)}`), ['k1']);
  assert.deepEqual(await shop.tokensOf('checkouts.json?status=closed'), []);
  assert.deepEqual((await shop.read('checkouts.json?limit=1&fields=id,token,nothing')).body.checkouts, [{ id: 1, token: 'k1' }]);
});

for (const [query, errors] of [
  ['since_id=abc', { since_id: 'expected String to be a Integer' }],
  ['limit=251', { limit: 'must be between 1 and 250' }],
  ['limit=0', { limit: 'must be between 1 and 250' }],
  ['created_at_min=yesterday', { created_at_min: 'expected String to be a DateTime' }],
  ['fields=id&fields=token', { fields: 'expected one value' }],
  ['created_at_min=1', { created_at_min: 'expected String to be a DateTime' }],
  ['status=lost', { status: 'expected open, closed or any' }],
  ['page_info=abc', { page_info: 'Invalid value.' }],
  ['page_info=abc&created_at_min=2026-11-27', { created_at_min: 'created_at_min cannot be passed when page_info is present' }],
]) {
  test(`a request that is wrong is told so: ${query}`, async (t) => {
    const shop = await openShop(t, 0);
    const { status, body } = await shop.read(`checkouts.json?${query}`);
    assert.deepEqual([status, body], [400, { errors }]);
  });
}

test('a page_info that somebody else has made can ask for nothing but what it may', async (t) => {
  const shop = await openShop(t, 2);
  for (const filter of [{ status: 'x' }, { since: '1 OR 1' }, { before: [] }, 7, null]) {
    const { status } = await shop.read(`checkouts.json?page_info=${Buffer.from(JSON.stringify(filter)).toString('base64url')}`);
    assert.equal(status, 400, JSON.stringify(filter));
  }
});

test('only a token reads, only its own shop, only what it has the scope for', async (t) => {
  const of = (token, shop, ...scopes) => ({ token, shop, scopes });
  const shop = await openShop(t, 1, { tokens: [...tokens, of('other', 'south', 'read_orders', 'read_checkouts'), of('none', 'shop'), of('lists', 'shop', 'read_orders')] });
  const as = (token, path = 'checkouts.json') => shop.read(path, token ? { authorization: `Bearer ${token}` } : {});
  const refused = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };
  assert.deepEqual([(await as(null)).status, (await as('wrong')).status, (await as('wrong')).body], [401, 401, refused]);
  assert.deepEqual((await as('other')).body, { checkouts: [] });
  assert.equal((await as('other', 'checkouts/k1.json')).status, 404);
  assert.deepEqual([(await as('none')).status, (await as('none')).body], [403, { errors: '[API] This action requires merchant approval for read_orders scope.' }]);
  assert.deepEqual([(await as('lists')).status, (await as('lists', 'checkouts/k1.json')).status], [200, 403]);
});

test('no page of a shop may read', async (t) => {
  const shop = await openShop(t, 1, { origins: ['https://shop.example'] });
  const { headers } = await shop.read('checkouts.json', { 'x-shopify-access-token': TOKEN, origin: 'https://shop.example' });
  assert.equal(headers.get('access-control-allow-origin'), null);
  const preflight = await fetch(`${shop.url}/admin/api/2021-07/checkouts.json`, {
    method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-shopify-access-token' } });
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
});

test('the 41st call at once is told to wait, and two more are free a second later', async (t) => {
  const shop = await openShop(t, 0);
  const answers = await Promise.all(Array.from({ length: 42 }, () => shop.read('checkouts.json')));
  const over = answers.filter(({ status }) => status === 429);
  assert.ok(over.length >= 1);
  assert.equal(over[0].headers.get('retry-after'), '2.0');
  assert.match(over[0].body.errors, /^Exceeded 2 calls per second/);
  let now = 0;
  const { take, size } = callLimit(() => now);
  const taken = () => !take('a').isOver;
  assert.equal(Array.from({ length: 50 }, taken).filter(Boolean).length, 40);
  now = 1_000;
  assert.deepEqual([taken(), taken(), taken(), take('b').header], [true, true, false, '1/40']);
  for (let i = 0; i < 1_000; i++) take(`of the hour ${i}`);
  now += 60_000;
  take('c');
  assert.equal(size(), 1, 'nothing is kept of who has not called for long');
});

test('behind a proxy its pages lead to the address that clients know', async (t) => {
  const shop = await openShop(t, 2, { publicUrl: 'https://kago.example' });
  const { headers } = await shop.read('checkouts.json?limit=1');
  assert.match(headers.get('link'), /^<https:\/\/kago\.example\/admin\/api\/2021-07\/checkouts\.json\?limit=1&page_info=[\w-]+>; rel="next"$/);
});

test('ids of any length and script can be read, and stand in links as one part', async (t) => {
  const shop = await openShop(t, 0);
  const id = `gid://shop/1?x=${'\u30ab'.repeat(200)}`;
  await shop.post([said(1, 'checkout_started', { checkout_id: id, cart_id: 'c' })]);
  const { status, body } = await shop.read(`checkouts/${encodeURIComponent(id)}.json`);
  assert.deepEqual([status, body.checkout.token], [200, id]);
  const back = await fetch(body.checkout.abandoned_checkout_url, { redirect: 'manual' });
  assert.equal(back.status, 302);
});

test('a list up to a second has what happened within it', async (t) => {
  const shop = await openShop(t, 0);
  await shop.post([{ ...checkout(1), time: '2026-11-27T08:15:27.412Z' }]);
  assert.deepEqual([await shop.tokensOf('checkouts.json?created_at_max=2026-11-27T08:15:27Z'), await shop.tokensOf('checkouts.json?created_at_min=2026-11-27T08:15:28Z')], [['k1'], []]);
});
