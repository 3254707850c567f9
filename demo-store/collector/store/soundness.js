// Whether a file is a whole database of this collector. One that isn't is refused and left as it is: to begin anew would
// hide what was lost, and to serve the rest would be wrong without a word.

import { existsSync, statSync } from 'node:fs';
import Database from 'libsql';
import { migrations } from './migrations.js';

const RESTORE = 'Restore a backup: put it in the place of that file and remove the files beside it that end in -wal and -shm. To begin with nothing, move all of these away';

/** A file that can't be used as it is; says in one line which, why and what to do. */
export class Unusable extends Error {
  constructor(file, why, fix, cause) {
    super(`the database ${file} ${why}. It was left as it is. ${fix}`.replaceAll('\n', ' '), { cause });
  }
}

/** The first fault of its structure; null when each of its pages is where it belongs. */
function faultOf(database) {
  const [{ quick_check: words }] = database.pragma('quick_check(1)');
  return words === 'ok' ? null : words;
}

function requireOwn(database, file) {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all().map(({ name }) => name);
  if (!tables.includes('records')) throw new Unusable(file, 'is no database of this collector', RESTORE);
  if (!tables.includes('kysely_migration')) return;
  const unknown = database.prepare('SELECT name FROM kysely_migration ORDER BY name').all().map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new Unusable(file, `is of a newer release (it has ${unknown.join(', ')})`, 'Start that release or a later one, or restore a backup of this one');
  }
}

/** Reads every page; writes nothing. @throws {Unusable} */
export function requireWhole(file) {
  if (statSync(file).size === 0) throw new Unusable(file, 'is damaged (it is empty)', RESTORE);
  const database = new Database(file);
  try {
    const fault = faultOf(database);
    if (fault !== null) throw new Unusable(file, `is damaged (${fault})`, RESTORE);
    requireOwn(database, file);
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(file, `is damaged or no database (${error.message})`, RESTORE, error);
  } finally {
    database.close();
  }
}

/** A log without its database: a new one would take it for its own. @throws {Unusable} */
export function requireNoRemains(file) {
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw new Unusable(file, 'is not there, but its log is', RESTORE);
}
