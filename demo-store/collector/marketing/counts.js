// What is counted by the day: what became of the checkouts that were begun on it, and how many shoppers came how far.

import { abandonedUntil } from '../store/abandoned.js';

const MINUTE_MS = 60_000;
const STEPS = { 'ecommerce.product_viewed': 'viewed', 'ecommerce.cart_updated': 'cart', 'ecommerce.checkout_started': 'checkout', 'ecommerce.order_placed': 'order' };
const NAMES = Object.keys(STEPS).map((name) => `'${name}'`).join();

/**
 * @param {import('libsql').Database} database
 * @param {{ abandonedMinutes: number, now: () => number }} age
 */
export function createCounts(database, age) {
  const all = (text, values) => database.prepare(text).all(values);

  /** Of that shopper: the user, whom the browser may have become since, else the browser; `b` and `u`, since both have ids of any kind. */
  const shopper = `coalesce('u' || user_id, 'u' || (SELECT identities.user_id FROM identities WHERE identities.shop = said.shop AND identities.id = said.anonymous_id), 'b' || anonymous_id)`;

  /** Records were received in the order of their ids, so no index of times is needed. @returns {number} the first id of that time or later */
  function idAt(ms) {
    const time = new Date(ms).toISOString();
    const [{ low, high }] = all('SELECT coalesce((SELECT min(id) FROM records), 1) AS low, coalesce((SELECT max(id) FROM records), 0) + 1 AS high', []);
    let [from, to] = [low, high];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const [next] = all('SELECT id, received_at FROM records WHERE id >= ? ORDER BY id LIMIT 1', [middle]);
      if (next === undefined || next.received_at >= time) to = middle;
      else from = next.id + 1;
    }
    return from;
  }

  return {
    /** What has become of the checkouts that were begun from `from` until `to`, which is excluded. */
    checkoutsBegun(shop, from, to) {
      const wait = age.abandonedMinutes * MINUTE_MS;
      const [counts] = all(`SELECT count(*) AS begun, count(completed_at) AS won_back,
        count(*) FILTER (WHERE completed_at IS NULL AND bought_at <= changed_at + ?) AS ordered,
        count(*) FILTER (WHERE completed_at IS NULL AND bought_at > changed_at + ?) AS came_back,
        count(*) FILTER (WHERE is_open AND changed_at <= ?) AS lost,
        count(*) FILTER (WHERE is_open AND changed_at > ?) AS waiting
        FROM checkouts WHERE shop = ? AND created_at >= ? AND created_at < ?`, [wait, wait, abandonedUntil(age), abandonedUntil(age), shop, from, to]);
      return counts;
    },

    /** Rows of the orders by which checkouts of that time were won back, each once. @returns {string[]} */
    ordersWonBack(shop, from, to) {
      return all(`SELECT row FROM orders WHERE shop = ? AND id IN (
        SELECT order_id FROM checkouts WHERE shop = ? AND completed_at IS NOT NULL AND created_at >= ? AND created_at < ?) ORDER BY id`, [shop, shop, from, to]).map(({ row }) => row);
    },

    /** How many shoppers did each thing, as far as it was heard of from `from` until `to`: views are in no row, so the events are looked at. */
    shoppersBetween(shop, from, to) {
      // By an index of browsers SQLite would walk through all that the shop ever had, for each day.
      const found = all(`SELECT name, count(DISTINCT ${shopper}) AS count
        FROM (SELECT DISTINCT shop, name, user_id, anonymous_id FROM records NOT INDEXED WHERE id >= ? AND id < ? AND shop = ? AND status = 'accepted' AND name IN (${NAMES})) AS said
        GROUP BY name`, [idAt(from), idAt(to), shop]);
      return { viewed: 0, cart: 0, checkout: 0, order: 0, ...Object.fromEntries(found.map(({ name, count }) => [STEPS[name], count])) };
    },
  };
}
