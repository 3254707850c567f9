// A disk without room: what can't be stored is answered so that pages keep it, and it goes on once there is room again.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Fastify from 'fastify';
import { answerErrors } from '../../demo-store/collector/errors.js';
import { addEventsRoute } from '../../demo-store/collector/ingest/events-route.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { createFolder } from '../../demo-store/collector/store/rows.js';
import { createWriter } from '../../demo-store/collector/store/writer.js';
import { fold, rebuiltRowsIn, rowsIn, said, startCollector, startProcess, temporaryFolder } from './support.js';
import { validateStandIn } from './stand-in-validator.js';

const idsOf = (events) => events.map(({ event_id }) => event_id);

let carts = 0;
const tenCarts = () => Array.from({ length: 10 }, () => said(1, 'cart_updated', { cart_id: `c${carts++}`, note: 'x'.repeat(5000) }));

/** Posts until an answer isn't 200. @returns what was acked, and the request and the answer of the end */
async function fill(post) {
  const acked = [];
  for (let posts = 0; posts < 200; posts++) {
    const events = tenCarts();
    const answer = await post(events);
    if (answer.status !== 200) return { acked, events, answer };
    acked.push(...idsOf(events));
  }
  throw new Error('there is room for ever');
}

function assertTryAgain({ status, retryAfter, body }) {
  assert.equal(status, 503);
  assert.match(retryAfter, /^[1-9]\d*$/);
  assert.equal(body.code, 'storage_full');
}

async function storedIds(folder) {
  const { database } = await openDatabase(folder);
  const rows = database.prepare("SELECT event_id FROM records WHERE status = 'accepted' ORDER BY id").all();
  database.close();
  return idsOf(rows);
}

test('SQLite without room answers 503 with Retry-After, loses nothing acked, stores nothing in part, and goes on once there is room', async (t) => {
  const folder = temporaryFolder(t);
  const { database } = await openDatabase(folder);
  t.after(() => database.close());
  const app = Fastify();
  answerErrors(app);
  addEventsRoute(app, { writer: createWriter(database, createFolder(database, fold), Date.now), validate: validateStandIn, writeKeys: ['pk_demo'],
    bodyLimitBytes: 1e6, changes: new EventEmitter() });
  const post = async (events) => {
    const response = await app.inject({ method: 'POST', url: '/v1/events', headers: { 'content-type': 'text/plain' }, payload: JSON.stringify({ write_key: 'pk_demo', events }) });
    return { status: response.statusCode, retryAfter: response.headers['retry-after'], body: response.json() };
  };
  database.pragma('max_page_count = 200');
  const { acked, events, answer } = await fill(post);
  assertTryAgain(answer);
  assert.ok(acked.length > 0);
  // Many at once share a transaction, and its end.
  for (const again of await Promise.all([post(events), post(tenCarts()), post(tenCarts())])) assertTryAgain(again);
  assert.deepEqual(await storedIds(folder), acked);
  database.pragma('max_page_count = 100000');
  assert.equal((await post(events)).status, 200);
  assert.deepEqual(await storedIds(folder), acked.concat(idsOf(events)));
  const live = await rowsIn(folder);
  assert.deepEqual(await rebuiltRowsIn(folder), live);
});

// A file system of a few megabytes, which only the collector's process sees; where the kernel lets its users make one.
const INTO_SMALL_DISK = ['unshare', ['--mount', '--map-root-user', 'sh', '-c']];
const MOUNT = 'mount -t tmpfs -o size=4m none "$KAGO_DATA"';
const isRefused = spawnSync(INTO_SMALL_DISK[0], [...INTO_SMALL_DISK[1], MOUNT], { env: { ...process.env, KAGO_DATA: '/mnt' } }).status !== 0;

test('a full disk answers 503, keeps what was acked and is left by itself', { skip: isRefused && 'no file system can be mounted here' }, async (t) => {
  const folder = temporaryFolder(t);
  const [command, words] = INTO_SMALL_DISK;
  const server = await startProcess(t, folder, {}, (script) =>
    [command, [...words, `${MOUNT} && head -c 2000000 /dev/zero > "$KAGO_DATA/ballast" && exec "$0" "$1"`, process.execPath, script]]);
  const inside = join(`/proc/${server.child.pid}/root`, folder);
  const post = async (events) => {
    const response = await server.post(events);
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
  };
  const { acked, events, answer } = await fill(post);
  assertTryAgain(answer);
  assert.deepEqual(idsOf(await server.rows('?limit=500')), acked, 'what is there can be read meanwhile');
  rmSync(join(inside, 'ballast'));
  assert.equal((await post(events)).status, 200);
  // SQLite would find its own way out of there. Nobody writes: what is copied is whole.
  const copy = temporaryFolder(t);
  for (const name of ['collector.db', 'collector.db-wal']) copyFileSync(join(inside, name), join(copy, name));
  assert.deepEqual(await storedIds(copy), acked.concat(idsOf(events)));
  const live = await rowsIn(copy);
  assert.deepEqual(await rebuiltRowsIn(copy), live);
});

test('pages of other origins may read for how long to wait', async (t) => {
  const collector = await startCollector(t, { origins: ['https://shop.example'] });
  const response = await collector.post([], {}, { origin: 'https://shop.example' });
  assert.match(response.headers.get('access-control-expose-headers'), /retry-after/i);
});
