// Takes events out of the file, with all that rows say because of them. Which events: retention.js, erase.js.

import { CONTACT_EVENT, createFolder } from './rows.js';

const IN_LIST = 'IN (SELECT value FROM json_each(?))';
const STORED = 'id AS seq, received_at AS receivedAt, event';

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold
 */
export function createForgetting(database, fold) {
  const folder = createFolder(database, fold);
  const loginsAmong = database.prepare(`SELECT ${STORED}, anonymous_id AS browser FROM records
    WHERE id ${IN_LIST} AND status = 'accepted' AND user_id IS NOT NULL AND anonymous_id IS NOT NULL`);
  const usersAmong = database.prepare(`SELECT DISTINCT user_id AS user FROM records WHERE id ${IN_LIST} AND status = 'accepted' AND name = '${CONTACT_EVENT}'`);
  const removeEvents = database.prepare(`DELETE FROM records WHERE id ${IN_LIST}`);
  const removeMended = database.prepare(`DELETE FROM mended WHERE shop = ? AND event_id ${IN_LIST}`);
  const stored = database.prepare(`SELECT ${STORED} FROM records WHERE id ${IN_LIST} AND status = 'accepted' ORDER BY id`);

  return {
    /**
     * Within a transaction.
     * @param {string} shop
     * @param {{ id: number, event_id: string | null }[]} events all of that shop
     * @param {import('./kin.js').Ids[]} ids of rows that go too: what other events say of these has to be folded again
     */
    forget(shop, events, ids) {
      const list = JSON.stringify(events.map(({ id }) => id));
      const logins = loginsAmong.all([list]);
      const users = usersAmong.all([list]).map(({ user }) => user);
      removeEvents.run([list]);
      removeMended.run([shop, JSON.stringify(events.map(({ event_id }) => event_id))]);
      for (const { cart_id, checkout_id, order_id } of ids) folder.forget(shop, { carts: cart_id, checkouts: checkout_id, orders: order_id });
      folder.forgetLogins(shop, logins);
      folder.forgetContacts(shop, users);
    },

    /** The same, of those that are still there. @param {string} shop @param {number[]} places */
    foldAgain(shop, places) {
      folder.apply(shop, stored.all([JSON.stringify(places)]));
    },
  };
}
