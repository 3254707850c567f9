// Finds the carts that have been abandoned since it looked last, in the order of their changes. Where it has got to is
// kept in the transaction that keeps the notices: so nothing is left out while no process runs, and what has been told of
// isn't told anew, whatever is made of its row later.

import { limits } from '../limits.js';
import { inTransaction } from '../store/transaction.js';

/**
 * @param {import('libsql').Database} database
 * @param {{ abandoned: ReturnType<import('../store/abandoned.js').createAbandoned>, notices: ReturnType<import('./notices.js').createNotices>,
 *   shops: Iterable<string> }} parts
 */
export function createJudge(database, { abandoned, notices, shops }) {
  const placeOf = database.prepare('SELECT changed_at, cart_id FROM judged WHERE shop = ?');
  const goTo = database.prepare('UPDATE judged SET changed_at = ?, cart_id = ? WHERE shop = ?');
  const begin = database.prepare("INSERT INTO judged (shop, changed_at, cart_id) VALUES (?, ?, '') ON CONFLICT DO NOTHING");
  // What was abandoned before anybody looked is no news.
  for (const shop of shops) begin.run([shop, Math.floor(abandoned.until())]);

  function next(shop) {
    const [{ changed_at, cart_id }] = placeOf.all([shop]);
    return abandoned.list(shop, { count: limits.noticesPerStep, after: [changed_at, cart_id] });
  }

  const step = inTransaction(database, (shop) => {
    const carts = next(shop);
    if (carts.length === 0) return false;
    for (const cart of carts) notices.abandoned(shop, cart);
    goTo.run([carts.at(-1).changed_at, carts.at(-1).id, shop]);
    return carts.length === limits.noticesPerStep;
  });

  return {
    /** Some of a shop's, in one transaction. @returns {boolean} whether there may be more */
    // Who finds nothing takes no lock, and so keeps nobody who stores events waiting.
    step: (shop) => next(shop).length > 0 && step(shop),
  };
}
