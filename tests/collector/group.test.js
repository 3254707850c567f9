// Requests share a commit, and none of them pays for another.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupCommits } from '../../demo-store/collector/ingest/group.js';
import { cartUpdated, startCollector } from './support.js';

test('what has come in one turn is stored together, what comes later is not', async () => {
  const stored = [];
  const commit = groupCommits((batches) => {
    stored.push(batches);
    return batches.map((batch) => batch * 10);
  });
  assert.deepEqual(await Promise.all([commit(1), commit(2)]), [10, 20]);
  assert.equal(await commit(3), 30);
  assert.deepEqual(stored, [[1, 2], [3]]);
});

test('who comes while others are read is stored with them, up to a limit; who comes alone is stored at once', async () => {
  const groups = [];
  const commit = groupCommits((batches) => {
    groups.push(batches.length);
    return batches;
  });
  const turn = () => new Promise(setImmediate);
  const answers = [];
  for (let n = 0; n < 100; n++) {
    answers.push(commit(n), commit(-n));
    await turn();
  }
  await Promise.all(answers);
  assert.ok(groups.every((size) => size <= 64 + 1) && groups.length < 6, String(groups));
  groups.length = 0;
  const alone = commit(1);
  await turn();
  assert.deepEqual(groups, [1]);
  await alone;
});

test('a batch that can not be stored fails alone', async () => {
  const commit = groupCommits((batches) => {
    if (batches.includes('bad')) throw new Error('no');
    return batches;
  });
  const answers = await Promise.allSettled([commit('a'), commit('bad'), commit('b')]);
  assert.deepEqual(answers.map(({ status, value }) => value ?? status), ['a', 'rejected', 'b']);
});

test('what the disk refuses isn\'t tried for each alone: where another holds the file, each would wait for it anew', async () => {
  let tries = 0;
  const commit = groupCommits(() => {
    tries += 1;
    throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY', rawCode: 5 });
  });
  const answers = await Promise.allSettled([commit(1), commit(2), commit(3)]);
  assert.deepEqual(answers.map(({ reason }) => reason.code), Array(3).fill('SQLITE_BUSY'));
  assert.equal(tries, 1);
});

test('many requests at once have each event once, and its own answer', async (t) => {
  const collector = await startCollector(t);
  const events = Array.from({ length: 60 }, (_, n) => cartUpdated({ event_id: `e${n % 40}` }));
  const statuses = (await Promise.all(events.map((event) => collector.statuses([event])))).flat();
  assert.equal(statuses.filter((status) => status === 'accepted').length, 40);
  assert.equal((await collector.rows('?limit=500')).length, 40);
});
