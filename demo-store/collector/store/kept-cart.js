// How long a cart is kept: after so many days without a change, by the collector's clock, it is gone, and with it its
// checkouts, for lists, messages and links. Nowhere else is that decided. One that has ended has no last change, and says
// that it has ended.

import { DAY_MS } from '../limits.js';

/** @returns {number} of which time on a last change (`changed_at`) keeps a cart, in ms since 1970 */
export const keptSince = ({ cartDays, now }) => Math.ceil(now() - cartDays * DAY_MS);

/** A checkout goes with its cart; what is left of one whose cart has ended by its own age. Takes `keptSince`. */
export const CHECKOUT_IS_KEPT = `coalesce((SELECT carts.changed_at FROM carts WHERE carts.shop = checkouts.shop AND carts.id = checkouts.cart_id),
  checkouts.changed_at) >= ?`;

/**
 * @param {import('libsql').Database} database
 * @param {{ reply: (request: string) => string, cartDays: number, now: () => number }} options
 * @returns {(shop: string, id: string) => object | undefined} one cart that is kept, as core/insight/cart_reply.h has it
 */
export function createKeptCart(database, { reply: shape, ...age }) {
  const find = database.prepare('SELECT row FROM carts WHERE shop = ? AND id = ? AND (changed_at IS NULL OR changed_at >= ?)');
  return (shop, id) => {
    const [found] = find.all([shop, id, keptSince(age)]);
    return found && JSON.parse(shape(`{"as":"cart","rows":[${found.row}]}`))[0];
  };
}
