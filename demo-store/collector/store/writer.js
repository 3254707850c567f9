// Writes one request in one transaction, with the rows that it changes: either all of it is on the disk when
// the answer leaves, or none of it and the sender tries again.

import { rowTables } from './rows.js';

/**
 * @typedef {{ status: 'accepted'|'refused', origin: 'collector'|'page', event_id: string|null,
 *   name: string|null, time: string|null, cart_id: string|null, event: string, violations: object[],
 *   warnings: unknown[], fingerprint: string|null, diagnostic_id: string|null }} Entry
 * @typedef {{ diagnostic_id: string, event_id: string, warnings: unknown[] }} Mending
 * @typedef {{ reporter: string, sent_at: string, counts: Record<string, number> }} Ledger
 */

const columns = ['shop', 'status', 'origin', 'event_id', 'name', 'time', 'received_at', 'cart_id', 'event',
  'violations', 'warnings', 'fingerprint', 'diagnostic_id'];

/** @param {import('libsql').Database} database */
function prepareStatements(database) {
  return {
    record: database.prepare(`INSERT INTO records (${columns.join(', ')})
      VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`),
    mending: database.prepare(`INSERT INTO mended (diagnostic_id, event_id, warnings)
      VALUES (?, ?, ?) ON CONFLICT DO NOTHING`),
    // A batch that was tried again for long must not bring back old counts.
    ledger: database.prepare(`INSERT INTO ledgers (reporter, sent_at, received_at, counts)
      VALUES (?, ?, ?, ?) ON CONFLICT (reporter) DO UPDATE
      SET sent_at = excluded.sent_at, received_at = excluded.received_at, counts = excluded.counts
      WHERE excluded.sent_at >= ledgers.sent_at`),
  };
}

/** @param {import('libsql').Database} database @param {ReturnType<import('./rows.js').createFolder>} folder */
export function createWriter(database, folder) {
  const statements = prepareStatements(database);

  /** @param {Entry} entry @returns {number} its place among all records; 0 if it was there already */
  function insertRecord(entry, shop, receivedAt) {
    const row = { ...entry, shop, received_at: receivedAt,
      violations: JSON.stringify(entry.violations), warnings: JSON.stringify(entry.warnings) };
    const { changes, lastInsertRowid } = statements.record.run(columns.map((column) => row[column]));
    return changes === 1 ? Number(lastInsertRowid) : 0;
  }

  /** @param {Mending} mending @returns {boolean} whether the mending is new */
  function insertMending({ diagnostic_id, event_id, warnings }) {
    return statements.mending.run([diagnostic_id, event_id, JSON.stringify(warnings)]).changes === 1;
  }

  /** @param {Ledger} ledger */
  function keepLedger({ reporter, sent_at, counts }, receivedAt) {
    statements.ledger.run([reporter, sent_at, receivedAt, JSON.stringify(counts)]);
  }

  return {
    /**
     * @param {{ shop: string, events: Entry[], reports: Entry[], mendings: Mending[], ledger: Ledger|null }} batch
     * @returns {{ isNew: boolean[], mendedEventIds: string[] }} isNew is in the order of events
     */
    store: database.transaction((batch) => {
      const receivedAt = new Date().toISOString();
      if (batch.ledger) keepLedger(batch.ledger, receivedAt);
      const mended = batch.mendings.filter(insertMending);
      for (const report of batch.reports) insertRecord(report, batch.shop, receivedAt);
      const places = batch.events.map((entry) => insertRecord(entry, batch.shop, receivedAt));
      const accepted = batch.events.map(({ status, event }, i) => ({ status, event, seq: places[i], receivedAt }));
      folder.apply(batch.shop, accepted.filter(({ status, seq }) => status === 'accepted' && seq > 0));
      return { isNew: places.map((seq) => seq > 0), mendedEventIds: mended.map((mending) => mending.event_id) };
    }).immediate,

    reset: database.transaction(() => {
      for (const table of ['records', 'mended', 'ledgers', ...rowTables]) database.exec(`DELETE FROM ${table}`);
    }).immediate,
  };
}
