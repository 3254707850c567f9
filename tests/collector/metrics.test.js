// What Prometheus reads: right numbers, and nothing that says who shops.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, invalidEvent, startCollector } from './support.js';
import { SECRET, startReceiver } from './receiver.js';

const tokens = [{ token: 'prometheus', shop: 'north', scopes: ['read_metrics'] }, { token: 'reader', shop: 'north', scopes: ['read_carts', 'read_customers'] }];

async function scrape({ url }, token = 'prometheus') {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const values = Object.fromEntries(text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  return { status: response.status, type: response.headers.get('content-type'), text, values };
}

const open = (t, options = {}) => startCollector(t, { writeKeys: ['n=north', 's=south'], tokens, ...options });

test('events are counted by shop and by what became of them, and commits by their requests and their time', async (t) => {
  const collector = await open(t);
  const event = cartUpdated();
  await collector.post([event, cartUpdated(), invalidEvent()], { write_key: 'n' });
  await collector.post([event], { write_key: 'n' });
  await collector.post([cartUpdated()], { write_key: 's' });
  const { type, values } = await scrape(collector);
  assert.match(type, /^text\/plain; version=0\.0\.4/);
  const found = (name) => Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith(name)));
  assert.deepEqual(found('kago_events_total'), {
    'kago_events_total{shop="north",result="accepted"}': 2, 'kago_events_total{shop="north",result="refused"}': 1, 'kago_events_total{shop="north",result="duplicate"}': 1,
    'kago_events_total{shop="south",result="accepted"}': 1 });
  assert.equal(values.kago_commit_requests_count, 3);
  assert.equal(values['kago_commit_requests_bucket{le="1"}'], 3);
  assert.equal(values.kago_commit_seconds_count, 3);
  assert.ok(values.kago_commit_seconds_sum > 0);
  assert.ok(values.process_resident_memory_bytes > 0);
});

test('requests are counted by route and status, and whatever a stranger asks for is one route', async (t) => {
  const collector = await open(t);
  await collector.post([], { write_key: 'n' });
  await collector.post([], { write_key: 'x' });
  for (const path of ['/v1/users/anna', '/v1/users/berta?x=y']) await fetch(collector.url + path, { headers: { authorization: 'Bearer reader' } });
  for (let n = 0; n < 20; n++) await fetch(`${collector.url}/nothing-${n}`, { method: n % 2 ? 'GET' : 'PUT' });
  const { values } = await scrape(collector);
  const requests = Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith('kago_requests')));
  assert.deepEqual(requests, {
    'kago_requests_total{method="POST",route="/v1/events",status="200"}': 1, 'kago_requests_total{method="POST",route="/v1/events",status="401"}': 1,
    'kago_requests_total{method="GET",route="/v1/users/:id",status="404"}': 2, 'kago_requests_total{method="any",route="none",status="404"}': 20 });
});

test('notices that wait, and that nobody took, are counted', async (t) => {
  const receiver = await startReceiver(t, (response) => response.writeHead(500).end());
  let passed = 0;
  const collector = await open(t, { webhooks: [{ shop: 'north', secret: SECRET, url: receiver.url }], now: () => Date.now() + passed });
  await collector.post([cartUpdated()], { write_key: 'n' });
  await collector.post([cartUpdated()], { write_key: 's' });
  passed = 3_700_000;
  await collector.app.webhooks.run();
  const { values } = await scrape(collector);
  const counts = Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith('kago_notices')));
  assert.deepEqual(counts, { 'kago_notices{shop="north",state="waiting"}': 1, 'kago_notices{shop="north",state="dead"}': 0,
    'kago_notices{shop="south",state="waiting"}': 0, 'kago_notices{shop="south",state="dead"}': 0 });
});

test('nobody reads them without a token of that scope, and nothing of a shopper stands in them', async (t) => {
  const collector = await open(t);
  await collector.post([cartUpdated({ user_id: 'anna', anonymous_id: 'browser-5' }, { cart_id: 'cart-of-anna' })], { write_key: 'n' });
  await fetch(`${collector.url}/v1/users/anna?anna`, { headers: { authorization: 'Bearer reader' } });
  assert.equal((await fetch(`${collector.url}/metrics`)).status, 401);
  assert.equal((await scrape(collector, 'reader')).status, 403);
  const { text } = await scrape(collector);
  for (const secret of ['anna', 'browser-5', 'prometheus', '"n"']) assert.ok(!text.includes(secret), secret);
});
