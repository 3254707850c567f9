// A size that the README or the changelog names is the one of today, as exactly as it is written: what is
// downloaded by `npm run size`, a limit by core/base/limits.h.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageOf, root } from './support/pages.js';

const UNITS = { bytes: 1, kB: 1_000, KB: 1_024, MB: 1_000_000 };

const plain = (digits) => Number(digits.replace(/[,']/g, ''));

/** Whether it fits its budget is for the suite `size` to say. */
const printed = spawnSync(process.execPath, ['tests/size/size.mjs'], { cwd: root, encoding: 'utf8' }).stdout;
const limits = readFileSync(join(root, 'core/base/limits.h'), 'utf8');

function downloaded(path, column) {
  const [, ...cells] = new RegExp(`^ +${path} +([\\d,]+) +([\\d,]+) +([\\d,]+)$`, 'm').exec(printed);
  return plain(cells[['raw', 'gzip', 'brotli'].indexOf(column)]);
}

const limit = (name) => plain(new RegExp(`${name} = ([\\d']+);`).exec(limits)[1]);

/** What each figure is about. One that isn't Kago's own has no source here. */
const SOURCES = {
  'under 1 KB': () => downloaded('dist/stub.js', 'raw'),
  'at most 5,000 bytes': () => downloaded('dist/kago.js', 'brotli'),
  '8 kB': () => limit('kPackedBytesMin'),
  '256,000 bytes': () => limit('kEventBytesMax'),
  '5 MB': () => limit('kQueueBytesMax'),
  '100 KB': null, // of properties that Braze's server takes
};

/** A figure and the word before it that makes a bound of it. */
const FIGURE = /(?:(?:under|at most) )?\d[\d,.]* (?:bytes|kB|KB|MB)\b/g;

function isRight(figure, bytes) {
  const [, digits, unit] = /([\d,.]+) (\w+)$/.exec(figure);
  const said = plain(digits) * UNITS[unit];
  const [, decimals = ''] = digits.split('.');
  const lastDigit = UNITS[unit] / 10 ** decimals.length;
  return /^\d/.test(figure) ? Math.abs(bytes - said) <= lastDigit / 2 : bytes <= said;
}

const figuresIn = (text) => text.replace(/^```[^]*?^```/gm, '').match(FIGURE) ?? [];

for (const path of ['README.md', 'CHANGELOG.md']) {
  test(`${path}: each size is the one of today`, () => {
    const figures = figuresIn(pageOf(path).text);
    assert.deepEqual(figures.filter((figure) => !(figure in SOURCES)), [], 'say in SOURCES what it is about, or "npm run size" in its place');
    assert.deepEqual(figures.filter((figure) => SOURCES[figure] && !isRight(figure, SOURCES[figure]())), []);
  });
}

test('a size counts as right within its own rounding, a bound from below', () => {
  const right = [['8 kB', 8_192], ['1.5 MB', 1_499_999], ['256,000 bytes', 256_000], ['under 1 KB', 929]];
  const wrong = [['8 kB', 8_600], ['1.5 MB', 1_560_000], ['256,000 bytes', 256_001], ['at most 5,000 bytes', 5_001]];
  assert.deepEqual([...right, ...wrong].map((pair) => isRight(...pair)), [...right.map(() => true), ...wrong.map(() => false)]);
});
