// The folds of kago-server.wasm, as a collector calls them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadServerCore } from '../../dist/node.js';

const event = (n, name, properties) => ({
  seq: n, received_at: 1_764_000_000_000 + n,
  event: { event_id: `e${n}`, name, time: `2026-11-24T16:00:0${n}Z`, anonymous_id: 'a', properties: { currency: 'EUR', cart_id: 'c', ...properties } },
});
const lines = [{ product_id: '1', variant_id: '1', product_name: 'Mug', quantity: 2, price: 0.1 }];
const events = [
  event(1, 'ecommerce.cart_updated', { total_value: 0.2, products: lines }),
  event(2, 'ecommerce.checkout_started', { checkout_id: 'k', total_value: 0.2, products: lines }),
  event(3, 'ecommerce.order_placed', { order_id: 'o', total_value: 0.3, products: lines }),
  event(4, 'ecommerce.order_refunded', { order_id: 'o', total_value: 0.1, products: lines }),
];

const rowsOf = (reply) => Object.fromEntries(Object.entries(reply).map(([kind, rows]) => [kind, rows.map(({ row }) => JSON.parse(row))]));

test('events become rows, from one call to the next, whatever their order', async () => {
  const core = await loadServerCore();
  const fold = (some, reply = {}) => JSON.parse(core.fold(JSON.stringify({ events: some, rows: rowsOf(reply) })));
  const reply = fold(events.slice(2), fold(events.slice(0, 2)));
  assert.deepEqual(rowsOf(reply).figures, [{ currency: 'EUR', placed: 0.3, refunded: 0.1, revenue: 0.2, orders: 1, cancelled: 0, total_orders: 1 }]);
  assert.equal(rowsOf(reply).checkouts[0].bought.order_id, 'o');
  assert.deepEqual([reply.checkouts[0].is_open, reply.carts[0].is_open, reply.checkouts[0].number], [false, false, 2]);
  assert.deepEqual(fold(events.toReversed()), reply);
});

test('what is no event is left out, and the judge is there too', async () => {
  const core = await loadServerCore();
  assert.deepEqual(Object.values(JSON.parse(core.fold('{"events":[7,{"event":{"name":"other"}}]}'))).flat(), []);
  assert.equal(core.validate('{}').valid, false);
});
