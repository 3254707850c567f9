// A copy of the database as it is at one moment, while events come in. It is read again before it gets its name: a backup
// that is there can be restored.

import { existsSync } from 'node:fs';
import Database from 'libsql';
import { limits } from '../limits.js';
import { beBornWhole } from './file.js';
import { fileIn } from './database.js';
import { requireWhole } from './soundness.js';

/**
 * @param {string} dataFolder
 * @param {string | undefined} target a name that no file has yet
 */
export async function backUp(dataFolder, target) {
  if (!target) throw new Error('backup needs the name of a file that it can write');
  const file = fileIn(dataFolder);
  if (!existsSync(file)) throw new Error(`there is no database ${file}`);
  requireWhole(file);
  const isOurs = !existsSync(target) && await beBornWhole(target, (unborn) => {
    const database = new Database(file);
    try {
      database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
      database.prepare('VACUUM INTO ?').run([unborn]);
    } finally {
      database.close();
    }
    requireWhole(unborn);
  });
  if (!isOurs) throw new Error(`${target} is there already; a backup takes nothing's place`);
}
