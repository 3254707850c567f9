// /v1/qa/compare: in what two events differ, and which is compared with which.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differences, firstDifference, fits } from '../../demo-store/collector/inspect/difference.js';
import { cartUpdated, said, startCollector } from './support.js';

test('an event is compared with the nearest earlier one of its name, of its browser if there is one', async (t) => {
  const collector = await startCollector(t, { writeKeys: ['pk_demo', 'pk_b=b'] });
  const product = cartUpdated().properties.products[0];
  await collector.post([
    cartUpdated(), said(1, 'checkout_started', { checkout_id: 'k' }), cartUpdated({ anonymous_id: 'a-2' }),
    cartUpdated({ user_id: 'ann' }, { total_value: 20, products: [{ ...product, quantity: 1 }, product], note: undefined }),
  ]);
  await collector.post([cartUpdated()], { write_key: 'pk_b' });
  await collector.postText('{"write_key":"typo","events":[]}');

  const { row, other, differences: found } = await collector.getJson('/v1/qa/compare?id=4');
  assert.deepEqual([row.id, other.id], [4, 1]);
  assert.deepEqual(found, [
    { path: 'properties.total_value', value: 20, other: 43.5 }, { path: 'properties.products[0].quantity', value: 1, other: 2 },
    { path: 'properties.products[1]', value: product }, { path: 'user_id', value: 'ann' },
  ]);
  assert.equal((await collector.getJson('/v1/qa/compare?id=3')).other.id, 1, 'of another browser, where there is no other');
  assert.equal((await collector.getJson('/v1/qa/compare?id=5')).other, null, 'not of another shop');
  assert.deepEqual((await collector.getJson('/v1/qa/compare?id=1&with=4')).differences.at(-1), { path: 'user_id', other: 'ann' });
  assert.deepEqual((await collector.getJson('/v1/qa/compare?id=1&with=5')).differences, []);
  for (const query of ['id=6', 'id=7', 'id=1&with=99']) assert.equal((await fetch(`${collector.url}/v1/qa/compare?${query}`)).status, 404, query);
  assert.equal((await fetch(`${collector.url}/v1/qa/compare`)).status, 400);
});

test('whole values have no differences if and only if they are the same, and a part has none if it fits', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));
  fc.assert(fc.property(json, json, (one, other) => {
    assert.deepEqual([...differences(one, structuredClone(one), { isWhole: true })], []);
    const isSame = (() => { try { assert.deepEqual(one, other); return true; } catch { return false; } })();
    assert.equal(differences(one, other, { isWhole: true }).next().done, isSame);
    assert.equal(firstDifference(one, other) === null, fits(one, other));
  }), { numRuns: 300 });
});
