// Waiting for what may never answer: by how many timers, and for how long.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { outputFiles: [{ text }] } = await build({
  entryPoints: [fileURLToPath(new URL('../../js/src/page/in-time.ts', import.meta.url))], bundle: true, format: 'esm', write: false,
});
let loaded = 0;
/** A module of its own for each test: all that a page waits for shares a timer. */
const load = () => import(`data:text/javascript,${encodeURIComponent(`${text}//${++loaded}`)}`);
/** A hidden tab has no shorter one. */
const TICK_MS = 1_000;
const settled = () => new Promise((resolve) => setImmediate(resolve));
const ticks = async (t, ms) => {
  for (let passed = 0; passed < ms; passed += TICK_MS) t.mock.timers.tick(TICK_MS);
  await settled();
};

test('a hundred calls need one timer, which ends with the last of them', async (t) => {
  const { inTime } = await load();
  const { mock } = t.mock.method(globalThis, 'setTimeout', () => 1);
  const fire = (nth) => mock.calls[nth].arguments[0]();
  const answers = [];
  const all = Array.from({ length: 100 }, () => inTime(new Promise((resolve) => answers.push(resolve)), 8_000));
  assert.equal(mock.callCount(), 1);
  const [first, ...others] = answers;
  others.forEach((answer) => answer());
  await Promise.all(all.slice(1));
  fire(0);
  assert.equal(mock.callCount(), 2);
  first();
  await all[0];
  fire(1);
  assert.equal(mock.callCount(), 2);
});

test('what never answers is given up in its time, and at most a tick later', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { inTime } = await load();
  const given = [];
  for (const ms of [8_000, 15_000, 0]) inTime(new Promise(() => {}), ms, () => ms).then((fate) => given.push(fate));
  await settled();
  assert.deepEqual(given, [0]);
  await ticks(t, 7_000);
  assert.deepEqual(given, [0]);
  await ticks(t, 2_000);
  assert.deepEqual(given, [0, 8_000]);
  await ticks(t, 6_000);
  assert.deepEqual(given, [0, 8_000]);
  await ticks(t, 1_000);
  assert.deepEqual(given, [0, 8_000, 15_000]);
});

test('where there is no timer the wait is rejected, and nothing thrown', async (t) => {
  const { inTime } = await load();
  t.mock.method(globalThis, 'setTimeout', () => { throw new Error('mine'); });
  await assert.rejects(inTime(Promise.resolve(1), 8_000), /mine/);
});

test('time that a tab has slept is no time that the storage did not answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { inTime } = await load();
  let answer;
  let fate = 'waits';
  inTime(new Promise((resolve) => { answer = resolve; }), 5_000).then(() => { fate = 'answered'; }, () => { fate = 'late'; });
  t.mock.timers.tick(TICK_MS); // a frozen tab's timer fires once, however late
  await Promise.resolve();
  assert.equal(fate, 'waits');
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(fate, 'answered');
});
