// Writes requests in one transaction, with the rows that they change: either all of it is on the disk when the answers
// leave, or none of it and the senders try again.

import { limits } from '../limits.js';
import { rowTables } from './rows.js';
import { inTransaction } from './transaction.js';

/**
 * @typedef {{ status: 'accepted'|'refused', origin: 'collector'|'page', event_id: string|null,
 *   name: string|null, time: string|null, cart_id: string|null, event: string, violations: object[],
 *   warnings: unknown[], fingerprint: string|null, diagnostic_id: string|null }} Entry
 * @typedef {{ diagnostic_id: string, event_id: string, anonymous_id: string|null, warnings: unknown[] }} Mending
 * @typedef {{ reporter: string, sent_at: string, counts: Record<string, number> }} Ledger
 * @typedef {{ shop: string, anonymous_id: string|null, violations: object[], request: object }} TurnedAway a post; shop: '' where nobody knows
 */

const columns = ['shop', 'status', 'origin', 'event_id', 'name', 'time', 'received_at', 'cart_id', 'checkout_id', 'order_id', 'user_id', 'anonymous_id', 'event',
  'violations', 'warnings', 'fingerprint', 'diagnostic_id'];

/** @param {import('libsql').Database} database */
function prepareStatements(database) {
  return {
    record: database.prepare(`INSERT INTO records (${columns.join(', ')})
      VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`),
    mending: database.prepare(`INSERT INTO mended (diagnostic_id, event_id, anonymous_id, warnings, shop, received_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`),
    turnedAway: database.prepare(`INSERT INTO records (status, origin, shop, received_at, anonymous_id, event, violations, warnings, request)
      VALUES ('refused', 'collector', ?, ?, ?, '{}', ?, '[]', ?)`),
    forgetTurnedAway: database.prepare(`DELETE FROM records WHERE request IS NOT NULL AND id <= (
      SELECT id FROM records WHERE request IS NOT NULL ORDER BY id DESC LIMIT ? OFFSET ?)`),
    // A batch that was tried again for long must not bring back old counts.
    ledger: database.prepare(`INSERT INTO ledgers (reporter, sent_at, received_at, counts)
      VALUES (?, ?, ?, ?) ON CONFLICT (reporter) DO UPDATE
      SET sent_at = excluded.sent_at, received_at = excluded.received_at, counts = excluded.counts
      WHERE excluded.sent_at >= ledgers.sent_at`),
  };
}

/** @param {import('libsql').Database} database @param {ReturnType<import('./rows.js').createFolder>} folder @param {() => number} now */
export function createWriter(database, folder, now) {
  const statements = prepareStatements(database);

  /** @param {Entry} entry @returns {number} its place among all records; 0 if it was there already */
  function insertRecord(entry, shop, receivedAt) {
    const row = { ...entry, shop, received_at: receivedAt,
      violations: JSON.stringify(entry.violations), warnings: JSON.stringify(entry.warnings) };
    const { changes, lastInsertRowid } = statements.record.run(columns.map((column) => row[column]));
    return changes === 1 ? Number(lastInsertRowid) : 0;
  }

  /** @param {Mending} mending @returns {boolean} whether the mending is new */
  function insertMending({ diagnostic_id, event_id, anonymous_id, warnings }, shop, receivedAt) {
    return statements.mending.run([diagnostic_id, event_id, anonymous_id, JSON.stringify(warnings), shop, receivedAt]).changes === 1;
  }

  /** @param {Ledger} ledger */
  function keepLedger({ reporter, sent_at, counts }, receivedAt) {
    statements.ledger.run([reporter, sent_at, receivedAt, JSON.stringify(counts)]);
  }

  /** @returns {{ isNew: boolean[], mendedEventIds: string[], accepted: import('./rows.js').Stored[] }} isNew is in the order of events */
  function insertBatch({ shop, events, reports, mendings, ledger }, receivedAt) {
    if (ledger) keepLedger(ledger, receivedAt);
    const mended = mendings.filter((mending) => insertMending(mending, shop, receivedAt));
    for (const report of reports) insertRecord(report, shop, receivedAt);
    const places = events.map((entry) => insertRecord(entry, shop, receivedAt));
    const stored = events.map(({ status, event }, i) => ({ status, event, seq: places[i], receivedAt }));
    return {
      isNew: places.map((seq) => seq > 0),
      mendedEventIds: mended.map((mending) => mending.event_id),
      accepted: stored.filter(({ status, seq }) => status === 'accepted' && seq > 0),
    };
  }

  return {
    /**
     * @param {{ shop: string, events: Entry[], reports: Entry[], mendings: Mending[], ledger: Ledger|null }[]} batches
     * @returns {ReturnType<typeof insertBatch>[]}
     */
    store: inTransaction(database, (batches) => {
      const receivedAt = new Date(now()).toISOString();
      const results = batches.map((batch) => insertBatch(batch, receivedAt));
      for (const shop of new Set(batches.map((batch) => batch.shop))) {
        folder.apply(shop, results.flatMap(({ accepted }, i) => (batches[i].shop === shop ? accepted : [])));
      }
      return results;
    }),

    /** Of posts that were turned away the newest stay. @param {TurnedAway[]} posts @returns {undefined[]} one of each */
    keepTurnedAway: inTransaction(database, (posts) => {
      const receivedAt = new Date(now()).toISOString();
      for (const { shop, anonymous_id, violations, request } of posts) {
        statements.turnedAway.run([shop, receivedAt, anonymous_id, JSON.stringify(violations), JSON.stringify(request)]);
      }
      statements.forgetTurnedAway.run([1, limits.turnedAway]);
      return posts.map(() => undefined);
    }),

    reset: inTransaction(database, () => {
      // Rows that are being made anew are of events that are gone.
      const tables = ['records', 'mended', 'ledgers', 'rebuilds', 'notices', 'visits', 'visit_entries', 'visit_events', ...rowTables, ...rowTables.map((table) => `${table}_rebuilt`)];
      for (const table of tables) database.exec(`DELETE FROM ${table}`);
    }),
  };
}
