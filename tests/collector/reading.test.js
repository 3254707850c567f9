// Who reads along costs who stores nothing.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import { emptyLog, openDatabase } from '../../demo-store/collector/store/database.js';
import { createReading } from '../../demo-store/collector/store/reading.js';
import { cartUpdated, openStream, said, startCollector, temporaryFolder } from './support.js';

const ROWS = 100_000;

test('a summary of many rows keeps no event waiting', async (t) => {
  const dataFolder = temporaryFolder(t);
  const { database } = await openDatabase(dataFolder);
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
    INSERT INTO records (status, origin, event_id, name, received_at, cart_id, event, violations, warnings)
    SELECT 'accepted', 'collector', 'e' || i, 'ecommerce.cart_updated', '2026-11-27T10:00:00.000Z', 'c' || i, '{}', '[]', '[]' FROM n`);
  database.close();
  const collector = await startCollector(t, { dataFolder });
  const ends = [];
  const summary = collector.app.inject('/v1/summary').then((response) => { ends.push('summary'); return response.json(); });
  for (let n = 0; n < 3; n++) assert.deepEqual(await collector.statuses([cartUpdated()]), ['accepted']);
  ends.push('posts');
  assert.ok((await summary).accepted >= ROWS);
  assert.deepEqual(ends, ['posts', 'summary']);
});

test('no list and no count, for which many rows may be looked at, is read on the thread that stores events', async (t) => {
  const scopes = ['read_orders', 'read_carts', 'read_customers'];
  const collector = await startCollector(t, { tokens: [{ token: 't', shop: 'shop', scopes }], abandonedMinutes: 1e-9 });
  await collector.post([cartUpdated(), said(2, 'checkout_started', { checkout_id: 'k1' })]);
  const headers = { 'x-shopify-access-token': 't', 'x-api-key': 't', 'x-store-key': 'shop' };
  const texts = [];
  const { prepare } = Database.prototype;
  t.mock.method(Database.prototype, 'prepare', function (text) {
    // What webhooks are told is looked for now and then, a page at a time, whoever reads.
    if (!new Error().stack.includes('/webhooks/judge.js')) texts.push(text);
    return prepare.call(this, text);
  });
  const read = async (url) => (await collector.app.inject({ url, headers })).json();
  assert.equal((await read('/admin/api/2021-07/checkouts.json?updated_at_min=2020-01-01')).checkouts.length, 1);
  assert.equal((await read('/admin/api/2021-07/checkouts/count.json')).count, 1);
  assert.equal((await read('/v1.1/order.abandoned.list.json?modified_from=2020-01-01')).result.order.length, 1);
  assert.deepEqual(texts.filter((text) => /FROM (carts|checkouts)/.test(text)), []);
});

test('a reader that fails costs no event its answer, and reads again once it can', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'collector.db'), 'no database');
  const broken = createReading(join(folder, 'collector.db'));
  await assert.rejects(broken.lastId());
  await assert.rejects(broken.page({ order: 'asc', limit: 1 }));
  await broken.close();

  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  const { database } = await openDatabase(collector.dataFolder);
  await collector.post([cartUpdated()]);
  await stream.take(1);
  database.exec('ALTER TABLE mended RENAME TO gone');
  assert.equal((await fetch(`${collector.url}/v1/events`)).status, 500);
  database.exec('ALTER TABLE gone RENAME TO mended');
  database.close();
  assert.deepEqual(await collector.statuses([cartUpdated()]), ['accepted']);
  assert.equal((await collector.rows()).length, 2);
});

test('what is stored is carried from the log into the file, and nobody who stores does it', async (t) => {
  const collector = await startCollector(t);
  const event = cartUpdated();
  await collector.post([event]);
  const file = join(collector.dataFolder, 'collector.db');
  for (let tries = 100; !readFileSync(file).includes(event.event_id); tries--) {
    assert.ok(tries > 0, 'the file has it some time later');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
});

test('the log is emptied as soon as nobody reads what stands in it, and nobody waits for that', async (t) => {
  const folder = temporaryFolder(t);
  const { database } = await openDatabase(folder);
  const reader = (await openDatabase(folder)).database;
  t.after(() => [reader, database].forEach((one) => one.close()));
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM records').all();
  database.exec("INSERT INTO rebuilds (token) VALUES ('to-be-gone')");
  let isEmptied = false;
  const emptied = emptyLog(database).then(() => { isEmptied = true; });
  assert.equal(isEmptied, false);
  reader.exec('COMMIT');
  await emptied;
  assert.equal(readFileSync(join(folder, 'collector.db-wal')).length, 0);
});
