// Opens the SQLite file and brings its schema up to date. "Stored once" is a property of the unique indexes there, not of
// any check in code: two processes or two requests at once can't get around them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { limits } from '../limits.js';
import { migrations } from './migrations.js';

/**
 * @param {string} dataFolder created when missing
 * @returns {Promise<{ database: import('libsql').Database, isBehind: boolean }>} isBehind: rows have still to be made anew of
 *   the events that are there: this version folds others, or whoever was about it has died
 */
export async function openDatabase(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const database = new Database(join(dataFolder, 'collector.db'));
  database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
  database.pragma('journal_mode = WAL');
  // NORMAL would lose the last commits on power loss, after they were acked.
  database.pragma('synchronous = FULL');
  // What is erased is overwritten, and not only forgotten.
  database.pragma('secure_delete = ON');
  const isNewer = await migrate(database);
  return { database, isBehind: isNewer || database.prepare('SELECT 1 FROM rebuilds').all().length > 0 };
}

/** Whether tables or columns of folded rows have come with it. */
async function migrate(database) {
  const db = new Kysely({ dialect: new SqliteDialect({ database }) });
  const { error, results = [] } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (!error) return results.some(({ migrationName }) => ['003_folded_rows', '004_cart_times'].includes(migrationName));
  database.close();
  throw new Error(`the database can't be brought up to date: ${error.message ?? error}`, { cause: error });
}
