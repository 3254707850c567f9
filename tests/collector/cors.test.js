// Which shops' pages may read the answers, and what guards the inspector.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { cartUpdated, startCollector } from './support.js';

const shop = 'https://shop.example';
const stranger = 'https://stranger.example';
const corsHeaders = (response) => [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));

test('a post from an allowed origin is answered with its CORS header and without credentials', async (t) => {
  const collector = await startCollector(t, { origins: [shop] });
  const response = await collector.post([cartUpdated()], {}, { origin: shop });
  assert.equal(response.headers.get('access-control-allow-origin'), shop);
  assert.match(response.headers.get('vary'), /origin/i);
  assert.equal(response.headers.get('access-control-allow-credentials'), null);
});

test('errors carry the CORS header too, so that the page can read them', async (t) => {
  const collector = await startCollector(t, { origins: [shop], bodyLimitBytes: 1000 });
  const wrongKey = await collector.post([], { write_key: 'x' }, { origin: shop });
  const tooLarge = await collector.postText('x'.repeat(2000), { origin: shop });
  assert.deepEqual([wrongKey.status, tooLarge.status], [401, 413]);
  assert.equal(wrongKey.headers.get('access-control-allow-origin'), shop);
  assert.equal(tooLarge.headers.get('access-control-allow-origin'), shop);
});

test('events of another origin are refused, and its page may read why', async (t) => {
  const collector = await startCollector(t, { origins: [shop] });
  const response = await collector.post([cartUpdated()], {}, { origin: stranger });
  assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [403, stranger]);
  const { code, error } = await response.json();
  assert.equal(code, 'origin_not_allowed');
  assert.match(error, /"https:\/\/stranger\.example".*KAGO_ORIGINS/);
  assert.deepEqual(await collector.rows('?status=accepted'), []);
  assert.equal((await collector.post([cartUpdated()], {}, { origin: 'null' })).status, 403);
});

test('who is no browser names no origin, and needs the key alone', async (t) => {
  const collector = await startCollector(t, { origins: [shop] });
  assert.deepEqual(await collector.statuses([cartUpdated()]), ['accepted']);
});

test('an origin of one shop writes for no other', async (t) => {
  const other = 'https://other.example';
  const collector = await startCollector(t, { writeKeys: ['a=a', 'b=b'], origins: [`${shop}=a`, `${other}=b`, 'null=b'] });
  const status = async (write_key, origin) => (await collector.post([cartUpdated()], { write_key }, { origin })).status;
  assert.deepEqual([await status('a', shop), await status('b', other), await status('b', 'null')], [200, 200, 200]);
  assert.deepEqual([await status('a', other), await status('b', shop), await status('a', 'null'), await status('a', `${shop}=a`)], [403, 403, 403, 403]);
});

test('every origin is allowed by *, but a page may only post', async (t) => {
  const collector = await startCollector(t, { origins: ['*'] });
  const response = await collector.post([cartUpdated()], {}, { origin: stranger });
  assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [200, stranger]);
  const preflight = await fetch(`${collector.url}/v1/events`, {
    method: 'OPTIONS', headers: { origin: stranger, 'access-control-request-method': 'DELETE' } });
  assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
});

test('no page of another origin may read what a shop reads with a token', async (t) => {
  const collector = await startCollector(t, { origins: ['*'], tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }] });
  const paths = ['/v1/users/u', '/v1/figures', '/v1/preview', '/v1.1/order.abandoned.list.json', '/admin/api/2021-07/checkouts.json',
    '/stores/shop/v3/abandoned-carts/settings', '/v1/nothing', '/v1/events', '/v1/stream', '/v1/summary', '/oauth/token', '/inspector/'];
  for (const path of paths) {
    const response = await fetch(collector.url + path, { headers: { origin: stranger, 'x-auth-token': 't' } });
    assert.deepEqual(corsHeaders(response), [], path);
  }
});

test('the inspector is served with a policy that runs only its own scripts', async (t) => {
  const collector = await startCollector(t);
  const response = await fetch(collector.url);
  assert.equal(response.url, `${collector.url}/inspector/`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /text\/html/);
  assert.match(response.headers.get('content-security-policy'), /script-src 'self'/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await fetch(`${collector.url}/inspector`)).url, `${collector.url}/inspector/`);
  const outside = await fetch(`${collector.url}/inspector/..%2fcollector%2fapp.js`);
  assert.notEqual(outside.status, 200);
});
