// Opens the SQLite file and brings its schema up to date. "Stored once" is a property of the unique indexes there, not of
// any check in code: two processes or two requests at once can't get around them.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import { limits } from '../limits.js';
import { beBornWhole } from './file.js';
import { migrate } from './migrate.js';
import { Unusable, requireNoRemains, requireWhole } from './soundness.js';

export const fileIn = (dataFolder) => join(dataFolder, 'collector.db');

/**
 * @param {string} dataFolder created when missing
 * @returns {Promise<{ database: import('libsql').Database, isBehind: boolean }>} isBehind: rows have still to be made anew of
 *   the events that are there: this version folds others, or whoever was about it has died
 * @throws {Unusable} a file that is there and is no whole database of this collector; it is left as it is
 */
export async function openDatabase(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const file = fileIn(dataFolder);
  if (!existsSync(file)) {
    requireNoRemains(file);
    await create(file);
  }
  requireWhole(file);
  const database = open(file);
  try {
    await migrate(database);
    return { database, isBehind: database.prepare('SELECT 1 FROM rebuilds').all().length > 0 };
  } catch (error) {
    database.close();
    throw new Unusable(file, `can't be brought up to date (${error.message})`, 'Start the release that it is of, or restore a backup', error);
  }
}

/** The tables come with the file, or no file comes: so one without tables is none that was begun. */
function create(file) {
  return beBornWhole(file, async (unborn) => {
    // Without a log, so that the file is all there is.
    const database = new Database(unborn);
    try {
      await migrate(database);
    } finally {
      database.close();
    }
  });
}

/** Nobody waits for it, unless the log has become long: it begins anew only when nobody has written meanwhile. */
export function carryLogOver(database) {
  const [{ log }] = database.pragma('wal_checkpoint(PASSIVE)');
  // The first has taken long enough for more to be written; these are short.
  database.pragma('wal_checkpoint(PASSIVE)');
  if (log > limits.databaseLogPages) database.pragma('wal_checkpoint(RESTART)');
}

/** What is no more in the file may still stand in its log. Whoever else is about it, or reads, is waited for, but not by all. */
export async function emptyLog(database) {
  const isEmptied = () => {
    database.pragma('busy_timeout = 0');
    try {
      return database.pragma('wal_checkpoint(TRUNCATE)')[0].busy === 0;
    } finally {
      database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
    }
  };
  for (let tries = limits.databaseLogTries; tries > 0 && !isEmptied(); tries--) await wait(limits.databaseLogMs);
}

/** What is in its log goes into the file: libsql's own end waits until the last statement is forgotten. */
export function closeDatabase(database) {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function open(file) {
  const database = new Database(file);
  database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
  database.pragma('journal_mode = WAL');
  // NORMAL would lose the last commits on power loss, after they were acked.
  database.pragma('synchronous = FULL');
  // Indexes of random ids touch many pages: those that are used stay in memory.
  database.pragma(`cache_size = -${limits.databaseCacheKb}`);
  // Before that somebody else does it (log-carrier.js), unless there is nobody.
  database.pragma(`wal_autocheckpoint = ${limits.databaseLogPagesMax}`);
  // What is erased is overwritten, and not only forgotten.
  database.pragma('secure_delete = ON');
  return database;
}
