// Takes everything of one user out of the file: their events, refused ones too, what their browsers did while nobody was
// logged in there, and all rows. The rows that stay are made anew, so that they are those of the events that stay.

import { rebuild } from './rebuild.js';

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold
 */
export function createEraser(database, fold) {
  const browsersOf = database.prepare('SELECT id FROM identities WHERE shop = ? AND user_id = ?');
  const OF_USER = 'shop = ? AND (user_id = ? OR (user_id IS NULL AND anonymous_id IN (SELECT value FROM json_each(?))))';

  const eraseEvents = database.transaction((shop, user) => {
    const browsers = JSON.stringify(browsersOf.all([shop, user]).map(({ id }) => id));
    const whose = [shop, user, browsers];
    database.prepare(`DELETE FROM mended WHERE shop = ? AND event_id IN (SELECT event_id FROM records WHERE ${OF_USER})`).run([shop, ...whose]);
    const { changes } = database.prepare(`DELETE FROM records WHERE ${OF_USER}`).run(whose);
    database.prepare('DELETE FROM ledgers WHERE reporter IN (SELECT value FROM json_each(?))').run([browsers]);
    return changes;
  }).immediate;

  return {
    /** @returns {Promise<number>} how many records there were */
    async erase(shop, user) {
      const erased = eraseEvents(shop, user);
      if (erased > 0) await rebuild(database, fold);
      // What was overwritten in the file may still stand in its log.
      database.pragma('wal_checkpoint(TRUNCATE)');
      return erased;
    },
  };
}
