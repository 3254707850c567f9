// The live stream: new rows, replay after a break, reset, end.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createStream } from '../../demo-store/collector/inspect/stream.js';
import { cartUpdated, invalidEvent, manyEvents, openStream, startCollector } from './support.js';

const idsOf = (messages) => messages.map(({ id }) => Number(id));

test('a stream tells each new row as the query gives it, and nothing old', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated()]);
  const stream = await openStream(t, collector.url);
  assert.match(stream.response.headers.get('content-type'), /^text\/event-stream/);
  await collector.post([cartUpdated(), invalidEvent()]);
  const messages = await stream.take(2);
  assert.deepEqual(messages.map(({ row }) => row), await collector.rows('?after=1'));
  assert.deepEqual(idsOf(messages), [2, 3]);
});

test('a stream continues after Last-Event-ID, which counts more than ?after=', async (t) => {
  const collector = await startCollector(t);
  await collector.post(manyEvents(100));
  const byQuery = await openStream(t, collector.url, { query: '?after=40' });
  assert.deepEqual(idsOf(await byQuery.take(60)), Array.from({ length: 60 }, (_, i) => 41 + i));
  const byHeader = await openStream(t, collector.url, { query: '?after=1', headers: { 'last-event-id': '98' } });
  await collector.post([cartUpdated()]);
  assert.deepEqual(idsOf(await byHeader.take(3)), [99, 100, 101]);
});

test('a reader that reads slowly gets every row once, in order', async (t) => {
  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  const wide = () => manyEvents(100).map((event) => ({ ...event, user_id: 'x'.repeat(5000) }));
  for (let i = 0; i < 10; i += 1) await collector.post(wide());
  assert.deepEqual(idsOf(await stream.take(1000)), Array.from({ length: 1000 }, (_, i) => 1 + i));
});

test('warnings that come later are told again, without moving the cursor of the reader', async (t) => {
  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  const event = cartUpdated();
  await collector.post([event]);
  const warnings = [{ path: 'properties.tax', code: 'mended' }];
  await collector.post([], { diagnostics: [{ id: 'd', name: event.name, status: 'accepted', event_id: event.event_id, warnings }] });
  const [first, update] = await stream.take(2);
  assert.deepEqual([first.row.warnings, update.row.warnings], [[], warnings]);
  assert.deepEqual([first.id, update.id, update.row.id], ['1', undefined, 1]);
});

test('a reset is told, and the ids go on after it', async (t) => {
  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  await collector.post([cartUpdated()]);
  const [first] = await stream.take(1);
  await fetch(`${collector.url}/v1/events`, { method: 'DELETE' });
  await collector.post([cartUpdated()]);
  const messages = [first, ...await stream.take(2)];
  assert.deepEqual(messages.map(({ id, event }) => event ?? id), ['1', 'reset', '2']);
});

test('a reader that comes back to another database is told to begin anew', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated()]);
  const stream = await openStream(t, collector.url, { headers: { 'last-event-id': '700' } });
  const messages = await stream.take(2);
  assert.deepEqual(messages.map(({ id, event }) => event ?? id), ['reset', '1']);
});

test('a reader that takes nothing makes the stream hold no more than it read at first', async (t) => {
  const changes = new EventEmitter();
  const page = ({ after }) => ({ rows: [{ id: after + 1, text: 'x'.repeat(100_000) }] });
  const stream = createStream({ reader: { page }, changes, start: 0, lastId: 0 });
  t.after(() => stream.destroy());
  stream.read(1);
  for (let i = 0; i < 50; i += 1) {
    changes.emit('stored', []);
    await wait(0);
  }
  assert.ok(stream.readableLength < 300_000);
});

test('a stream passes over what its filter doesn\'t mean once, not at each commit', async (t) => {
  const changes = new EventEmitter();
  const asked = [];
  let last = 1000;
  const reader = { lastId: () => last, page: ({ after, name }) => { asked.push([after, name]); return { rows: [] }; } };
  const stream = createStream({ reader, changes, filter: { name: 'none' }, start: 0, lastId: last });
  t.after(() => stream.destroy());
  stream.on('data', () => {});
  await wait(0);
  last = 1001;
  changes.emit('stored', []);
  await wait(0);
  assert.deepEqual(asked, [[0, 'none'], [1000, 'none']]);
});

test('a stream that ends while rows are being read ends well, without them', async () => {
  const changes = new EventEmitter();
  let answer;
  const page = () => new Promise((resolve) => { answer = resolve; });
  const stream = createStream({ reader: { page }, changes, start: 0, lastId: 0 });
  const texts = [];
  stream.on('data', (text) => texts.push(String(text)));
  const ended = once(stream, 'end');
  await wait(0);
  changes.emit('end');
  answer({ rows: [{ id: 1, text: '{}' }] });
  await ended;
  assert.deepEqual(texts, ['retry: 1000\n\n']);
});

test('a stream whose reader went away is forgotten', { timeout: 60_000 }, async (t) => {
  const collector = await startCollector(t);
  // Half of the limit each time: without the forgetting the third round is turned away for ever.
  for (let round = 0; round < 3; round += 1) {
    let areOpen = false;
    while (!areOpen) {
      const streams = await Promise.all(Array.from({ length: 50 }, () => openStream(t, collector.url)));
      areOpen = streams.every(({ response }) => response.status === 200);
      for (const stream of streams) stream.close();
      if (!areOpen) await wait(20);
    }
  }
});

test('more streams than the limit are turned away with 429', async (t) => {
  const collector = await startCollector(t);
  await Promise.all(Array.from({ length: 100 }, () => openStream(t, collector.url)));
  const { response } = await openStream(t, collector.url);
  assert.equal(response.status, 429);
});

test('closing the collector ends its streams', async (t) => {
  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  await collector.app.close();
  await stream.untilEnd();
});
