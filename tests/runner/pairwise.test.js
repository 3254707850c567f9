// The part of the crash matrix that `npm test` runs: few rows, and yet each two conditions meet.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasRow } from '../browser/support/pairwise.js';

const placesOf = (count) => Array.from({ length: count }, (_, place) => place);

/** [end, delay, network] of each row, for so many of each. */
const rowsOf = (ends, delays, networks) => placesOf(ends).flatMap((end) => placesOf(delays).flatMap((delay) => (
  placesOf(networks).filter((network) => hasRow(delay, delays, end, network)).map((network) => [end, delay, network])
)));

test('each two conditions meet in one row at least', () => {
  const rows = rowsOf(3, 3, 5);
  assert.equal(rows.length, 15);
  for (const [[one, ones], [other, others]] of [[[0, 3], [1, 3]], [[0, 3], [2, 5]], [[1, 3], [2, 5]]]) {
    assert.equal(new Set(rows.map((row) => `${row[one]} ${row[other]}`)).size, ones * others);
  }
});

test('on request there are all rows', (t) => {
  process.env.KAGO_CRASHES = 'all';
  t.after(() => { delete process.env.KAGO_CRASHES; });
  assert.equal(rowsOf(3, 3, 5).length, 45);
});
