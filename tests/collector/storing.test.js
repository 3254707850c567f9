// What the collector holds after posts: each event once, refused ones too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, invalidEvent, manyEvents, startCollector } from './support.js';

test('each event of a request gets its own answer, in the order of the events', async (t) => {
  const collector = await startCollector(t);
  const [good, bad] = [cartUpdated(), invalidEvent()];
  const response = await collector.post([good, bad, good, 'no object']);
  assert.equal(response.status, 200);
  const { results } = await response.json();
  assert.deepEqual(results.map(({ status }) => status), ['accepted', 'refused', 'duplicate', 'refused']);
  assert.deepEqual(results.map(({ event_id }) => event_id), [good.event_id, bad.event_id, good.event_id, null]);
  assert.deepEqual(results[1].violations, [
    { path: 'properties.total_value', code: 'unexpected_data_type', found: '43.5', expected: 'a number, 0 or more' }]);
  assert.equal(results[3].violations[0].expected, 'an event object');
  assert.equal('violations' in results[0], false);
});

test('an event is stored as it came', async (t) => {
  const collector = await startCollector(t);
  const event = cartUpdated({ user_id: 'u\u0000-\ud83e\uddfa' }, { metadata: { title: '27" \u30e2\u30cb\u30bf\u30fc', empty: null } });
  await collector.post([event]);
  const [row] = await collector.rows();
  assert.deepEqual(row.event, event);
  // libsql ends a column's text at its NUL; in the event's own it stands escaped.
  assert.deepEqual({ ...row, event: undefined, received_at: undefined }, {
    id: 1, status: 'accepted', origin: 'collector', shop: 'shop', event_id: event.event_id, name: event.name, time: event.time,
    cart_id: 'c1', checkout_id: null, order_id: null, user_id: 'u', anonymous_id: 'a-1', page: null, visit: null, tab: null, receivers: ['collector'],
    violations: [], warnings: [], event: undefined, received_at: undefined });
  assert.ok(Math.abs(Date.parse(row.received_at) - Date.now()) < 10_000);
});

test('an event sent again is a duplicate and is stored once', async (t) => {
  const collector = await startCollector(t);
  const events = manyEvents(3);
  assert.deepEqual(await collector.statuses(events), ['accepted', 'accepted', 'accepted']);
  assert.deepEqual(await collector.statuses(events), ['duplicate', 'duplicate', 'duplicate']);
  assert.equal((await collector.rows()).length, 3);
});

test('twenty concurrent posts of the same batch store each event once', async (t) => {
  const collector = await startCollector(t);
  const events = manyEvents(25);
  const answers = await Promise.all(Array.from({ length: 20 }, () => collector.statuses(events)));
  const accepted = answers.flat().filter((status) => status === 'accepted');
  assert.equal(accepted.length, 25);
  assert.equal(answers.flat().filter((status) => status === 'duplicate').length, 19 * 25);
  assert.deepEqual((await collector.rows()).map(({ event_id }) => event_id), events.map(({ event_id }) => event_id));
});

test('an event accepted before a restart is a duplicate after it', async (t) => {
  const first = await startCollector(t);
  const event = cartUpdated();
  await first.post([event]);
  await first.app.close();
  const second = await startCollector(t, { dataFolder: first.dataFolder });
  assert.deepEqual(await second.statuses([event]), ['duplicate']);
});

test('a refused event is stored with its violations and is not doubled when resent', async (t) => {
  const collector = await startCollector(t);
  const event = invalidEvent();
  assert.deepEqual(await collector.statuses([event, event]), ['refused', 'refused']);
  assert.deepEqual(await collector.statuses([event]), ['refused']);
  const rows = await collector.rows();
  assert.equal(rows.length, 1);
  assert.equal(rows[0].status, 'refused');
  assert.equal(rows[0].violations[0].path, 'properties.total_value');
});

test('a refused event does not block a valid one of the same event_id', async (t) => {
  const collector = await startCollector(t);
  const refused = invalidEvent();
  const mended = cartUpdated({ event_id: refused.event_id });
  assert.deepEqual(await collector.statuses([refused]), ['refused']);
  assert.deepEqual(await collector.statuses([mended]), ['accepted']);
  assert.deepEqual((await collector.rows()).map(({ status }) => status), ['refused', 'accepted']);
});

test('two different refused bodies of one event_id are both kept', async (t) => {
  const collector = await startCollector(t);
  const event = invalidEvent();
  await collector.post([event, { ...event, time: '2026-11-22T09:15:28.000Z' }]);
  assert.equal((await collector.rows()).length, 2);
});

test('a valid event without a usable event_id is refused, because it could not be stored once', async (t) => {
  const collector = await startCollector(t);
  for (const event_id of [undefined, null, '', 7, 'x'.repeat(256)]) {
    const response = await collector.post([cartUpdated({ event_id })]);
    const { results: [result] } = await response.json();
    assert.equal(result.status, 'refused', String(event_id));
    assert.equal(result.violations[0].path, 'event_id');
  }
});

test('when the validator fails, nothing of the request is stored and the sender is told to try again', async (t) => {
  const broken = { validate: (text) => { if (text.includes('poison')) throw new Error('core aborted'); return { valid: true, violations: [] }; } };
  const collector = await startCollector(t, broken);
  const response = await collector.post([cartUpdated(), cartUpdated({ user_id: 'poison' })]);
  assert.equal(response.status, 500);
  assert.equal((await response.json()).code, 'internal');
  assert.deepEqual(await collector.rows(), []);
});

test('a refused event that is very large is kept without its content', async (t) => {
  const collector = await startCollector(t);
  await collector.post([invalidEvent({ filler: 'x'.repeat(200_000) })]);
  const [row] = await collector.rows();
  assert.equal(row.status, 'refused');
  assert.match(row.event.left_out, /^200\d+ characters$/);
});
