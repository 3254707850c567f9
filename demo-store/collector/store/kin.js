// Which stored events belong together: those of a cart, of the checkouts it went into and of the orders it became, and of
// all carts, checkouts and orders that these name. A row is made of such events alone, so they can go without a trace in
// any row that stays.

import { limits } from '../limits.js';

const NAMES = ['cart_id', 'checkout_id', 'order_id'];

/** @typedef {{ id: number, event_id: string, received_at: string, cart_id: string | null, checkout_id: string | null, order_id: string | null }} Kin */
/** @typedef {{ cart_id: Set<string>, checkout_id: Set<string>, order_id: Set<string> }} Ids */

export const kinColumns = 'id, event_id, received_at, cart_id, checkout_id, order_id';

/** Whether it belongs to anything. @param {Kin} event */
export const hasKin = (event) => NAMES.some((name) => event[name] !== null);

/** @param {Kin} event @param {Ids} ids */
export const isKinOf = (event, ids) => NAMES.some((name) => ids[name].has(event[name]));

/** @param {import('libsql').Database} database */
export function createKin(database) {
  // Who keeps all events for ever doesn't pay for these with each of them.
  for (const name of NAMES) database.exec(`CREATE INDEX IF NOT EXISTS kin_by_${name} ON records (shop, ${name}) WHERE ${name} IS NOT NULL`);
  // By no index that has the order already: what comes before the last of a cart is all other carts' events.
  const newest = Object.fromEntries(NAMES.map((name) => [name, database.prepare(`SELECT ${kinColumns} FROM records INDEXED BY kin_by_${name}
    WHERE shop = ? AND ${name} = ? AND status = 'accepted' ORDER BY id DESC LIMIT ?`)]));

  return {
    /**
     * @param {string} shop @param {Kin} seed an old event with kin
     * @param {string} cutoff what was received from then on is young
     * @returns {{ is: 'young' | 'old' | 'large', ids: Ids, events: Kin[] }} young: some of it is, so all of it stays; large: the
     *   first of it are all old, and there are too many to look at at once. Ids are all that were met
     */
    of(shop, seed, cutoff) {
      const ids = Object.fromEntries(NAMES.map((name) => [name, new Set()]));
      const events = new Map();
      const waiting = [];
      const meet = (event) => {
        events.set(event.id, event);
        for (const name of NAMES) {
          if (event[name] === null || ids[name].has(event[name])) continue;
          ids[name].add(event[name]);
          waiting.push([name, event[name]]);
        }
      };
      meet(seed);
      for (let next; (next = waiting.pop());) {
        const [name, id] = next;
        const isYoung = (count) => newest[name].all([shop, id, count]).some((event) => {
          if (count > 1) meet(event);
          return event.received_at >= cutoff;
        });
        // Nearly always the last one says so.
        if (isYoung(1) || isYoung(limits.retentionKinMax + 1)) return { is: 'young', ids, events: [] };
        if (events.size > limits.retentionKinMax) return { is: 'large', ids, events: [] };
      }
      return { is: 'old', ids, events: [...events.values()] };
    },
  };
}
