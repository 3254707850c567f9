// Takes everything of one user out of the file: their events, refused ones too, what their browsers did while nobody was
// logged in there, all rows, and what was to be told of their carts. Rows of carts that others' events name too are made
// anew, so that they are those of the events that stay.

import { limits } from '../limits.js';
import { emptyLog } from './database.js';
import { createVisits } from '../trace/store.js';
import { createForgetting } from './forget.js';
import { createKin, hasKin, kinColumns } from './kin.js';
import { claimRebuild, rebuild } from './rebuild.js';
import { inTransaction } from './transaction.js';

const IN_LIST = 'IN (SELECT value FROM json_each(?))';
/** Two searches, each by an index. Values: shop, user, shop, browsers. */
const ofUser = (table, columns) => `SELECT ${columns} FROM ${table} WHERE shop = ? AND user_id = ?
  UNION ALL SELECT ${columns} FROM ${table} WHERE shop = ? AND +user_id IS NULL AND anonymous_id ${IN_LIST}`;
/** Later than any time: nothing is too young to be erased. */
const NEVER = '~';

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold
 */
export function createEraser(database, fold) {
  const forgetting = createForgetting(database, fold);
  const visits = createVisits(database);
  const browsersOf = database.prepare('SELECT id FROM identities WHERE shop = ? AND user_id = ?');
  const eventsOf = database.prepare(ofUser('records', `${kinColumns}, status`));
  const cartsOf = database.prepare(ofUser('carts', 'id'));
  const isRebuilding = database.prepare('SELECT 1 FROM rebuilds');
  const run = (text, values) => database.prepare(text).run(values);
  let kin;

  /** Nothing is told of these carts any more; of one that others' events name too, it stays known what was told already. */
  function eraseNotices(shop, carts) {
    run(`DELETE FROM notices WHERE shop = ? AND cart_id ${IN_LIST} AND changed_at IS NULL`, [shop, carts]);
    run(`UPDATE notices SET state = 'withdrawn', next_at = NULL WHERE shop = ? AND cart_id ${IN_LIST} AND state = 'waiting'`, [shop, carts]);
    // The place may be that of such a cart; what has been told of its neighbours isn't told again.
    run("UPDATE judged SET cart_id = '' WHERE shop = ?", [shop]);
  }

  /** Beside events. Of a post that was turned away nobody knows the shop. @returns {number} of those posts */
  function eraseWhatBrowsersTold(shop, browsers) {
    run(`DELETE FROM ledgers WHERE reporter ${IN_LIST}`, [browsers]);
    // Warnings of an event that never came; those of one that did go or stay with it.
    run(`DELETE FROM mended WHERE shop = ? AND anonymous_id ${IN_LIST} AND NOT EXISTS (
      SELECT 1 FROM records WHERE records.shop = mended.shop AND records.event_id = mended.event_id AND records.status = 'accepted')`, [shop, browsers]);
    run(`UPDATE mended SET anonymous_id = NULL WHERE shop = ? AND anonymous_id ${IN_LIST}`, [shop, browsers]);
    return run(`DELETE FROM records WHERE request IS NOT NULL AND shop = '' AND anonymous_id ${IN_LIST}`, [browsers]).changes;
  }

  /** What shares a cart, a checkout or an order with these; null where that is too much to be made anew at once. */
  function boundTo(shop, events) {
    const ids = [];
    const bound = new Set();
    for (const event of events) {
      if (event.status !== 'accepted' || !hasKin(event) || bound.has(event.id)) continue;
      const found = kin.of(shop, event, NEVER);
      if (found.is === 'large') return null;
      ids.push(found.ids);
      for (const { id } of found.events) bound.add(id);
    }
    return bound.size <= limits.retentionKinMax ? { ids, places: [...bound] } : null;
  }

  /** Until their rows are made anew, they are no abandoned carts; should this process die, the next one makes them. */
  function leaveToRebuild(shop, events, carts) {
    run(`DELETE FROM mended WHERE shop = ? AND event_id ${IN_LIST}`, [shop, JSON.stringify(events.map(({ event_id }) => event_id))]);
    run(`DELETE FROM records WHERE id ${IN_LIST}`, [JSON.stringify(events.map(({ id }) => id))]);
    run(`UPDATE carts SET is_open = 0 WHERE shop = ? AND id ${IN_LIST}`, [shop, carts]);
    claimRebuild(database);
  }

  const eraseAll = inTransaction(database, (shop, user) => {
    const ids = browsersOf.all([shop, user]).map(({ id }) => id);
    const browsers = JSON.stringify(ids);
    const forgotten = visits.forgetWhere(shop, [user, ...ids]);
    const whose = [shop, user, shop, browsers];
    const events = eventsOf.all(whose);
    const carts = JSON.stringify([...events.filter(({ status }) => status === 'accepted').map(({ cart_id }) => cart_id), ...cartsOf.all(whose).map(({ id }) => id)]);
    eraseNotices(shop, carts);
    const turnedAway = eraseWhatBrowsersTold(shop, browsers);
    run('DELETE FROM contacts WHERE shop = ? AND id = ?', [shop, user]);
    // Rows that are being made may know these events already.
    const bound = isRebuilding.all().length > 0 ? null : boundTo(shop, events);
    if (!bound && events.length > 0) leaveToRebuild(shop, events, carts);
    if (bound) {
      forgetting.forget(shop, events, bound.ids);
      forgetting.foldAgain(shop, bound.places);
      // Of carts that no event names any more there is nothing to be told.
      run(`DELETE FROM notices WHERE shop = ? AND cart_id ${IN_LIST} AND NOT EXISTS (SELECT 1 FROM carts WHERE carts.shop = notices.shop AND carts.id = notices.cart_id)`, [shop, carts]);
    }
    return { erased: events.length + turnedAway, forgotten, isBehind: !bound };
  });

  return {
    /** At start, where anybody may erase: with many events it takes some time, once. */
    prepare() {
      kin = createKin(database);
    },

    /** @returns {Promise<number>} how many records there were */
    async erase(shop, user) {
      if (!kin) this.prepare();
      const { erased, forgotten, isBehind } = eraseAll(shop, user);
      if (erased + forgotten > 0) await (isBehind ? rebuild(database, fold) : emptyLog(database));
      return erased;
    },
  };
}
