// The outbox: one row for each thing that a shop is to be told of a cart, written in a transaction and there once, by a
// unique index, whoever finds it and however often. Its id is the `webhook-id` of every attempt.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { keptSince } from '../store/kept-cart.js';

const ABANDONED = 'store/cart/abandoned';
const CONVERTED = 'store/cart/converted';

/** BigCommerce's envelope. The same notice has the same `hash`. */
function bodyOf(shop, scope, data, createdAt) {
  const told = { created_at: Math.floor(createdAt / 1000), store_id: shop, producer: `stores/${shop}`, scope, data };
  const hash = createHash('sha1').update(JSON.stringify(told)).digest('hex');
  return JSON.stringify({ ...told, hash });
}

/**
 * @param {import('libsql').Database} database
 * @param {{ reply: (request: string) => string, isTold: (shop: string) => boolean, cartDays: number, now: () => number }} parts isTold: whether there
 *   is anybody to tell. The notices of other shops are kept too: by them a cart is found by its token
 */
export function createNotices(database, { reply: shape, isTold, cartDays, now }) {
  const insert = database.prepare(`INSERT INTO notices (id, shop, scope, cart_id, about, changed_at, updated_at, token, body, created_at, state, next_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const tokenOf = database.prepare(`SELECT token FROM notices WHERE shop = ? AND cart_id = ? AND scope = '${ABANDONED}' LIMIT 1`);
  const abandonedFirst = database.prepare(`SELECT cart_id AS id, min(updated_at) AS since FROM notices
    WHERE shop = ? AND cart_id IN (SELECT value FROM json_each(?)) AND scope = '${ABANDONED}' GROUP BY cart_id`);
  const rowOf = database.prepare('SELECT row FROM carts WHERE shop = ? AND id = ?');
  const cartOfToken = database.prepare(`SELECT carts.row FROM notices JOIN carts ON carts.shop = notices.shop AND carts.id = notices.cart_id
    WHERE notices.shop = ? AND notices.token = ? AND carts.is_open AND +carts.changed_at >= ? LIMIT 1`);
  const objects = (as, row, more = '') => JSON.parse(shape(`{"as":"bigcommerce.${as}","rows":[${row}]${more}}`))[0];

  function add(shop, scope, { cart_id, about, changed_at = null, updated_at = null, token = null, data }) {
    const at = now();
    insert.run([randomUUID(), shop, scope, cart_id, String(about), changed_at, updated_at, token, bodyOf(shop, scope, data, at), at,
      ...(isTold(shop) ? ['waiting', at] : ['unsent', null])]);
  }

  return {
    /**
     * Each change of a cart can be abandoned once: one that is changed, and left again, is abandoned again. It has one token,
     * as the links in BigCommerce's e-mails have.
     * @param {import('../store/abandoned.js').AbandonedCart} cart
     */
    abandoned(shop, { id, changed_at, updated_at, row }) {
      const token = tokenOf.all([shop, id])[0]?.token ?? randomBytes(16).toString('hex');
      add(shop, ABANDONED, { cart_id: id, about: changed_at, changed_at, updated_at, token, data: { ...objects('cart_abandoned', row), token } });
    },

    /** Within the transaction that has folded the orders. */
    ordered(shop, cartIds) {
      for (const { id, since } of abandonedFirst.all([shop, JSON.stringify(cartIds)])) {
        const orders = objects('cart_converted', rowOf.all([shop, id])[0].row, `,"since":${since}`);
        for (const data of orders) add(shop, CONVERTED, { cart_id: id, about: data.orderId, data });
      }
    },

    /** As `/abandoned-carts/{token}` tells of it; undefined where it holds nothing any more, or isn't kept. */
    byToken(shop, token) {
      const [cart] = cartOfToken.all([shop, token, keptSince({ cartDays, now })]);
      return cart && objects('abandoned_cart', cart.row);
    },
  };
}
