// Makes all rows anew from the stored events: after a change of what they mean, or when somebody doubts them. Goes on
// while events come in: the new rows grow beside the ones that are read, some events at a time, and take their place in
// the transaction that has found no further event.

import { setImmediate as breathe } from 'node:timers/promises';
import { limits } from '../limits.js';
import { createFolder, rowTables } from './rows.js';

/** @param {import('libsql').Database} database @param {(request: string) => string} fold */
export async function rebuild(database, fold) {
  const folder = createFolder(database, fold, '_rebuilt');
  const clear = (suffix) => { for (const table of rowTables) database.exec(`DELETE FROM ${table}${suffix}`); };
  const next = database.prepare(`SELECT id AS seq, shop, received_at AS receivedAt, event FROM records
    WHERE status = 'accepted' AND id > ? ORDER BY id LIMIT ?`);

  function takePlace() {
    clear('');
    for (const table of rowTables) database.exec(`INSERT INTO ${table} SELECT * FROM ${table}_rebuilt`);
    clear('_rebuilt');
  }

  /** @returns {number} of the last event that the rows know; null when they have taken their place */
  const step = database.transaction((known) => {
    const events = next.all([known, limits.rebuildEventsPerStep]);
    if (events.length === 0) {
      takePlace();
      return null;
    }
    for (const shop of new Set(events.map((event) => event.shop))) folder.apply(shop, events.filter((event) => event.shop === shop));
    return events.at(-1).seq;
  }).immediate;

  database.transaction(() => clear('_rebuilt')).immediate();
  for (let known = 0; known !== null;) {
    known = step(known);
    await breathe();
  }
}
