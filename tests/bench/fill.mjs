// Fills a database with the rows of a shop that has been there for long, without a request for each: by the collector's own
// writer and folds, in large transactions, and without waiting for the disk.

import { loadServerCore } from '../../dist/node.js';
import { judge } from '../../demo-store/collector/ingest/judge.js';
import { closeDatabase, openDatabase } from '../../demo-store/collector/store/database.js';
import { createFolder } from '../../demo-store/collector/store/rows.js';
import { createWriter } from '../../demo-store/collector/store/writer.js';
import { createShoppers } from './shoppers.mjs';

const PER_COMMIT = 5_000;
const DAY_MS = 86_400_000;
/** Over so long the events are spread, to now. */
const DAYS = 25;

/** @param {string} folder @param {number} rows of events @param {(stored: number) => void} onStored */
export async function fill(folder, rows, onStored) {
  const { validate, fold } = await loadServerCore();
  const { database } = await openDatabase(folder);
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -1000000');
  let stored = 0;
  const until = Date.now();
  const now = () => until - Math.floor(DAYS * DAY_MS * (1 - stored / rows));
  const shoppers = createShoppers(now);
  const writer = createWriter(database, createFolder(database, fold), now);
  while (stored < rows) {
    const count = Math.min(PER_COMMIT, rows - stored);
    const events = shoppers.events(count).map((text) => judge(JSON.parse(text), validate));
    writer.store([{ shop: 'shop', events, reports: [], mendings: [], ledger: null }]);
    stored += count;
    if (stored % (PER_COMMIT * 20) === 0) onStored(stored);
  }
  closeDatabase(database);
}
