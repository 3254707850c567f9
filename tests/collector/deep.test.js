// Events that are nested as deeply as any reader of JSON takes them: kept or refused, they spoil no answer, neither their
// own nor that of what lies beside them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFlat } from '../../demo-store/collector/ingest/envelope.js';
import { limits } from '../../demo-store/collector/limits.js';
import { loadServerCore } from '../../dist/node.js';
import { openStream, rebuiltRowsIn, rowsIn, said, startCollector } from './support.js';

const { validate } = await loadServerCore();
const TOKEN = 'token-of-a-reader-of-all';
const SCOPES = ['read_orders', 'read_checkouts', 'read_carts', 'read_customers'];

const arrays = (levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Texts of events that hold `deep` somewhere, each of a cart and an order of its own. */
const placesOf = (deep, n) => {
  const holding = (where) => JSON.stringify(said(1, 'cart_updated', { cart_id: `c${n}`, ...where.properties }, { user_id: 'u1', ...where.event })).replaceAll('"DEEP"', deep);
  return [
    holding({ properties: { metadata: { deep: 'DEEP' } } }),
    holding({ properties: { unknown: 'DEEP' } }),
    holding({ properties: { products: [{ product_id: '1', product_name: 'Mug', variant_id: '1', quantity: 1, price: 20, metadata: { deep: 'DEEP' } }] } }),
    holding({ event: { unknown: 'DEEP' } }),
    holding({ event: { name: 'DEEP' } }),
    deep,
  ];
};

const DEPTHS = [45, 46, 47, 48, 49, 50, 51, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 68, 70, 72, 999, 1000, 1001, 2000, 3000, 4000, 5000, 5500, 6000, 6500, 7000, 8000];

async function assertReadable(t, collector) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'x-api-key': TOKEN, 'x-store-key': 'shop' };
  for (const path of ['/v1/events?limit=500', '/v1/events?limit=500&order=desc', '/v1/summary', '/v1/figures', '/v1/users/u1', '/healthz',
    '/admin/api/2021-07/checkouts.json', '/v1.1/order.abandoned.list.json?count=250']) {
    const response = await fetch(collector.url + path, { headers });
    assert.equal(response.status, 200, path);
    JSON.parse(await response.text());
  }
}

test('whatever its depth and wherever it is nested, an event is answered, and all that is read can be read', async (t) => {
  const collector = await startCollector(t, { validate, tokens: [{ token: TOKEN, shop: 'shop', scopes: SCOPES }], now: () => Date.now() + 7_200_000 });
  const kept = [];
  let orders = 0;
  for (const depth of DEPTHS) {
    for (const text of [arrays(depth), objects(depth)].flatMap((deep) => placesOf(deep, orders))) {
      const order = said(2, 'order_placed', { cart_id: `o${orders}`, order_id: `o${orders++}`, total_value: 1 }, { user_id: 'u1' });
      const response = await collector.postText(`{"write_key":"pk_demo","events":[${text},${JSON.stringify(order)}]}`);
      assert.equal(response.status, 200, `${depth}: ${text.slice(0, 300)}`);
      const { results } = await response.json();
      assert.equal(results[1].status, 'accepted');
      if (results[0].status === 'accepted') kept.push(text);
    }
  }
  await assertReadable(t, collector);
  assert.ok(kept.length > 10);
  assert.deepEqual((await collector.rows('?limit=500')).filter((row) => !isFlat(row, limits.eventLevelsKept + 3)), [], 'for who shows them');
  const rows = await collector.rows('?limit=500&status=accepted');
  const texts = new Set(rows.map(({ event }) => JSON.stringify(event)));
  assert.deepEqual(kept.filter((text) => !texts.has(JSON.stringify(JSON.parse(text)))), [], 'what was accepted is there as it came');
  const stream = await openStream(t, collector.url, { query: '?after=0' });
  const { accepted, refused } = await collector.getJson('/v1/summary');
  assert.equal((await stream.take(accepted + refused)).length, accepted + refused);
  const live = await rowsIn(collector.dataFolder);
  assert.equal(JSON.parse(live.figures[0].row).orders, orders, 'what lay beside them counts');
  assert.deepEqual(await rebuiltRowsIn(collector.dataFolder), live);
});
