// Finds checkouts: those that weren't bought while their cart is kept, and those that were bought by the link that was sent for them.

import { contactOf } from '../store/contacts.js';
import { CHECKOUT_IS_KEPT, keptSince } from '../store/kept-cart.js';

const CONDITIONS = {
  since: 'number > ?',
  before: 'number < ?',
  created_at_min: 'created_at >= ?',
  created_at_max: 'created_at <= ?',
  updated_at_min: 'updated_at >= ?',
  updated_at_max: 'updated_at <= ?',
};
// Won back ones are no abandoned ones of any age.
const IS_THERE = `(completed_at IS NOT NULL OR (is_open AND ${CHECKOUT_IS_KEPT}))`;
// Nothing closes one but its being bought.
const STATUS = { open: '', any: '', closed: ' AND FALSE' };

/** @param {import('libsql').Database} database @param {{ cartDays: number, now: () => number }} age */
export function createCheckouts(database, age) {
  function where(shop, { status = 'open', ...filter }) {
    const used = Object.keys(CONDITIONS).filter((name) => filter[name] !== undefined);
    return { text: ['shop = ?', IS_THERE, ...used.map((name) => CONDITIONS[name])].join(' AND ') + STATUS[status], values: [shop, keptSince(age), ...used.map((name) => filter[name])] };
  }

  function select(shop, filter, limit) {
    const { text, values } = where(shop, filter);
    const isBack = filter.before !== undefined;
    const rows = database.prepare(`SELECT number, id, cart_id, row, ${contactOf('checkouts')} AS contact FROM checkouts WHERE ${text} ORDER BY number ${isBack ? 'DESC' : 'ASC'} LIMIT ?`).all([...values, limit]);
    return isBack ? rows.reverse() : rows;
  }

  return {
    /** Those of a page in the order of their numbers, and where the pages beside it begin. */
    page(shop, filter, limit) {
      const rows = select(shop, filter, limit);
      if (rows.length === 0) return { rows: [] };
      const beside = (place) => (select(shop, { ...filter, since: undefined, before: undefined, ...place }, 1).length > 0 ? place : undefined);
      // A list that begins in its middle has no page before it but the ones that led there.
      const isFirst = filter.before === undefined && filter.since === undefined;
      return {
        rows,
        previous: isFirst ? undefined : beside({ before: rows[0].number }),
        next: beside({ since: rows.at(-1).number }),
      };
    },

    count(shop, filter) {
      const { text, values } = where(shop, filter);
      // In the order in which the rows stand: by another index each is on another page.
      return database.prepare(`SELECT count(*) AS count FROM checkouts INDEXED BY checkouts_by_number WHERE ${text}`).all(values)[0].count;
    },

    /** One that is asked for by its token is found as long as it isn't gone. */
    byToken(shop, token) {
      return database.prepare(`SELECT id, cart_id, row, ${contactOf('checkouts')} AS contact FROM checkouts WHERE shop = ? AND id = ? AND ${IS_THERE}`).all([shop, token, keptSince(age)])[0];
    },
  };
}
