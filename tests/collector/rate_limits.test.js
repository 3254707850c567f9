// How often an address may write, and ask for tokens.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, startCollector } from './support.js';

const shop = 'https://shop.example';
const from = (address) => ({ 'x-forwarded-for': address });
const statusOf = async (collector, extra, headers) => (await collector.post([cartUpdated()], extra, headers)).status;

test('an address that writes too often is told when to come back, in words that its page may read', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 2, origins: [shop] });
  assert.deepEqual([await statusOf(collector), await statusOf(collector)], [200, 200]);
  const response = await collector.post([cartUpdated()], {}, { origin: shop });
  assert.equal(response.status, 429);
  const wait = response.headers.get('retry-after');
  assert.ok(/^\d+$/.test(wait) && Number(wait) >= 1 && Number(wait) <= 60, wait);
  assert.equal(response.headers.get('access-control-allow-origin'), shop);
  assert.match(response.headers.get('access-control-expose-headers'), /retry-after/i);
  const { code, error } = await response.json();
  assert.equal(code, 'rate_limited');
  assert.match(error, /More than 2 requests a minute/);
  assert.equal((await collector.rows('?status=accepted')).length, 2);
});

test('a minute later the address may write again', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 1 });
  assert.deepEqual([await statusOf(collector), await statusOf(collector)], [200, 429]);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  assert.equal(await statusOf(collector), 200);
});

test('each key counts by itself, and keys that nobody has count together', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 1, writeKeys: ['a=a', 'b=b'] });
  const status = (write_key) => statusOf(collector, { write_key });
  assert.deepEqual([await status('a'), await status('b'), await status('a'), await status('b')], [200, 200, 429, 429]);
  assert.deepEqual([await status('x'), await status('y')], [401, 429]);
});

test('a body that can\'t be read counts too', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 1 });
  assert.deepEqual([(await collector.postText('{')).status, (await collector.postText('{')).status], [400, 429]);
});

test('X-Forwarded-For is believed of a proxy that was named, and of nobody else', async (t) => {
  const open = await startCollector(t, { writesPerMinute: 1 });
  assert.deepEqual([await statusOf(open, {}, from('192.0.2.1')), await statusOf(open, {}, from('192.0.2.2'))], [200, 429]);
  const elsewhere = await startCollector(t, { writesPerMinute: 1, trustProxy: ['10.0.0.0/8'] });
  assert.deepEqual([await statusOf(elsewhere, {}, from('192.0.2.1')), await statusOf(elsewhere, {}, from('192.0.2.2'))], [200, 429]);
  const behind = await startCollector(t, { writesPerMinute: 1, trustProxy: ['loopback'] });
  assert.deepEqual([await statusOf(behind, {}, from('192.0.2.1')), await statusOf(behind, {}, from('192.0.2.2')), await statusOf(behind, {}, from('192.0.2.1'))], [200, 200, 429]);
  // What a client says of itself stands before what the proxy says of it.
  assert.equal(await statusOf(behind, {}, from('192.0.2.9, 192.0.2.1')), 429);
});

test('the addresses of one IPv6 customer count as one', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 1, trustProxy: ['loopback'] });
  const status = (address) => statusOf(collector, {}, from(address));
  assert.deepEqual([await status('2001:db8:1:1::1'), await status('2001:db8:1:1::2'), await status('2001:db8:1:2::1')], [200, 429, 200]);
});

test('0 takes the limit away', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 0 });
  assert.deepEqual([await statusOf(collector), await statusOf(collector)], [200, 200]);
});

test('secrets can\'t be guessed at /oauth/token', async (t) => {
  const collector = await startCollector(t, { clients: [{ id: 'mailer', secret: 'right', shop: 'shop', scopes: [] }] });
  const ask = (client_secret) => fetch(`${collector.url}/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'mailer', client_secret }) });
  for (let tries = 0; tries < 20; tries++) assert.equal((await (await ask(`wrong${tries}`)).json()).error, 'invalid_client');
  const response = await ask('right');
  assert.deepEqual([response.status, (await response.json()).error], [429, 'temporarily_unavailable']);
  assert.ok(Number(response.headers.get('retry-after')) >= 1);
  assert.equal(await statusOf(collector), 200);
});
