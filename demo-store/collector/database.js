// Opens the SQLite file and owns its schema. "Stored once" is a property of
// the unique indexes below, not of any check in code: two processes or two
// requests at once can't get around them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { limits } from './limits.js';

// AUTOINCREMENT: after a reset the ids go on, so a stream's cursor stays true.
const schema = `
  CREATE TABLE IF NOT EXISTS records (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    status        TEXT NOT NULL CHECK (status IN ('accepted', 'refused')),
    origin        TEXT NOT NULL CHECK (origin IN ('collector', 'page')),
    event_id      TEXT,
    name          TEXT,
    time          TEXT,
    received_at   TEXT NOT NULL,
    cart_id       TEXT,
    event         TEXT NOT NULL,
    violations    TEXT NOT NULL,
    warnings      TEXT NOT NULL,
    fingerprint   TEXT,
    diagnostic_id TEXT
  );
  CREATE UNIQUE INDEX IF NOT EXISTS accepted_once ON records (event_id)
    WHERE status = 'accepted';
  CREATE UNIQUE INDEX IF NOT EXISTS refused_once ON records (fingerprint)
    WHERE status = 'refused' AND origin = 'collector';
  CREATE UNIQUE INDEX IF NOT EXISTS reported_once ON records (diagnostic_id)
    WHERE origin = 'page';
  CREATE INDEX IF NOT EXISTS records_by_event ON records (event_id);
  CREATE INDEX IF NOT EXISTS records_by_cart ON records (cart_id);
  CREATE INDEX IF NOT EXISTS records_by_name ON records (name);

  CREATE TABLE IF NOT EXISTS mended (
    diagnostic_id TEXT PRIMARY KEY,
    event_id      TEXT NOT NULL,
    warnings      TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS mended_by_event ON mended (event_id);

  CREATE TABLE IF NOT EXISTS ledgers (
    reporter    TEXT PRIMARY KEY,
    sent_at     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    counts      TEXT NOT NULL
  );
`;

/**
 * @param {string} dataFolder created when missing
 * @returns {import('libsql').Database}
 */
export function openDatabase(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const database = new Database(join(dataFolder, 'collector.db'));
  database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
  database.pragma('journal_mode = WAL');
  // NORMAL would lose the last commits on power loss, after they were acked.
  database.pragma('synchronous = FULL');
  database.exec(schema);
  return database;
}
