// What is done for each event, and asked or erased of one user or one checkout, takes as long among ten million rows as among ten:
// SQLite finds all of it by whole keys.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Database from 'libsql';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { said, startCollector, temporaryFolder } from './support.js';

const TOKEN = 'token-of-a-reader-of-all';
const READS = ['/v1/users/u1', '/v1/users/nobody', '/v1/figures', '/healthz', '/admin/api/2021-07/checkouts/k1.json'];

/** Tables that have more rows with each event. */
const GROWING = /^(SCAN|SEARCH) (records|mended|ledgers|carts|checkouts|orders|identities|notices)\b/;

/** The statements of a collector that is asked for all that; not those of lists, which go on from a place. */
async function statementsOf(t) {
  const texts = new Set();
  const dataFolder = temporaryFolder(t);
  (await openDatabase(dataFolder)).database.close();
  const { prepare } = Database.prototype;
  t.mock.method(Database.prototype, 'prepare', function (text) {
    texts.add(text);
    return prepare.call(this, text);
  });
  const collector = await startCollector(t, { dataFolder, tokens: [{ token: TOKEN, shop: 'shop', scopes: ['read_customers', 'read_checkouts', 'erase_customers'] }] });
  await collector.post([said(1, 'cart_updated'), said(2, 'checkout_started', { checkout_id: 'k1' }, { user_id: 'u1' }), said(3, 'order_placed', { order_id: 'o1' })]);
  for (const path of READS) {
    const { status } = await fetch(collector.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
    assert.ok(status === 200 || status === 404, path);
  }
  assert.deepEqual(await (await fetch(`${collector.url}/v1/users/u1`, { method: 'DELETE', headers: { authorization: `Bearer ${TOKEN}` } })).json(), { user_id: 'u1', erased: 3 });
  return { texts: [...texts], dataFolder };
}

test('no statement that an event, a user or a checkout needs walks through a table or a part of an index', async (t) => {
  const { texts, dataFolder } = await statementsOf(t);
  const { database } = await openDatabase(dataFolder);
  t.after(() => database.close());
  const statements = texts.filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text) && !/kysely|sqlite_master|LIMIT \?|SELECT id FROM records LIMIT 1/.test(text));
  assert.ok(statements.length > 20, String(statements.length));
  for (const text of statements) {
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all().map(({ detail }) => detail);
    const walks = steps.filter((step) => GROWING.test(step) && (step.startsWith('SCAN') || /[<>]\?|\(shop=\?\)/.test(step)));
    assert.deepEqual(walks, [], text);
  }
});
