// A file as version 0.1 wrote it: without a version, a shop or folded rows.

import { join } from 'node:path';
import Database from 'libsql';
import { manyEvents } from './support.js';

/** @returns {object[]} the events that it holds */
export function writeOldFile(dataFolder, events = manyEvents(3)) {
  const old = new Database(join(dataFolder, 'collector.db'));
  old.exec(`
    CREATE TABLE records (id INTEGER PRIMARY KEY AUTOINCREMENT, status TEXT NOT NULL CHECK (status IN ('accepted', 'refused')),
      origin TEXT NOT NULL CHECK (origin IN ('collector', 'page')), event_id TEXT, name TEXT, time TEXT, received_at TEXT NOT NULL, cart_id TEXT,
      event TEXT NOT NULL, violations TEXT NOT NULL, warnings TEXT NOT NULL, fingerprint TEXT, diagnostic_id TEXT);
    CREATE UNIQUE INDEX accepted_once ON records (event_id) WHERE status = 'accepted';
    CREATE UNIQUE INDEX refused_once ON records (fingerprint) WHERE status = 'refused' AND origin = 'collector';
    CREATE UNIQUE INDEX reported_once ON records (diagnostic_id) WHERE origin = 'page';
    CREATE INDEX records_by_event ON records (event_id);
    CREATE INDEX records_by_cart ON records (cart_id);
    CREATE INDEX records_by_name ON records (name);
    CREATE TABLE mended (diagnostic_id TEXT PRIMARY KEY, event_id TEXT NOT NULL, warnings TEXT NOT NULL);
    CREATE INDEX mended_by_event ON mended (event_id);
    CREATE TABLE ledgers (reporter TEXT PRIMARY KEY, sent_at TEXT NOT NULL, received_at TEXT NOT NULL, counts TEXT NOT NULL);`);
  const insert = old.prepare(`INSERT INTO records (status, origin, event_id, name, time, received_at, cart_id, event, violations, warnings)
    VALUES ('accepted', 'collector', ?, ?, ?, '2026-11-27T10:00:00.000Z', ?, ?, '[]', '[]')`);
  for (const event of events) insert.run([event.event_id, event.name, event.time, event.properties.cart_id, JSON.stringify(event)]);
  old.close();
  return events;
}
