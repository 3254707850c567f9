// Takes everything of one user out of the file: their events, refused ones too, what their browsers did while nobody was
// logged in there, all rows, and what was to be told of their carts. The rows that stay are made anew, so that they are
// those of the events that stay.

import { claimRebuild, rebuild } from './rebuild.js';
import { inTransaction } from './transaction.js';

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold
 */
export function createEraser(database, fold) {
  const browsersOf = database.prepare('SELECT id FROM identities WHERE shop = ? AND user_id = ?');
  const OF_USER = 'shop = ? AND (user_id = ? OR (user_id IS NULL AND anonymous_id IN (SELECT value FROM json_each(?))))';

  /** Nothing is told of their carts any more; of one that others' events name too, it stays known what was told already. */
  function eraseNotices(shop, whose) {
    const carts = JSON.stringify(database.prepare(`SELECT cart_id AS id FROM records WHERE ${OF_USER} AND status = 'accepted' AND cart_id IS NOT NULL UNION SELECT id FROM carts WHERE ${OF_USER}`)
      .all([...whose, ...whose]).map(({ id }) => id));
    const ofCarts = 'shop = ? AND cart_id IN (SELECT value FROM json_each(?))';
    database.prepare(`DELETE FROM notices WHERE ${ofCarts} AND changed_at IS NULL`).run([shop, carts]);
    database.prepare(`UPDATE notices SET state = 'withdrawn', next_at = NULL WHERE ${ofCarts} AND state = 'waiting'`).run([shop, carts]);
    // The place may be that of such a cart; what has been told of its neighbours isn't told again.
    database.prepare("UPDATE judged SET cart_id = '' WHERE shop = ?").run([shop]);
    // Until their rows are made anew, they are no abandoned carts.
    database.prepare('UPDATE carts SET is_open = 0 WHERE shop = ? AND id IN (SELECT value FROM json_each(?))').run([shop, carts]);
  }

  const eraseEvents = inTransaction(database, (shop, user) => {
    const browsers = JSON.stringify(browsersOf.all([shop, user]).map(({ id }) => id));
    const whose = [shop, user, browsers];
    eraseNotices(shop, whose);
    database.prepare(`DELETE FROM mended WHERE shop = ? AND event_id IN (SELECT event_id FROM records WHERE ${OF_USER})`).run([shop, ...whose]);
    const { changes } = database.prepare(`DELETE FROM records WHERE ${OF_USER}`).run(whose);
    database.prepare('DELETE FROM ledgers WHERE reporter IN (SELECT value FROM json_each(?))').run([browsers]);
    database.prepare('DELETE FROM contacts WHERE shop = ? AND id = ?').run([shop, user]);
    // The other rows still know the user: should this process die, the next one makes them anew.
    if (changes > 0) claimRebuild(database);
    return changes;
  });

  return {
    /** @returns {Promise<number>} how many records there were */
    async erase(shop, user) {
      const erased = eraseEvents(shop, user);
      if (erased > 0) await rebuild(database, fold);
      return erased;
    },
  };
}
