// Runs the migrations that a file hasn't seen, all in one transaction: a process that dies in it has changed nothing.

import { Kysely, Migrator, SqliteAdapter, SqliteDialect } from 'kysely';
import { migrations } from './migrations.js';

/** SQLite's tables are made within transactions as rows are; Kysely takes that for other databases only. */
class TransactionalDialect extends SqliteDialect {
  createAdapter() {
    return new (class extends SqliteAdapter {
      get supportsTransactionalDdl() {
        return true;
      }
    })();
  }
}

/** @param {import('libsql').Database} database */
export async function migrate(database) {
  const db = new Kysely({ dialect: new TransactionalDialect({ database }) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
}
