// What QA reads back: filters, pages, the summary, the reset, the health.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { addHealthRoute } from '../../demo-store/collector/inspect/query-route.js';
import { cartUpdated, invalidEvent, manyEvents, startCollector } from './support.js';

const idsOf = (rows) => rows.map(({ id }) => id);

test('rows are found by name, cart, status and event id, alone and together', async (t) => {
  const collector = await startCollector(t);
  const order = cartUpdated({ name: 'ecommerce.order_placed' }, { cart_id: 'c2' });
  await collector.post([cartUpdated(), order, invalidEvent(), cartUpdated({}, { cart_id: 'c2' })]);
  assert.deepEqual(idsOf(await collector.rows('?name=ecommerce.order_placed')), [2]);
  assert.deepEqual(idsOf(await collector.rows('?cart_id=c2')), [2, 4]);
  assert.deepEqual(idsOf(await collector.rows('?status=refused')), [3]);
  assert.deepEqual(idsOf(await collector.rows(`?event_id=${order.event_id}`)), [2]);
  assert.deepEqual(idsOf(await collector.rows('?cart_id=c2&name=ecommerce.cart_updated&status=accepted')), [4]);
  assert.deepEqual(idsOf(await collector.rows('?cart_id=&name=&status=refused')), [3]);
  assert.deepEqual(await collector.rows("?name=' OR 1=1 --"), []);
});

for (const order of ['asc', 'desc']) {
  test(`pages in ${order} order give each row once and end with next: null`, async (t) => {
    const collector = await startCollector(t);
    await collector.post(manyEvents(7));
    const seen = [];
    let after = '';
    do {
      const { events, next } = await collector.getJson(`/v1/events?limit=3&order=${order}${after}`);
      seen.push(...idsOf(events));
      after = next === null ? null : `&after=${next}`;
    } while (after);
    assert.deepEqual(seen, order === 'asc' ? [1, 2, 3, 4, 5, 6, 7] : [7, 6, 5, 4, 3, 2, 1]);
  });
}

test('a page that ends exactly with the last row has no next', async (t) => {
  const collector = await startCollector(t);
  await collector.post(manyEvents(3));
  assert.equal((await collector.getJson('/v1/events?limit=3')).next, null);
});

test('a wrong query parameter is answered 400 and named', async (t) => {
  const collector = await startCollector(t);
  const wrong = { limit: ['0', '501', 'x', '', '1.5', '1e400'], after: ['-1', 'x', '1e400'], order: ['up'], status: ['ok', ''], cart: ['c1'] };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const response = await fetch(`${collector.url}/v1/events?${field}=${value}`);
      assert.equal(response.status, 400, `${field}=${value}`);
      const { error, code } = await response.json();
      assert.equal(code, 'invalid_parameter');
      assert.match(error, new RegExp(`"${field}"`));
    }
  }
  assert.match((await collector.getJson('/v1/events?status=ok')).error, /accepted or refused/);
});

test('the summary counts accepted and refused rows, carts and names', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated(), cartUpdated(), cartUpdated({}, { cart_id: 'c2' }), invalidEvent()]);
  assert.deepEqual(await collector.getJson('/v1/summary'), {
    accepted: 3, refused: 1, carts: 2, names: ['ecommerce.cart_updated'], never_arriving: {}, abandoned_minutes: 60 });
});

test('DELETE empties everything, and the same events are accepted anew', async (t) => {
  const collector = await startCollector(t);
  const event = cartUpdated();
  await collector.post([event, invalidEvent()], { ledger: { refused: 3 } });
  const response = await fetch(`${collector.url}/v1/events`, { method: 'DELETE' });
  assert.equal(response.status, 204);
  assert.deepEqual(await collector.rows(), []);
  assert.deepEqual((await collector.getJson('/v1/summary')).never_arriving, {});
  assert.deepEqual(await collector.statuses([event]), ['accepted']);
});

test('health tells that the database answers', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated(), invalidEvent()]);
  assert.deepEqual(await collector.getJson('/healthz'), { status: 'ok' });
});

test('health is 503 when the database does not answer', async () => {
  const app = Fastify();
  addHealthRoute(app, { database: { prepare() { throw new Error('disk I/O error'); } } });
  const response = await app.inject('/healthz');
  assert.equal(response.statusCode, 503);
  assert.equal(response.json().code, 'no_database');
});
