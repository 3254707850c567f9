// What is done for each event takes as long among ten million rows as among ten: SQLite finds all it needs by whole keys.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Database from 'libsql';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { createFolder } from '../../demo-store/collector/store/rows.js';
import { createWriter } from '../../demo-store/collector/store/writer.js';
import { createNotices } from '../../demo-store/collector/webhooks/notices.js';
import { fold, reply, said, temporaryFolder } from './support.js';

/** Statements that read or write rows while events of all kinds are stored. */
function statementsOf(database) {
  const texts = new Set();
  const { prepare } = Database.prototype;
  const spied = new Proxy(database, { get(target, name) {
    if (name !== 'prepare') return typeof target[name] === 'function' ? target[name].bind(target) : target[name];
    return (text) => {
      texts.add(text);
      return prepare.call(target, text);
    };
  } });
  const notices = createNotices(spied, { reply, isTold: () => true, now: Date.now });
  const writer = createWriter(spied, createFolder(spied, fold, { onOrders: notices.ordered }), Date.now);
  const events = [said(1, 'cart_updated'), said(2, 'checkout_started', { checkout_id: 'k1' }), said(3, 'order_placed', { order_id: 'o1' })]
    .map((event) => ({ status: 'accepted', origin: 'collector', violations: [], warnings: [], fingerprint: null, diagnostic_id: null, user_id: null,
      ...event, cart_id: 'c1', event: JSON.stringify(event) }));
  writer.store([{ shop: 'shop', events, reports: [], mendings: [], ledger: null }]);
  return [...texts].filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text));
}

test('no statement that events need walks through a table or a part of an index', async (t) => {
  const { database } = await openDatabase(temporaryFolder(t));
  t.after(() => database.close());
  const statements = statementsOf(database);
  assert.ok(statements.length > 10);
  for (const text of statements) {
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all().map(({ detail }) => detail);
    // A list of keys is a table too, and a short one.
    const walks = steps.filter((step) => (step.startsWith('SCAN') && !step.startsWith('SCAN json_each')) || /[<>]\?/.test(step));
    assert.deepEqual(walks, [], text);
  }
});
