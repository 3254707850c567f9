// What pages in debug mode tell, and the ledger of what never arrives.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, startCollector } from './support.js';

const violation = { path: 'properties.price', code: 'missing_property', found: null, expected: 'a number' };
const warning = { path: 'properties.products[0].product_name', code: 'shortened', found: 300, expected: 255 };

const refusal = (changes = {}) => ({
  id: 'd1', name: 'ecommerce.product_viewed', time: '2026-11-22T09:15:20.000Z', status: 'refused',
  violations: [violation], properties: { product_id: '880' }, ...changes });

test('what the page refused is stored once per diagnostics id, as a row of origin page', async (t) => {
  const collector = await startCollector(t);
  for (let i = 0; i < 2; i += 1) {
    const response = await collector.post([], { diagnostics: [refusal()] });
    assert.deepEqual(await response.json(), { results: [] });
  }
  const rows = await collector.rows();
  assert.equal(rows.length, 1);
  assert.equal(rows[0].origin, 'page');
  assert.equal(rows[0].status, 'refused');
  assert.equal(rows[0].name, 'ecommerce.product_viewed');
  assert.deepEqual(rows[0].violations, [violation]);
  assert.deepEqual(rows[0].event.properties, { product_id: '880' });
});

test('a refusal told by the page does not block the event itself', async (t) => {
  const collector = await startCollector(t);
  const event = cartUpdated();
  const diagnostics = [refusal({ event_id: event.event_id })];
  assert.deepEqual(await collector.statuses([event], { diagnostics }), ['accepted']);
});

test('the warnings of an accepted event stand at its row, whichever of the two comes first', async (t) => {
  const collector = await startCollector(t);
  const [together, before, after] = [cartUpdated(), cartUpdated(), cartUpdated()];
  const mending = (event) => ({ id: `m-${event.event_id}`, name: event.name, status: 'accepted', event_id: event.event_id, warnings: [warning] });
  await collector.post([], { diagnostics: [mending(before)] });
  await collector.post([together, before, after], { diagnostics: [mending(together)] });
  await collector.post([], { diagnostics: [mending(after), mending(after)] });
  const rows = await collector.rows();
  assert.deepEqual(rows.map(({ warnings }) => warnings), [[warning], [warning], [warning]]);
});

test('malformed, superfluous and oversized diagnostics never cost an event', async (t) => {
  const collector = await startCollector(t);
  const many = Array.from({ length: 60 }, (_, i) => refusal({ id: `many-${i}` }));
  const junk = [null, 7, 'x', [], {}, { id: 5 }, { id: 'no-status' }, { id: 'w', status: 'accepted', warnings: [1] }];
  for (const diagnostics of [junk, 'no list', { length: 3 }, many]) {
    assert.deepEqual(await collector.statuses([cartUpdated()], { diagnostics }), ['accepted']);
  }
  const rows = await collector.rows('?status=refused&limit=500');
  assert.equal(rows.length, 50);
});

test('a diagnostic that is too large is kept without its properties, or not at all', async (t) => {
  const collector = await startCollector(t);
  const filler = 'x'.repeat(17 * 1024);
  await collector.post([], { diagnostics: [
    refusal({ id: 'a', properties: { filler } }), refusal({ id: 'b', name: filler })] });
  const rows = await collector.rows();
  assert.equal(rows.length, 1);
  assert.equal(rows[0].event.properties, undefined);
  assert.deepEqual(rows[0].violations, [violation]);
});

test('the newest ledger of each browser counts, and the summary adds them up', async (t) => {
  const collector = await startCollector(t);
  const report = (anonymous_id, sent_at, ledger) => collector.post([cartUpdated({ anonymous_id })], { anonymous_id, sent_at, ledger });
  await report('a-1', '2026-11-22T09:00:00.000Z', { refused: 1 });
  await report('a-1', '2026-11-22T09:02:00.000Z', { refused: 3 });
  await report('a-1', '2026-11-22T09:01:00.000Z', { refused: 2 });
  await report('a-2', '2026-11-22T09:00:00.000Z', { refused: 1, expired: 4, nonsense: -1, wrong: '5' });
  const { never_arriving } = await collector.getJson('/v1/summary');
  assert.deepEqual(never_arriving, { refused: 4, expired: 4 });
});

test('a browser is counted once, with an event beside its ledger and without', async (t) => {
  const collector = await startCollector(t);
  const ledger = { refused: 2 };
  await collector.post([], { anonymous_id: 'a-1', sent_at: '2026-11-22T09:00:00.000Z', ledger });
  await collector.post([cartUpdated({ anonymous_id: 'a-1' })], { anonymous_id: 'a-1', sent_at: '2026-11-22T09:00:01.000Z', ledger });
  const { never_arriving } = await collector.getJson('/v1/summary');
  assert.deepEqual(never_arriving, ledger);
});

test('a warning of any depth, or of another shop\'s event, spoils no row', async (t) => {
  const collector = await startCollector(t, { writeKeys: ['pk_demo', 'pk_south=south'] });
  const event = cartUpdated();
  await collector.post([event]);
  const deep = JSON.parse('['.repeat(1500) + ']'.repeat(1500));
  await collector.post([], { diagnostics: [{ id: 'd1', status: 'accepted', event_id: event.event_id, warnings: deep }] });
  await collector.postText(JSON.stringify({ write_key: 'pk_south', events: [], diagnostics: [{ id: 'd2', status: 'accepted', event_id: event.event_id, warnings: [{ code: 'x' }] }] }));
  assert.deepEqual((await collector.rows()).map(({ warnings }) => warnings), [[]]);
});
