// A promise of an observer's that nobody holds would be the shop's unhandled rejection: `guard` holds what a callback
// returns (js/src/page/guard.ts), not what it begins on its way. So none begins one and leaves it alone.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../js/src/observe/', import.meta.url));

/** What `void` may stand before: `see` never rejects (api/tracker.ts), `push` is no promise, the others are caught. */
const HELD = /^(shop\.see\(|\S+\.push\(|.*\.catch\(|\S+\.then\((\w+), \2\);)/;

/** Lines that begin a promise and neither return, await, keep nor catch it. */
function leftAlone(text) {
  const asyncs = [...text.matchAll(/async function (\w+)|const (\w+) = async/g)].map(([, one, other]) => one ?? other);
  const begins = new RegExp(`^\\s*(?:(?:if|else)\\b.*\\s)?(?:${['(?!)', ...asyncs].join('|')})\\(`);
  return text.split('\n').filter((line) => {
    const dropped = /(?<![:>] )(?<![|&] )\bvoid (.*)/.exec(line.replace(/\/\/.*|^\s*\*.*/, ''))?.[1];
    return dropped === undefined ? begins.test(line) && !/\bawait\b|\): /.test(line) : !HELD.test(dropped);
  });
}

test('no observer leaves a promise alone that may reject', () => {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  assert.ok(files.length > 10);
  const found = files.flatMap((file) => leftAlone(readFileSync(folder + file, 'utf8')).map((line) => `${file}: ${line.trim()}`));
  assert.deepEqual(found, []);
});

test('... and one that did would be found', () => {
  const text = ['async function show(): Promise<void> {', '  void show();', '  show();', '  if (now) show();', '  await show();', '  return show();', '}'];
  assert.deepEqual(leftAlone(text.join('\n')), text.slice(1, 4));
});
