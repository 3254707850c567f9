// Makes all rows anew from the stored events: after a change of what they mean, or when somebody doubts them. Goes on
// while events come in: the new rows grow beside the ones that are read, some events at a time, and take their place in
// the transaction that has found no further event.

import { randomUUID } from 'node:crypto';
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.js';
import { emptyLog } from './database.js';
import { createFolder, rowTables } from './rows.js';
import { inTransaction } from './transaction.js';

/** Another process has begun to make rows anew, in the same place. */
class TakenOver extends Error {}

/**
 * Within a transaction: from now on the rows have to be made anew, and whoever was about it begins again.
 * @returns {string} the claim, until the next one
 */
export function claimRebuild(database) {
  const token = randomUUID();
  database.exec('DELETE FROM rebuilds');
  database.prepare('INSERT INTO rebuilds (token) VALUES (?)').run([token]);
  return token;
}

/** @param {import('libsql').Database} database @param {(request: string) => string} fold */
export async function rebuild(database, fold) {
  for (let tries = limits.rebuildTries; ; tries--) {
    try {
      return await rebuildOnce(database, fold);
    } catch (error) {
      if (!(error instanceof TakenOver) || tries === 1) throw error;
      // Of two who began at once one waits for longer.
      await wait(Math.random() * limits.rebuildWaitMs);
    }
  }
}

async function rebuildOnce(database, fold) {
  const folder = createFolder(database, fold, { suffix: '_rebuilt' });
  const clear = (suffix) => { for (const table of rowTables) database.exec(`DELETE FROM ${table}${suffix}`); };
  const next = database.prepare(`SELECT id AS seq, shop, received_at AS receivedAt, event FROM records
    WHERE status = 'accepted' AND id > ? ORDER BY id LIMIT ?`);

  const begin = inTransaction(database, () => {
    clear('_rebuilt');
    return claimRebuild(database);
  });

  function takePlace() {
    clear('');
    for (const table of rowTables) database.exec(`INSERT INTO ${table} SELECT * FROM ${table}_rebuilt`);
    clear('_rebuilt');
    // Of carts that no event names any more there is nothing to be told.
    database.exec('DELETE FROM notices WHERE NOT EXISTS (SELECT 1 FROM carts WHERE carts.shop = notices.shop AND carts.id = notices.cart_id)');
    database.exec('DELETE FROM rebuilds');
  }

  /** @returns {number} of the last event that the rows know; null when they have taken their place */
  const step = inTransaction(database, (token, known) => {
    if (database.prepare('SELECT token FROM rebuilds').all()[0]?.token !== token) throw new TakenOver('another process makes the rows anew');
    const events = next.all([known, limits.rebuildEventsPerStep]);
    if (events.length === 0) {
      takePlace();
      return null;
    }
    for (const shop of new Set(events.map((event) => event.shop))) folder.apply(shop, events.filter((event) => event.shop === shop));
    return events.at(-1).seq;
  });

  const token = begin();
  for (let known = 0; known !== null;) {
    known = step(token, known);
    await breathe();
  }
  await emptyLog(database);
}
