// /v1/qa/export: a file of all that a filter means; and what the inspector has to know beside rows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, invalidEvent, manyEvents, startCollector } from './support.js';

const linesOf = async (response) => (await response.text()).split('\n').slice(0, -1).map((line) => JSON.parse(line));

test('an export has each row that is meant once, one a line, over any number of pages', async (t) => {
  const collector = await startCollector(t);
  for (let posts = 0; posts < 3; posts += 1) await collector.post([...manyEvents(400), invalidEvent()]);
  await collector.post([cartUpdated({ user_id: 'ann' }, { metadata: { note: 'two\nlines\u2028' } })]);
  const response = await fetch(`${collector.url}/v1/qa/export?status=accepted`);
  assert.match(response.headers.get('content-type'), /^application\/x-ndjson/);
  assert.match(response.headers.get('content-disposition'), /^attachment; filename="kago-events-\d{8}-\d{6}\.jsonl"$/);
  const rows = await linesOf(response);
  assert.equal(rows.length, 1201);
  assert.deepEqual(rows.map(({ id }) => id), rows.map(({ id }) => id).sort((a, b) => a - b));
  assert.deepEqual(rows.slice(-3), (await collector.rows('?limit=500&after=1200')).filter(({ status }) => status === 'accepted').slice(-3));

  const byPost = await fetch(`${collector.url}/v1/qa/export`, { method: 'POST', body: JSON.stringify({ user_id_prefix: 'a', where: { 'properties.metadata.note': 'two\nlines\u2028' } }) });
  assert.deepEqual((await linesOf(byPost)).map(({ user_id }) => user_id), ['ann']);
  assert.deepEqual(await linesOf(await fetch(`${collector.url}/v1/qa/export?name=none`)), []);
  assert.equal((await fetch(`${collector.url}/v1/qa/export?limit=3`)).status, 400);
});

test('what comes while an export is taken is no part of it', async (t) => {
  const collector = await startCollector(t);
  for (let posts = 0; posts < 10; posts += 1) await collector.post(Array.from({ length: 500 }, () => cartUpdated({}, { metadata: { note: 'x'.repeat(500) } })));
  const response = await fetch(`${collector.url}/v1/qa/export`);
  await collector.post(manyEvents(100));
  assert.equal((await linesOf(response)).length, 5000);
});

test('the inspector is told of each shop, of a key to post by, and what the codes mean', async (t) => {
  const collector = await startCollector(t, { writeKeys: ['pk_demo', 'pk_b=b'] });
  const { shops, codes } = await collector.getJson('/v1/qa/about');
  assert.deepEqual(shops, [{ shop: 'shop', write_key: 'pk_demo' }, { shop: 'b', write_key: 'pk_b' }]);
  assert.match(codes.missing.meaning, /isn't there/);
  assert.match(codes.missing.remedy, /^Pass the field/);
});
